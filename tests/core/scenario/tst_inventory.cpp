#include "core/scenario/estimate.h"
#include "tests/support/small_plan.h"

#include <QTest>

#include <algorithm>

using namespace rackwright;

namespace {

bool says(const scenario::Inventory& inventory, const std::string& clause)
{
    return std::ranges::find(inventory.unknown, clause) != inventory.unknown.end();
}

} // namespace

class TestInventory : public QObject
{
    Q_OBJECT

private slots:
    void countsWhatStandsThere();
    void emptyPlanHoldsNothing();
    void planThatKnowsAllHasNoUnknowns();
    void assumedLayoutIsUnknown();
    void missingValuesAreUnknown();
    void longListsOfNamesAreCut();
};

void TestInventory::countsWhatStandsThere()
{
    const scenario::Inventory inventory = scenario::takeInventory(test::smallPlan());
    QCOMPARE(inventory.site, std::string{"Testville"});
    QCOMPARE(inventory.halls, 1);
    QCOMPARE(inventory.arrays, 1);
    QCOMPARE(inventory.computeRacks, 1);
    QCOMPARE(inventory.networkRacks, 1);
    QCOMPARE(inventory.otherRacks, 0);
    QCOMPARE(inventory.servers, 2);
    QCOMPARE(inventory.gpus, 16L);
    QCOMPARE(inventory.leafSwitches, 1);
    QCOMPARE(inventory.spineSwitches, 0);
    QCOMPARE(inventory.frontEndSwitches, 0);
    QCOMPARE(inventory.cables, 4);
}

void TestInventory::emptyPlanHoldsNothing()
{
    const scenario::Inventory inventory = scenario::takeInventory(Snapshot{});
    QCOMPARE(inventory.gpus, 0L);
    QVERIFY(inventory.site.empty());
    QVERIFY(inventory.unknown.empty());
}

void TestInventory::planThatKnowsAllHasNoUnknowns()
{
    QVERIFY(scenario::takeInventory(test::smallPlan()).unknown.empty());
}

void TestInventory::assumedLayoutIsUnknown()
{
    Snapshot plan = test::smallPlan();
    Assumption racks = test::exactly(1, "layout.storage-racks", 40.0);
    racks.group = "Layout";
    racks.label = "number of storage racks at the real site";
    racks.origin = "assumed: not published";
    plan.assumptions = Table<Assumption>{{racks}};
    Hall hall = plan.halls[0];
    hall.origin = "assumed: a quarter of the building";
    plan.halls = plan.halls.with({.written = {hall}});
    const scenario::Inventory inventory = scenario::takeInventory(plan);
    QVERIFY(says(inventory, "number of storage racks at the real site (assumed here)"));
    QVERIFY(says(inventory, "place and size of Hall 1 (assumed here)"));
}

void TestInventory::missingValuesAreUnknown()
{
    Snapshot plan = test::smallPlan();
    DeviceType server = *findDeviceType(plan, "server");
    server.power.reset();
    plan.deviceTypes = plan.deviceTypes.with({.written = {server}});
    Cable cable = plan.cables[0];
    cable.length.reset();
    plan.cables = plan.cables.with({.written = {cable}});
    const scenario::Inventory inventory = scenario::takeInventory(plan);
    QVERIFY(says(inventory, "power of Server (not known)"));
    QVERIFY(says(inventory, "length of 1 cables (not known)"));
    QCOMPARE(inventory.unknown.size(), std::size_t{2}); // a power strip draws nothing itself
}

void TestInventory::longListsOfNamesAreCut()
{
    Snapshot plan;
    std::vector<PowerNode> nodes;
    for (int i = 1; i <= 5; ++i) {
        nodes.push_back({.id = PowerNodeId{i}, .name = "B" + std::to_string(i)});
    }
    plan.powerNodes = Table<PowerNode>{nodes};
    QVERIFY(says(scenario::takeInventory(plan), "capacity of B1; B2 and 3 more (not known)"));
}

QTEST_APPLESS_MAIN(TestInventory)
#include "tst_inventory.moc"
