#include "core/base/units.h"
#include "core/edit/build_fabric.h"
#include "tests/support/floor_of_arrays.h"
#include "tests/support/printing.h"

#include <QTest>

#include <map>
#include <set>
#include <utility>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::edit::resolveBuildFabric;
using rackwright::test::floorOfArrays;

namespace {

BuildFabric gpuFabric()
{
    BuildFabric edit;
    edit.name = "GPU fabric";
    edit.switchType = "switch";
    edit.linkSpeed = 400.0 * gigabitPerSecond;
    return edit;
}

BuildFabric frontEnd()
{
    BuildFabric edit = gpuFabric();
    edit.purpose = FabricPurpose::FrontEnd;
    edit.kind = FabricKind::FatTree;
    edit.name = "Front end";
    edit.nicsPerServer = 1;
    edit.firstNic = 8;
    edit.oversubscription = 7.0;
    return edit;
}

Snapshot built(const Snapshot& plan, const BuildFabric& edit)
{
    const auto change = resolveBuildFabric(plan, edit);
    return change ? applied(plan, *change) : plan;
}

int countSwitches(const Snapshot& plan, FabricPurpose purpose, Tier tier)
{
    int count = 0;
    for (const Device& device : plan.devices) {
        const Fabric* fabric = plan.fabrics.find(device.fabric);
        count += fabric != nullptr && fabric->purpose == purpose && device.tier == tier ? 1 : 0;
    }
    return count;
}

// Links of each switch to the tier below and above, by device.
struct Degrees
{
    std::map<DeviceId, int> down;
    std::map<DeviceId, int> up;
};

Degrees degreesOf(const Snapshot& plan)
{
    Degrees degrees;
    for (const Cable& cable : plan.cables) {
        ++degrees.down[cable.b];
        ++degrees.up[cable.a];
    }
    return degrees;
}

void checkCables(const Snapshot& plan)
{
    std::set<std::pair<DeviceId, int>> ports;
    for (const Cable& cable : plan.cables) {
        const Device* a = plan.devices.find(cable.a);
        const Device* b = plan.devices.find(cable.b);
        QVERIFY(a != nullptr && b != nullptr);
        QVERIFY(ports.emplace(cable.a, cable.aPort).second);
        QVERIFY(ports.emplace(cable.b, cable.bPort).second);
        QVERIFY(cable.bPort >= 0 && cable.bPort < 128);
        QVERIFY(cable.aPort >= 0 && cable.aPort < (a->tier == Tier::None ? 9 : 128));
        QCOMPARE(int(b->tier), int(a->tier) + 1);
        QVERIFY(cable.length && *cable.length > Length{});
    }
}

void checkPlaces(const Snapshot& plan)
{
    std::set<std::pair<RackId, int>> taken;
    for (const Device& device : plan.devices) {
        const int units = plan.deviceTypes.at(device.type).heightUnits;
        for (int unit = device.unit; unit < device.unit + units; ++unit) {
            QVERIFY(unit >= 1 && unit <= 48);
            QVERIFY(taken.emplace(device.rack, unit).second);
        }
    }
}

} // namespace

class TestBuildFabric : public QObject
{
    Q_OBJECT

private slots:
    void memphisGetsItsPublishedShape();
    void everyPortIsUsedOnce();
    void nicMeetsTheLeafOfItsRailInItsArray();
    void everyTierCarriesWhatComesFromBelow();
    void spinesStandInTheHallOfTheirPod();
    void frontEndLeavesTheGpuFabricAlone();
    void rebuildingReplacesTheOldFabric();
    void doublingKeepsThreeTiers();
    void saysHowManyRacksAreMissing();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
};

void TestBuildFabric::memphisGetsItsPublishedShape()
{
    // Facts G-03: leaf = spine = N / 64, core half of it, in whole arrays: 196 x 8 leaves, as many spines of
    // 64 down and 64 up, 1,568 x 64 / 128 cores. 100,000 + 2 x 1,568 x 64 links.
    const Snapshot plan =
        built(floorOfArrays(
                  {.halls = 4, .arraysPerHall = 49, .servers = 12'500, .networkRacksPerHall = 30}),
              gpuFabric());
    QCOMPARE(plan.fabrics.size(), 1U);
    QCOMPARE(plan.fabrics[0].radix, 128);
    QCOMPARE(plan.fabrics[0].tiers, 3);
    QCOMPARE(plan.fabrics[0].oversubscription, 1.0);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Leaf), 1568);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Spine), 1568);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Core), 784);
    QCOMPARE(plan.cables.size(), 300'704U);
    checkPlaces(plan);
}

void TestBuildFabric::everyPortIsUsedOnce()
{
    const Snapshot gpu =
        built(floorOfArrays(
                  {.halls = 2, .arraysPerHall = 10, .servers = 1'250, .networkRacksPerHall = 20}),
              gpuFabric());
    const Snapshot both = built(gpu, frontEnd());
    QVERIFY(both.cables.size() > gpu.cables.size());
    checkCables(both);
    checkPlaces(both);
}

void TestBuildFabric::nicMeetsTheLeafOfItsRailInItsArray()
{
    const Snapshot plan = built(
        floorOfArrays({.halls = 2, .arraysPerHall = 5, .servers = 630, .networkRacksPerHall = 20}),
        gpuFabric());
    for (const Cable& cable : plan.cables) {
        const Device& server = plan.devices.at(cable.a);
        if (server.tier != Tier::None) {
            continue;
        }
        const Device& leaf = plan.devices.at(cable.b);
        QCOMPARE(leaf.rail, int{cable.aPort});
        QCOMPARE(plan.racks.at(leaf.rack).array, plan.racks.at(server.rack).array);
    }
}

void TestBuildFabric::everyTierCarriesWhatComesFromBelow()
{
    // 20 arrays: more than the 16 that two tiers of radix 128 join.
    const Snapshot plan = built(
        floorOfArrays({.halls = 2, .arraysPerHall = 10, .networkRacksPerHall = 20}), gpuFabric());
    Degrees degrees = degreesOf(plan);
    for (const Device& device : plan.devices) {
        if (device.tier == Tier::Leaf || device.tier == Tier::Spine) {
            QCOMPARE(degrees.up[device.id], degrees.down[device.id]);
        }
    }
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Leaf), 160);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Core), 80);
}

void TestBuildFabric::spinesStandInTheHallOfTheirPod()
{
    // Two halls of 64 arrays: units as pods, eight arrays each, so 8 pods a hall; each has 512 spines.
    const Snapshot plan = built(
        floorOfArrays({.halls = 2, .arraysPerHall = 64, .networkRacksPerHall = 40}), gpuFabric());
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Spine), 1024);
    for (const Cable& cable : plan.cables) {
        const Device& a = plan.devices.at(cable.a);
        if (a.tier == Tier::Leaf) {
            const RackId spineRack = plan.devices.at(cable.b).rack;
            QCOMPARE(plan.racks.at(spineRack).hall, plan.racks.at(a.rack).hall);
        }
    }
    std::map<HallId, int> cores;
    for (const Device& device : plan.devices) {
        if (device.tier == Tier::Core) {
            ++cores[plan.racks.at(device.rack).hall];
        }
    }
    QCOMPARE(cores[HallId{1}], 256);
    QCOMPARE(cores[HallId{2}], 256);
}

void TestBuildFabric::frontEndLeavesTheGpuFabricAlone()
{
    const Snapshot gpu = built(
        floorOfArrays({.halls = 1, .arraysPerHall = 4, .networkRacksPerHall = 10}), gpuFabric());
    const auto change = resolveBuildFabric(gpu, frontEnd());
    QVERIFY(change);
    QVERIFY(change->cables.removed.empty());
    QVERIFY(change->devices.removed.empty());
    const Snapshot both = applied(gpu, *change);
    // 256 servers on leaves of 112 down and 16 up: 3 leaves, 48 uplinks, one spine.
    QCOMPARE(countSwitches(both, FabricPurpose::FrontEnd, Tier::Leaf), 3);
    QCOMPARE(countSwitches(both, FabricPurpose::FrontEnd, Tier::Spine), 1);
    QCOMPARE(countSwitches(both, FabricPurpose::Gpu, Tier::Leaf), 32);
}

void TestBuildFabric::rebuildingReplacesTheOldFabric()
{
    const Snapshot once = built(
        floorOfArrays({.halls = 1, .arraysPerHall = 4, .networkRacksPerHall = 10}), gpuFabric());
    const Snapshot twice = built(once, gpuFabric());
    QVERIFY(twice.fabrics[0].id != once.fabrics[0].id);
    QCOMPARE(twice.fabrics.size(), 1U);
    QCOMPARE(twice.devices.size(), once.devices.size());
    QCOMPARE(twice.cables.size(), once.cables.size());
    checkCables(twice);
    checkPlaces(twice);
}

void TestBuildFabric::doublingKeepsThreeTiers()
{
    // 392 arrays: 49 pods of eight.
    const Snapshot plan =
        built(floorOfArrays(
                  {.halls = 8, .arraysPerHall = 49, .servers = 25'000, .networkRacksPerHall = 30}),
              gpuFabric());
    QCOMPARE(plan.fabrics[0].tiers, 3);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Leaf), 3128);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Spine), 3136);
}

void TestBuildFabric::saysHowManyRacksAreMissing()
{
    // 20 arrays: each rail is a pod of 20 leaves with 1,280 uplinks, that is 20 spines; the next number that
    // divides a leaf's 64 is 32. 8 x 32 spines with 40 up, 80 cores. One rack a hall takes 20 of the 336.
    const auto change = resolveBuildFabric(
        floorOfArrays({.halls = 2, .arraysPerHall = 10, .networkRacksPerHall = 1}), gpuFabric());
    QVERIFY(!change);
    QCOMPARE(change.error().code, ErrorCode::DoesNotFit);
    QCOMPARE(QString::fromStdString(change.error().detail),
             QStringLiteral(
                 "296 of 496 switches find no room: 15 more network racks of 20 switches each"));
}

void TestBuildFabric::refusesWhatCannotBe_data()
{
    QTest::addColumn<BuildFabric>("edit");
    QTest::addColumn<ErrorCode>("code");

    BuildFabric edit = gpuFabric();
    edit.switchType = "server";
    QTest::newRow("not a switch") << edit << ErrorCode::NotFound;
    edit = gpuFabric();
    edit.linkSpeed = 1600.0 * gigabitPerSecond;
    QTest::newRow("faster than its ports") << edit << ErrorCode::Invalid;
    edit = gpuFabric();
    edit.nicsPerServer = 10;
    QTest::newRow("more NICs than there are") << edit << ErrorCode::ImpossibleDesign;
    edit = gpuFabric();
    edit.tiers = 1;
    QTest::newRow("too few tiers") << edit << ErrorCode::ImpossibleDesign;
    edit = frontEnd();
    edit.firstNic = 7;
    QTest::newRow("a NIC of another network") << edit << ErrorCode::Collision;
}

void TestBuildFabric::refusesWhatCannotBe()
{
    QFETCH(BuildFabric, edit);
    QFETCH(ErrorCode, code);
    const Snapshot plan =
        built(floorOfArrays({.arraysPerHall = 2, .networkRacksPerHall = 4}), gpuFabric());
    const auto change = resolveBuildFabric(plan, edit);
    QVERIFY(!change);
    QCOMPARE(change.error().code, code);
}

QTEST_APPLESS_MAIN(TestBuildFabric)
#include "tst_build_fabric.moc"
