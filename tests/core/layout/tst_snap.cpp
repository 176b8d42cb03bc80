#include "core/layout/snap.h"
#include "tests/support/edits.h"
#include "tests/support/printing.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;

namespace {

bool near(Length a, Length b)
{
    return std::abs((a - b) / metre) < 1e-9;
}

} // namespace

// Hall 1 begins at 10 m, 10 m. Its first row begins at 13.5 m, 12.8 m; its line is at 12.8 + 1.47 / 2 = 13.535 m.
// Racks are 0.8 m wide: the first two centres are 13.9 m and 14.7 m; the first array takes nine places and
// ends at 13.5 + 9 x 0.8 = 20.7 m.
class TestSnap : public QObject
{
    Q_OBJECT

private slots:
    void rackComesToRestInItsRowAgainstItsNeighbour();
    void looseRackGoesToTheGrid();
    void groupRunsUpWithItsOutermostEdge();
    void unknownRackStaysWhereItIsWanted();
};

void TestSnap::rackComesToRestInItsRowAgainstItsNeighbour()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 1));
    const RackId held = findRack(plan, "H1-R01-01")->id;
    const FloorPosition wanted{20.7 * metre + 0.4 * metre + 0.12 * metre, 13.7 * metre};
    const FloorPosition rest = layout::snapped(plan, held, wanted, {{held}});
    QVERIFY(near(rest.x, 21.1 * metre));
    QVERIFY(near(rest.y, 13.535 * metre));
}

// In the middle of the cold aisle between rows 2 and 3, from 17.62 m to 20.42 m, far from both lines. The
// corner at (30.07 - 0.4, 19.0 - 0.735) = (29.67, 18.265) goes to (29.7, 18.3).
void TestSnap::looseRackGoesToTheGrid()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 1));
    const RackId held = findRack(plan, "H1-R01-01")->id;
    const FloorPosition rest = layout::snapped(plan, held, {30.07 * metre, 19.0 * metre}, {{held}});
    QVERIFY(near(rest.x, 30.1 * metre));
    QVERIFY(near(rest.y, 19.035 * metre));
}

// Racks 8 and 9 move east of the first array's place 7 by a gap of 0.2 m; the held one is the eastern.
void TestSnap::groupRunsUpWithItsOutermostEdge()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 1));
    const RackId west = findRack(plan, "H1-R01-08")->id;
    const RackId east = findRack(plan, "H1-R01-09")->id;
    const FloorPosition wanted{20.3 * metre + 0.2 * metre, 13.535 * metre};
    const FloorPosition rest = layout::snapped(plan, east, wanted, {{west, east}});
    QVERIFY(near(rest.x, 20.3 * metre));
}

void TestSnap::unknownRackStaysWhereItIsWanted()
{
    const FloorPosition wanted{1.23 * metre, 4.56 * metre};
    QCOMPARE(layout::snapped(emptyHall(), RackId{7}, wanted, {}), wanted);
}

QTEST_APPLESS_MAIN(TestSnap)
#include "tst_snap.moc"
