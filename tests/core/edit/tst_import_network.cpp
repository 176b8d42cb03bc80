#include "core/base/units.h"
#include "core/network/cut.h"
#include "core/network/fabric_graph.h"
#include "tests/support/edits.h"
#include "tests/support/floor_of_arrays.h"
#include "tests/support/printing.h"

#include <QTest>

#include <algorithm>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::test::edited;
using rackwright::test::floorOfArrays;
using rackwright::test::refusal;

namespace {

// Two new servers below two new leaves below a new spine.
ImportNetwork smallNetwork()
{
    ImportNetwork edit;
    edit.name = "Theirs";
    edit.linkSpeed = 100.0 * gigabitPerSecond;
    edit.nodes = {{.name = "s1", .tier = Tier::None},
                  {.name = "s2", .tier = Tier::None},
                  {.name = "l1", .tier = Tier::Leaf},
                  {.name = "l2", .tier = Tier::Leaf},
                  {.name = "x1", .tier = Tier::Spine}};
    edit.links = {{.a = 0, .b = 2, .aPort = 0, .bPort = 0},
                  {.a = 3, .b = 1, .aPort = 0, .bPort = 0}, // written from the top
                  {.a = 2, .b = 4, .aPort = 1, .bPort = 0},
                  {.a = 3, .b = 4, .aPort = 1, .bPort = 1}};
    return edit;
}

Snapshot planWithFabric()
{
    BuildFabric fabric;
    fabric.name = "GPU fabric";
    fabric.switchType = "switch";
    fabric.linkSpeed = 400.0 * gigabitPerSecond;
    return edited(floorOfArrays({.arraysPerHall = 1, .networkRacksPerHall = 2}), fabric);
}

const Device& deviceNamed(const Snapshot& plan, const std::string& name)
{
    return *std::ranges::find(plan.devices, name, &Device::name);
}

} // namespace

class TestImportNetwork : public QObject
{
    Q_OBJECT

private slots:
    void newDevicesStandInAHallOfTheirOwn();
    void unknownTypesStayUnknown();
    void cablesPointUpwards();
    void knownServersStayWhereTheyAre();
    void devicesGoWhereTheirRackSays();
    void secondImportReplacesTheFirst();
    void switchOfAnotherNetworkMayBeConnected();
    void peersOfATierAreCabledAndCarryNothing();
    void refusesWhatCannotBe_data();
    void refusesWhatCannotBe();
};

void TestImportNetwork::newDevicesStandInAHallOfTheirOwn()
{
    const Snapshot before = planWithFabric();
    const Snapshot plan = edited(before, smallNetwork());
    QCOMPARE(plan.halls.size(), before.halls.size() + 1);
    const Hall& hall = plan.halls[plan.halls.size() - 1];
    for (const Hall& other : before.halls) {
        QVERIFY(hall.area.x >= other.area.x + other.area.width);
    }
    for (const char* name : {"s1", "s2", "l1", "l2", "x1"}) {
        const Device& device = deviceNamed(plan, name);
        QVERIFY(plan.racks.at(device.rack).hall == hall.id);
        QVERIFY(device.unit > 0);
    }
    QCOMPARE(plan.cables.size(), before.cables.size() + 4);
}

void TestImportNetwork::unknownTypesStayUnknown()
{
    const Snapshot plan = edited(Snapshot{}, smallNetwork());
    QCOMPARE(plan.deviceTypes.size(), 2U);
    for (const DeviceType& type : plan.deviceTypes) {
        QVERIFY(!type.power); // not 0 W
        QVERIFY(!type.mass);
    }
    QCOMPARE(plan.sites.size(), 1U);
}

void TestImportNetwork::cablesPointUpwards()
{
    const Snapshot plan = edited(Snapshot{}, smallNetwork());
    for (const Cable& cable : plan.cables) {
        QCOMPARE(int(plan.devices.at(cable.b).tier), int(plan.devices.at(cable.a).tier) + 1);
        QVERIFY(cable.length);
    }
}

void TestImportNetwork::knownServersStayWhereTheyAre()
{
    const Snapshot before = floorOfArrays({.arraysPerHall = 1, .networkRacksPerHall = 2});
    ImportNetwork edit = smallNetwork();
    edit.nodes[0].name = before.devices[0].name;
    edit.nodes[1].name = before.devices[1].name;
    const Snapshot plan = edited(before, edit);
    QCOMPARE(plan.devices.size(), before.devices.size() + 3);
    QVERIFY(plan.devices.at(before.devices[0].id) == before.devices[0]);
    QVERIFY(plan.cables[0].a == before.devices[0].id);
}

void TestImportNetwork::devicesGoWhereTheirRackSays()
{
    const Snapshot before = floorOfArrays({.arraysPerHall = 1, .networkRacksPerHall = 2});
    const auto networkRack = std::ranges::find_if(before.racks, [](const Rack& rack) {
        return rack.role == RackRole::Network && rack.array.isNone();
    });
    ImportNetwork edit = smallNetwork();
    edit.nodes[2].rack = networkRack->name;
    edit.nodes[2].unit = 20;
    edit.nodes[3].rack = networkRack->name;
    edit.nodes[4].rack = "Theirs 7"; // no rack of the plan: a new one
    const Snapshot plan = edited(before, edit);
    QVERIFY(deviceNamed(plan, "l1").rack == networkRack->id);
    QCOMPARE(deviceNamed(plan, "l1").unit, 20);
    QVERIFY(deviceNamed(plan, "l2").rack == networkRack->id);
    QVERIFY(deviceNamed(plan, "l2").unit != 20);
    QCOMPARE(plan.racks.at(deviceNamed(plan, "x1").rack).name, std::string{"Theirs 7"});
}

void TestImportNetwork::secondImportReplacesTheFirst()
{
    const Snapshot once = edited(Snapshot{}, smallNetwork());
    ImportNetwork less = smallNetwork();
    less.nodes.resize(3);
    less.links.resize(1);
    less.nodes[1].name = "l1";
    less.nodes[1].tier = Tier::Leaf;
    less.nodes.resize(2);
    less.links = {{.a = 0, .b = 1, .aPort = 5, .bPort = 0}};
    const Snapshot twice = edited(once, less);
    QCOMPARE(twice.fabrics.size(), 1U);
    QCOMPARE(twice.cables.size(), 1U);
    QCOMPARE(twice.devices.size(), 3U); // s1, l1, and s2, which is no switch and stays
    QVERIFY(deviceNamed(twice, "l1").fabric == twice.fabrics[0].id);
}

void TestImportNetwork::switchOfAnotherNetworkMayBeConnected()
{
    const Snapshot before = planWithFabric();
    const auto leaf = std::ranges::find(before.devices, Tier::Leaf, &Device::tier);
    const auto type = before.deviceTypes.at(leaf->type);
    ImportNetwork edit = smallNetwork();
    edit.nodes[0] = {.name = leaf->name};
    edit.links[0].aPort =
        static_cast<std::int16_t>(type.ports * 8 - 1); // a port of 100G that is free
    const Snapshot plan = edited(before, edit);
    QVERIFY(plan.devices.at(leaf->id) == *leaf);
}

// An MLAG pair: two cables from leaf to leaf. One down and one up at each leaf stay 1:1.
void TestImportNetwork::peersOfATierAreCabledAndCarryNothing()
{
    ImportNetwork edit = smallNetwork();
    edit.links.push_back({.a = 2, .b = 3, .aPort = 30, .bPort = 30});
    edit.links.push_back({.a = 3, .b = 2, .aPort = 31, .bPort = 31});
    const Snapshot plan = edited(Snapshot{}, edit);
    QCOMPARE(plan.cables.size(), 6U);
    QCOMPARE(plan.fabrics[0].oversubscription, 1.0);
    const network::FabricGraph graph{plan, plan.fabrics[0].id};
    QCOMPARE(graph.bundles().size(), 4U);
    QCOMPARE(graph.peers().size(), 1U);
    QCOMPARE(graph.peers()[0].links, 2);
    QCOMPARE(graph.bundleOf(plan.cables[4]), -1);
    const network::FabricGraph without{edited(Snapshot{}, smallNetwork()), plan.fabrics[0].id};
    QCOMPARE(graph.nodes().size(), without.nodes().size());
    QVERIFY(network::bisectionLinks(graph, network::intact(graph)) ==
            network::bisectionLinks(without, network::intact(without)));
}

void TestImportNetwork::refusesWhatCannotBe_data()
{
    QTest::addColumn<int>("which");
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("no name") << 0 << ErrorCode::Invalid;
    QTest::newRow("no speed") << 1 << ErrorCode::Invalid;
    QTest::newRow("no cables") << 2 << ErrorCode::Invalid;
    QTest::newRow("cable to nothing") << 3 << ErrorCode::Invalid;
    QTest::newRow("from server to server") << 4 << ErrorCode::Invalid;
    QTest::newRow("past a tier") << 5 << ErrorCode::Invalid;
    QTest::newRow("port of another network") << 6 << ErrorCode::DoesNotFit;
    QTest::newRow("port twice") << 7 << ErrorCode::DoesNotFit;
    QTest::newRow("port that is not there") << 8 << ErrorCode::DoesNotFit;
    QTest::newRow("switch of another network") << 9 << ErrorCode::DoesNotFit;
    QTest::newRow("unit that is taken") << 10 << ErrorCode::Collision;
    QTest::newRow("unit above the rack") << 11 << ErrorCode::DoesNotFit;
    QTest::newRow("tier that nothing tells") << 12 << ErrorCode::Invalid;
}

void TestImportNetwork::refusesWhatCannotBe()
{
    QFETCH(int, which);
    QFETCH(ErrorCode, code);
    const Snapshot plan = planWithFabric();
    const auto leaf = std::ranges::find(plan.devices, Tier::Leaf, &Device::tier);
    const std::string server = plan.devices[0].name;
    ImportNetwork edit = smallNetwork();
    switch (which) {
    case 0:
        edit.name.clear();
        break;
    case 1:
        edit.linkSpeed = {};
        break;
    case 2:
        edit.links.clear();
        break;
    case 3:
        edit.links[0].b = 77;
        break;
    case 4:
        edit.links[0] = {.a = 0, .b = 1};
        break;
    case 5:
        edit.links[0] = {.a = 0, .b = 4, .aPort = 0, .bPort = 9};
        break;
    case 6:
        edit.nodes[0].name = server; // its NIC 0 is in the GPU fabric
        break;
    case 7:
        edit.links[2].bPort = 1;
        break;
    case 8:
        edit.nodes[0].name = server;
        edit.links[0].aPort = 999;
        break;
    case 9:
        edit.nodes[2].name = leaf->name;
        break;
    case 10:
        edit.nodes[2].rack = plan.racks.at(leaf->rack).name;
        edit.nodes[2].unit = leaf->unit;
        break;
    case 11:
        edit.nodes[2].rack = plan.racks.at(leaf->rack).name;
        edit.nodes[2].unit = 90;
        break;
    case 12: // a ring: nobody has one cable only
        edit.nodes = {{.name = "p"}, {.name = "q"}, {.name = "r"}};
        edit.links = {{.a = 0, .b = 1},
                      {.a = 1, .b = 2, .aPort = 1},
                      {.a = 2, .b = 0, .aPort = 1, .bPort = 1}};
        break;
    default:
        break;
    }
    QCOMPARE(refusal(plan, edit).code, code);
}

QTEST_APPLESS_MAIN(TestImportNetwork)
#include "tst_import_network.moc"
