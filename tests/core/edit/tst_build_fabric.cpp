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

BuildFabric outOfBand()
{
    BuildFabric edit;
    edit.purpose = FabricPurpose::OutOfBand;
    edit.kind = FabricKind::FatTree;
    edit.name = "Out of band";
    edit.switchType = "switch";
    edit.nicsPerServer = 1;
    edit.linkSpeed = 400.0 * gigabitPerSecond;
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
    void planesShareTheNics();
    void railsMayStayApart();
    void podsHaveTheirOwnOversubscription();
    void upperSwitchesMayBeOthers();
    void scaleUpDomainsStayOnTheirLeaves();
    void sparePortsStayFree();
    void outOfBandNetworkReachesEverything();
    void rebuildingTakesManagementCablesAlong();
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

void TestBuildFabric::planesShareTheNics()
{
    // Two planes of 200G: a switch has 256 ports, a leaf takes two arrays. 4 arrays: 2 units, 16 leaves with
    // 128 up, 16 x 128 / 256 = 8 spines; all of it twice.
    BuildFabric edit = gpuFabric();
    edit.planes = 2;
    edit.linkSpeed = 200.0 * gigabitPerSecond;
    const Snapshot plan =
        built(floorOfArrays({.halls = 1, .arraysPerHall = 4, .networkRacksPerHall = 10}), edit);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Leaf), 32);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Spine), 16);
    std::map<std::pair<DeviceId, int>, std::set<DeviceId>> leavesOfNic;
    std::set<std::pair<DeviceId, int>> ports;
    std::set<std::string> names;
    for (const Cable& cable : plan.cables) {
        QVERIFY(ports.emplace(cable.a, cable.aPort).second);
        QVERIFY(ports.emplace(cable.b, cable.bPort).second);
        if (plan.devices.at(cable.a).tier == Tier::None) {
            leavesOfNic[{cable.a, cable.aPort % 9}].insert(cable.b); // a server has nine NICs
            QCOMPARE(plan.devices.at(cable.b).rail, cable.aPort % 9);
        }
    }
    QCOMPARE(leavesOfNic.size(), 256U * 8U);
    for (const auto& [nic, leaves] : leavesOfNic) {
        QCOMPARE(leaves.size(), 2U);
    }
    for (const Device& device : plan.devices) {
        QVERIFY2(names.insert(device.name).second, device.name.c_str());
    }
    checkPlaces(plan);
}

void TestBuildFabric::railsMayStayApart()
{
    // 4 arrays, each rail for itself: 256 servers in 4 leaves of 64 down, 4 x 64 / 128 = 2 spines a rail.
    BuildFabric edit = gpuFabric();
    edit.kind = FabricKind::RailOnly;
    const Snapshot plan =
        built(floorOfArrays({.halls = 1, .arraysPerHall = 4, .networkRacksPerHall = 10}), edit);
    QVERIFY(plan.fabrics[0].kind == FabricKind::RailOnly);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Leaf), 8 * 4);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Spine), 8 * 2);
    std::set<std::string> names;
    for (const Device& device : plan.devices) {
        QVERIFY2(names.insert(device.name).second, device.name.c_str());
    }
    for (const Cable& cable : plan.cables) {
        if (plan.devices.at(cable.a).tier == Tier::Leaf) {
            QCOMPARE(plan.devices.at(cable.a).rail, plan.devices.at(cable.b).rail);
        }
    }
    checkCables(plan);
}

void TestBuildFabric::podsHaveTheirOwnOversubscription()
{
    // Pods of 4 arrays: 32 leaves with 2,048 uplinks; spines of 112 down: 19, the next that divides 64 is 32,
    // with 64 links each, of which 64 / 7, so 10 leave the pod. 2 pods: 640 links, 5 cores.
    BuildFabric edit = gpuFabric();
    edit.podServers = 256;
    edit.podOversubscription = 7.0;
    const Snapshot plan =
        built(floorOfArrays({.halls = 2, .arraysPerHall = 4, .networkRacksPerHall = 10}), edit);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Leaf), 64);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Spine), 64);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Core), 5);
    QCOMPARE(plan.fabrics[0].oversubscription, 6.4);
    checkCables(plan);
}

void TestBuildFabric::upperSwitchesMayBeOthers()
{
    // Spines of 32 x 400G above leaves of 128: 8 leaves x 64 = 512 uplinks, 16 spines.
    Snapshot floor = floorOfArrays({.halls = 1, .arraysPerHall = 1, .networkRacksPerHall = 4});
    DeviceType small = floor.deviceTypes[1];
    small.id = floor.deviceTypes.nextId();
    small.slug = "small";
    small.ports = 32;
    small.portSpeed = 400.0 * gigabitPerSecond;
    small.heightUnits = 1;
    Change change;
    change.deviceTypes.written.push_back(small);
    floor = applied(floor, change);
    BuildFabric edit = gpuFabric();
    edit.upperSwitchType = "small";
    const Snapshot plan = built(floor, edit);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Leaf), 8);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Spine), 16);
    for (const Device& device : plan.devices) {
        QVERIFY(device.tier != Tier::Spine || device.type == small.id);
    }
    checkPlaces(plan);
}

void TestBuildFabric::scaleUpDomainsStayOnTheirLeaves()
{
    // Domains of 18: a leaf of 64 takes 3 of them, so an array of 64 servers is units of 54 and 10.
    BuildFabric edit = gpuFabric();
    edit.scaleUpServers = 18;
    const Snapshot plan =
        built(floorOfArrays({.halls = 1, .arraysPerHall = 1, .networkRacksPerHall = 4}), edit);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Leaf), 16);
    std::map<DeviceId, int> servers;
    for (const Cable& cable : plan.cables) {
        servers[cable.b] += plan.devices.at(cable.a).tier == Tier::None ? 1 : 0;
    }
    for (const Device& device : plan.devices) {
        if (device.tier == Tier::Leaf) {
            QVERIFY(servers[device.id] == 54 || servers[device.id] == 10);
        }
    }
}

void TestBuildFabric::sparePortsStayFree()
{
    // 4 of 64 stay free: an array of 64 fills a leaf of 60 and begins another.
    BuildFabric edit = gpuFabric();
    edit.sparePorts = 4;
    const Snapshot plan =
        built(floorOfArrays({.halls = 1, .arraysPerHall = 1, .networkRacksPerHall = 4}), edit);
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Leaf), 16);
    for (const Cable& cable : plan.cables) {
        const bool atServer = plan.devices.at(cable.a).tier == Tier::None;
        QVERIFY(!atServer || cable.bPort < 60);
    }
}

void TestBuildFabric::outOfBandNetworkReachesEverything()
{
    const Snapshot gpu = built(
        floorOfArrays({.halls = 1, .arraysPerHall = 4, .networkRacksPerHall = 10}), gpuFabric());
    const Snapshot plan = built(gpu, outOfBand());
    std::set<DeviceId> managed;
    for (const Cable& cable : plan.cables) {
        if (plan.fabrics.at(cable.fabric).purpose != FabricPurpose::OutOfBand) {
            continue;
        }
        if (cable.aPort == managementPort) {
            QVERIFY(managed.insert(cable.a).second);
        }
    }
    QCOMPARE(managed.size(), gpu.devices.size()); // 256 servers and the switches of the GPU fabric
    QVERIFY(plan.cables.size() > gpu.cables.size() + managed.size());
    QCOMPARE(countSwitches(plan, FabricPurpose::Gpu, Tier::Leaf), 32);
    checkPlaces(plan);
}

void TestBuildFabric::rebuildingTakesManagementCablesAlong()
{
    const Snapshot both =
        built(built(floorOfArrays({.halls = 1, .arraysPerHall = 4, .networkRacksPerHall = 10}),
                    gpuFabric()),
              outOfBand());
    const Snapshot again = built(both, gpuFabric());
    for (const Cable& cable : again.cables) {
        QVERIFY(again.devices.find(cable.a) != nullptr);
        QVERIFY(again.devices.find(cable.b) != nullptr);
    }
    const Snapshot whole = built(again, outOfBand());
    QCOMPARE(whole.cables.size(), both.cables.size());
    QCOMPARE(whole.devices.size(), both.devices.size());
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
    edit = gpuFabric();
    edit.planes = 2;
    QTest::newRow("two planes on one port") << edit << ErrorCode::ImpossibleDesign;
    edit = gpuFabric();
    edit.upperSwitchType = "server";
    QTest::newRow("spines that are no switches") << edit << ErrorCode::NotFound;
    edit = gpuFabric();
    edit.podServers = 50; // an array of 64 is one unit
    QTest::newRow("pods that cut a unit") << edit << ErrorCode::ImpossibleDesign;
    edit = gpuFabric();
    edit.sparePorts = 64;
    QTest::newRow("nothing but spare ports") << edit << ErrorCode::ImpossibleDesign;
    edit = gpuFabric();
    edit.podOversubscription = 7.0;
    QTest::newRow("ratio of no pods") << edit << ErrorCode::Invalid;
    edit = outOfBand();
    edit.nicsPerServer = 2;
    QTest::newRow("two management ports") << edit << ErrorCode::Invalid;
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
