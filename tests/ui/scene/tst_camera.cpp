#include "ui/scene/camera.h"

#include <QTest>

#include <array>

using namespace rackwright::ui::scene;

namespace {

constexpr QSizeF picture{1600.0, 900.0};
constexpr Camera fromSouth{.position = {10.0, -30.0, 20.0}, .focus = {10.0, 0.0, 0.0}};

bool near(QPointF a, QPointF b, double tolerance = 1e-6)
{
    return (a - b).manhattanLength() < tolerance;
}

bool near(Vec3 a, Vec3 b)
{
    return length(a - b) < 1e-9;
}

std::array<Vec3, 8> cornersOf(const Box& box)
{
    const Vec3 l = box.low();
    const Vec3 h = box.high();
    return {{{l.x, l.y, l.z},
             {h.x, l.y, l.z},
             {l.x, h.y, l.z},
             {h.x, h.y, l.z},
             {l.x, l.y, h.z},
             {h.x, l.y, h.z},
             {l.x, h.y, h.z},
             {h.x, h.y, h.z}}};
}

} // namespace

class TestCamera : public QObject
{
    Q_OBJECT

private slots:
    void focusIsInTheMiddle();
    void eastIsToTheRightSeenFromTheSouth();
    void viewAngleSpansTheHeight();
    void rayGoesThroughWhatIsSeenThere();
    void nothingBehindIsSeen();
    void fittedBoxTouchesTheMarginsAndNoMore_data();
    void fittedBoxTouchesTheMarginsAndNoMore();
    void orbitKeepsTheFocusAndTheDistance();
    void orbitNeverGoesBelowTheFloor();
    void panBringsThePlaceAlong();
    void zoomKeepsThePlaceUnderThePointer();
    void flightStartsAndEndsWhereItShould();
    void bookmarkKeepsTheCamera();
};

void TestCamera::focusIsInTheMiddle()
{
    const View view{fromSouth, picture};
    QVERIFY(near(*view.project(fromSouth.focus), {800.0, 450.0}));
}

void TestCamera::eastIsToTheRightSeenFromTheSouth()
{
    const View view{fromSouth, picture};
    QVERIFY(near(view.right(), {1.0, 0.0, 0.0}));
    QVERIFY(view.project({11.0, 0.0, 0.0})->x() > 800.0);
    QVERIFY(view.project({10.0, 0.0, 1.0})->y() < 450.0);
}

void TestCamera::viewAngleSpansTheHeight()
{
    // 10 m before the viewer the picture is 2 x 10 x tan 15 degrees = 5.359 m high: 900 / 5.359 = 167.94.
    const View view{fromSouth, picture};
    QVERIFY(std::abs(view.pixelsPerMetre(10.0) - 167.94) < 0.01);
}

void TestCamera::rayGoesThroughWhatIsSeenThere()
{
    const View view{fromSouth, picture};
    const Vec3 place{14.0, 5.0, 2.0};
    const Ray ray = view.rayThrough(*view.project(place));
    QVERIFY(near(ray.origin + length(place - ray.origin) * ray.direction, place));
}

void TestCamera::nothingBehindIsSeen()
{
    const View view{fromSouth, picture};
    QVERIFY(!view.project({10.0, -60.0, 40.0}));
    QVERIFY(!view.mayShow({10.0, -60.0, 40.0}, 1.0));
    QVERIFY(view.mayShow({10.0, 0.0, 0.0}, 1.0));
    QVERIFY(!view.mayShow({200.0, 0.0, 0.0}, 1.0));
}

void TestCamera::fittedBoxTouchesTheMarginsAndNoMore_data()
{
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("depth");
    QTest::newRow("a site") << 144.0 << 96.0;
    QTest::newRow("a row") << 60.0 << 1.5;
    QTest::newRow("a rack") << 0.8 << 1.47;
}

void TestCamera::fittedBoxTouchesTheMarginsAndNoMore()
{
    QFETCH(double, width);
    QFETCH(double, depth);
    constexpr double margin = 0.05;
    const Box box{.centre = {70.0, 50.0, 1.15}, .size = {width, depth, 2.3}};
    const View view{fitted(box, homeDirection(), picture, margin), picture};

    const QRectF inner{80.0, 45.0, 1440.0, 810.0}; // 5 % of 1600 and of 900 off each side
    double nearest = 1e9;
    for (const Vec3 corner : cornersOf(box)) {
        const QPointF at = *view.project(corner);
        QVERIFY(inner.adjusted(-0.01, -0.01, 0.01, 0.01).contains(at));
        nearest = std::min({nearest,
                            at.x() - inner.left(),
                            inner.right() - at.x(),
                            at.y() - inner.top(),
                            inner.bottom() - at.y()});
    }
    QVERIFY(nearest < 0.01);
}

void TestCamera::orbitKeepsTheFocusAndTheDistance()
{
    const Camera turned = orbited(fromSouth, 35.0, 5.0);
    QCOMPARE(turned.focus, fromSouth.focus);
    QVERIFY(std::abs(turned.distance() - fromSouth.distance()) < 1e-9);
    QVERIFY(near(orbited(fromSouth, 360.0, 0.0).position, fromSouth.position));
}

void TestCamera::orbitNeverGoesBelowTheFloor()
{
    QVERIFY(orbited(fromSouth, 0.0, -500.0).position.z > 0.0);
    const Camera above = orbited(fromSouth, 0.0, 500.0);
    QVERIFY(above.position.z < above.distance()); // not quite from above, where there is no "up"
}

void TestCamera::panBringsThePlaceAlong()
{
    const View view{fromSouth, picture};
    const Vec3 grabbed = *floorPoint(view.rayThrough({700.0, 500.0}));
    const Camera moved = panned(view, {700.0, 500.0}, {900.0, 620.0});
    QVERIFY(near(*View(moved, picture).project(grabbed), {900.0, 620.0}));
    QVERIFY(std::abs(moved.position.z - fromSouth.position.z) < 1e-9);
}

void TestCamera::zoomKeepsThePlaceUnderThePointer()
{
    const View view{fromSouth, picture};
    const QPointF pointer{500.0, 600.0};
    const Vec3 place = *floorPoint(view.rayThrough(pointer));
    const Camera nearer = zoomed(view, place, 2.0);
    QVERIFY(near(*View(nearer, picture).project(place), pointer));
    QVERIFY(std::abs(length(place - nearer.position) - 0.5 * length(place - fromSouth.position)) <
            1e-9);
}

void TestCamera::flightStartsAndEndsWhereItShould()
{
    const Camera to{.position = {50.0, 50.0, 5.0}, .focus = {52.0, 53.0, 1.0}};
    QVERIFY(near(between(fromSouth, to, 0.0).position, fromSouth.position));
    QVERIFY(near(between(fromSouth, to, 1.0).position, to.position));
    QVERIFY(near(between(fromSouth, to, 1.0).focus, to.focus));
}

void TestCamera::bookmarkKeepsTheCamera()
{
    QCOMPARE(cameraFrom(toArray(fromSouth)), fromSouth);
    QCOMPARE(toArray(fromSouth), (std::array<double, 9>{10, -30, 20, 10, 0, 0, 0, 0, 1}));
}

QTEST_APPLESS_MAIN(TestCamera)
#include "tst_camera.moc"
