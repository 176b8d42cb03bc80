#include "core/base/units.h"
#include "tests/support/tray_floor.h"
#include "ui/scene/cable_shapes.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;
using namespace rackwright::ui::scene;
using namespace rackwright::units;

namespace {

cabling::TrayFill fill(int tray, double share)
{
    return {.tray = TrayId{tray}, .cables = 1, .share = share};
}

cabling::Strand strand(double x1, double x2, int cables)
{
    return {.from = {.place = {x1 * metre, {}}, .height = 3.0 * metre},
            .to = {.place = {x2 * metre, {}}, .height = 3.0 * metre},
            .cables = cables};
}

} // namespace

class TestCableShapes : public QObject
{
    Q_OBJECT

private slots:
    void bedsLieInTheirTrays();
    void overfullTraysStandOut();
    void strandsAreThickerWithMoreCables();
};

// Tray 1 runs from x 0 to 20 at y 0, tray 3 from y 0 to 4 at x 10; both 3 m up, 0.6 m wide, 0.1 m deep.
void TestCableShapes::bedsLieInTheirTrays()
{
    const Snapshot plan = test::trayFloor();
    const auto shapes =
        fillShapes(plan, {{fill(1, 0.5), fill(2, 0.0), fill(3, 0.25), fill(4, 0.0)}, 0.5, {}});
    QCOMPARE(shapes.size(), std::size_t{4});
    QCOMPARE(shapes[0].centre[0], 10.0F);
    QCOMPARE(shapes[0].size[0], 20.0F);
    QCOMPARE(shapes[0].size[1], 0.6F);
    QCOMPARE(shapes[0].size[2], 0.05F); // half full
    QCOMPARE(shapes[0].centre[2], 3.025F);
    QCOMPARE(shapes[2].size[0], 0.6F);
    QCOMPARE(shapes[2].size[1], 4.0F);
    QVERIFY(shapes[0].fill == Rgba::of(cividis(1.0)));
    QVERIFY(shapes[2].fill == Rgba::of(cividis(0.5)));
}

void TestCableShapes::overfullTraysStandOut()
{
    const Snapshot plan = test::trayFloor();
    CablingPicture picture{{fill(1, 0.4), fill(2, 0.41), fill(3, 0.0), fill(4, 0.0)}, 0.4, {}};
    const auto shapes = fillShapes(plan, picture);
    QVERIFY(shapes[0].fill == Rgba::of(cividis(1.0)));
    QVERIFY(shapes[1].fill == Rgba::of(colours::refused));
    Legend legend;
    explain(picture, paletteOf(Theme::Light), legend);
    QCOMPARE(legend.entries.size(), std::size_t{1});
    QCOMPARE(legend.scale->high, 40.0);
    picture.fills[1].share = 0.1;
    picture.strands = {strand(0.0, 1.0, 1)};
    Legend other;
    explain(picture, paletteOf(Theme::Light), other);
    QCOMPARE(other.entries.size(), std::size_t{1}); // the strands
}

void TestCableShapes::strandsAreThickerWithMoreCables()
{
    const auto shapes = strandShapes(test::trayFloor(),
                                     {{}, 1.0, {strand(0.0, 4.0, 1), strand(4.0, 6.0, 1000)}},
                                     paletteOf(Theme::Dark));
    QCOMPARE(shapes.size(), std::size_t{2});
    QVERIFY(shapes[0].size[2] < shapes[1].size[2]);
    QVERIFY(shapes[1].size[2] < 0.6F); // no wider than a tray
    QVERIFY(shapes[0].size[0] >= 4.0F);
    QVERIFY(shapes[0].centre[2] > 3.0F); // on top of what lies in the tray
}

QTEST_APPLESS_MAIN(TestCableShapes)
#include "tst_cable_shapes.moc"
