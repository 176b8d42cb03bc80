#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"
#include "tests/support/references.h"

#include <QTest>

#include <limits>
#include <random>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;

namespace {

// Hall 1 begins at 10 m, 10 m. One array in row 1 (line at 13.535 m): places every 0.8 m from 13.9 m, its network
// rack the fifth, at 17.1 m. Row 2 has its line at 16.885 m, row 3 at 21.155 m.
Snapshot oneArray()
{
    return edited(emptyHall(), arrays("Hall 1", 1));
}

RackId rack(const Snapshot& plan, const char* name)
{
    return findRack(plan, name)->id;
}

const Device& device(const Snapshot& plan, std::string_view name)
{
    return *std::ranges::find(plan.devices, name, &Device::name);
}

// A switch in the network rack at unit 1, cabled to the first servers of racks 1 and 2; lengths not known yet.
Snapshot cabled()
{
    Snapshot plan = oneArray();
    Change change;
    Fabric fabric;
    fabric.id = FabricId{1};
    fabric.name = "GPU";
    change.fabrics.written = {fabric};
    Device leaf;
    leaf.id = plan.devices.nextId();
    leaf.rack = rack(plan, "H1-R01-05");
    leaf.type = findDeviceType(plan, "switch")->id;
    leaf.name = "H1-R01-05-L1";
    leaf.unit = 1;
    leaf.fabric = fabric.id;
    leaf.tier = Tier::Leaf;
    change.devices.written = {leaf};
    for (const char* server : {"H1-R01-01-S1", "H1-R01-02-S1"}) {
        Cable cable;
        cable.id = CableId{static_cast<int>(change.cables.written.size()) + 1};
        cable.fabric = fabric.id;
        cable.a = device(plan, server).id;
        cable.b = leaf.id;
        change.cables.written.push_back(cable);
    }
    return applied(plan, change);
}

Snapshot fed(const Snapshot& plan)
{
    AddPowerNode grid;
    grid.node.name = "Grid";
    FeedRacks feed;
    feed.parent = "Grid";
    return edited(plan, {grid, feed});
}

std::string feedName(const Snapshot& plan, PowerNodeId feed)
{
    return feed.isNone() ? std::string{} : plan.powerNodes.at(feed).name;
}

} // namespace

class TestRackEdits : public QObject
{
    Q_OBJECT

private slots:
    void movedRackStandsThere();
    void placesThatAreTakenAreRefused_data();
    void placesThatAreTakenAreRefused();
    void racksThatOverlapCanMoveTogether();
    void rackThatLeavesItsRowHasNone();
    void rackInAnotherRowIsFedFromThere();
    void rackKeepsFeedsThatNoRowGaveIt();
    void cablesOfMovedRacksAreLaidAnew();
    void cableBetweenRacksThatMoveTogetherStays();
    void movingNowhereChangesNothing();
    void fourTurnsAreNone();
    void turnThatHitsTheNeighbourIsRefused();
    void removedRackTakesDevicesAndCables();
    void arrayGoesWithItsLastRack();
    void copyHasDevicesButNoCablesAndNoArray();
    void copyOnItsOriginalIsRefused();
    void renamedRackRenamesItsDevices();
    void namesAreUnique();
    void nonsenseIsRefused();
    void randomEditsKeepReferencesWhole();
};

void TestRackEdits::movedRackStandsThere()
{
    const Snapshot before = oneArray();
    const RackId id = rack(before, "H1-R01-01");
    const Snapshot after = edited(before, MoveRacks{{id}, {}, 7.62 * metre});
    QVERIFY(nearly(after.racks.at(id).centre.y, 21.155 * metre));
    QVERIFY(nearly(after.racks.at(id).centre.x, 13.9 * metre));
    QCOMPARE(after.rows.at(after.racks.at(id).row).name, std::string{"R03"});
    QCOMPARE(after.racks.size(), before.racks.size());
}

void TestRackEdits::placesThatAreTakenAreRefused_data()
{
    QTest::addColumn<double>("dx");
    QTest::addColumn<double>("dy");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<std::string>("detail");

    // The neighbour touches, so 0.32 m east is 0.32 m too far. Column R04-C1 stands at 28.74 m, 24.505 m; the
    // way off it is half its width and half the rack's. The western wall is at 10 m: 13.9 - 3.6 - 0.4 = 9.9 m.
    // clang-format off
    QTest::newRow("neighbour") << 0.32  << 0.0   << ErrorCode::Collision   << std::string{"it would overlap rack H1-R01-02 by 0.32 m"};
    QTest::newRow("column")    << 14.84 << 10.97 << ErrorCode::Collision   << std::string{"it would overlap column R04-C1 by 0.65 m"};
    QTest::newRow("wall")      << -3.6  << 0.0   << ErrorCode::OutsideHall << std::string{"it would reach 0.10 m beyond the walls of Hall 1"};
    QTest::newRow("outdoors")  << -9.0  << 0.0   << ErrorCode::OutsideHall << std::string{"it would stand in no hall"};
    // clang-format on
}

void TestRackEdits::placesThatAreTakenAreRefused()
{
    QFETCH(double, dx);
    QFETCH(double, dy);
    QFETCH(ErrorCode, code);
    QFETCH(std::string, detail);
    const Snapshot plan = oneArray();
    const Error error = refusal(plan, MoveRacks{{rack(plan, "H1-R01-01")}, dx * metre, dy * metre});
    QCOMPARE(error.code, code);
    QCOMPARE(error.subject, std::string{"H1-R01-01"});
    QCOMPARE(error.detail, detail);
}

// As an import may bring them.
void TestRackEdits::racksThatOverlapCanMoveTogether()
{
    const Snapshot plan = oneArray();
    Rack first = *findRack(plan, "H1-R01-01");
    first.centre.x += 0.3 * metre;
    Change change;
    change.racks.written = {first};
    const Snapshot overlapping = applied(plan, change);
    const std::vector<RackId> both{first.id, rack(plan, "H1-R01-02")};
    QVERIFY(edit::resolve(overlapping, MoveRacks{both, {}, 7.62 * metre}));
    QCOMPARE(refusal(overlapping, MoveRacks{{first.id}, 0.1 * metre, {}}).code,
             ErrorCode::Collision);
}

void TestRackEdits::rackThatLeavesItsRowHasNone()
{
    const Snapshot plan = oneArray();
    const RackId id = rack(plan, "H1-R01-01");
    QVERIFY(edited(plan, MoveRacks{{id}, {}, 5.5 * metre}).racks.at(id).row.isNone());
}

void TestRackEdits::rackInAnotherRowIsFedFromThere()
{
    const Snapshot plan = fed(oneArray());
    const RackId id = rack(plan, "H1-R01-01");
    QCOMPARE(feedName(plan, plan.racks.at(id).feedA), std::string{"H1-R01-A"});
    const Snapshot after = edited(plan, MoveRacks{{id}, {}, 7.62 * metre});
    QCOMPARE(feedName(after, after.racks.at(id).feedA), std::string{"H1-R03-A"});
    QCOMPARE(feedName(after, after.racks.at(id).feedB), std::string{"H1-R03-B"});
}

void TestRackEdits::rackKeepsFeedsThatNoRowGaveIt()
{
    Snapshot plan = fed(oneArray());
    Rack special = *findRack(plan, "H1-R01-01");
    special.feedB = PowerNodeId{1}; // the grid
    Change change;
    change.racks.written = {special};
    plan = edited(applied(plan, change), MoveRacks{{special.id}, {}, 7.62 * metre});
    QCOMPARE(feedName(plan, plan.racks.at(special.id).feedA), std::string{"H1-R03-A"});
    QCOMPARE(feedName(plan, plan.racks.at(special.id).feedB), std::string{"Grid"});
}

// Server at unit 5, 4U: its port is 6 U = 0.2667 m up; the switch's at unit 1, 2U: 1 U = 0.04445 m. Rack 1 is 3.2 m
// from the network rack: 3.2 + (2.75 - 0.2667) + (2.75 - 0.04445) + 1 = 9.38885 m; 0.5 m further, 9.88885 m.
void TestRackEdits::cablesOfMovedRacksAreLaidAnew()
{
    const Snapshot plan = cabled();
    const Snapshot after = edited(plan, MoveRacks{{rack(plan, "H1-R01-01")}, -0.5 * metre, {}});
    QVERIFY(nearly(*after.cables.at(CableId{1}).length, 9.88885 * metre));
    QVERIFY(after.cables.at(CableId{1}).medium == Medium::Multimode);
    QVERIFY(!after.cables.at(CableId{2}).length);
}

void TestRackEdits::cableBetweenRacksThatMoveTogetherStays()
{
    Snapshot plan = cabled();
    const std::vector<RackId> both{rack(plan, "H1-R01-01"), rack(plan, "H1-R01-05")};
    plan = edited(plan, MoveRacks{both, {}, 7.62 * metre});
    const Length length = *plan.cables.at(CableId{1}).length;
    QVERIFY(nearly(length, 9.38885 * metre));
    const Result<Change> again = edit::resolve(plan, MoveRacks{both, 0.3 * metre, {}});
    QVERIFY(again);
    QCOMPARE(again->cables.written.size(), std::size_t{1}); // of rack 2, which stayed
}

void TestRackEdits::movingNowhereChangesNothing()
{
    const Snapshot plan = cabled();
    const auto change = edit::resolve(plan, MoveRacks{{rack(plan, "H1-R01-01")}, {}, {}});
    QVERIFY(change && isEmpty(*change));
}

void TestRackEdits::fourTurnsAreNone()
{
    AddRacks spare;
    spare.hall = "Hall 1";
    spare.racks = 1;
    spare.rackType = "rack-48u";
    const Snapshot plan = edited(emptyHall(), spare);
    const TurnRacks turn{{rack(plan, "H1-R04-01")}};
    const Snapshot once = edited(plan, turn);
    QVERIFY(findRack(plan, "H1-R04-01")->front == Facing::North);
    QVERIFY(findRack(once, "H1-R04-01")->front == Facing::East);
    QVERIFY(edited(once, {turn, turn, turn}) == plan);
}

// Turned, the rack is 1.47 m wide: (1.47 - 0.8) / 2 = 0.335 m into the next.
void TestRackEdits::turnThatHitsTheNeighbourIsRefused()
{
    const Snapshot plan = oneArray();
    const Error error = refusal(plan, TurnRacks{{rack(plan, "H1-R01-01")}});
    QCOMPARE(error.code, ErrorCode::Collision);
    QVERIFY(error.detail.starts_with("it would overlap rack H1-R01-02 by 0.3"));
}

// A cooling unit, eight servers and two power strips.
void TestRackEdits::removedRackTakesDevicesAndCables()
{
    const Snapshot before = cabled();
    const Snapshot after = edited(before, RemoveRacks{{rack(before, "H1-R01-01")}});
    QCOMPARE(before.devices.size() - after.devices.size(), std::size_t{11});
    QCOMPARE(after.cables.size(), std::size_t{1});
    QCOMPARE(after.arrays.size(), std::size_t{1});
    QVERIFY(danglingReferences(after).empty());
}

void TestRackEdits::arrayGoesWithItsLastRack()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 2));
    RemoveRacks all;
    for (const Rack& each : plan.racks) {
        if (plan.arrays.at(each.array).name == "H1-A01") {
            all.racks.push_back(each.id);
        }
    }
    const Snapshot after = edited(plan, all);
    QCOMPARE(after.arrays.size(), std::size_t{1});
    QCOMPARE(after.arrays[0].name, std::string{"H1-A02"});
}

void TestRackEdits::copyHasDevicesButNoCablesAndNoArray()
{
    const Snapshot before = cabled();
    const Snapshot after =
        edited(before, DuplicateRacks{{rack(before, "H1-R01-05")}, {}, 7.62 * metre});
    const Rack* copy = findRack(after, "H1-R01-10"); // 01 to 09 are taken
    QVERIFY(copy != nullptr);
    QVERIFY(copy->array.isNone());
    QVERIFY(copy->role == RackRole::Network);
    QCOMPARE(after.rows.at(copy->row).name, std::string{"R03"});
    const Device& leaf = device(after, "H1-R01-10-L1");
    QCOMPARE(leaf.rack, copy->id);
    QVERIFY(leaf.tier == Tier::None && leaf.fabric.isNone());
    QCOMPARE(after.cables.size(), before.cables.size());
}

void TestRackEdits::copyOnItsOriginalIsRefused()
{
    const Snapshot plan = oneArray();
    const Error error = refusal(plan, DuplicateRacks{{rack(plan, "H1-R01-01")}, {}, {}});
    QCOMPARE(error.code, ErrorCode::Collision);
    QCOMPARE(error.detail, std::string{"it would overlap rack H1-R01-01 by 0.80 m"});
}

void TestRackEdits::renamedRackRenamesItsDevices()
{
    const Snapshot plan = oneArray();
    const Snapshot after = edited(plan, RenameRack{rack(plan, "H1-R01-01"), "Pilot"});
    QVERIFY(findRack(after, "Pilot") != nullptr);
    QCOMPARE(device(after, "Pilot-S8").rack, findRack(after, "Pilot")->id);
    QCOMPARE(device(after, "H1-R01-02-S8").rack, rack(after, "H1-R01-02"));
}

void TestRackEdits::namesAreUnique()
{
    const Snapshot plan = oneArray();
    const RackId id = rack(plan, "H1-R01-01");
    QCOMPARE(refusal(plan, RenameRack{id, "H1-R01-02"}).code, ErrorCode::Invalid);
    QCOMPARE(refusal(plan, RenameRack{id, ""}).code, ErrorCode::Invalid);
    const auto same = edit::resolve(plan, RenameRack{id, "H1-R01-01"});
    QVERIFY(same && isEmpty(*same));
}

void TestRackEdits::nonsenseIsRefused()
{
    const Snapshot plan = oneArray();
    const std::vector<RackId> one{rack(plan, "H1-R01-01")};
    const std::vector<RackId> unknown{RackId{4711}};
    const Length nan = std::numeric_limits<double>::quiet_NaN() * metre;
    const Length endless = std::numeric_limits<double>::infinity() * metre;
    QCOMPARE(refusal(plan, MoveRacks{one, nan, {}}).code, ErrorCode::Invalid);
    QCOMPARE(refusal(plan, DuplicateRacks{one, {}, endless}).code, ErrorCode::Invalid);
    QCOMPARE(refusal(plan, MoveRacks{unknown, metre, {}}).code, ErrorCode::NotFound);
    QCOMPARE(refusal(plan, TurnRacks{unknown}).code, ErrorCode::NotFound);
    QCOMPARE(refusal(plan, RemoveRacks{unknown}).code, ErrorCode::NotFound);
    QCOMPARE(refusal(plan, RemoveRacks{{RackId{-1}}}).code, ErrorCode::NotFound);
    QCOMPARE(refusal(plan, RenameRack{RackId{}, "x"}).code, ErrorCode::NotFound);
}

void TestRackEdits::randomEditsKeepReferencesWhole()
{
    Snapshot plan = edited(fed(cabled()), arrays("Hall 1", 20));
    std::mt19937 random(42);
    std::uniform_real_distribution<double> distance(-20.0, 20.0);
    int done = 0;
    for (int i = 0; i < 400 && !plan.racks.isEmpty(); ++i) {
        const RackId id = plan.racks[random() % plan.racks.size()].id;
        const Length dx = distance(random) * metre;
        const Length dy = distance(random) * metre;
        const Edit edits[] = {MoveRacks{{id}, dx, dy},
                              DuplicateRacks{{id}, dx, dy},
                              TurnRacks{{id}},
                              RemoveRacks{{id}}};
        const Result<Change> change = edit::resolve(plan, edits[random() % std::size(edits)]);
        if (change) {
            plan = applied(plan, *change);
            ++done;
            QVERIFY(danglingReferences(plan).empty());
        }
    }
    QVERIFY(done > 50);
}

QTEST_APPLESS_MAIN(TestRackEdits)
#include "tst_rack_edits.moc"
