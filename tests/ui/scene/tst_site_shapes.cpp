#include "tests/support/synthetic_site.h"
#include "ui/scene/annotations.h"
#include "ui/scene/site_shapes.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::ui::scene;
using namespace rackwright::units;

class TestSiteShapes : public QObject
{
    Q_OBJECT

private slots:
    void rowsBackToBackShareAHotAisle();
    void frontAgainstBackShareTheAisleInHalves();
    void firstLookShowsTheHalls();
    void emptyPlanHasSomethingToLookAt();
    void labelsDoNotCoverEachOther();
    void scaleBarIsRound_data();
    void scaleBarIsRound();
};

namespace {

// One hall of 20 x 20 m with two rows of 1.5 m at y = 5 and y = 9.
Snapshot twoRows(Facing south, Facing north)
{
    Hall hall;
    hall.id = HallId{1};
    hall.area = {.x = {}, .y = {}, .width = 20.0 * metre, .depth = 20.0 * metre};
    Row lower;
    lower.id = RowId{1};
    lower.hall = hall.id;
    lower.front = south;
    lower.area = {.x = 2.0 * metre, .y = 5.0 * metre, .width = 16.0 * metre, .depth = 1.5 * metre};
    Row upper = lower;
    upper.id = RowId{2};
    upper.front = north;
    upper.area.y = 9.0 * metre;
    Snapshot plan;
    plan.halls = Table<Hall>{{hall}};
    plan.rows = Table<Row>{{lower, upper}};
    return plan;
}

} // namespace

void TestSiteShapes::rowsBackToBackShareAHotAisle()
{
    const std::vector<Aisle> found = aisles(twoRows(Facing::South, Facing::North));
    QCOMPARE(found.size(), std::size_t{3});
    QCOMPARE(found[0].kind, AisleKind::Cold);
    QCOMPARE(found[1].kind, AisleKind::Hot);
    QCOMPARE(found[2].kind, AisleKind::Cold);
    // Between 5 + 1.5 and 9.
    QVERIFY(std::abs(found[1].area.y / metre - 6.5) < 1e-9);
    QVERIFY(std::abs(found[1].area.depth / metre - 2.5) < 1e-9);
}

void TestSiteShapes::frontAgainstBackShareTheAisleInHalves()
{
    const std::vector<Aisle> found = aisles(twoRows(Facing::South, Facing::South));
    QCOMPARE(found.size(), std::size_t{4});
    QCOMPARE(found[1].kind, AisleKind::Hot); // behind the southern row
    QCOMPARE(found[2].kind, AisleKind::Cold);
    QVERIFY(std::abs(found[2].area.y / metre - 7.75) < 1e-9); // (6.5 + 9) / 2
}

void TestSiteShapes::firstLookShowsTheHalls()
{
    // Halls of 68 x 45 m from (10, 10) to (158, 110), in a building of 170 x 120 m.
    const Snapshot plan = test::syntheticSite();
    const Box content = contentBounds(plan);
    QCOMPARE(content.low(), (Vec3{10.0, 10.0, 0.0}));
    QVERIFY(std::abs(content.high().x - 158.0) < 1e-9 && std::abs(content.high().y - 110.0) < 1e-9);
    QVERIFY(std::abs(siteBounds(plan).high().x - 170.0) < 1e-9);
}

void TestSiteShapes::emptyPlanHasSomethingToLookAt()
{
    QVERIFY(contentBounds({}).size.x > 0.0);
    QVERIFY(groundShapes({}, paletteOf(Theme::Dark)).empty());
}

void TestSiteShapes::labelsDoNotCoverEachOther()
{
    const Snapshot plan = test::syntheticSite();
    const QSizeF picture{1200.0, 800.0};
    const View view{fitted(contentBounds(plan), homeDirection(), picture, 0.03), picture};
    const auto sizeOf = [](const Label&) { return QSizeF{60.0, 18.0}; };
    const auto alone = placed(siteLabels(plan), view, {}, sizeOf);
    const auto firstHall = std::ranges::find(alone, LabelKind::Hall, &PlacedLabel::kind);
    QVERIFY(firstHall != alone.end());
    const QRectF taken = firstHall->area.adjusted(0.0, 5.0, 0.0, 5.0);
    const auto shown = placed(siteLabels(plan), view, {taken}, sizeOf);
    QCOMPARE(std::ranges::count(shown, LabelKind::Hall, &PlacedLabel::kind), 4);
    QVERIFY(std::ranges::none_of(
        shown, [&](const PlacedLabel& label) { return label.area.intersects(taken); }));
    for (std::size_t a = 0; a < shown.size(); ++a) {
        for (std::size_t b = a + 1; b < shown.size(); ++b) {
            QVERIFY(!shown[a].area.intersects(shown[b].area));
        }
    }
}

void TestSiteShapes::scaleBarIsRound_data()
{
    QTest::addColumn<double>("longest");
    QTest::addColumn<double>("length");
    // clang-format off
    QTest::newRow("one")     <<  1.0  << 1.0;
    QTest::newRow("two")     <<  4.9  << 2.0;
    QTest::newRow("five")    <<  9.9  << 5.0;
    QTest::newRow("hundred") << 199.0 << 100.0;
    QTest::newRow("small")   << 0.034 << 0.02;
    // clang-format on
}

void TestSiteShapes::scaleBarIsRound()
{
    QFETCH(double, longest);
    QFETCH(double, length);
    QVERIFY(std::abs(roundLength(longest) - length) < 1e-9 * length);
}

QTEST_APPLESS_MAIN(TestSiteShapes)
#include "tst_site_shapes.moc"
