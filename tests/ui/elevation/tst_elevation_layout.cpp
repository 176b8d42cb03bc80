#include "core/layout/footprint.h"
#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "ui/elevation/elevation_layout.h"

#include <QTest>

#include <algorithm>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::ui;
using namespace rackwright::units;

namespace {

// Nine racks of 0.8 m and 48 U in row 1, which looks south: the first of the row stands at its west end.
Snapshot oneArray()
{
    return edited(emptyHall(), arrays("Hall 1", 1));
}

const Device& device(const Snapshot& plan, std::string_view name)
{
    return *std::ranges::find(plan.devices, name, &Device::name);
}

} // namespace

class TestElevationLayout : public QObject
{
    Q_OBJECT

private slots:
    void rackShowsItsRow();
    void rowSeenFromTheNorthIsTurned();
    void severalRacksAreShownAlone();
    void nothingAndHallsShowNothing();
    void devicesStandInTheirUnits();
    void stripsStandBesideTheUnits();
    void heightsAreUnits();
};

void TestElevationLayout::rackShowsItsRow()
{
    const Snapshot plan = oneArray();
    const std::vector<RackId> shown = racksToShow(plan, {Item{findRack(plan, "H1-R01-05")->id}});
    QCOMPARE(shown.size(), std::size_t{9});
    QCOMPARE(shown.front(), findRack(plan, "H1-R01-01")->id);
    QVERIFY(racksToShow(plan, {Item{device(plan, "H1-R01-03-S2").id}}) == shown);
    QVERIFY(racksToShow(plan, {Item{findRack(plan, "H1-R01-01")->row}}) == shown);
}

void TestElevationLayout::rowSeenFromTheNorthIsTurned()
{
    Snapshot plan = oneArray();
    RowChanges<Rack> turned;
    for (Rack rack : plan.racks) {
        rack.front = Facing::North;
        turned.written.push_back(rack);
    }
    plan.racks = plan.racks.with(turned);
    QCOMPARE(racksToShow(plan, {Item{plan.racks[0].id}}).front(), findRack(plan, "H1-R01-09")->id);
}

void TestElevationLayout::severalRacksAreShownAlone()
{
    const Snapshot plan = oneArray();
    const RackId first = findRack(plan, "H1-R01-01")->id;
    const RackId last = findRack(plan, "H1-R01-09")->id;
    QVERIFY((racksToShow(plan, {Item{last}, Item{first}}) == std::vector<RackId>{first, last}));
}

void TestElevationLayout::nothingAndHallsShowNothing()
{
    const Snapshot plan = oneArray();
    QVERIFY(racksToShow(plan, {}).empty());
    QVERIFY(racksToShow(plan, {Item{plan.halls[0].id}}).empty());
    QVERIFY(racksToShow(plan, {Item{RackId{999}}}).empty());
    QCOMPARE(elevationOf(plan, {}).area().width, Length{});
}

// 48 U are 2.1336 m of the rack's 2.3 m, so unit 1 begins at 83.2 mm; server 2 is in units 10 to 13.
void TestElevationLayout::devicesStandInTheirUnits()
{
    const Snapshot plan = oneArray();
    const RackId rack = findRack(plan, "H1-R01-01")->id;
    const ElevationLayout layout = elevationOf(plan, {rack});
    QVERIFY(nearly(layout.face(rack)->units.y, 83.2 * millimetre));
    const FloorRect area = layout.face(device(plan, "H1-R01-01-S2").id)->area;
    QVERIFY(nearly(area.y, (83.2 + 9.0 * 44.45) * millimetre));
    QVERIFY(nearly(area.depth, 4.0 * 44.45 * millimetre));
    QCOMPARE(layout.deviceAt(layout::centreOf(area))->device, device(plan, "H1-R01-01-S2").id);
}

void TestElevationLayout::stripsStandBesideTheUnits()
{
    const Snapshot plan = oneArray();
    const RackId rack = findRack(plan, "H1-R01-01")->id;
    const ElevationLayout layout = elevationOf(plan, {rack});
    const FloorRect units = layout.face(rack)->units;
    for (const char* name : {"H1-R01-01-PA", "H1-R01-01-PB"}) {
        const FloorRect strip = layout.face(device(plan, name).id)->area;
        QVERIFY(layout::contains(layout.face(rack)->area, strip));
        QVERIFY(layout::overlap(strip, units) == Length{});
    }
}

void TestElevationLayout::heightsAreUnits()
{
    const Snapshot plan = oneArray();
    const RackId rack = findRack(plan, "H1-R01-01")->id;
    const ElevationLayout layout = elevationOf(plan, {rack});
    const RackFace& face = *layout.face(rack);
    QCOMPARE(unitAt(face, 84.0 * millimetre), 1);
    QCOMPARE(unitAt(face, 83.0 * millimetre), 0); // below the units
    QCOMPARE(unitAt(face, (83.2 + 44.45 * 47.5) * millimetre), 48);
}

QTEST_APPLESS_MAIN(TestElevationLayout)
#include "tst_elevation_layout.moc"
