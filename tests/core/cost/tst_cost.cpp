#include "core/base/units.h"
#include "core/cost/capex.h"
#include "core/cost/opex.h"
#include "core/power/demand.h"
#include "tests/support/small_plan.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace rackwright;
using rackwright::test::knownPlan;
using rackwright::test::withAssumption;
using rackwright::test::withoutAssumption;

namespace {

std::vector<cost::BillLine> billOf(const Snapshot& plan)
{
    return cost::billOfQuantities(plan, power::demand(plan).it);
}

Figure capexOf(const Snapshot& plan)
{
    return cost::capex(plan, billOf(plan));
}

Figure opexOf(const Snapshot& plan)
{
    return cost::opex(plan, power::demand(plan), billOf(plan));
}

Snapshot withPlant(PowerNodeKind kind, int count, const char* price, double each)
{
    Snapshot plan = knownPlan();
    PowerNode node{.id = PowerNodeId{1}, .kind = kind, .name = "Plant", .count = count};
    node.capacity = 2.5 * units::megawatt;
    plan.powerNodes = Table<PowerNode>{{node}};
    plan.assumptions = plan.assumptions.with({.written = {test::exactly(30, price, each, "USD")}});
    return plan;
}

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::abs(b);
}

} // namespace

class TestCost : public QObject
{
    Q_OBJECT

private slots:
    void gpusCostExactlyTheirPlanningPrice();
    void capitalCostIsTheBillAddedUp();
    void marketPriceWidensTheTotalButNotTheGpus();
    void missingPriceIsAnUnknownLine();
    void fasterLinksNeedMoreTransceivers();
    void copperLinksHaveNoTransceivers();
    void plantIsBoughtByUnitOrByWatt_data();
    void plantIsBoughtByUnitOrByWatt();
    void retiredPlantIsNotBought();
    void runningCostIsTheSumOfItsParts();
    void runningCostWithoutATariffIsPartlyUnknown();
};

void TestCost::gpusCostExactlyTheirPlanningPrice()
{
    const Figure gpus = cost::gpuCapex(billOf(knownPlan()));
    QVERIFY(gpus.value.isExact());
    QCOMPARE(gpus.value.likely, 480'000.0); // 2 servers x 8 x 30,000
}

// 16 GPUs 480,000 + 2 servers 80,000 + switch 72,000 + strip 1,500 + 2 racks 10,000
// + 8 transceivers 5,120 + 4 cables 400 + building 1,000,000 + 21,464 W x 4.5 = 96,588
void TestCost::capitalCostIsTheBillAddedUp()
{
    const Figure capex = capexOf(knownPlan());
    QVERIFY(near(capex.value.likely, 1'745'608.0));
    QVERIFY(capex.value.isExact());
    QCOMPARE(capex.unknownParts, 0);
}

// Below: 96,000 of GPUs and 72,000 of servers make 120,000. Above: 48,000 and 36,000 make 60,000.
void TestCost::marketPriceWidensTheTotalButNotTheGpus()
{
    Snapshot plan = withAssumption(knownPlan(), "gpu-price-spread", {0.8, 1.0, 1.1});
    plan = withAssumption(plan, "price.server", {4'000.0, 40'000.0, 58'000.0});
    const Figure capex = capexOf(plan);
    QVERIFY(near(capex.value.low, 1'745'608.0 - 120'000.0));
    QVERIFY(near(capex.value.high, 1'745'608.0 + 60'000.0));
    QVERIFY(cost::gpuCapex(billOf(plan)).value.isExact());
}

void TestCost::missingPriceIsAnUnknownLine()
{
    const Snapshot plan = withoutAssumption(knownPlan(), "price.leaf");
    const Figure capex = capexOf(plan);
    QVERIFY(near(capex.value.likely, 1'745'608.0 - 72'000.0));
    QCOMPARE(capex.unknownParts, 1);
    const auto bill = billOf(plan);
    QCOMPARE(std::ranges::count_if(
                 bill, [](const cost::BillLine& line) { return isUnknown(line.total); }),
             1);
}

void TestCost::fasterLinksNeedMoreTransceivers()
{
    Snapshot plan = knownPlan();
    Fabric fabric = plan.fabrics[0];
    fabric.linkSpeed = 800.0 * units::gigabitPerSecond;
    plan.fabrics = plan.fabrics.with({.written = {fabric}});
    // 5,120 more for transceivers; 64 W more to fit out at 4.5
    QVERIFY(near(capexOf(plan).value.likely, 1'745'608.0 + 5'120.0 + 288.0));
}

void TestCost::copperLinksHaveNoTransceivers()
{
    Snapshot plan = knownPlan();
    std::vector<Cable> cables{plan.cables.begin(), plan.cables.end()};
    for (Cable& cable : cables) {
        cable.medium = Medium::Dac;
    }
    plan.cables = Table<Cable>{cables};
    plan.assumptions =
        plan.assumptions.with({.written = {test::exactly(30, "price.cable-dac", 200.0, "USD")}});
    // 5,520 of optics and fibre less, 64 W less to fit out at 4.5, 800 for copper
    QVERIFY(near(capexOf(plan).value.likely, 1'745'608.0 - 5'520.0 - 288.0 + 800.0));
}

void TestCost::plantIsBoughtByUnitOrByWatt_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("price");
    QTest::addColumn<double>("each");
    QTest::addColumn<double>("cost");
    const auto row =
        [](const char* name, PowerNodeKind kind, const char* price, double each, double cost) {
            QTest::newRow(name) << static_cast<int>(kind) << QByteArray{price} << each << cost;
        };
    row("battery", PowerNodeKind::Battery, "price.battery", 1.2e6, 16.8e6);
    row("substation", PowerNodeKind::Substation, "price.substation", 24e6, 336e6);
    row("generator", PowerNodeKind::Generator, "price.generator", 0.6, 21e6); // 14 x 2.5 MW
    row("grid", PowerNodeKind::Grid, "price.grid", 1e6, 0.0);                 // the utility's
}

void TestCost::plantIsBoughtByUnitOrByWatt()
{
    QFETCH(int, kind);
    QFETCH(QByteArray, price);
    QFETCH(double, each);
    QFETCH(double, cost);
    const Snapshot plan = withPlant(static_cast<PowerNodeKind>(kind), 14, price.constData(), each);
    QVERIFY(near(capexOf(plan).value.likely, 1'745'608.0 + cost));
}

void TestCost::retiredPlantIsNotBought()
{
    Snapshot plan = withPlant(PowerNodeKind::Battery, 1, "price.battery", 1e6);
    PowerNode battery = plan.powerNodes[0];
    battery.retired = "2025-01-01";
    plan.powerNodes = plan.powerNodes.with({.written = {battery}});
    QVERIFY(near(capexOf(plan).value.likely, 1'745'608.0));
}

// 117,515.4 kWh: electricity 7,285.9548 and water 117.5154; staff 0.02683 MW x 100 x 100,000 = 268,300;
// fit-out 96,588 x 0.03 = 2,897.64; hardware and network 169,020 x 0.02 = 3,380.40; lease 1,000
void TestCost::runningCostIsTheSumOfItsParts()
{
    const Figure opex = opexOf(knownPlan());
    QVERIFY(near(opex.value.likely, 282'981.5102));
    QCOMPARE(opex.inputs.size(), std::size_t{6});
}

void TestCost::runningCostWithoutATariffIsPartlyUnknown()
{
    const Figure opex = opexOf(withoutAssumption(knownPlan(), "tariff"));
    QVERIFY(near(opex.value.likely, 282'981.5102 - 7'285.9548));
    QCOMPARE(opex.unknownParts, 1);
}

QTEST_APPLESS_MAIN(TestCost)
#include "tst_cost.moc"
