#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"
#include "tests/support/references.h"

#include <QTest>

#include <limits>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;

namespace {

AddPowerNode grid()
{
    AddPowerNode edit;
    edit.node.name = "Grid 150 MW";
    edit.node.kind = PowerNodeKind::Grid;
    edit.node.capacity = 150.0 * megawatt;
    edit.node.inService = "2024-11";
    return edit;
}

FeedRacks feeds()
{
    FeedRacks edit;
    edit.parent = "Grid 150 MW";
    edit.buswayCapacity = 2.0 * megawatt;
    edit.origin = "assumed";
    return edit;
}

const PowerNode* node(const Snapshot& plan, std::string_view name)
{
    const auto found = std::ranges::find(plan.powerNodes, name, &PowerNode::name);
    return found == plan.powerNodes.end() ? nullptr : &*found;
}

} // namespace

class TestPowerEdits : public QObject
{
    Q_OBJECT

private slots:
    void nodesHangUnderTheirParents();
    void wrongPowerNodesAreRefused();
    void everyRackGetsTwoFeeds();
    void rackBesideTheRowsIsFedFromTheHall();
    void feedingTwiceChangesNothing();
    void onlyNamedHallsAreFed();
    void wrongFeedsAreRefused();
    void coolingHangsTogether();
};

void TestPowerEdits::nodesHangUnderTheirParents()
{
    AddPowerNode substation;
    substation.node.name = "Substation";
    substation.node.kind = PowerNodeKind::Substation;
    substation.parent = "Grid 150 MW";
    substation.hall = "Hall 1";
    const Snapshot plan = edited(emptyHall(), {grid(), substation});
    QCOMPARE(node(plan, "Substation")->parent, node(plan, "Grid 150 MW")->id);
    QCOMPARE(node(plan, "Substation")->hall, findHall(plan, "Hall 1")->id);
    QVERIFY(node(plan, "Grid 150 MW")->parent.isNone());
    QVERIFY(nearly(*node(plan, "Grid 150 MW")->capacity, 150.0 * megawatt));
    QVERIFY(!node(plan, "Substation")->capacity); // not known, not zero
}

void TestPowerEdits::wrongPowerNodesAreRefused()
{
    const Snapshot plan = edited(emptyHall(), grid());
    const auto spoilt = [&](auto spoil) {
        AddPowerNode edit = grid();
        edit.node.name = "Another";
        spoil(edit);
        return refusal(plan, edit);
    };
    QCOMPARE(spoilt([](AddPowerNode& e) { e.node.name = "Grid 150 MW"; }).subject,
             std::string{"name"});
    QCOMPARE(spoilt([](AddPowerNode& e) { e.node.count = 0; }).subject, std::string{"count"});
    QCOMPARE(spoilt([](AddPowerNode& e) { e.node.capacity = -1.0 * watt; }).subject,
             std::string{"capacity"});
    QCOMPARE(spoilt([](AddPowerNode& e) { e.node.inService = "next year"; }).subject,
             std::string{"inService"});
    QCOMPARE(spoilt([](AddPowerNode& e) { e.node.inService = "2024-13"; }).subject,
             std::string{"inService"});
    QCOMPARE(spoilt([](AddPowerNode& e) { e.node.retired = "2024-10-31"; }).subject,
             std::string{"retired"});
    QCOMPARE(spoilt([](AddPowerNode& e) { e.parent = "Dam"; }).code, ErrorCode::NotFound);
    QCOMPARE(spoilt([](AddPowerNode& e) { e.hall = "Hall 9"; }).code, ErrorCode::NotFound);
}

// Switchgear A and B, and busways A and B for each of ten rows: 22 nodes beside the grid.
void TestPowerEdits::everyRackGetsTwoFeeds()
{
    const Snapshot plan = edited(emptyHall(), {grid(), arrays("Hall 1", 14), feeds()});
    QCOMPARE(plan.powerNodes.size(), std::size_t{23});
    for (const Rack& rack : plan.racks) {
        const std::string row = "H1-" + plan.rows.at(rack.row).name;
        QCOMPARE(plan.powerNodes.at(rack.feedA).name, row + "-A");
        QCOMPARE(plan.powerNodes.at(rack.feedB).name, row + "-B");
    }
    const PowerNode& busway = *node(plan, "H1-R03-B");
    QVERIFY(busway.feed == Feed::B);
    QVERIFY(nearly(*busway.capacity, 2.0 * megawatt));
    QCOMPARE(busway.parent, node(plan, "H1-B")->id);
    QCOMPARE(node(plan, "H1-B")->parent, node(plan, "Grid 150 MW")->id);
    QVERIFY(danglingReferences(plan).empty());
}

void TestPowerEdits::rackBesideTheRowsIsFedFromTheHall()
{
    Snapshot plan = edited(emptyHall(), {grid(), arrays("Hall 1", 1)});
    const RackId id = findRack(plan, "H1-R01-01")->id;
    plan = edited(plan, {MoveRacks{{id}, {}, 5.5 * metre}, feeds()});
    QCOMPARE(plan.powerNodes.at(plan.racks.at(id).feedA).name, std::string{"H1-A"});
}

void TestPowerEdits::feedingTwiceChangesNothing()
{
    const Snapshot plan = edited(emptyHall(), {grid(), arrays("Hall 1", 2), feeds()});
    const auto again = edit::resolve(plan, feeds());
    QVERIFY(again && isEmpty(*again));
}

void TestPowerEdits::onlyNamedHallsAreFed()
{
    FeedRacks edit = feeds();
    edit.halls = {"Hall 2"};
    const Snapshot plan = edited(emptyHall(),
                                 {grid(),
                                  hall("Hall 2", 100.0 * metre, 10.0 * metre),
                                  arrays("Hall 1", 1),
                                  arrays("Hall 2", 1),
                                  edit});
    QVERIFY(findRack(plan, "H1-R01-01")->feedA.isNone());
    QVERIFY(!findRack(plan, "H2-R01-01")->feedA.isNone());
}

void TestPowerEdits::wrongFeedsAreRefused()
{
    const Snapshot plan = edited(emptyHall(), {grid(), arrays("Hall 1", 1), feeds()});
    FeedRacks edit = feeds();
    edit.parent = "Dam";
    QCOMPARE(refusal(plan, edit).code, ErrorCode::NotFound);
    edit.parent = "H1-A"; // its own child
    QCOMPARE(refusal(plan, edit).subject, std::string{"parent"});
    edit = feeds();
    edit.halls = {"Hall 9"};
    QCOMPARE(refusal(plan, edit).code, ErrorCode::NotFound);
    edit = feeds();
    edit.buswayCapacity = std::numeric_limits<double>::infinity() * watt;
    QCOMPARE(refusal(plan, edit).subject, std::string{"buswayCapacity"});
}

void TestPowerEdits::coolingHangsTogether()
{
    AddCoolingNode tower;
    tower.node.name = "Towers";
    tower.node.kind = CoolingNodeKind::CoolingTower;
    tower.node.count = 12;
    AddCoolingNode loop;
    loop.node.name = "Loop of Hall 1";
    loop.node.kind = CoolingNodeKind::HallLoop;
    loop.parent = "Towers";
    loop.hall = "Hall 1";
    const Snapshot plan = edited(emptyHall(), {tower, loop});
    QCOMPARE(plan.coolingNodes[1].parent, plan.coolingNodes[0].id);
    QCOMPARE(plan.coolingNodes[1].hall, plan.halls[0].id);
    QCOMPARE(refusal(plan, tower).subject, std::string{"name"});
    loop.node.name = "Another";
    loop.parent = "River";
    QCOMPARE(refusal(plan, loop).code, ErrorCode::NotFound);
}

QTEST_APPLESS_MAIN(TestPowerEdits)
#include "tst_power_edits.moc"
