#include "core/layout/footprint.h"
#include "core/layout/places.h"
#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;
using rackwright::layout::Place;

namespace {

std::vector<Place> places(const Snapshot& plan,
                          RowUse use,
                          Length width = 0.8 * metre,
                          Length depth = 1.47 * metre)
{
    return layout::placesInRows(plan, plan.halls[0].id, use, width, depth);
}

} // namespace

// Rows of Hall 1 run from 13.5 m to 74.5 m. Those without columns hold 61 / 0.8 = 76 places; rows 4 and 8 have
// columns of 0.5 m at 28.74, 43.98 and 59.22 m, and 18 places in each of four stretches.
class TestPlaces : public QObject
{
    Q_OBJECT

private slots:
    void emptyRowsAreFullOfPlaces();
    void columnsPartTheRow();
    void takenPlacesAreLeftOut();
    void rackBetweenTwoPlacesTakesBoth();
    void racksTooDeepOrTooWideHaveNone();
};

void TestPlaces::emptyRowsAreFullOfPlaces()
{
    const Snapshot plan = emptyHall();
    QCOMPARE(places(plan, RowUse::Arrays).size(), std::size_t{6 * 76 + 72});
    QCOMPARE(places(plan, RowUse::Network).size(), std::size_t{72 + 76 + 76});
    const Place first = places(plan, RowUse::Arrays)[0];
    QVERIFY(nearly(first.centre.x, 13.9 * metre));
    QVERIFY(nearly(first.centre.y, 13.535 * metre));
    QCOMPARE(first.number, 1);
}

// Place 18 ends at 13.5 + 14.4 = 27.9 m; place 19 begins at the column's east side, 28.99 m.
void TestPlaces::columnsPartTheRow()
{
    const std::vector<Place> found = places(emptyHall(), RowUse::Network);
    QCOMPARE(found[18].number, 19);
    QVERIFY(nearly(found[18].centre.x, 29.39 * metre));
    QVERIFY(layout::adjoin(found[16], found[17]));
    QVERIFY(!layout::adjoin(found[17], found[18]));
    QVERIFY(!layout::adjoin(found[71], found[72])); // the next row
}

void TestPlaces::takenPlacesAreLeftOut()
{
    const std::vector<Place> found =
        places(edited(emptyHall(), arrays("Hall 1", 1)), RowUse::Arrays);
    QCOMPARE(found[0].number, 10);
}

void TestPlaces::rackBetweenTwoPlacesTakesBoth()
{
    Snapshot plan = edited(emptyHall(), arrays("Hall 1", 1));
    const RackId id = findRack(plan, "H1-R01-09")->id;
    plan = edited(plan, MoveRacks{{id}, 1.2 * metre, {}});
    const std::vector<Place> found = places(plan, RowUse::Arrays);
    QCOMPARE(found[0].number, 9); // it left this one and stands on 10 and 11
    QCOMPARE(found[1].number, 12);
    QVERIFY(!layout::adjoin(found[0], found[1]));
}

void TestPlaces::racksTooDeepOrTooWideHaveNone()
{
    QVERIFY(places(emptyHall(), RowUse::Arrays, 0.8 * metre, 1.5 * metre).empty());
    QVERIFY(places(emptyHall(), RowUse::Arrays, 62.0 * metre).empty());
    QVERIFY(places(emptyHall(), RowUse::Arrays, Length{}).empty());
}

QTEST_APPLESS_MAIN(TestPlaces)
#include "tst_places.moc"
