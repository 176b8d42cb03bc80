#include "core/base/units.h"
#include "core/power/supply.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"
#include "tests/support/small_plan.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::test::nearly;

namespace {

PowerNode node(int id, PowerNodeKind kind, int parent = 0)
{
    PowerNode node{.id = PowerNodeId{id}, .parent = PowerNodeId{parent}, .kind = kind};
    node.name = "N" + std::to_string(id);
    return node;
}

PowerNode stage(int id, double megawatts, std::string from, std::string to)
{
    PowerNode grid = node(id, PowerNodeKind::Grid);
    grid.capacity = megawatts * megawatt;
    grid.inService = std::move(from);
    grid.retired = std::move(to);
    return grid;
}

Snapshot stagedPlan()
{
    Snapshot plan;
    plan.powerNodes = Table<PowerNode>{{stage(1, 8.0, "", "2024-08-01"),
                                        stage(2, 50.0, "2024-08-01", "2025-05-01"),
                                        stage(3, 150.0, "2025-05-01", "")}};
    return plan;
}

// A substation over the switchgears A and B; one rack of 3 kW hangs on both.
Snapshot twoSidedPlan(int cords)
{
    Snapshot plan;
    PowerNode a = node(2, PowerNodeKind::HallSwitchgear, 1);
    PowerNode b = node(3, PowerNodeKind::HallSwitchgear, 1);
    a.count = cords;
    b.count = cords;
    plan.powerNodes = Table<PowerNode>{{node(1, PowerNodeKind::Substation), a, b}};
    Rack rack{.id = RackId{1}};
    rack.feedA = PowerNodeId{2};
    rack.feedB = PowerNodeId{3};
    plan.racks = Table<Rack>{{rack}};
    return plan;
}

} // namespace

class TestSupply : public QObject
{
    Q_OBJECT

private slots:
    void gridOfADateIsTheStageInService_data();
    void gridOfADateIsTheStageInService();
    void datesOfTheSupplyAreInOrder();
    void unitsInParallelAdd();
    void unknownCapacityIsNotZero();
    void headroomIsNegativeWhenTheSupplyFallsShort();
    void eachSideCarriesHalfAndAllAfterAFailure();
    void whatFeedsBothSidesCarriesTheLoadOnce();
    void rackOnOneFeedLoadsItAlone();
    void childrenWithLowerIdsThanTheirParentAreCarriedToo();
    void branchOf1440WattsIsLoadedTo28PercentBy400Watts();
};

void TestSupply::gridOfADateIsTheStageInService_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<double>("megawatts");
    QTest::newRow("first") << QByteArray{"2024-07-31"} << 8.0;
    QTest::newRow("day of change") << QByteArray{"2024-08-01"} << 50.0;
    QTest::newRow("last") << QByteArray{"2025-06-01"} << 150.0;
    QTest::newRow("end state") << QByteArray{} << 150.0;
}

void TestSupply::gridOfADateIsTheStageInService()
{
    QFETCH(QByteArray, date);
    QFETCH(double, megawatts);
    const power::Supply supply = power::supply(stagedPlan(), date.toStdString());
    QCOMPARE(supply.grid.value.likely, megawatts * 1e6);
}

void TestSupply::datesOfTheSupplyAreInOrder()
{
    QVERIFY(
        (power::supplyDates(stagedPlan()) == std::vector<std::string>{"2024-08-01", "2025-05-01"}));
}

void TestSupply::unitsInParallelAdd()
{
    Snapshot plan;
    PowerNode batteries = node(1, PowerNodeKind::Battery);
    batteries.count = 156;
    batteries.capacity = 0.96 * megawatt;
    batteries.storage = 3.9e3 * kilowattHour;
    plan.powerNodes = Table<PowerNode>{{batteries}};
    const power::Supply supply = power::supply(plan);
    QCOMPARE(supply.batteries.value.likely, 149.76e6); // 156 x 0.96 MW
    QCOMPARE(supply.storage.value.likely, 608.4e6);    // 156 x 3.9 MWh
    QCOMPARE(supply.grid.value.likely, 0.0);
    QCOMPARE(supply.grid.unknownParts, 0);
}

void TestSupply::unknownCapacityIsNotZero()
{
    Snapshot plan;
    plan.powerNodes = Table<PowerNode>{{node(1, PowerNodeKind::Generator)}};
    QVERIFY(isUnknown(power::supply(plan).generators));
    QVERIFY(!power::utilisation(plan.powerNodes[0], 1.0 * watt));
}

void TestSupply::headroomIsNegativeWhenTheSupplyFallsShort()
{
    const Figure facility{
        .key = "facility_w", .label = "", .unit = "W", .value = {150e6, 178e6, 190e6}};
    const Figure left = power::headroom(power::supply(stagedPlan()), facility);
    QCOMPARE(left.value.likely, -28e6);
    QCOMPARE(left.value.low, -40e6); // 150 - 190
    QCOMPARE(left.value.high, 0.0);  // 150 - 150
}

// A server of 3,000 W with 3 + 3 cords: 500 W a cord, 1,000 W a cord after the failure of one side.
void TestSupply::eachSideCarriesHalfAndAllAfterAFailure()
{
    const Snapshot plan = twoSidedPlan(3);
    const auto loads = power::nodeLoads(plan, {{.draw = 3.0 * kilowatt}});
    for (const std::size_t side : {std::size_t{1}, std::size_t{2}}) {
        QVERIFY(nearly(loads[side].normal / 3.0, 500.0 * watt));
        QVERIFY(nearly(loads[side].worst / 3.0, 1'000.0 * watt));
    }
}

void TestSupply::whatFeedsBothSidesCarriesTheLoadOnce()
{
    const auto loads = power::nodeLoads(twoSidedPlan(1), {{.draw = 3.0 * kilowatt}});
    QVERIFY(nearly(loads[0].normal, 3.0 * kilowatt));
    QVERIFY(nearly(loads[0].worst, 3.0 * kilowatt));
}

void TestSupply::rackOnOneFeedLoadsItAlone()
{
    Snapshot plan = twoSidedPlan(1);
    Rack rack = plan.racks[0];
    rack.feedB = PowerNodeId{};
    plan.racks = plan.racks.with({.written = {rack}});
    const auto loads = power::nodeLoads(plan, {{.draw = 3.0 * kilowatt}});
    QVERIFY(nearly(loads[1].normal, 3.0 * kilowatt));
    QVERIFY(nearly(loads[1].worst, 3.0 * kilowatt));
    QCOMPARE(loads[2].worst, Power{});
}

void TestSupply::childrenWithLowerIdsThanTheirParentAreCarriedToo()
{
    Snapshot plan;
    plan.powerNodes = Table<PowerNode>{{node(1, PowerNodeKind::Busway, 2),
                                        node(2, PowerNodeKind::HallSwitchgear, 3),
                                        node(3, PowerNodeKind::Substation)}};
    Rack rack{.id = RackId{1}};
    rack.feedA = PowerNodeId{1};
    plan.racks = Table<Rack>{{rack}};
    const auto loads = power::nodeLoads(plan, {{.draw = 5.0 * kilowatt}});
    QVERIFY(nearly(loads[2].normal, 5.0 * kilowatt));
}

// 120 V x 15 A x 80 % = 1,440 VA, of which 400 W are 27.8 %.
void TestSupply::branchOf1440WattsIsLoadedTo28PercentBy400Watts()
{
    PowerNode branch = node(1, PowerNodeKind::Busway);
    branch.capacity = 120.0 * 15.0 * 0.8 * watt;
    const auto share = power::utilisation(branch, 400.0 * watt);
    QVERIFY(share);
    QCOMPARE(*share, 400.0 / 1'440.0);
}

QTEST_APPLESS_MAIN(TestSupply)
#include "tst_supply.moc"
