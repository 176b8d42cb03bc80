#include "core/base/units.h"
#include "core/layout/tray_network.h"
#include "tests/support/nearly.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::layout::Stretch;
using rackwright::layout::TrayNetwork;
using rackwright::layout::TrayPlace;
using rackwright::test::nearly;

namespace {

Tray tray(int id, double x1, double y1, double x2, double y2, double height = 3.0)
{
    Tray tray;
    tray.id = TrayId{id};
    tray.from = {x1 * metre, y1 * metre};
    tray.to = {x2 * metre, y2 * metre};
    tray.height = height * metre;
    tray.width = 0.6 * metre;
    tray.depth = 0.1 * metre;
    return tray;
}

// Two rows of 20 m, 4 m apart, and a tray across at 5 m; a third row that nothing leads to.
//
//   y 10   ======================   (2), alone
//   y  4   ====|=================   (1)
//   y  0   ====|=================   (0)
//              (3)
TrayNetwork ladder()
{
    return TrayNetwork{Table<Tray>{{tray(1, 0, 0, 20, 0),
                                    tray(2, 0, 4, 20, 4),
                                    tray(3, 0, 10, 20, 10),
                                    tray(4, 5, -1, 5, 5)}}};
}

TrayPlace at(std::size_t tray, double along)
{
    return {tray, along * metre, {}};
}

} // namespace

class TestTrayNetwork : public QObject
{
    Q_OBJECT

private slots:
    void wayIsTheShortest_data();
    void wayIsTheShortest();
    void traysThatDoNotMeetAreNotJoined();
    void endsReachAcrossTheWidthOfATray();
    void heightsAddToTheWay();
    void wayNamesWhatItPasses();
    void rackReachesTheNearestTray();
    void emptyNetworkHasNoPlaces();
};

void TestTrayNetwork::wayIsTheShortest_data()
{
    QTest::addColumn<int>("tray");
    QTest::addColumn<double>("along");
    QTest::addColumn<int>("otherTray");
    QTest::addColumn<double>("otherAlong");
    QTest::addColumn<double>("length");

    QTest::newRow("on one tray") << 0 << 3.0 << 0 << 18.0 << 15.0;
    QTest::newRow("one place") << 0 << 3.0 << 0 << 3.0 << 0.0;
    QTest::newRow("back to the crossing: 15 + 4 + 15") << 0 << 20.0 << 1 << 20.0 << 34.0;
    QTest::newRow("past the crossing: 2 + 4 + 5") << 0 << 3.0 << 1 << 10.0 << 11.0;
    QTest::newRow("from the middle of the joining tray: 1 + 5") << 3 << 4.0 << 1 << 0.0 << 6.0;
}

void TestTrayNetwork::wayIsTheShortest()
{
    QFETCH(int, tray);
    QFETCH(double, along);
    QFETCH(int, otherTray);
    QFETCH(double, otherAlong);
    QFETCH(double, length);
    TrayNetwork network = ladder();
    const TrayPlace a = at(static_cast<std::size_t>(tray), along);
    const TrayPlace b = at(static_cast<std::size_t>(otherTray), otherAlong);
    const auto there = network.distance(a, b);
    const auto back = network.distance(b, a);
    QVERIFY(there && back);
    QVERIFY(nearly(*there, length * metre));
    QVERIFY(nearly(*back, length * metre));
}

void TestTrayNetwork::traysThatDoNotMeetAreNotJoined()
{
    TrayNetwork network = ladder();
    QVERIFY(!network.distance(at(0, 1.0), at(2, 1.0)));
    QVERIFY(network.way(at(0, 1.0), at(2, 1.0)).empty());
}

// The second tray begins 0.2 m beside the middle line of the first, which is 0.6 m wide.
void TestTrayNetwork::endsReachAcrossTheWidthOfATray()
{
    TrayNetwork network{Table<Tray>{{tray(1, 0, 0, 10, 0), tray(2, 4, 0.2, 4, 5)}}};
    const auto length = network.distance(at(0, 0.0), at(1, 1.0));
    QVERIFY(length);
    QVERIFY(nearly(*length, (4.0 + 0.2 + 1.0) * metre));
    TrayNetwork apart{Table<Tray>{{tray(1, 0, 0, 10, 0), tray(2, 4, 0.4, 4, 5)}}};
    QVERIFY(!apart.distance(at(0, 0.0), at(1, 1.0)));
}

void TestTrayNetwork::heightsAddToTheWay()
{
    TrayNetwork network{Table<Tray>{{tray(1, 0, 0, 10, 0, 2.5), tray(2, 4, -5, 4, 5, 3.5)}}};
    const auto length = network.distance(at(0, 0.0), at(1, 7.0));
    QVERIFY(length);
    QVERIFY(nearly(*length, (4.0 + 1.0 + 2.0) * metre));
}

void TestTrayNetwork::wayNamesWhatItPasses()
{
    TrayNetwork network = ladder();
    // Over the first row to the crossing at 5 m, 1 m to 5 m of the joining tray, then along the second row.
    const std::vector<Stretch> expected{{0, 3.0 * metre, 5.0 * metre},
                                        {3, 1.0 * metre, 5.0 * metre},
                                        {1, 5.0 * metre, 2.0 * metre}};
    QVERIFY(network.way(at(0, 3.0), at(1, 2.0)) == expected);
    const std::vector<Stretch> onOne{{0, 18.0 * metre, 3.0 * metre}};
    QVERIFY(network.way(at(0, 18.0), at(0, 3.0)) == onOne);
}

void TestTrayNetwork::rackReachesTheNearestTray()
{
    const TrayNetwork network = ladder();
    const auto place = network.placeNear({12.0 * metre, 1.5 * metre}, 2.0 * metre);
    QVERIFY(place);
    QCOMPARE(place->tray, std::size_t{0});
    QVERIFY(nearly(place->along, 12.0 * metre));
    QVERIFY(nearly(place->aside, 1.5 * metre));
    QVERIFY(!network.placeNear({12.0 * metre, 1.5 * metre}, 1.0 * metre));
    // Beyond its end a tray is as far as the end: 3 m west and 4 m south.
    const auto end = network.placeNear({-3.0 * metre, -4.0 * metre}, 10.0 * metre);
    QVERIFY(end);
    QVERIFY(nearly(end->aside, 5.0 * metre));
}

void TestTrayNetwork::emptyNetworkHasNoPlaces()
{
    const TrayNetwork network{Table<Tray>{}};
    QVERIFY(!network.placeNear({}, 100.0 * metre));
}

QTEST_APPLESS_MAIN(TestTrayNetwork)
#include "tst_tray_network.moc"
