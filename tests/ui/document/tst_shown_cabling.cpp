#include "core/base/units.h"
#include "tests/support/edits.h"
#include "tests/support/floor_of_arrays.h"
#include "tests/support/patience.h"
#include "tests/support/plan_on_disk.h"
#include "ui/document/plan_document.h"
#include "ui/document/selection.h"
#include "ui/document/shown_cabling.h"
#include "ui/document/view_state.h"

#include <QSignalSpy>
#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;
using namespace rackwright::units;

class TestShownCabling : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void nothingIsWorkedOutUnderOtherOverlays();
    void fillsAreOfEveryTray();
    void strandsAreThoseOfTheSelection();
    void editsAreFollowed();

private:
    [[nodiscard]] bool isSurveyed() const
    {
        return cabling_->fills().size() == document_->plan().trays.size();
    }

    std::unique_ptr<test::PlanOnDisk> disk_;
    std::unique_ptr<PlanDocument> document_;
    std::unique_ptr<Selection> selection_;
    std::unique_ptr<ViewState> viewState_;
    std::unique_ptr<ShownCabling> cabling_;
};

// One hall of two arrays, wired; see tst_tray_edits. A tray over the arrays, one over the network racks, one between.
void TestShownCabling::initTestCase()
{
    BuildFabric fabric;
    fabric.name = "GPU fabric";
    fabric.switchType = "switch";
    fabric.linkSpeed = 400.0 * gigabitPerSecond;
    Snapshot plan = test::edited(
        test::floorOfArrays({.halls = 1, .arraysPerHall = 2, .networkRacksPerHall = 8}), fabric);
    const auto tray = [](const char* name, double x1, double y1, double x2, double y2) {
        AddTray edit;
        edit.tray.name = name;
        edit.tray.from = {x1 * metre, y1 * metre};
        edit.tray.to = {x2 * metre, y2 * metre};
        edit.tray.height = 2.75 * metre;
        edit.tray.width = 0.6 * metre;
        edit.tray.depth = 0.1 * metre;
        return edit;
    };
    plan = test::edited(plan, tray("arrays", 100, 0, 112, 0));
    plan = test::edited(plan, tray("network", 100, 30, 112, 30));
    plan = test::edited(plan, tray("between", 104, 0, 104, 30));
    disk_ = std::make_unique<test::PlanOnDisk>(plan);
}

void TestShownCabling::init()
{
    auto opened = PlanDocument::open(disk_->path());
    QVERIFY(static_cast<bool>(opened));
    document_ = *std::move(opened);
    selection_ = std::make_unique<Selection>();
    viewState_ = std::make_unique<ViewState>();
    cabling_ = std::make_unique<ShownCabling>(*selection_, *viewState_);
    cabling_->setDocument(document_.get());
}

void TestShownCabling::cleanup()
{
    cabling_.reset();
    document_.reset();
}

void TestShownCabling::nothingIsWorkedOutUnderOtherOverlays()
{
    const QSignalSpy changed(cabling_.get(), &ShownCabling::changed);
    selection_->select(document_->plan().racks[0].id);
    QVERIFY(!cabling_->isOn());
    QTest::qWait(50);
    QCOMPARE(changed.size(), 0);
    viewState_->setOverlay(Overlay::Cabling);
    QTRY_VERIFY_WITH_TIMEOUT(isSurveyed(), test::patience);
    viewState_->setOverlay(Overlay::Role);
    QVERIFY(cabling_->fills().empty());
    QVERIFY(cabling_->strands().empty());
}

void TestShownCabling::fillsAreOfEveryTray()
{
    viewState_->setOverlay(Overlay::Cabling);
    QTRY_VERIFY_WITH_TIMEOUT(isSurveyed(), test::patience);
    // Every cable from an array to a spine passes the tray between.
    int upward = 0;
    for (const Cable& cable : document_->plan().cables) {
        const auto rowOf = [&](DeviceId id) {
            return document_->plan().racks.at(document_->plan().devices.at(id).rack).centre.y;
        };
        upward += rowOf(cable.a) != rowOf(cable.b) ? 1 : 0;
    }
    QVERIFY(upward > 0);
    QCOMPARE(cabling_->fills()[2].cables, upward);
}

void TestShownCabling::strandsAreThoseOfTheSelection()
{
    viewState_->setOverlay(Overlay::Cabling);
    selection_->select(document_->plan().racks[0].id);
    QTRY_VERIFY_WITH_TIMEOUT(!cabling_->strands().empty(), test::patience);
    selection_->clear();
    QTRY_VERIFY_WITH_TIMEOUT(cabling_->strands().empty(), test::patience);
    const auto device = std::ranges::find(document_->plan().devices, Tier::Spine, &Device::tier);
    selection_->select(device->id);
    QTRY_VERIFY_WITH_TIMEOUT(!cabling_->strands().empty(), test::patience);
}

void TestShownCabling::editsAreFollowed()
{
    viewState_->setOverlay(Overlay::Cabling);
    QTRY_VERIFY_WITH_TIMEOUT(isSurveyed(), test::patience);
    QVERIFY(document_->apply(RemoveTrays{{"between"}}));
    QVERIFY(cabling_->fills().empty());
    QTRY_VERIFY_WITH_TIMEOUT(isSurveyed(), test::patience);
    QVERIFY(document_->undo());
    QTRY_VERIFY_WITH_TIMEOUT(isSurveyed(), test::patience);
}

QTEST_GUILESS_MAIN(TestShownCabling)
#include "tst_shown_cabling.moc"
