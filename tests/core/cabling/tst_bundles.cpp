#include "core/cabling/bundles.h"
#include "tests/support/nearly.h"
#include "tests/support/tray_floor.h"

#include <QTest>

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
    void rackWithoutCablesHasNone();
};

// Cables inside rack 1 and between other racks are not among them.
void TestBundles::cablesAreGatheredByWhereTheyLead()
{
    const Snapshot plan = withLinks(
        trayFloor(),
        {{1, 2, 2, 15.0}, {3, 1, 5, 25.0}, {1, 1, 7, 1.0}, {2, 3, 9, 20.0}, {1, 5, 1, {}}});
    const auto bundles = bundlesOf(plan, RackId{1});
    QCOMPARE(bundles.size(), std::size_t{3});
    QCOMPARE(bundles[0].other, RackId{3});
    QCOMPARE(bundles[0].cables, 5);
    QCOMPARE(bundles[1].other, RackId{2});
    QCOMPARE(bundles[1].cables, 2);
    QCOMPARE(bundles[2].other, RackId{5});
    QVERIFY(bundles[2].way.empty());
}

void TestBundles::bundleFollowsTheTrays()
{
    const auto bundles = bundlesOf(withLinks(trayFloor(), {{1, 3, 1, 25.0}}), RackId{1});
    const std::vector<cabling::WayPoint>& way = bundles.front().way;
    QCOMPARE(way.size(), std::size_t{6}); // both ends of three stretches
    QVERIFY(isAt(way[0], 2.0, 0.0, 3.0));
    QVERIFY(isAt(way[1], 10.0, 0.0, 3.0));
    QVERIFY(isAt(way[3], 10.0, 4.0, 3.0));
    QVERIFY(isAt(way[5], 2.0, 4.0, 3.0));
}

void TestBundles::withoutTraysItHasOneBend()
{
    Snapshot plan = withLinks(trayFloor(), {{2, 3, 1, 25.0}});
    plan.trays = {};
    const auto bundles = bundlesOf(plan, RackId{2});
    const std::vector<cabling::WayPoint>& way = bundles.front().way;
    QCOMPARE(way.size(), std::size_t{3});
    QVERIFY(isAt(way[0], 12.0, 0.0, 2.75));
    QVERIFY(isAt(way[1], 2.0, 0.0, 2.75));
    QVERIFY(isAt(way[2], 2.0, 4.0, 2.75));
}

void TestBundles::rackWithoutCablesHasNone()
{
    QVERIFY(bundlesOf(trayFloor(), RackId{1}).empty());
}

QTEST_APPLESS_MAIN(TestBundles)
#include "tst_bundles.moc"
