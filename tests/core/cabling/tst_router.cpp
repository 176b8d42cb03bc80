#include "core/base/units.h"
#include "core/cabling/router.h"
#include "tests/support/nearly.h"
#include "tests/support/tray_floor.h"

#include <QTest>

#include <algorithm>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::cabling::Obstacle;
using rackwright::cabling::Port;
using rackwright::cabling::Router;
using rackwright::test::nearly;

namespace {

Port port(int rack, double height)
{
    return {RackId{rack}, height * metre};
}

} // namespace

class TestRouter : public QObject
{
    Q_OBJECT

private slots:
    void lengthIsTheWayOverTheTrays_data();
    void lengthIsTheWayOverTheTrays();
    void withoutTraysItRunsAlongTheAisles_data();
    void withoutTraysItRunsAlongTheAisles();
    void rulesOfThePlanApply();
    void saysWhatKeepsACableFromBeingLaid_data();
    void saysWhatKeepsACableFromBeingLaid();
    void rackBesideItsTrayNeedsTheWayToIt();
    void waysBackAreTheSame();
    void upperLevelIsFartherFromThePort();
    void portIsInTheMiddleOfItsDevice();
};

// Trays at 3 m, 2 x 0.5 m of slack.
void TestRouter::lengthIsTheWayOverTheTrays_data()
{
    QTest::addColumn<int>("rack");
    QTest::addColumn<double>("height");
    QTest::addColumn<double>("expected");

    QTest::newRow("same rack: 0.5 up") << 1 << 1.5 << 1.5;
    QTest::newRow("same row: 10 along, 2 up, 2 down") << 2 << 1.0 << 15.0;
    QTest::newRow("other row: 8 + 4 + 8 along, 2 up, 1 down") << 3 << 2.0 << 24.0;
}

void TestRouter::lengthIsTheWayOverTheTrays()
{
    QFETCH(int, rack);
    QFETCH(double, height);
    QFETCH(double, expected);
    const Snapshot plan = test::trayFloor();
    Router router(plan);
    for (int i = 0; i < 2; ++i) { // the second time from memory
        const auto there = router.run(port(1, 1.0), port(rack, height));
        const auto back = router.run(port(rack, height), port(1, 1.0));
        QVERIFY(there.length && back.length);
        QVERIFY(nearly(*there.length, expected * metre));
        QVERIFY(nearly(*back.length, expected * metre));
    }
}

// From rack 1 at 2, 0, 1 m above the floor; 2.75 m is assumed; 2 x 0.5 m of slack.
void TestRouter::withoutTraysItRunsAlongTheAisles_data()
{
    QTest::addColumn<int>("rack");
    QTest::addColumn<double>("height");
    QTest::addColumn<double>("expected");

    QTest::newRow("same rack: 0.5 up") << 1 << 1.5 << 1.5;
    QTest::newRow("next rack: 10 + 1.75 + 1.75") << 2 << 1.0 << 14.5;
    QTest::newRow("corner: 0 + 4 + 1.75 + 0.75") << 3 << 2.0 << 7.5;
    QTest::newRow("port above the way: 40 + 1.75 + 0.25") << 5 << 3.0 << 43.0;
}

void TestRouter::withoutTraysItRunsAlongTheAisles()
{
    QFETCH(int, rack);
    QFETCH(double, height);
    QFETCH(double, expected);
    Snapshot plan = test::trayFloor();
    plan.trays = {};
    const auto run = Router(plan).run(port(1, 1.0), port(rack, height));
    QVERIFY(run.length);
    QVERIFY(nearly(*run.length, expected * metre));
}

// 10 along, 2 up, 2 down make 14; a tenth more for bends, and 2 x 1 m of slack.
void TestRouter::rulesOfThePlanApply()
{
    Snapshot plan = test::trayFloor();
    plan.assumptions = Table<Assumption>{
        {test::exactly(1, "cabling.slack", 1.0, "m"), test::exactly(2, "cabling.bends", 0.1)}};
    const auto run = Router(plan).run(port(1, 1.0), port(2, 1.0));
    QVERIFY(run.length);
    QVERIFY(nearly(*run.length, 17.4 * metre));
}

void TestRouter::saysWhatKeepsACableFromBeingLaid_data()
{
    QTest::addColumn<int>("a");
    QTest::addColumn<int>("b");
    QTest::addColumn<QString>("why");

    QTest::newRow("no way") << 1 << 4 << "no trays lead from rack K1 to rack K4";
    QTest::newRow("no tray") << 1 << 5 << "no tray within 1.5 m of rack K5";
    QTest::newRow("no tray, the other way") << 5 << 1 << "no tray within 1.5 m of rack K5";
}

void TestRouter::saysWhatKeepsACableFromBeingLaid()
{
    QFETCH(int, a);
    QFETCH(int, b);
    QFETCH(QString, why);
    const Snapshot plan = test::trayFloor();
    Router router(plan);
    const auto run = router.run(port(a, 1.0), port(b, 1.0));
    QVERIFY(!run.length);
    QCOMPARE(QString::fromStdString(cabling::describe(plan, run.obstacle, RackId{a}, RackId{b})),
             why);
    QVERIFY(router.way(RackId{a}, RackId{b}).empty());
}

// 1 m beside the tray: 1 m more than under it.
void TestRouter::rackBesideItsTrayNeedsTheWayToIt()
{
    Snapshot plan = test::trayFloor();
    Rack rack = plan.racks[1];
    rack.centre.y = -1.0 * metre;
    plan.racks = plan.racks.with({.written = {rack}});
    const auto run = Router(plan).run(port(1, 1.0), port(2, 1.0));
    QVERIFY(run.length);
    QVERIFY(nearly(*run.length, 16.0 * metre));
}

void TestRouter::waysBackAreTheSame()
{
    const Snapshot plan = test::trayFloor();
    Router router(plan);
    const auto there = router.way(RackId{1}, RackId{3});
    auto back = router.way(RackId{3}, RackId{1});
    QCOMPARE(there.size(), std::size_t{3});
    std::ranges::reverse(back);
    for (std::size_t i = 0; i < there.size(); ++i) {
        QCOMPARE(there[i].tray, back[i].tray);
        QVERIFY(there[i].from == back[i].to && there[i].to == back[i].from);
    }
}

// A level so wide above the first that hardly anything lies below: 2 x 0.5 m farther up and down.
void TestRouter::upperLevelIsFartherFromThePort()
{
    Snapshot plan = test::trayFloor();
    Tray level = plan.trays[0];
    level.id = TrayId{5};
    level.height = 3.5 * metre;
    level.width = 1e6 * metre;
    plan.trays = plan.trays.with({.written = {level}});
    Router router(plan);
    const auto run = router.run(port(1, 1.0), port(2, 1.0));
    QVERIFY(run.length);
    QVERIFY(nearly(*run.length, 16.0 * metre));
    QCOMPARE(router.way(RackId{1}, RackId{2}).front().tray, std::size_t{4});
}

// A 4U server at unit 5 reaches from 4 U to 8 U above the floor: 6 U x 44.45 mm = 266.7 mm.
void TestRouter::portIsInTheMiddleOfItsDevice()
{
    Snapshot plan;
    DeviceType type;
    type.id = DeviceTypeId{1};
    type.heightUnits = 4;
    plan.deviceTypes = Table<DeviceType>{{type}};
    Device device;
    device.rack = RackId{3};
    device.type = type.id;
    device.unit = 5;
    QCOMPARE(cabling::portOf(plan, device).rack, RackId{3});
    QVERIFY(nearly(cabling::portOf(plan, device).height, 266.7 * millimetre));
}

QTEST_APPLESS_MAIN(TestRouter)
#include "tst_router.moc"
