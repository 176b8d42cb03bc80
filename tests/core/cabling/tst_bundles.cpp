#include "core/cabling/bundles.h"
#include "tests/support/nearly.h"
#include "tests/support/tray_floor.h"

#include <QTest>

#include <algorithm>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::cabling::bundlesOf;
using rackwright::test::trayFloor;
using rackwright::test::withLinks;

namespace {

bool isAt(const cabling::WayPoint& point, double x, double y, double height)
{
    const auto near = [](Length a, double b) {
        return test::nearly(a + 1.0 * metre, (b + 1.0) * metre);
    };
    return near(point.place.x, x) && near(point.place.y, y) && near(point.height, height);
}

} // namespace

class TestBundles : public QObject
{
    Q_OBJECT

private slots:
    void cablesAreGatheredByWhereTheyLead();
    void bundleFollowsTheTrays();
    void withoutTraysItHasOneBend();
    void deviceWithoutCablesHasNone();
    void bundlesSideBySideAreOneStrand();
};

// Cables inside rack 1 and between other racks are not among them.
void TestBundles::cablesAreGatheredByWhereTheyLead()
{
    const Snapshot plan = withLinks(
        trayFloor(),
        {{1, 2, 2, 15.0}, {3, 1, 5, 25.0}, {1, 1, 7, 1.0}, {2, 3, 9, 20.0}, {1, 5, 1, {}}});
    const auto bundles = bundlesOf(plan, {DeviceId{1}});
    QCOMPARE(bundles.size(), std::size_t{3});
    QCOMPARE(bundles[0].b, RackId{3});
    QCOMPARE(bundles[0].cables, 5);
    QCOMPARE(bundles[1].b, RackId{2});
    QCOMPARE(bundles[1].cables, 2);
    QCOMPARE(bundles[2].b, RackId{5});
    QVERIFY(bundles[2].way.empty());
    // What joins two of the devices is counted once.
    QCOMPARE(bundlesOf(plan, {DeviceId{1}, DeviceId{3}})[0].cables, 9);
    QCOMPARE(bundlesOf(plan, {DeviceId{1}, DeviceId{3}})[1].cables, 5);
}

// From the rack up to tray 1, over tray 3, back along tray 2 and down; racks have no type, so no height.
void TestBundles::bundleFollowsTheTrays()
{
    const auto bundles = bundlesOf(withLinks(trayFloor(), {{1, 3, 1, 25.0}}), {DeviceId{1}});
    const std::vector<cabling::WayPoint>& way = bundles.front().way;
    QCOMPARE(way.size(), std::size_t{2 + 6 + 2}); // both ends of three stretches, and the drops
    QVERIFY(isAt(way[0], 2.0, 0.0, 0.0));
    QVERIFY(isAt(way[1], 2.0, 0.0, 3.0));
    QVERIFY(isAt(way[3], 10.0, 0.0, 3.0));
    QVERIFY(isAt(way[5], 10.0, 4.0, 3.0));
    QVERIFY(isAt(way[8], 2.0, 4.0, 3.0));
    QVERIFY(isAt(way[9], 2.0, 4.0, 0.0));
}

void TestBundles::withoutTraysItHasOneBend()
{
    Snapshot plan = withLinks(trayFloor(), {{2, 3, 1, 25.0}});
    plan.trays = {};
    const auto bundles = bundlesOf(plan, {DeviceId{2}});
    const std::vector<cabling::WayPoint>& way = bundles.front().way;
    QCOMPARE(way.size(), std::size_t{5});
    QVERIFY(isAt(way[1], 12.0, 0.0, 2.75));
    QVERIFY(isAt(way[2], 2.0, 0.0, 2.75));
    QVERIFY(isAt(way[3], 2.0, 4.0, 2.75));
}

void TestBundles::deviceWithoutCablesHasNone()
{
    QVERIFY(bundlesOf(trayFloor(), {DeviceId{1}}).empty());
    QVERIFY(bundlesOf(withLinks(trayFloor(), {{1, 3, 1, 25.0}}), {DeviceId{99}}).empty());
}

// Rack 1 at x 2 and rack 2 at x 12 send 5 and 3 cables to rack 3 over the tray at x 10: 5 west of it, 3 east of it, 8
// on it and along the other row.
void TestBundles::bundlesSideBySideAreOneStrand()
{
    const Snapshot plan = withLinks(trayFloor(), {{1, 3, 5, 25.0}, {2, 3, 3, 20.0}});
    const auto strands = cabling::strandsOf(bundlesOf(plan, {DeviceId{3}}));
    const auto cablesAt = [&](double x, double y, double height) {
        const auto within = [](Length a, Length b, double at) {
            return std::min(a, b) <= at * metre && at * metre <= std::max(a, b);
        };
        int cables = 0;
        for (const cabling::Strand& strand : strands) {
            if (within(strand.from.place.x, strand.to.place.x, x) &&
                within(strand.from.place.y, strand.to.place.y, y) &&
                within(strand.from.height, strand.to.height, height)) {
                cables += strand.cables;
            }
        }
        return cables;
    };
    QCOMPARE(cablesAt(6.0, 0.0, 3.0), 5);
    QCOMPARE(cablesAt(11.0, 0.0, 3.0), 3);
    QCOMPARE(cablesAt(10.0, 2.0, 3.0), 8);
    QCOMPARE(cablesAt(6.0, 4.0, 3.0), 8);
    QCOMPARE(cablesAt(2.0, 4.0, 1.5), 8); // down to rack 3
    QCOMPARE(cablesAt(12.0, 0.0, 1.5), 3);
    QCOMPARE(cablesAt(15.0, 0.0, 3.0), 0);
    QCOMPARE(strands.size(), std::size_t{4 + 3}); // lines with a change at x 10, and three drops
}

QTEST_APPLESS_MAIN(TestBundles)
#include "tst_bundles.moc"
