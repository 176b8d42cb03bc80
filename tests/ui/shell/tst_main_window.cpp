#include "core/base/units.h"
#include "core/store/plan_file.h"
#include "core/store/templates.h"
#include "tests/support/patience.h"
#include "ui/document/plan_document.h"
#include "ui/floorplan/floor_plan_view.h"
#include "ui/panels/totals/total_button.h"
#include "ui/panels/why/why_panel.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/view3d/view3d.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QMenuBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace rackwright;
using namespace rackwright::ui;
using namespace rackwright::units;

class TestMainWindow : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void totalsTellWhatThePlanHolds();
    void totalOpensItsFormula();
    void reportNeedsNoSelection();
    void removingAServerKeepsItsRack();
    void dateStepsThroughTheSupply();
    void draggedRackIsFoundMovedAfterReopening();
    void scenarioDoublesTheSite();
    void badFileIsSaidInTheWindowAndThePlanStays();
    void cameraComesBackWithTheNextWindow();

private:
    [[nodiscard]] QString planPath() const
    {
        return folder_->filePath(QStringLiteral("memphis.rackwright"));
    }
    [[nodiscard]] QString total(const char* name) const;
    void open();

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<MainWindow> window_;
};

void TestMainWindow::init()
{
    folder_ = std::make_unique<QTemporaryDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder_->path());
    const Status created = store::createFromTemplate(
        {"memphis-2024", MEMPHIS_PLAN}, planPath().toStdString(), store::Overwrite::No);
    QVERIFY(static_cast<bool>(created));
    open();
}

void TestMainWindow::open()
{
    window_ = std::make_unique<MainWindow>();
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get(), test::patience));
    window_->openPlan(planPath());
    QVERIFY(window_->document() != nullptr);
    QTRY_VERIFY_WITH_TIMEOUT(window_->document()->estimate() != nullptr, test::patience);
}

void TestMainWindow::cleanup()
{
    window_.reset();
    folder_.reset();
}

QString TestMainWindow::total(const char* name) const
{
    const auto* button = window_->findChild<TotalButton*>(QLatin1String(name));
    return button == nullptr ? QString() : button->accessibleName();
}

void TestMainWindow::totalsTellWhatThePlanHolds()
{
    QCOMPARE(total("gpus"), QStringLiteral("GPUs: 100,000"));
    QVERIFY(total("capex").startsWith(QLatin1String("Capital cost: $")));
    QVERIFY(total("itPower").contains(QLatin1String("MW")));
    QVERIFY(total("trainingDays").startsWith(QLatin1String("Time to train: ")));
}

void TestMainWindow::totalOpensItsFormula()
{
    QTest::mouseClick(window_->findChild<TotalButton*>(QStringLiteral("itPower")), Qt::LeftButton);
    QCOMPARE(window_->findChild<WhyPanel*>()->shownKey(), std::string("it_w"));
}

void TestMainWindow::reportNeedsNoSelection()
{
    auto* exportReport = window_->findChild<QAction*>(QStringLiteral("exportReport"));
    auto* remove = window_->findChild<QAction*>(QStringLiteral("remove"));
    QVERIFY(exportReport->isEnabled());
    QVERIFY(!remove->isEnabled());
    const QMenu* file = window_->menuBar()->actions().first()->menu();
    QVERIFY(file->actions().contains(exportReport));
}

void TestMainWindow::removingAServerKeepsItsRack()
{
    auto* remove = window_->findChild<QAction*>(QStringLiteral("remove"));
    const PlanDocument& document = *window_->document();
    const std::size_t racks = document.plan().racks.size();
    const std::size_t devices = document.plan().devices.size();
    const DeviceId server = document.plan().devices[0].id;
    const RackId other = document.plan().racks[document.plan().racks.size() - 1].id;

    window_->selection().selectAll({Item{server}, Item{other}});
    remove->trigger();
    QCOMPARE(document.plan().racks.size(), racks);
    QCOMPARE(document.plan().devices.size(), devices);
    QVERIFY(!window_->findChild<MessageBar*>()->text().isEmpty());

    window_->selection().select(server);
    QVERIFY(!window_->findChild<QAction*>(QStringLiteral("duplicate"))->isEnabled());
    remove->trigger();
    QCOMPARE(document.plan().racks.size(), racks);
    QCOMPARE(document.plan().devices.size(), devices - 1);
}

// The grid of 50 MW came in August 2024 (facts A-61).
void TestMainWindow::dateStepsThroughTheSupply()
{
    auto* dates = window_->findChild<QComboBox*>(QStringLiteral("date"));
    auto* earlier = window_->findChild<QToolButton*>(QStringLiteral("earlierDate"));
    auto* later = window_->findChild<QToolButton*>(QStringLiteral("laterDate"));
    QCOMPARE(dates->currentIndex(), dates->count() - 1);
    QVERIFY(!later->isEnabled());
    while (earlier->isEnabled()) {
        earlier->click();
    }
    QCOMPARE(dates->currentIndex(), 0);
    dates->setCurrentIndex(dates->findData(QStringLiteral("2024-08-01")));
    emit dates->activated(dates->currentIndex());
    QTRY_COMPARE_WITH_TIMEOUT(
        window_->document()->estimate()->gridCapacity.value.likely, 50e6, test::patience);
    QVERIFY(later->isEnabled());
}

void TestMainWindow::draggedRackIsFoundMovedAfterReopening()
{
    const auto& racks = window_->document()->plan().racks;
    // The row's east end: beyond it the floor is free.
    const Rack* rack = nullptr;
    for (const Rack& each : racks) {
        if (each.name.starts_with("H1-R01-") &&
            (rack == nullptr || rack->centre.x < each.centre.x)) {
            rack = &each;
        }
    }
    QVERIFY(rack != nullptr);
    const RackId id = rack->id;
    const FloorPosition before = rack->centre;

    auto* floor = window_->findChild<FloorPlanView*>();
    window_->selection().select(id);
    floor->fitSelection();
    const QPoint from = floor->map().toDrawing(before).toPoint();
    const QPoint to =
        floor->map().toDrawing(FloorPosition{before.x + 1.5 * metre, before.y}).toPoint();
    QTest::mousePress(floor, Qt::LeftButton, {}, from);
    for (int step = 1; step <= 8; ++step) {
        QTest::mouseMove(floor, from + (to - from) * step / 8);
        QCoreApplication::processEvents(); // the other views follow
    }
    QTest::mouseRelease(floor, Qt::LeftButton, {}, to);
    const Length moved = window_->document()->plan().racks.at(id).centre.x - before.x;
    QVERIFY2(moved > 1.0 * metre, qPrintable(floor->message()));

    window_.reset();
    const auto file =
        store::PlanFile::open(planPath().toStdString(), store::PlanFile::Access::ReadOnly);
    QVERIFY(static_cast<bool>(file));
    const auto stored = file->load();
    QVERIFY(static_cast<bool>(stored));
    QCOMPARE(stored->racks.at(id).centre.x / metre, (before.x + moved) / metre);
    QVERIFY(file->canUndo());
}

void TestMainWindow::scenarioDoublesTheSite()
{
    auto* scenarios = window_->findChild<QComboBox*>(QStringLiteral("scenario"));
    QCOMPARE(scenarios->count(), 2);
    scenarios->setCurrentIndex(1);
    emit scenarios->activated(1);
    QTRY_COMPARE_WITH_TIMEOUT(total("gpus"), QStringLiteral("GPUs: 200,000"), test::patience);
}

void TestMainWindow::badFileIsSaidInTheWindowAndThePlanStays()
{
    const QString path = folder_->filePath(QStringLiteral("picture.rackwright"));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not a plan");
    file.close();
    const PlanDocument* open = window_->document();
    window_->openPlan(path);
    QVERIFY(window_->findChild<MessageBar*>()->text().contains(path));
    QCOMPARE(window_->document(), open);
}

void TestMainWindow::cameraComesBackWithTheNextWindow()
{
    const std::array<double, 9> camera{10.0, -40.0, 30.0, 60.0, 20.0, 0.0, 0.0, 0.0, 1.0};
    window_->findChild<View3d*>()->setCamera(camera);
    window_->close();
    window_.reset();
    open();
    const auto restored = window_->findChild<View3d*>()->camera();
    for (std::size_t i = 0; i < 6; ++i) { // the view up is made upright again
        QVERIFY(std::abs(restored[i] - camera[i]) < 1e-6);
    }
}

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("rackwright-test"));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    TestMainWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_main_window.moc"
