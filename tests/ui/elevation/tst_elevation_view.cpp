#include "core/layout/footprint.h"
#include "tests/support/edits.h"
#include "tests/support/patience.h"
#include "tests/support/plan_on_disk.h"
#include "ui/document/plan_document.h"
#include "ui/elevation/elevation_view.h"
#include "ui/elevation/mount_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

#include <algorithm>

using namespace rackwright;
using namespace rackwright::ui;
using namespace rackwright::units;

// One array; compute racks with the CDU in units 1 to 4 and servers 4 U high at 5, 10, ... 40; the fifth rack is the
// network rack, without devices in its units.
class TestElevationView : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsTheRowOfTheSelectedRack();
    void clickSelectsADevice();
    void controlAddsWithoutHidingTheRow();
    void hiddenViewFollowsWhenItIsShown();
    void draggedServerIsMovedInTheDocumentAndInTheFile();
    void dragOntoAnotherDeviceIsRefusedWithTheReason();
    void dragBeyondTheTopEndsAtTheTop();
    void escapeCancelsTheDrag();
    void arrowsMoveTheDevice();
    void arrowsWalkAlongTheRacks();
    void removedDeviceComesBackWithUndo();
    void rightClickAsksForTheMenu();
    void mountDialogOffersWhatFits();

private:
    [[nodiscard]] DeviceId device(std::string_view name) const;
    [[nodiscard]] RackId rack(std::string_view name) const;
    [[nodiscard]] QPoint onScreen(DeviceId device) const;
    [[nodiscard]] QPoint onScreen(RackId rack, int unit) const;
    [[nodiscard]] const Device& stored(DeviceId device) const;
    void drag(QPoint from, QPoint to);

    std::unique_ptr<test::PlanOnDisk> disk_;
    std::unique_ptr<PlanDocument> document_;
    std::unique_ptr<Selection> selection_;
    std::unique_ptr<ElevationView> view_;
};

void TestElevationView::init()
{
    disk_ = std::make_unique<test::PlanOnDisk>(
        test::edited(test::emptyHall(), test::arrays("Hall 1", 1)));
    auto opened = PlanDocument::open(disk_->path());
    QVERIFY(static_cast<bool>(opened));
    document_ = *std::move(opened);
    selection_ = std::make_unique<Selection>();
    view_ = std::make_unique<ElevationView>(*selection_);
    view_->resize(2400, 900);
    view_->setDocument(document_.get());
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get(), test::patience));
    selection_->select(rack("H1-R01-01"));
}

void TestElevationView::cleanup()
{
    view_.reset();
    selection_.reset();
    document_.reset();
    disk_.reset();
}

DeviceId TestElevationView::device(std::string_view name) const
{
    return std::ranges::find(document_->plan().devices, name, &Device::name)->id;
}

RackId TestElevationView::rack(std::string_view name) const
{
    return findRack(document_->plan(), name)->id;
}

QPoint TestElevationView::onScreen(DeviceId device) const
{
    const FloorRect area = view_->elevation().face(device)->area;
    return view_->map().toDrawing(layout::centreOf(area)).toPoint();
}

QPoint TestElevationView::onScreen(RackId rack, int unit) const
{
    const FloorRect area = areaOf(*view_->elevation().face(rack), {unit, unit});
    return view_->map().toDrawing(layout::centreOf(area)).toPoint();
}

const Device& TestElevationView::stored(DeviceId device) const
{
    return document_->plan().devices.at(device);
}

void TestElevationView::drag(QPoint from, QPoint to)
{
    QTest::mousePress(view_.get(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= 10; ++step) {
        QTest::mouseMove(view_.get(), from + (to - from) * step / 10);
    }
    QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, to);
}

void TestElevationView::showsTheRowOfTheSelectedRack()
{
    QCOMPARE(view_->elevation().racks.size(), std::size_t{9});
    selection_->clear();
    QCOMPARE(view_->elevation().racks.size(), std::size_t{9}); // what was shown stays
    QVERIFY(view_->grab().toImage().pixelColor(onScreen(device("H1-R01-01-S3"))) !=
            view_->grab().toImage().pixelColor(1, 1));
}

void TestElevationView::clickSelectsADevice()
{
    QTest::mouseClick(view_.get(), Qt::LeftButton, {}, onScreen(device("H1-R01-02-S3")));
    QVERIFY(selection_->items() == std::vector<Item>{device("H1-R01-02-S3")});
    QTest::mouseClick(view_.get(), Qt::LeftButton, {}, onScreen(rack("H1-R01-05"), 20));
    QVERIFY(selection_->items() == std::vector<Item>{rack("H1-R01-05")});
}

void TestElevationView::controlAddsWithoutHidingTheRow()
{
    QTest::mouseClick(view_.get(), Qt::LeftButton, {}, onScreen(device("H1-R01-01-S1")));
    const FloorMap before = view_->map();
    QTest::mouseClick(
        view_.get(), Qt::LeftButton, Qt::ControlModifier, onScreen(device("H1-R01-03-S2")));
    QCOMPARE(selection_->items().size(), std::size_t{2});
    QCOMPARE(view_->elevation().racks.size(), std::size_t{9});
    QVERIFY(view_->map() == before);
}

void TestElevationView::hiddenViewFollowsWhenItIsShown()
{
    view_->hide();
    const DeviceId server = device("H1-R01-04-S8");
    QVERIFY(document_->apply(MoveDevice{server, rack("H1-R01-05"), 1}));
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get(), test::patience));
    const RackFace* face = view_->elevation().face(rack("H1-R01-05"));
    QVERIFY(std::ranges::find(face->devices, server, &DeviceFace::device) != face->devices.end());
}

// The server is held at its third unit, so with the cursor on unit 22 it is in units 20 to 23.
void TestElevationView::draggedServerIsMovedInTheDocumentAndInTheFile()
{
    const DeviceId server = device("H1-R01-04-S3"); // in units 15 to 18
    drag(onScreen(rack("H1-R01-04"), 17), onScreen(rack("H1-R01-05"), 22));
    QCOMPARE(stored(server).rack, rack("H1-R01-05"));
    QCOMPARE(stored(server).unit, 20);

    const auto reopened = PlanDocument::open(disk_->path());
    QCOMPARE((*reopened)->plan().devices.at(server).unit, 20);
    QVERIFY(document_->undo());
    QCOMPARE(stored(server).rack, rack("H1-R01-04"));
    QCOMPARE(stored(server).unit, 15);
}

void TestElevationView::dragOntoAnotherDeviceIsRefusedWithTheReason()
{
    const DeviceId server = device("H1-R01-04-S3");
    drag(onScreen(rack("H1-R01-04"), 17), onScreen(rack("H1-R01-03"), 17));
    QCOMPARE(stored(server).rack, rack("H1-R01-04"));
    QVERIFY2(view_->message().contains(QStringLiteral("H1-R01-03-S3")),
             qPrintable(view_->message()));
}

void TestElevationView::dragBeyondTheTopEndsAtTheTop()
{
    const DeviceId server = device("H1-R01-04-S3");
    drag(onScreen(rack("H1-R01-04"), 17), onScreen(rack("H1-R01-05"), 48) - QPoint(0, 15));
    QCOMPARE(stored(server).unit, 45); // 45 to 48
}

void TestElevationView::escapeCancelsTheDrag()
{
    const DeviceId server = device("H1-R01-04-S3");
    const QPoint from = onScreen(server);
    QTest::mousePress(view_.get(), Qt::LeftButton, {}, from);
    QTest::mouseMove(view_.get(), onScreen(rack("H1-R01-05"), 10));
    QVERIFY(document_->isPreviewing());
    QTest::keyClick(view_.get(), Qt::Key_Escape);
    QVERIFY(!document_->isPreviewing());
    QCOMPARE(stored(server).rack, rack("H1-R01-04"));
}

void TestElevationView::arrowsMoveTheDevice()
{
    const DeviceId server = device("H1-R01-04-S8"); // 40 to 43, the topmost
    selection_->select(server);
    QTest::keyClick(view_.get(), Qt::Key_Up);
    QCOMPARE(stored(server).unit, 41);
    QTest::keyClick(view_.get(), Qt::Key_Right);
    QCOMPARE(stored(server).rack, rack("H1-R01-05"));
    QTest::keyClick(view_.get(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(stored(server).unit, 31);
    QTest::keyClick(view_.get(), Qt::Key_Left); // servers 6 and 7 are there
    QCOMPARE(stored(server).rack, rack("H1-R01-05"));
    QVERIFY(!view_->message().isEmpty());
}

void TestElevationView::arrowsWalkAlongTheRacks()
{
    QTest::keyClick(view_.get(), Qt::Key_Right);
    QVERIFY(selection_->current() == Item{rack("H1-R01-02")});
    QTest::keyClick(view_.get(), Qt::Key_Left);
    QTest::keyClick(view_.get(), Qt::Key_Left); // there is none
    QVERIFY(selection_->current() == Item{rack("H1-R01-01")});
}

void TestElevationView::removedDeviceComesBackWithUndo()
{
    const DeviceId server = device("H1-R01-04-S8");
    const std::size_t before = document_->plan().devices.size();
    selection_->select(server);
    view_->removeSelection();
    QCOMPARE(document_->plan().devices.size(), before - 1);
    QVERIFY(document_->undo());
    QCOMPARE(document_->plan().devices.size(), before);
    selection_->select(rack("H1-R01-01"));
    view_->removeSelection(); // racks are not this view's to remove
    QCOMPARE(document_->plan().devices.size(), before);
}

void TestElevationView::rightClickAsksForTheMenu()
{
    const QSignalSpy menus(view_.get(), &ElevationView::menuRequested);
    QTest::mouseClick(view_.get(), Qt::RightButton, {}, onScreen(device("H1-R01-02-S3")));
    QCOMPARE(menus.size(), 1);
    QVERIFY(selection_->current() == Item{device("H1-R01-02-S3")});
}

void TestElevationView::mountDialogOffersWhatFits()
{
    MountDialog dialog(document_->plan(), rack("H1-R01-01"));
    QCOMPARE(dialog.edit().type, std::string{"server"}); // 4 U
    QCOMPARE(dialog.edit().unit, 44);                    // above the eighth server
    auto* buttons = dialog.findChild<QDialogButtonBox*>();
    QVERIFY(buttons->button(QDialogButtonBox::Ok)->isEnabled());
    dialog.findChild<QSpinBox*>(QStringLiteral("mountUnit"))->setValue(40);
    QVERIFY(!buttons->button(QDialogButtonBox::Ok)->isEnabled());
    QVERIFY(dialog.findChild<QLabel*>(QStringLiteral("mountVerdict"))
                ->text()
                .contains(QStringLiteral("H1-R01-01-S8")));
}

QTEST_MAIN(TestElevationView)
#include "tst_elevation_view.moc"
