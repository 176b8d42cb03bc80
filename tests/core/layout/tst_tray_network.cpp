#include "core/base/units.h"
#include "core/layout/tray_network.h"
#include "tests/support/nearly.h"

#include <QTest>

#include <cstdlib>
#include <map>

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
    void equalWaysAreDealtOutEvenly();
    void levelsTakeWaysByTheirCrossSection();
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
    const auto there = network.way(a, b);
    const auto back = network.way(b, a);
    QVERIFY(there && back);
    QVERIFY(nearly(there->length, length * metre));
    QVERIFY(nearly(back->length, length * metre));
}

void TestTrayNetwork::traysThatDoNotMeetAreNotJoined()
{
    TrayNetwork network = ladder();
    QVERIFY(!network.way(at(0, 1.0), at(2, 1.0)));
}

// The second tray begins 0.2 m beside the middle line of the first, which is 0.6 m wide.
void TestTrayNetwork::endsReachAcrossTheWidthOfATray()
{
    TrayNetwork network{Table<Tray>{{tray(1, 0, 0, 10, 0), tray(2, 4, 0.2, 4, 5)}}};
    const auto way = network.way(at(0, 0.0), at(1, 1.0));
    QVERIFY(way);
    QVERIFY(nearly(way->length, (4.0 + 0.2 + 1.0) * metre));
    TrayNetwork apart{Table<Tray>{{tray(1, 0, 0, 10, 0), tray(2, 4, 0.4, 4, 5)}}};
    QVERIFY(!apart.way(at(0, 0.0), at(1, 1.0)));
}

void TestTrayNetwork::heightsAddToTheWay()
{
    TrayNetwork network{Table<Tray>{{tray(1, 0, 0, 10, 0, 2.5), tray(2, 4, -5, 4, 5, 3.5)}}};
    const auto way = network.way(at(0, 0.0), at(1, 7.0));
    QVERIFY(way);
    QVERIFY(nearly(way->length, (4.0 + 1.0 + 2.0) * metre));
}

void TestTrayNetwork::wayNamesWhatItPasses()
{
    TrayNetwork network = ladder();
    // Over the first row to the crossing at 5 m, 1 m to 5 m of the joining tray, then along the second row.
    const std::vector<Stretch> expected{{0, 3.0 * metre, 5.0 * metre},
                                        {3, 1.0 * metre, 5.0 * metre},
                                        {1, 5.0 * metre, 2.0 * metre}};
    const auto way = network.way(at(0, 3.0), at(1, 2.0));
    QVERIFY(way->stretches == expected);
    QCOMPARE(way->first, std::size_t{0});
    QCOMPARE(way->last, std::size_t{1});
    const std::vector<Stretch> onOne{{0, 18.0 * metre, 3.0 * metre}};
    QVERIFY(network.way(at(0, 18.0), at(0, 3.0))->stretches == onOne);
}

// Two rows 4 m apart and three trays across, at 5, 10 and 15 m. From 0 m to 20 m on the other row all three are equally
// long; from 0 m to 10 m only the first two are.
void TestTrayNetwork::equalWaysAreDealtOutEvenly()
{
    TrayNetwork network{Table<Tray>{{tray(1, 0, 0, 20, 0),
                                     tray(2, 0, 4, 20, 4),
                                     tray(3, 5, 0, 5, 4),
                                     tray(4, 10, 0, 10, 4),
                                     tray(5, 15, 0, 15, 4)}}};
    std::map<std::size_t, int> across;
    std::map<std::size_t, int> acrossNearby;
    for (std::uint64_t deal = 0; deal < 3000; ++deal) {
        const auto way = network.way(at(0, 0.0), at(1, 20.0), deal);
        QVERIFY(nearly(way->length, 24.0 * metre));
        QCOMPARE(way->stretches.size(), std::size_t{3}); // no needless turn
        ++across[way->stretches[1].tray];
        ++acrossNearby[network.way(at(0, 0.0), at(1, 10.0), deal)->stretches[1].tray];
    }
    // A fair deal of 3,000 to three ways has a standard deviation of 26.
    for (const std::size_t tray : {2U, 3U, 4U}) {
        QVERIFY(std::abs(across[tray] - 1000) < 130);
    }
    QCOMPARE(acrossNearby.size(), std::size_t{2});
    QVERIFY(std::abs(acrossNearby[2] - 1500) < 140);
}

// Three trays above each other, the lowest twice as wide: it takes half of the ways. All go on into one that crosses
// at 3 m.
void TestTrayNetwork::levelsTakeWaysByTheirCrossSection()
{
    Tray lowest = tray(1, 0, 0, 20, 0);
    lowest.width = 1.2 * metre;
    TrayNetwork network{Table<Tray>{
        {lowest, tray(2, 0, 0, 20, 0, 3.5), tray(3, 0, 0, 20, 0, 4.0), tray(4, 10, -5, 10, 5)}}};
    QCOMPARE(network.placeNear({5.0 * metre, {}}, 1.0 * metre)->tray, std::size_t{0});
    std::map<std::size_t, int> levels;
    for (std::uint64_t deal = 0; deal < 4000; ++deal) {
        const auto way = network.way(at(0, 4.0), at(3, 0.0), deal);
        QCOMPARE(way->stretches.size(), std::size_t{2});
        const std::size_t level = way->first;
        QCOMPARE(way->stretches[0].tray, level);
        ++levels[level];
        // 6 m along, 5 m on the one across, and down to it.
        const double down = 0.5 * static_cast<double>(level);
        QVERIFY(nearly(way->length, (11.0 + down) * metre));
    }
    QVERIFY(std::abs(levels[0] - 2000) < 160);
    QVERIFY(std::abs(levels[1] - 1000) < 140);
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
