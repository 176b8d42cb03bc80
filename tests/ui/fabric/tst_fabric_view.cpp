#include "core/base/units.h"
#include "tests/support/edits.h"
#include "tests/support/floor_of_arrays.h"
#include "tests/support/plan_on_disk.h"
#include "ui/document/plan_document.h"
#include "ui/fabric/fabric_view.h"

#include <QApplication>
#include <QComboBox>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QWheelEvent>

#include <algorithm>

using namespace rackwright;
using namespace rackwright::ui;
using namespace rackwright::units;

namespace {

constexpr int patience = 60'000; // ms: background work on a busy machine

// One hall of two arrays of eight racks with two servers each. A leaf takes 32 servers and more, so both arrays
// are one unit of eight leaves, which stand in the first array; the spines above them join the rails.
Snapshot twoArrays()
{
    test::FloorOfArrays floor;
    floor.arraysPerHall = 2;
    floor.serversPerRack = 2;
    return test::floorOfArrays(floor);
}

BuildFabric gpuFabric()
{
    BuildFabric edit;
    edit.name = "GPU fabric";
    edit.switchType = "switch";
    edit.linkSpeed = 400.0 * gigabitPerSecond;
    return edit;
}

} // namespace

class TestFabricView : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void clickOnALeafSelectsIt();
    void clickOnAFoldedRackSelectsTheRack();
    void selectionElsewhereIsMarkedHere();
    void doubleClickUnfoldsAndBackspaceFolds();
    void arrowsGoToTheNextSwitchAndSayItsName();
    void wheelKeepsThePlaceUnderTheCursor();
    void rightDragPansAndHomeShowsAll();
    void movedSwitchIsFoundMovedInTheNextWindow();
    void failedSpineIsSaidAndEscapeRepairs();
    void loadColoursTheLinks();
    void planWithoutNetworkSaysSoAndBuildsOne();
    void undoneNetworkIsNoLongerShown();

private:
    void open(const Snapshot& plan);
    void show();
    [[nodiscard]] FabricCanvas& canvas() const { return view_->canvas(); }
    [[nodiscard]] const Device& device(Tier tier, int number) const;
    [[nodiscard]] const FabricBox* boxOf(int part) const;
    [[nodiscard]] int partOf(DeviceId device) const;
    [[nodiscard]] QPoint onScreen(int part) const;
    [[nodiscard]] int rackPart() const;

    std::unique_ptr<QTemporaryDir> settings_;
    std::unique_ptr<test::PlanOnDisk> disk_;
    std::unique_ptr<PlanDocument> document_;
    std::unique_ptr<Selection> selection_;
    std::unique_ptr<FabricView> view_;
};

void TestFabricView::init()
{
    settings_ = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, settings_->path());
    open(test::edited(twoArrays(), gpuFabric()));
}

void TestFabricView::open(const Snapshot& plan)
{
    view_.reset();
    disk_ = std::make_unique<test::PlanOnDisk>(plan);
    auto opened = PlanDocument::open(disk_->path());
    QVERIFY(static_cast<bool>(opened));
    document_ = *std::move(opened);
    selection_ = std::make_unique<Selection>();
    show();
}

void TestFabricView::show()
{
    view_ = std::make_unique<FabricView>(*selection_);
    view_->resize(1000, 600);
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
    view_->setDocument(document_.get());
    if (!document_->shown().fabrics.isEmpty()) {
        QTRY_VERIFY_WITH_TIMEOUT(canvas().model() != nullptr, patience);
    }
}

void TestFabricView::cleanup()
{
    view_.reset();
    selection_.reset();
    document_.reset();
    disk_.reset();
    settings_.reset();
}

// The switches of a tier in the order of the plan, from 0.
const Device& TestFabricView::device(Tier tier, int number) const
{
    for (const Device& each : document_->shown().devices) {
        if (each.tier == tier && number-- == 0) {
            return each;
        }
    }
    qFatal("no such switch");
}

int TestFabricView::partOf(DeviceId device) const
{
    const FabricModel& model = *canvas().model();
    return model.parts.partOf(model.graph.nodeOf(device));
}

const FabricBox* TestFabricView::boxOf(int part) const
{
    const auto& boxes = canvas().layout().boxes;
    const auto found = std::ranges::find(boxes, part, &FabricBox::part);
    return found == boxes.end() ? nullptr : &*found;
}

QPoint TestFabricView::onScreen(int part) const
{
    const FabricBox* box = boxOf(part);
    if (box == nullptr) {
        qFatal("not drawn");
    }
    return canvas().map().map(box->area.center()).toPoint();
}

// A rack of servers that is drawn as one box.
int TestFabricView::rackPart() const
{
    const FabricModel& model = *canvas().model();
    for (const FabricBox& box : canvas().layout().boxes) {
        if (model.parts.part(box.part).kind == PartKind::Rack) {
            return box.part;
        }
    }
    qFatal("no rack is folded");
}

void TestFabricView::clickOnALeafSelectsIt()
{
    const Device& leaf = device(Tier::Leaf, 3);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onScreen(partOf(leaf.id)));
    QVERIFY(selection_->items() == std::vector<Item>{leaf.id});
    QVERIFY(selection_->racks(document_->shown()) == std::vector<RackId>{leaf.rack});
}

void TestFabricView::clickOnAFoldedRackSelectsTheRack()
{
    FabricArrangement arrangement;
    const FabricModel& model = *canvas().model();
    const int rack = model.parts.part(partOf(DeviceId{1})).parent;
    arrangement.unfolded[model.parts.keyOf(rack)] = false;
    canvas().setArrangement(arrangement);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onScreen(rack));
    QVERIFY(selection_->items() == std::vector<Item>{document_->shown().devices[0].rack});
}

void TestFabricView::selectionElsewhereIsMarkedHere()
{
    const QImage before = canvas().grab().toImage();
    selection_->select(device(Tier::Leaf, 0).rack);
    QVERIFY(canvas().grab().toImage() != before);
    selection_->clear();
    QCOMPARE(canvas().grab().toImage(), before);
}

void TestFabricView::doubleClickUnfoldsAndBackspaceFolds()
{
    const FabricModel& model = *canvas().model();
    const int rack = model.parts.part(partOf(DeviceId{1})).parent;
    FabricArrangement arrangement;
    arrangement.unfolded[model.parts.keyOf(rack)] = false;
    canvas().setArrangement(arrangement);
    QVERIFY(boxOf(rack) != nullptr);
    QCOMPARE(boxOf(rack)->nodes, 2);
    QVERIFY(boxOf(partOf(DeviceId{1})) == nullptr);

    QTest::mouseDClick(&canvas(), Qt::LeftButton, {}, onScreen(rack));
    QVERIFY(boxOf(rack) == nullptr);
    QVERIFY(boxOf(partOf(DeviceId{1})) != nullptr);
    QVERIFY(boxOf(partOf(DeviceId{2})) != nullptr);

    QTest::keyClick(&canvas(), Qt::Key_Backspace);
    QVERIFY(boxOf(rack) != nullptr);
    QVERIFY(boxOf(partOf(DeviceId{1})) == nullptr);
}

void TestFabricView::arrowsGoToTheNextSwitchAndSayItsName()
{
    const Device& first = device(Tier::Leaf, 0);
    const Device& second = device(Tier::Leaf, 1);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onScreen(partOf(first.id)));
    QTest::keyClick(&canvas(), Qt::Key_Right);
    QVERIFY(selection_->items() == std::vector<Item>{second.id});
    QVERIFY(canvas().accessibleDescription().startsWith(QString::fromStdString(second.name)));
    QTest::keyClick(&canvas(), Qt::Key_Left);
    QVERIFY(selection_->items() == std::vector<Item>{first.id});
    QTest::keyClick(&canvas(), Qt::Key_Up);
    const auto* above = std::get_if<DeviceId>(&selection_->items().front());
    QVERIFY(above != nullptr);
    QVERIFY(document_->shown().devices.at(*above).tier == Tier::Spine);
}

void TestFabricView::wheelKeepsThePlaceUnderTheCursor()
{
    const QPointF cursor(300.0, 200.0);
    const QPointF before = canvas().map().inverted().map(cursor);
    const double scale = canvas().map().m11();
    QWheelEvent event(cursor,
                      canvas().mapToGlobal(cursor),
                      {},
                      {0, 120},
                      Qt::NoButton,
                      Qt::NoModifier,
                      Qt::NoScrollPhase,
                      /*inverted=*/false);
    QApplication::sendEvent(&canvas(), &event);
    QVERIFY(canvas().map().m11() > 1.1 * scale);
    const QPointF after = canvas().map().inverted().map(cursor);
    QVERIFY(QLineF(before, after).length() < 1e-6);
}

void TestFabricView::rightDragPansAndHomeShowsAll()
{
    const QTransform before = canvas().map();
    QTest::mousePress(&canvas(), Qt::RightButton, {}, QPoint(400, 300));
    QTest::mouseMove(&canvas(), QPoint(430, 310));
    QTest::mouseMove(&canvas(), QPoint(450, 320));
    QTest::mouseRelease(&canvas(), Qt::RightButton, {}, QPoint(450, 320));
    QCOMPARE(canvas().map().dx() - before.dx(), 50.0);
    QCOMPARE(canvas().map().dy() - before.dy(), 20.0);
    QTest::keyClick(&canvas(), Qt::Key_Home);
    QCOMPARE(canvas().map(), before);
    QVERIFY(QRectF(canvas().rect()).contains(canvas().map().mapRect(canvas().layout().area)));
}

void TestFabricView::movedSwitchIsFoundMovedInTheNextWindow()
{
    const DeviceId spine = device(Tier::Spine, 0).id;
    const double before = boxOf(partOf(spine))->area.left();
    const QPoint from = onScreen(partOf(spine));
    QTest::mousePress(&canvas(), Qt::LeftButton, {}, from);
    for (int step = 1; step <= 10; ++step) {
        QTest::mouseMove(&canvas(), from + QPoint(6 * step, 0));
    }
    QTest::mouseRelease(&canvas(), Qt::LeftButton, {}, from + QPoint(60, 0));
    const double moved = boxOf(partOf(spine))->area.left() - before;
    QVERIFY2(std::abs(moved * canvas().map().m11() - 60.0) <= 4.0 * canvas().map().m11(),
             "as far as the pointer, to the grid");
    show();
    QCOMPARE(boxOf(partOf(spine))->area.left() - before, moved);
}

void TestFabricView::failedSpineIsSaidAndEscapeRepairs()
{
    const Device& spine = device(Tier::Spine, 0);
    QTest::mouseClick(&canvas(), Qt::LeftButton, {}, onScreen(partOf(spine.id)));
    QTest::keyClick(&canvas(), Qt::Key_X);
    const QString name = QString::fromStdString(spine.name);
    QTRY_VERIFY_WITH_TIMEOUT(view_->sentence().startsWith(name + QLatin1String(" is down")),
                             patience);
    const auto down = [this] {
        int count = 0;
        for (const BoxState& state : canvas().states().boxes) {
            count += state.down;
        }
        return count;
    };
    QCOMPARE(down(), 1);
    QTest::keyClick(&canvas(), Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(down(), 0, patience);
    QVERIFY(!view_->sentence().contains(name));
}

void TestFabricView::loadColoursTheLinks()
{
    auto* loads = view_->findChild<QComboBox*>(QStringLiteral("networkLoad"));
    loads->setCurrentIndex(loads->findData(static_cast<int>(Traffic::AllToAll)));
    emit loads->activated(loads->currentIndex());
    QTRY_VERIFY_WITH_TIMEOUT(canvas().picture().colours == LinkColours::Load, patience);
    for (std::size_t i = 0; i < canvas().layout().links.size(); ++i) {
        const FabricLink& link = canvas().layout().links[i];
        const int tier = canvas().layout().boxes[static_cast<std::size_t>(link.lower)].tier;
        QCOMPARE(canvas().states().links[i].load >= 0.0, tier > 0);
    }
    QVERIFY(view_->sentence().startsWith(QLatin1String("All-to-all")));
}

void TestFabricView::planWithoutNetworkSaysSoAndBuildsOne()
{
    open(twoArrays());
    QVERIFY(view_->findChild<QWidget*>(QStringLiteral("noNetwork"))->isVisible());
    QVERIFY(!canvas().isVisible());
    QTest::mouseClick(view_->findChild<QPushButton*>(QStringLiteral("buildNetwork")),
                      Qt::LeftButton);
    QCOMPARE(document_->plan().fabrics.size(), std::size_t{1});
    QTRY_VERIFY_WITH_TIMEOUT(canvas().isVisible() && canvas().model() != nullptr, patience);
    QVERIFY(static_cast<bool>(document_->undo()));
    QVERIFY(document_->plan().fabrics.isEmpty());
}

void TestFabricView::undoneNetworkIsNoLongerShown()
{
    open(twoArrays());
    view_->buildNetwork();
    QTRY_VERIFY_WITH_TIMEOUT(canvas().model() != nullptr, patience);
    QVERIFY(static_cast<bool>(document_->undo()));
    QVERIFY(view_->findChild<QWidget*>(QStringLiteral("noNetwork"))->isVisible());
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("rackwright-test"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    TestFabricView test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_fabric_view.moc"
