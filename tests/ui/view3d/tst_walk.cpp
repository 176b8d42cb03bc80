#include "tests/support/synthetic_site.h"
#include "ui/view3d/walk.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;
using scene::Camera;
using scene::Vec3;

namespace {

constexpr Camera lookingNorth{.position = {0.0, 0.0, eyeHeight}, .focus = {0.0, 5.0, eyeHeight}};

scene::RackBox rackAt(double x, double y)
{
    scene::RackBox rack;
    rack.box = {.centre = {x, y, 1.15}, .size = {0.8, 1.4, 2.3}};
    return rack;
}

} // namespace

class TestWalk : public QObject
{
    Q_OBJECT

private slots:
    void walksWhereOneLooks();
    void rightIsEastWhenLookingNorth();
    void rackIsInTheWay();
    void slidesAlongARow();
    void startsInAnAisle();
};

void TestWalk::walksWhereOneLooks()
{
    // 2.2 m in a second, whether one looks up or down.
    const Camera after = walked(lookingNorth, ui::Step::Forward, 1.0, {});
    QVERIFY(length(after.position - Vec3{0.0, 2.2, eyeHeight}) < 1e-9);
    QVERIFY(length(after.focus - Vec3{0.0, 7.2, eyeHeight}) < 1e-9);
    QCOMPARE(walked(lookingNorth, {}, 1.0, {}), lookingNorth);
}

void TestWalk::rightIsEastWhenLookingNorth()
{
    const Camera after = walked(lookingNorth, ui::Step::Right, 1.0, {});
    QVERIFY(length(after.position - Vec3{2.2, 0.0, eyeHeight}) < 1e-9);
}

void TestWalk::rackIsInTheWay()
{
    QCOMPARE(walked(lookingNorth, ui::Step::Forward, 0.5, {rackAt(0.0, 1.6)}), lookingNorth);
}

void TestWalk::slidesAlongARow()
{
    const Camera after = walked(lookingNorth,
                                ui::Steps{ui::Step::Forward} | ui::Step::Right,
                                0.5,
                                {rackAt(0.0, 1.6), rackAt(0.8, 1.6)});
    QVERIFY(after.position.x > 0.5);
    QCOMPARE(after.position.y, 0.0);
}

void TestWalk::startsInAnAisle()
{
    const Snapshot plan = test::syntheticSite();
    // Looking at the top of a rack in the middle of Hall 1.
    const Camera above{.position = {40.0, -10.0, 40.0}, .focus = {44.0, 30.0, 2.3}};
    const Camera stands = standing(above, plan);
    QCOMPARE(stands.position.z, eyeHeight);
    for (const scene::RackBox& rack : scene::rackBoxes(plan)) {
        const Vec3 apart = stands.position - rack.box.centre;
        QVERIFY(std::abs(apart.x) > 0.4 || std::abs(apart.y) > 0.735);
    }
    QVERIFY(stands.focus.y > stands.position.y); // still looks north
}

QTEST_APPLESS_MAIN(TestWalk)
#include "tst_walk.moc"
