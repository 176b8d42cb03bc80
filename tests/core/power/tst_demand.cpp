#include "core/base/units.h"
#include "core/power/demand.h"
#include "core/power/load.h"
#include "tests/support/small_plan.h"

#include <QTest>

#include <cmath>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::test::knownPlan;
using rackwright::test::withAssumption;
using rackwright::test::withoutAssumption;

namespace {

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::abs(b);
}

} // namespace

class TestDemand : public QObject
{
    Q_OBJECT

private slots:
    void itPowerIsServersSwitchesAndOptics();
    void bandOfTheServersIsTheBandOfTheSum();
    void facilityAndEnergyFollowFromItPower();
    void missingAssumptionMakesItsPartUnknown();
    void missingPlanningPowerMakesItsPartUnknown();
    void racksAddUpToItPower();
    void rackWithoutDrawOfItsDevicesCountsThem();
    void hallsAndRowsHoldTheirRacks();
    void fasterLinksNeedMoreOptics();
    void ruleOfThumbGivesThePublishedFigure();
};

void TestDemand::itPowerIsServersSwitchesAndOptics()
{
    // 2 x 10,200 + 1 x 1,000 + 4 links x 2 ends x 8 W
    const Figure it = power::demand(knownPlan()).it;
    QVERIFY(near(it.value.likely, 21'464.0));
    QVERIFY(it.value.isExact());
    QCOMPARE(it.unknownParts, 0);
    QCOMPARE(it.inputs.size(), std::size_t{3});
}

void TestDemand::bandOfTheServersIsTheBandOfTheSum()
{
    const Snapshot plan = withAssumption(knownPlan(), "draw.server", {0.5, 1.0, 1.0});
    const Figure it = power::demand(plan).it;
    QVERIFY(near(it.value.low, 21'464.0 - 10'200.0));
    QVERIFY(near(it.value.high, 21'464.0));
}

void TestDemand::facilityAndEnergyFollowFromItPower()
{
    const power::Demand demand = power::demand(knownPlan());
    QVERIFY(near(demand.facility.value.likely, 26'830.0));    // 21,464 x 1.25
    QVERIFY(near(demand.energy.value.likely, 117'515'400.0)); // 26,830 x 0.5 x 8,760 h
    QCOMPARE(demand.energy.inputs.front().key, std::string{"facility_w"});
}

void TestDemand::missingAssumptionMakesItsPartUnknown()
{
    const power::Demand demand = power::demand(withoutAssumption(knownPlan(), "draw.switch"));
    QVERIFY(near(demand.it.value.likely, 20'464.0)); // without the switch
    QCOMPARE(demand.it.unknownParts, 1);
    QCOMPARE(demand.facility.unknownParts, 1);

    const power::Demand noPue = power::demand(withoutAssumption(knownPlan(), "pue"));
    QVERIFY(isUnknown(noPue.facility));
    QVERIFY(!isUnknown(noPue.it));
}

void TestDemand::missingPlanningPowerMakesItsPartUnknown()
{
    Snapshot plan = knownPlan();
    DeviceType server = *findDeviceType(plan, "server");
    server.power.reset();
    plan.deviceTypes = plan.deviceTypes.with({.written = {server}});
    const Figure it = power::demand(plan).it;
    QVERIFY(near(it.value.likely, 1'064.0)); // the switch and the optics
    QCOMPARE(it.unknownParts, 1);
}

void TestDemand::racksAddUpToItPower()
{
    const auto racks = power::rackLoads(knownPlan());
    QCOMPARE(racks.size(), std::size_t{2});
    QVERIFY(near(racks[0].draw / watt, 20'432.0)); // two servers, four transceivers
    QVERIFY(near(racks[1].draw / watt, 1'032.0));  // the switch, four transceivers
    QCOMPARE(racks[0].unknownParts, 0);
}

void TestDemand::rackWithoutDrawOfItsDevicesCountsThem()
{
    const auto racks = power::rackLoads(withoutAssumption(knownPlan(), "draw.server"));
    QCOMPARE(racks[0].unknownParts, 2);
    QVERIFY(near(racks[0].draw / watt, 32.0));
}

void TestDemand::hallsAndRowsHoldTheirRacks()
{
    Snapshot plan = knownPlan();
    Rack stray = plan.racks[1];
    stray.row = RowId{};
    plan.racks = plan.racks.with({.written = {stray}});
    const auto racks = power::rackLoads(plan);
    QVERIFY(near(power::hallLoads(plan, racks).front().draw / watt, 21'464.0));
    QVERIFY(near(power::rowLoads(plan, racks).front().draw / watt, 20'432.0));
}

void TestDemand::fasterLinksNeedMoreOptics()
{
    Snapshot plan = knownPlan();
    Fabric fabric = plan.fabrics[0];
    fabric.linkSpeed = 800.0 * gigabitPerSecond;
    plan.fabrics = plan.fabrics.with({.written = {fabric}});
    QVERIFY(near(power::demand(plan).it.value.likely, 21'464.0 + 64.0));
}

// Epoch AI: 700 W x 100,000 x 1.82 x PUE 1.14 = 145.2 MW, here for 16 accelerators.
void TestDemand::ruleOfThumbGivesThePublishedFigure()
{
    const Snapshot plan = withAssumption(knownPlan(), "pue", Range<double>::exact(1.14));
    QVERIFY(near(power::ruleOfThumb(plan).value.likely, 145.236e6 * 16.0 / 100'000.0));
}

QTEST_APPLESS_MAIN(TestDemand)
#include "tst_demand.moc"
