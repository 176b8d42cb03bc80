#include "core/base/units.h"
#include "core/layout/footprint.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::layout::footprint;
using rackwright::layout::overlap;
using rackwright::test::nearly;

namespace {

FloorRect square(double x, double y, double size)
{
    return {x * metre, y * metre, size * metre, size * metre};
}

} // namespace

class TestFootprint : public QObject
{
    Q_OBJECT

private slots:
    void widthRunsAlongTheRow_data();
    void widthRunsAlongTheRow();
    void overlapIsTheWayOut_data();
    void overlapIsTheWayOut();
    void hallHasOnlyWhatIsWhollyInside();
};

void TestFootprint::widthRunsAlongTheRow_data()
{
    QTest::addColumn<Facing>("front");
    QTest::addColumn<double>("alongX");
    QTest::addColumn<double>("alongY");
    QTest::newRow("north") << Facing::North << 0.8 << 1.47;
    QTest::newRow("south") << Facing::South << 0.8 << 1.47;
    QTest::newRow("east") << Facing::East << 1.47 << 0.8;
    QTest::newRow("west") << Facing::West << 1.47 << 0.8;
}

void TestFootprint::widthRunsAlongTheRow()
{
    QFETCH(Facing, front);
    QFETCH(double, alongX);
    QFETCH(double, alongY);
    const FloorRect area =
        footprint({10.0 * metre, 20.0 * metre}, 0.8 * metre, 1.47 * metre, front);
    QVERIFY(nearly(area.width, alongX * metre));
    QVERIFY(nearly(area.depth, alongY * metre));
    QVERIFY(nearly(area.x, (10.0 - alongX / 2.0) * metre));
    QVERIFY(nearly(area.y, (20.0 - alongY / 2.0) * metre));
}

void TestFootprint::overlapIsTheWayOut_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("size");
    QTest::addColumn<double>("expected");

    // With a square of 4 m at 0, 0. The one inside leaves by the west: 1 m and its own 2 m.
    // clang-format off
    QTest::newRow("apart")            <<  9.0 <<  0.0 << 4.0 << 0.0;
    QTest::newRow("edges touch")      <<  4.0 <<  0.0 << 4.0 << 0.0;
    QTest::newRow("rounding only")    <<  3.9995 << 0.0 << 4.0 << 0.0;
    QTest::newRow("corner, x is less") << 3.5 <<  3.0 << 4.0 << 0.5;
    QTest::newRow("corner, y is less") << -1.0 << -3.75 << 4.0 << 0.25;
    QTest::newRow("one in the other") <<  1.0 <<  1.0 << 2.0 << 3.0;
    // clang-format on
}

void TestFootprint::overlapIsTheWayOut()
{
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, size);
    QFETCH(double, expected);
    const FloorRect fixed = square(0.0, 0.0, 4.0);
    const FloorRect other = square(x, y, size);
    QVERIFY(nearly(overlap(fixed, other), expected * metre));
    QVERIFY(nearly(overlap(other, fixed), expected * metre));
}

void TestFootprint::hallHasOnlyWhatIsWhollyInside()
{
    Snapshot plan;
    Hall hall;
    hall.id = HallId{1};
    hall.area = square(0.0, 0.0, 10.0);
    plan.halls = Table<Hall>{{hall}};
    QVERIFY(layout::hallAround(plan, square(9.0, 9.0, 1.0)) != nullptr);
    QVERIFY(layout::hallAround(plan, square(9.1, 0.0, 1.0)) == nullptr);
}

QTEST_APPLESS_MAIN(TestFootprint)
#include "tst_footprint.moc"
