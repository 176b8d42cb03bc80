#include "tests/support/patience.h"
#include "tests/support/plan_on_disk.h"
#include "tests/support/printing.h"
#include "tests/support/synthetic_site.h"
#include "ui/document/plan_document.h"
#include "ui/document/shown_cabling.h"
#include "ui/document/view_state.h"
#include "ui/view3d/scene_view.h"
#include "ui/view3d/view3d.h"

#include <QApplication>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace rackwright;
using namespace rackwright::ui;
using namespace rackwright::units;

class TestView3d : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void drawsTheSite();
    void clickSelectsTheRackUnderIt();
    void controlClickAddsAndClickBesideClears();
    void pointingNamesTheRack();
    void selectionChangesThePicture();
    void wheelKeepsThePlaceUnderThePointer();
    void middleDragTurnsAboutWhatIsInTheMiddle();
    void cameraIsRestored();
    void doubleClickGoesToTheRackAndHomeBack();
    void previewMovesTheRackInThePicture();
    void walkingStandsBetweenTheRacks();
    void repaintingAloneDoesNotDrawAgain();
    void survivesReparenting();

private:
    [[nodiscard]] SceneView& canvas() const { return *view_->findChild<SceneView*>(); }
    [[nodiscard]] QPoint onScreen(RackId rack) const;
    void letArrive() const;

    std::unique_ptr<test::PlanOnDisk> disk_;
    std::unique_ptr<PlanDocument> document_;
    std::unique_ptr<Selection> selection_;
    ViewState viewState_;
    std::unique_ptr<ShownCabling> cabling_;
    std::unique_ptr<View3d> view_;
};

void TestView3d::initTestCase()
{
    disk_ = std::make_unique<test::PlanOnDisk>(test::syntheticSite());
}

void TestView3d::init()
{
    auto opened = PlanDocument::open(disk_->path());
    QVERIFY(static_cast<bool>(opened));
    document_ = *std::move(opened);
    selection_ = std::make_unique<Selection>();
    cabling_ = std::make_unique<ShownCabling>(*selection_, viewState_);
    cabling_->setDocument(document_.get());
    view_ = std::make_unique<View3d>(*selection_, viewState_, *cabling_);
    view_->resize(1200, 800);
    view_->setDocument(document_.get());
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get(), test::patience));
    letArrive();
}

void TestView3d::cleanup()
{
    view_.reset();
    cabling_.reset();
    selection_.reset();
    document_.reset();
}

// Flights end and the picture comes to rest.
void TestView3d::letArrive() const
{
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isAtRest(), test::patience);
}

// The middle of the rack's top, which nothing hides from above.
QPoint TestView3d::onScreen(RackId rack) const
{
    const scene::Box box = *canvas().scene().racks().boxOf(rack);
    return canvas().view().project({box.centre.x, box.centre.y, box.high().z})->toPoint();
}

void TestView3d::drawsTheSite()
{
    const QImage picture = view_->picture();
    QCOMPARE(picture.size(), QSize(1200, 800));
    QSet<QRgb> colours;
    for (int y = 0; y < picture.height(); y += 3) {
        for (int x = 0; x < picture.width(); x += 3) {
            colours.insert(picture.pixel(x, y));
        }
    }
    QVERIFY(colours.size() > 200);
}

void TestView3d::clickSelectsTheRackUnderIt()
{
    for (const RackId rack : {RackId{1}, RackId{600}, RackId{1'300}, RackId{1'880}}) {
        QTest::mouseClick(&canvas(), Qt::LeftButton, Qt::NoModifier, onScreen(rack));
        QCOMPARE(selection_->items(), std::vector<Item>{rack});
    }
}

void TestView3d::controlClickAddsAndClickBesideClears()
{
    QTest::mouseClick(&canvas(), Qt::LeftButton, Qt::NoModifier, onScreen(RackId{1}));
    QTest::mouseClick(&canvas(), Qt::LeftButton, Qt::ControlModifier, onScreen(RackId{600}));
    QCOMPARE(selection_->items(), (std::vector<Item>{RackId{1}, RackId{600}}));
    QTest::mouseClick(&canvas(), Qt::LeftButton, Qt::NoModifier, {3, 3});
    QVERIFY(selection_->items().empty());
}

void TestView3d::pointingNamesTheRack()
{
    // Points again until it is seen: the display's own pointer may leave the window in between.
    const auto named = [this] {
        const bool seen = selection_->hovered() == Item{RackId{600}};
        if (!seen) {
            QTest::mouseMove(&canvas(), onScreen(RackId{600}));
        }
        return seen;
    };
    QTRY_VERIFY_WITH_TIMEOUT(named(), test::patience);
}

void TestView3d::selectionChangesThePicture()
{
    const QImage before = view_->picture();
    selection_->select(HallId{2});
    QVERIFY(view_->picture() != before);
    selection_->clear();
    QCOMPARE(view_->picture(), before);
}

void TestView3d::wheelKeepsThePlaceUnderThePointer()
{
    const QPointF pointer = onScreen(RackId{600});
    const scene::Vec3 before = canvas().hitAt(pointer)->place;
    QWheelEvent wheel{pointer,
                      canvas().mapToGlobal(pointer),
                      {},
                      {0, 120},
                      Qt::NoButton,
                      Qt::NoModifier,
                      Qt::NoScrollPhase,
                      false};
    QApplication::sendEvent(&canvas(), &wheel);
    const QPointF after = *canvas().view().project(before);
    QVERIFY2((after - pointer).manhattanLength() < 0.5, qPrintable(QString::number(after.x())));
}

void TestView3d::middleDragTurnsAboutWhatIsInTheMiddle()
{
    const QPoint middle = canvas().rect().center();
    const scene::Vec3 seen = *scene::floorPoint(canvas().view().rayThrough(QPointF{600.0, 400.0}));
    QTest::mousePress(&canvas(), Qt::MiddleButton, Qt::NoModifier, middle);
    for (int step = 1; step <= 10; ++step) {
        QMouseEvent move{QEvent::MouseMove,
                         QPointF{middle} + QPointF{8.0 * step, 0.0},
                         canvas().mapToGlobal(QPointF{middle}),
                         Qt::NoButton,
                         Qt::MiddleButton,
                         Qt::NoModifier};
        QApplication::sendEvent(&canvas(), &move);
    }
    QTest::mouseRelease(&canvas(), Qt::MiddleButton, Qt::NoModifier, middle + QPoint{80, 0});
    const QPointF after = *canvas().view().project(seen);
    // The middle shows a rack or the floor beside it: a rack's height moves the turning point by a metre.
    QVERIFY((after - QPointF{600.0, 400.0}).manhattanLength() < 40.0);
    QVERIFY(selection_->items().empty());
}

void TestView3d::cameraIsRestored()
{
    const std::array<double, 9> camera{10, 20, 30, 40, 50, 0, 0, 0, 1};
    view_->setCamera(camera);
    QCOMPARE(view_->camera(), camera);
    view_->setCamera({}); // from a settings file that knows nothing
    QCOMPARE(view_->camera(), camera);
}

void TestView3d::doubleClickGoesToTheRackAndHomeBack()
{
    const std::array<double, 9> home = view_->camera();
    QTest::mouseDClick(&canvas(), Qt::LeftButton, Qt::NoModifier, onScreen(RackId{600}));
    letArrive();
    const scene::Box box = *canvas().scene().racks().boxOf(RackId{600});
    QVERIFY(length(canvas().camera().position - box.centre) < 15.0);
    QVERIFY(!canvas().scene().racks().nearRacks().empty());
    view_->fitSite();
    letArrive();
    QCOMPARE(view_->camera(), home);
}

void TestView3d::previewMovesTheRackInThePicture()
{
    const QImage before = view_->picture();
    const scene::Vec3 stood = canvas().scene().racks().boxOf(RackId{1})->centre;
    QVERIFY(
        document_->preview(MoveRacks{.racks = {RackId{1}}, .dx = -2.0 * metre, .dy = 0.0 * metre}));
    const scene::Vec3 stands = canvas().scene().racks().boxOf(RackId{1})->centre;
    QVERIFY(std::abs(stands.x - stood.x + 2.0) < 1e-9);
    QVERIFY(view_->picture() != before);
    document_->endPreview();
    QCOMPARE(view_->picture(), before);
}

void TestView3d::walkingStandsBetweenTheRacks()
{
    QSignalSpy changes{view_.get(), &View3d::walkingChanged};
    view_->setWalking(true);
    QVERIFY(view_->isWalking());
    QTRY_VERIFY_WITH_TIMEOUT(std::abs(canvas().camera().position.z - eyeHeight) < 1e-6,
                             test::patience);
    for (const scene::RackBox& rack : canvas().scene().racks().racks()) {
        const scene::Vec3 apart = canvas().camera().position - rack.box.centre;
        QVERIFY(std::abs(apart.x) > 0.5 * rack.box.size.x ||
                std::abs(apart.y) > 0.5 * rack.box.size.y);
    }
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QVERIFY(!view_->isWalking());
    QCOMPARE(changes.count(), 2);
}

void TestView3d::repaintingAloneDoesNotDrawAgain()
{
    QSignalSpy frames{&canvas(), &VtkWidget::rendered};
    canvas().repaint();
    QCOMPARE(frames.count(), 0);
    canvas().redraw();
    canvas().repaint();
    QCOMPARE(frames.count(), 1);
}

void TestView3d::survivesReparenting()
{
    QWidget other;
    other.resize(700, 500);
    view_->setParent(&other);
    view_->show();
    other.show();
    QVERIFY(QTest::qWaitForWindowExposed(&other, test::patience));
    QVERIFY(!view_->picture().isNull());
    view_->setParent(nullptr);
}

int main(int argc, char** argv)
{
    QApplication application{argc, argv};
    TestView3d test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_view3d.moc"
