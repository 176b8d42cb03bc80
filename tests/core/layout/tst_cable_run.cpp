#include "core/base/units.h"
#include "core/layout/cable_run.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::layout::CableEnd;
using rackwright::layout::cableRun;
using rackwright::test::nearly;

namespace {

CableEnd end(int rack, double x, double y, double height)
{
    return {RackId{rack}, {x * metre, y * metre}, height * metre};
}

} // namespace

class TestCableRun : public QObject
{
    Q_OBJECT

private slots:
    void lengthIsTheWayOverTheTray_data();
    void lengthIsTheWayOverTheTray();
    void mediumIsTheCheapestThatReaches_data();
    void mediumIsTheCheapestThatReaches();
    void portIsInTheMiddleOfItsDevice();
};

void TestCableRun::lengthIsTheWayOverTheTray_data()
{
    QTest::addColumn<int>("otherRack");
    QTest::addColumn<double>("x");
    QTest::addColumn<double>("y");
    QTest::addColumn<double>("height");
    QTest::addColumn<double>("expected");

    // From rack 1 at 0, 0, 1 m above the floor; the tray hangs at 2.75 m; 2 x 0.5 m of slack.
    // clang-format off
    QTest::newRow("same rack: 0.5 up")             << 1 <<  0.0 <<   0.0 << 1.5  << 1.5;
    QTest::newRow("next rack: 0.8 + 1.75 + 1.75")  << 2 <<  0.8 <<   0.0 << 1.0  << 5.3;
    QTest::newRow("corner: 30 + 12 + 1.75 + 0.75") << 2 << -30.0 << 12.0 << 2.0  << 45.5;
    QTest::newRow("port above the tray")           << 2 <<  1.0 <<   0.0 << 3.0  << 4.0;
    // clang-format on
}

void TestCableRun::lengthIsTheWayOverTheTray()
{
    QFETCH(int, otherRack);
    QFETCH(double, x);
    QFETCH(double, y);
    QFETCH(double, height);
    QFETCH(double, expected);
    const CableEnd here = end(1, 0.0, 0.0, 1.0);
    const CableEnd there = end(otherRack, x, y, height);
    QVERIFY(nearly(cableRun(here, there).length, expected * metre));
    QVERIFY(nearly(cableRun(there, here).length, expected * metre));
}

// Both ends at the tray: length = distance + 1 m of slack. Reaches: facts B5.
void TestCableRun::mediumIsTheCheapestThatReaches_data()
{
    QTest::addColumn<double>("distance");
    QTest::addColumn<Medium>("medium");
    QTest::newRow("3 m of copper") << 2.0 << Medium::Dac;
    QTest::newRow("just too far for copper") << 2.1 << Medium::Multimode;
    QTest::newRow("50 m of OM4") << 49.0 << Medium::Multimode;
    QTest::newRow("just too far for OM4") << 49.1 << Medium::SingleMode;
}

void TestCableRun::mediumIsTheCheapestThatReaches()
{
    QFETCH(double, distance);
    QFETCH(Medium, medium);
    QVERIFY(cableRun(end(1, 0.0, 0.0, 2.75), end(2, distance, 0.0, 2.75)).medium == medium);
}

// A 4U server at unit 5 reaches from 4 U to 8 U above the floor: 6 U x 44.45 mm = 266.7 mm.
void TestCableRun::portIsInTheMiddleOfItsDevice()
{
    Rack rack;
    rack.id = RackId{3};
    rack.centre = {2.0 * metre, 4.0 * metre};
    const CableEnd port = layout::cableEnd(rack, 5, 4);
    QCOMPARE(port.rack, rack.id);
    QVERIFY(nearly(port.height, 266.7 * millimetre));
}

QTEST_APPLESS_MAIN(TestCableRun)
#include "tst_cable_run.moc"
