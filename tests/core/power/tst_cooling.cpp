#include "core/base/units.h"
#include "core/power/cooling.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"
#include "tests/support/small_plan.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::test::nearly;

namespace {

CoolingNode node(int id, CoolingNodeKind kind, int parent, int hall)
{
    CoolingNode node{.id = CoolingNodeId{id}, .parent = CoolingNodeId{parent}, .kind = kind};
    node.hall = HallId{hall};
    return node;
}

} // namespace

class TestCooling : public QObject
{
    Q_OBJECT

private slots:
    void heatOfAHallFlowsThroughItsLoopToTheTower();
    void loopsOfAHallShareItsHeat();
    void capacityIsThatOfAllUnits();
};

// The racks of the small plan draw 20,432 W and 1,032 W (worked in tst_demand).
void TestCooling::heatOfAHallFlowsThroughItsLoopToTheTower()
{
    Snapshot plan = test::knownPlan();
    plan.coolingNodes = Table<CoolingNode>{{node(1, CoolingNodeKind::CoolingTower, 0, 0),
                                            node(2, CoolingNodeKind::HallLoop, 1, 1),
                                            node(3, CoolingNodeKind::HallLoop, 1, 0)}};
    const auto heat = power::heatLoads(plan, power::rackLoads(plan));
    QVERIFY(nearly(heat[0], 21'464.0 * watt));
    QVERIFY(nearly(heat[1], 21'464.0 * watt));
    QCOMPARE(heat[2], Power{});
}

void TestCooling::loopsOfAHallShareItsHeat()
{
    Snapshot plan = test::knownPlan();
    plan.coolingNodes = Table<CoolingNode>{
        {node(1, CoolingNodeKind::HallLoop, 0, 1), node(2, CoolingNodeKind::HallLoop, 0, 1)}};
    const auto heat = power::heatLoads(plan, power::rackLoads(plan));
    QVERIFY(nearly(heat[0], 10'732.0 * watt));
    QVERIFY(nearly(heat[1], 10'732.0 * watt));
}

void TestCooling::capacityIsThatOfAllUnits()
{
    CoolingNode tower = node(1, CoolingNodeKind::CoolingTower, 0, 0);
    QVERIFY(!power::capacity(tower));
    tower.count = 3;
    tower.capacity = 12.0 * megawatt;
    QVERIFY(nearly(*power::capacity(tower), 36.0 * megawatt));
}

QTEST_APPLESS_MAIN(TestCooling)
#include "tst_cooling.moc"
