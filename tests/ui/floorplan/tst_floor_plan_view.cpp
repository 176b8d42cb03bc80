#include "core/layout/footprint.h"
#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "tests/support/patience.h"
#include "tests/support/plan_on_disk.h"
#include "ui/document/plan_document.h"
#include "ui/document/shown_cabling.h"
#include "ui/document/view_state.h"
#include "ui/floorplan/floor_plan_view.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

using namespace rackwright;
using namespace rackwright::ui;
using namespace rackwright::units;
using rackwright::test::nearly;

class TestFloorPlanView : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsAllHallsAtFirst();
    void clickSelectsAndControlAdds();
    void rightClickSelectsAndAsksForTheMenu();
    void rightDragPansAndAsksForNothing();
    void bandSelectsWhatItTouches();
    void draggedRackIsMovedInTheDocumentAndInTheFile();
    void wholeSelectionComesAlong();
    void undoBringsTheDraggedRackBack();
    void dragOntoAnotherRackIsRefusedWithTheReason();
    void escapeCancelsTheDrag();
    void wheelKeepsThePlaceUnderTheCursor();
    void arrowsMoveAndShiftMovesFarther();
    void turnedRackLooksAnotherWay();
    void duplicateStandsBesideAndIsSelected();
    void deleteRemovesTheRack();
    void middleButtonPans();

private:
    [[nodiscard]] FloorPosition centre(RackId rack) const;
    [[nodiscard]] QPoint onScreen(FloorPosition place) const;
    [[nodiscard]] QPoint onScreen(RackId rack) const { return onScreen(centre(rack)); }
    void drag(QPoint from, QPoint to);

    std::unique_ptr<test::PlanOnDisk> disk_;
    std::unique_ptr<PlanDocument> document_;
    std::unique_ptr<Selection> selection_;
    ViewState viewState_;
    std::unique_ptr<ShownCabling> cabling_;
    std::unique_ptr<FloorPlanView> view_;
    RackId first_;  // the west end of the row
    RackId second_; // its eastern neighbour
};

void TestFloorPlanView::init()
{
    // One array: nine racks of 0.8 m in one line.
    disk_ = std::make_unique<test::PlanOnDisk>(
        test::edited(test::emptyHall(), test::arrays("Hall 1", 1)));
    auto opened = PlanDocument::open(disk_->path());
    QVERIFY(static_cast<bool>(opened));
    document_ = *std::move(opened);
    selection_ = std::make_unique<Selection>();
    cabling_ = std::make_unique<ShownCabling>(*selection_, viewState_);
    cabling_->setDocument(document_.get());
    view_ = std::make_unique<FloorPlanView>(*selection_, viewState_, *cabling_);
    view_->resize(900, 600);
    view_->setDocument(document_.get());
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get(), test::patience));

    std::vector<Rack> racks(document_->plan().racks.begin(), document_->plan().racks.end());
    std::ranges::sort(racks, {}, [](const Rack& rack) { return rack.centre.x; });
    first_ = racks[0].id;
    second_ = racks[1].id;
    // So near that a rack is some 60 pixels wide.
    selection_->select(first_);
    view_->fitSelection();
    selection_->clear();
}

void TestFloorPlanView::cleanup()
{
    view_.reset();
    cabling_.reset();
    selection_.reset();
    document_.reset();
    disk_.reset();
}

FloorPosition TestFloorPlanView::centre(RackId rack) const
{
    return document_->plan().racks.at(rack).centre;
}

QPoint TestFloorPlanView::onScreen(FloorPosition place) const
{
    return view_->map().toDrawing(place).toPoint();
}

void TestFloorPlanView::drag(QPoint from, QPoint to)
{
    QTest::mousePress(view_.get(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= 10; ++step) {
        QTest::mouseMove(view_.get(), from + (to - from) * step / 10);
    }
    QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, to);
}

void TestFloorPlanView::showsAllHallsAtFirst()
{
    view_->fitSite();
    const QRectF drawn = view_->map().toDrawing(document_->plan().halls[0].area);
    QVERIFY(QRectF(view_->rect()).contains(drawn));
    QVERIFY(drawn.width() > 0.7 * view_->width() || drawn.height() > 0.7 * view_->height());
}

void TestFloorPlanView::clickSelectsAndControlAdds()
{
    QTest::mouseClick(view_.get(), Qt::LeftButton, {}, onScreen(first_));
    QVERIFY(selection_->items() == std::vector<Item>{first_});
    QTest::mouseClick(view_.get(), Qt::LeftButton, Qt::ControlModifier, onScreen(second_));
    QVERIFY((selection_->items() == std::vector<Item>{first_, second_}));
    QTest::mouseClick(view_.get(), Qt::LeftButton, Qt::ControlModifier, onScreen(first_));
    QVERIFY(selection_->items() == std::vector<Item>{second_});
    const FloorPosition aisle{centre(first_).x, centre(first_).y + 1.5 * metre};
    QTest::mouseClick(view_.get(), Qt::LeftButton, {}, onScreen(aisle));
    QVERIFY(selection_->items().empty());
}

void TestFloorPlanView::rightClickSelectsAndAsksForTheMenu()
{
    const QSignalSpy menus(view_.get(), &FloorPlanView::menuRequested);
    QTest::mouseClick(view_.get(), Qt::RightButton, {}, onScreen(first_));
    QCOMPARE(menus.size(), 1);
    QVERIFY(selection_->items() == std::vector<Item>{first_});
    // What is selected already stays so with all that is selected beside it.
    selection_->selectAll({first_, second_});
    QTest::mouseClick(view_.get(), Qt::RightButton, {}, onScreen(second_));
    QCOMPARE(menus.size(), 2);
    QVERIFY((selection_->items() == std::vector<Item>{first_, second_}));
}

void TestFloorPlanView::rightDragPansAndAsksForNothing()
{
    const QSignalSpy menus(view_.get(), &FloorPlanView::menuRequested);
    const QPoint from = onScreen(first_);
    QTest::mousePress(view_.get(), Qt::RightButton, {}, from);
    QTest::mouseMove(view_.get(), from + QPoint(60, 20));
    QTest::mouseRelease(view_.get(), Qt::RightButton, {}, from + QPoint(60, 20));
    QCOMPARE(menus.size(), 0);
    QCOMPARE(onScreen(first_), from + QPoint(60, 20));
}

void TestFloorPlanView::bandSelectsWhatItTouches()
{
    const FloorPosition a = centre(first_);
    drag(onScreen({a.x - 0.6 * metre, a.y + 1.2 * metre}), onScreen({a.x + 0.6 * metre, a.y}));
    QVERIFY((selection_->items() == std::vector<Item>{first_, second_}));
}

void TestFloorPlanView::draggedRackIsMovedInTheDocumentAndInTheFile()
{
    // Three metres along an otherwise empty row: its western end has room.
    const FloorPosition before = centre(first_);
    drag(onScreen(first_), onScreen({before.x - 1.5 * metre, before.y}));
    const FloorPosition after = centre(first_);
    QVERIFY2(qAbs((before.x - after.x) / metre - 1.5) < 0.31, "moved as far, but for snapping");
    QVERIFY(nearly(after.y, before.y));
    QVERIFY(disk_->onDisk().racks.at(first_).centre == after);
    QVERIFY(view_->message().isEmpty());
    QVERIFY(document_->canUndo());
}

void TestFloorPlanView::wholeSelectionComesAlong()
{
    selection_->selectAll({first_, second_});
    const FloorPosition before = centre(second_);
    const FloorPosition grip = centre(first_);
    drag(onScreen(first_), onScreen({grip.x - 1.5 * metre, grip.y}));
    QVERIFY(nearly(centre(second_).x - before.x, centre(first_).x - grip.x));
    QVERIFY(centre(second_).x < before.x);
}

void TestFloorPlanView::undoBringsTheDraggedRackBack()
{
    const FloorPosition before = centre(first_);
    drag(onScreen(first_), onScreen({before.x - 1.5 * metre, before.y}));
    QVERIFY(static_cast<bool>(document_->undo()));
    QVERIFY(centre(first_) == before);
    QVERIFY(disk_->onDisk().racks.at(first_).centre == before);
    QVERIFY2(!document_->canUndo(), "a drag is one edit");
}

void TestFloorPlanView::dragOntoAnotherRackIsRefusedWithTheReason()
{
    const Snapshot before = document_->plan();
    const FloorPosition place = centre(second_);
    drag(onScreen(first_), onScreen({place.x, place.y + 0.5 * metre}));
    QVERIFY(document_->plan() == before);
    QVERIFY(document_->shown() == before);
    QVERIFY(disk_->onDisk() == before);
    const QString neighbour = QString::fromStdString(before.racks.at(second_).name);
    QVERIFY2(view_->message().contains(neighbour), qPrintable(view_->message()));
}

void TestFloorPlanView::escapeCancelsTheDrag()
{
    const Snapshot before = document_->plan();
    const QPoint from = onScreen(first_);
    QTest::mousePress(view_.get(), Qt::LeftButton, {}, from);
    QTest::mouseMove(view_.get(), from - QPoint(60, 0));
    QTest::mouseMove(view_.get(), from - QPoint(120, 0));
    QVERIFY(document_->isPreviewing());
    QTest::keyClick(view_.get(), Qt::Key_Escape);
    QVERIFY(!document_->isPreviewing());
    QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, from - QPoint(120, 0));
    QVERIFY(document_->plan() == before);
    QVERIFY(document_->shown() == before);
}

void TestFloorPlanView::wheelKeepsThePlaceUnderTheCursor()
{
    const QPointF cursor(200.0, 150.0);
    const FloorPosition before = view_->map().toFloor(cursor);
    const double scale = view_->map().scale();
    QWheelEvent notch(cursor,
                      view_->mapToGlobal(cursor),
                      {},
                      {0, 120},
                      Qt::NoButton,
                      Qt::NoModifier,
                      Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(view_.get(), &notch);
    QVERIFY(view_->map().scale() > scale);
    QVERIFY(nearly(view_->map().toFloor(cursor).x, before.x));
    QVERIFY(nearly(view_->map().toFloor(cursor).y, before.y));
}

void TestFloorPlanView::arrowsMoveAndShiftMovesFarther()
{
    selection_->select(first_);
    const FloorPosition before = centre(first_);
    QTest::keyClick(view_.get(), Qt::Key_Left);
    QVERIFY(nearly(centre(first_).x, before.x - 0.1 * metre));
    QTest::keyClick(view_.get(), Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(nearly(centre(first_).y, before.y + 1.0 * metre));
}

void TestFloorPlanView::turnedRackLooksAnotherWay()
{
    selection_->select(first_);
    // Away from its neighbours first: it is deeper than it is wide.
    QTest::keyClick(view_.get(), Qt::Key_Left, Qt::ShiftModifier);
    const Facing before = document_->plan().racks.at(first_).front;
    view_->turnSelection();
    const Facing after = document_->plan().racks.at(first_).front;
    QCOMPARE(static_cast<int>(after), (static_cast<int>(before) + 1) % 4);
}

void TestFloorPlanView::duplicateStandsBesideAndIsSelected()
{
    // The last rack of the row has room on its east side.
    const Rack last = *std::ranges::max_element(
        document_->plan().racks, {}, [](const Rack& rack) { return rack.centre.x; });
    selection_->select(last.id);
    view_->duplicateSelection();
    QCOMPARE(document_->plan().racks.size(), std::size_t{10});
    const Item copy = selection_->current();
    QVERIFY(copy != Item{last.id});
    QVERIFY(nearly(centre(std::get<RackId>(copy)).x, last.centre.x + 0.8 * metre));
}

void TestFloorPlanView::deleteRemovesTheRack()
{
    selection_->select(first_);
    view_->removeSelection();
    QVERIFY(document_->plan().racks.find(first_) == nullptr);
    QVERIFY(disk_->onDisk().racks.find(first_) == nullptr);
}

void TestFloorPlanView::middleButtonPans()
{
    const QPointF before = view_->map().toDrawing(centre(first_));
    QTest::mousePress(view_.get(), Qt::MiddleButton, {}, {300, 300});
    QTest::mouseMove(view_.get(), {340, 310});
    QTest::mouseRelease(view_.get(), Qt::MiddleButton, {}, {340, 310});
    QCOMPARE(view_->map().toDrawing(centre(first_)), before + QPointF(40.0, 10.0));
}

QTEST_MAIN(TestFloorPlanView)
#include "tst_floor_plan_view.moc"
