#include "tests/support/printing.h"
#include "tests/support/synthetic_site.h"
#include "ui/scene/picking.h"
#include "ui/scene/rack_field.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::ui::scene;
using namespace rackwright::units;

namespace {

// Rack 1 stands at the south-west end of Hall 1, front to the south: its row starts at x = 10 + 14, y = 10 + 2.6.
constexpr Vec3 firstCentre{24.4, 13.335, 1.15};

bool near(Vec3 a, Vec3 b)
{
    return length(a - b) < 1e-9;
}

Snapshot withoutRack(const Snapshot& plan, RackId rack)
{
    Change change;
    change.racks.removed = {rack};
    for (const Device& device : plan.devices) {
        if (device.rack == rack) {
            change.devices.removed.push_back(device.id);
        }
    }
    return applied(plan, change);
}

Snapshot withRackAt(const Snapshot& plan, RackId id, double x, double y)
{
    Rack rack = plan.racks.at(id);
    rack.centre = {.x = x * metre, .y = y * metre};
    Change change;
    change.racks.written = {rack};
    return applied(plan, change);
}

} // namespace

class TestRackField : public QObject
{
    Q_OBJECT

private slots:
    void rackStandsOnTheFloor();
    void rackThatLooksEastLiesAcross();
    void devicesSitAtTheirUnits();
    void contentsFollowTheRacks();
    void rayMeetsTheNearerFace();
    void pickFindsTheFirstRack();
    void nearRackShowsItsDevices();
    void rolesHaveTheirColours();
    void addedRackIsAGhostAndRemovedLeavesAnOutline();
    void movedRackLeavesAnOutline();
};

void TestRackField::rackStandsOnTheFloor()
{
    const Snapshot plan = test::syntheticSite();
    const std::vector<RackBox> boxes = rackBoxes(plan);
    QCOMPARE(boxes.size(), std::size_t{4 * 10 * 47});
    QVERIFY(near(boxes[0].box.centre, firstCentre));
    QVERIFY(near(boxes[0].box.size, {0.8, 1.47, 2.3}));
    QCOMPARE(boxes[0].rack, RackId{1});
}

void TestRackField::rackThatLooksEastLiesAcross()
{
    const Snapshot plan = test::syntheticSite();
    Rack rack = plan.racks.at(RackId{1});
    rack.front = Facing::East;
    QVERIFY(near(rackBox(plan, rack).box.size, {1.47, 0.8, 2.3}));
}

void TestRackField::devicesSitAtTheirUnits()
{
    const Snapshot plan = test::syntheticSite();
    const RackContents contents{plan};
    const auto boxes = deviceBoxes(plan, rackBoxes(plan)[0], contents.of(0));
    QCOMPARE(boxes.size(), std::size_t{9}); // a cooling unit and eight servers

    // 48 U are 2.1336 m of the 2.3 m: unit 1 starts (2.3 - 2.1336) / 2 = 0.0832 m above the floor. The first
    // server has units 5 to 8: from 0.0832 + 4 x 0.04445 = 0.261 m, 0.1778 m high.
    const DeviceBox& server = boxes[1];
    QVERIFY(std::abs(server.box.low().z - 0.261) < 1e-9);
    QVERIFY(std::abs(server.box.size.z - 0.1778) < 1e-9);
    QCOMPARE(server.kind, DeviceKind::Server);
    // Its faceplate stands out 2 cm before the front, which is at 13.335 - 1.47 / 2 = 12.6 m.
    QVERIFY(std::abs(server.box.low().y - 12.58) < 1e-9);
    QVERIFY(std::abs(server.box.size.x - 0.4826) < 1e-9);
}

void TestRackField::contentsFollowTheRacks()
{
    const Snapshot plan = test::syntheticSite();
    const RackContents contents{plan};
    for (const std::size_t rack : {std::size_t{0}, std::size_t{900}, std::size_t{1879}}) {
        QVERIFY(!contents.of(rack).empty());
        for (const std::uint32_t device : contents.of(rack)) {
            QCOMPARE(plan.devices[device].rack, plan.racks[rack].id);
        }
    }
    QVERIFY(contents.of(1880).empty());
}

void TestRackField::rayMeetsTheNearerFace()
{
    const Box box{.centre = {0.0, 0.0, 1.0}, .size = {2.0, 2.0, 2.0}};
    QCOMPARE(distanceTo(box, {{-5.0, 0.0, 1.0}, {1.0, 0.0, 0.0}}), std::optional{4.0});
    QCOMPARE(distanceTo(box, {{0.0, 0.0, 9.0}, {0.0, 0.0, -1.0}}), std::optional{7.0});
    QCOMPARE(distanceTo(box, {{0.0, 0.0, 1.0}, {1.0, 0.0, 0.0}}),
             std::optional{0.0}); // from inside
    QVERIFY(!distanceTo(box, {{-5.0, 3.0, 1.0}, {1.0, 0.0, 0.0}}));
    QVERIFY(!distanceTo(box, {{-5.0, 0.0, 1.0}, {-1.0, 0.0, 0.0}}));
}

void TestRackField::pickFindsTheFirstRack()
{
    const Snapshot plan = test::syntheticSite();
    RackField field;
    field.show(plan, plan);
    // Northwards over the row of rack 1, at its height: all racks of the column are in the way.
    const auto hit = field.pick({firstCentre - Vec3{0.0, 20.0, 0.0}, {0.0, 1.0, 0.0}});
    QVERIFY(hit);
    QCOMPARE(hit->rack, RackId{1});
    QVERIFY(hit->device.isNone());
    QVERIFY(std::abs(hit->place.y - 12.6) < 1e-9);
    QVERIFY(!field.pick({firstCentre + Vec3{0.0, 0.0, 5.0}, {0.0, 1.0, 0.0}}));
}

void TestRackField::nearRackShowsItsDevices()
{
    const Snapshot plan = test::syntheticSite();
    RackField field;
    field.show(plan, plan);
    const QSizeF picture{1000.0, 800.0};
    const Vec3 eye = firstCentre - Vec3{0.0, 5.0, 0.0};
    QVERIFY(field.lookFrom({{.position = eye, .focus = firstCentre}, picture}));
    QVERIFY(!field.nearRacks().empty());
    QVERIFY(field.nearRacks().size() < 300);

    const auto hit = field.pick({eye, {0.0, 1.0, 0.0}});
    QVERIFY(hit);
    QCOMPARE(hit->rack, RackId{1});
    QVERIFY(!hit->device.isNone());
    QCOMPARE(plan.devices.at(hit->device).rack, RackId{1});

    // Away from all racks nothing is near.
    QVERIFY(
        field.lookFrom({{.position = {80.0, -500.0, 300.0}, .focus = {80.0, 50.0, 0.0}}, picture}));
    QVERIFY(field.nearRacks().empty());
}

void TestRackField::rolesHaveTheirColours()
{
    const Snapshot plan = test::syntheticSite();
    RackField field;
    field.setOverlay(Overlay::Role);
    field.show(plan, plan);
    const Palette& palette = paletteOf(Theme::Light);
    const std::vector<Shape> shapes = field.solids(palette);
    QCOMPARE(shapes.size(), plan.racks.size());
    for (std::size_t rack = 0; rack < shapes.size(); ++rack) {
        QCOMPARE(shapes[rack].fill, Rgba::of(ui::colourOf(plan.racks[rack].role)));
    }
    QCOMPARE(field.legend().entries.size(), std::size_t{3}); // compute, network, storage
    field.setOverlay(Overlay::Power);
    QVERIFY(field.legend().scale);
}

void TestRackField::addedRackIsAGhostAndRemovedLeavesAnOutline()
{
    const Snapshot plan = test::syntheticSite();
    const Palette& palette = paletteOf(Theme::Light);
    const Snapshot fewer = withoutRack(plan, RackId{7});

    RackField added;
    added.show(plan, fewer);
    QCOMPARE(added.ghosts(palette).size(), std::size_t{1});
    QCOMPARE(added.solids(palette).size(), plan.racks.size() - 1);
    QVERIFY(added.outlines(palette).empty());

    RackField removed;
    removed.show(fewer, plan);
    QVERIFY(removed.ghosts(palette).empty());
    QCOMPARE(removed.outlines(palette).size(), std::size_t{1});

    RackField same;
    same.show(plan, plan);
    QVERIFY(same.ghosts(palette).empty() && same.outlines(palette).empty());
}

void TestRackField::movedRackLeavesAnOutline()
{
    const Snapshot plan = test::syntheticSite();
    RackField field;
    field.show(withRackAt(plan, RackId{1}, 12.0, 30.0), plan);
    const std::vector<Shape> left = field.outlines(paletteOf(Theme::Light));
    QCOMPARE(left.size(), std::size_t{1});
    QVERIFY(std::abs(double{left[0].centre[0]} - 24.4) < 1e-5);
    QVERIFY(near(field.boxOf(RackId{1})->centre, {12.0, 30.0, 1.15}));
    QCOMPARE(field.moves().size(), std::size_t{1});
    QVERIFY(near(field.moves()[0].to, {12.0, 30.0, 2.3})); // a rack of 2.3 m, centre at half of it
    QVERIFY(std::abs(field.moves()[0].from.x - 24.4) < 1e-5);
}

QTEST_APPLESS_MAIN(TestRackField)
#include "tst_rack_field.moc"
