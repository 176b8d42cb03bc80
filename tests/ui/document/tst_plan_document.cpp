#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "tests/support/patience.h"
#include "tests/support/plan_on_disk.h"
#include "ui/document/plan_document.h"

#include <QSignalSpy>
#include <QTest>

#include <filesystem>

using namespace rackwright;
using namespace rackwright::ui;
using namespace rackwright::units;
using rackwright::test::nearly;

class TestPlanDocument : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void editIsInTheFileAtOnce();
    void refusedEditChangesNothing();
    void undoReturnsAndRedoRepeats();
    void historyNamesTheEdit();
    void previewShowsWithoutWriting();
    void estimatesFollowAPreviewAndComeBack();
    void scenarioIsWorkedOutAndTheBaselineComesBack();
    void dateShowsTheScenarioOnItsWay();
    void editUnderAScenarioChangesTheBaselineAndTheScenario();
    void unknownScenarioFailsAndShowsTheBaseline();
    void fileThatIsNotThereIsRefused();
    void replacedFileIsNoticedAndNotWritten();
    void changeByAnotherProgramIsNoticed();

private:
    std::unique_ptr<test::PlanOnDisk> disk_;
    std::unique_ptr<PlanDocument> document_;
    RackId rack_;
};

namespace {

// One array in hall 1, and a scenario that adds a second.
Snapshot plan()
{
    AddScenario grow;
    grow.scenario.slug = "grow";
    grow.scenario.name = "Grow";
    Step step;
    step.date = "2025-01-01";
    step.title = "Second array";
    step.kind = "add_arrays";
    step.parameters = R"({"hall": "Hall 1", "arrays": 1, "rack_type": "rack-48u",
                          "server_type": "server"})";
    grow.steps = {step};
    return test::edited(test::emptyHall(), {test::arrays("Hall 1", 1), grow});
}

MoveRacks northwards(RackId rack, double metres)
{
    return {{rack}, Length{}, metres * metre};
}

// -1: not worked out yet.
int servers(const scenario::Inventory* inventory)
{
    return inventory == nullptr ? -1 : inventory->servers;
}

Length yOf(const Snapshot& snapshot, RackId rack)
{
    return snapshot.racks.at(rack).centre.y;
}

} // namespace

void TestPlanDocument::init()
{
    disk_ = std::make_unique<test::PlanOnDisk>(plan());
    auto opened = PlanDocument::open(disk_->path());
    QVERIFY(static_cast<bool>(opened));
    document_ = *std::move(opened);
    rack_ = document_->plan().racks[0].id;
}

void TestPlanDocument::cleanup()
{
    document_.reset();
    disk_.reset();
}

void TestPlanDocument::editIsInTheFileAtOnce()
{
    const Length before = yOf(document_->plan(), rack_);
    QVERIFY(static_cast<bool>(document_->apply(northwards(rack_, 1.5))));
    QVERIFY(nearly(yOf(document_->plan(), rack_), before + 1.5 * metre));
    QVERIFY(nearly(yOf(document_->shown(), rack_), before + 1.5 * metre));
    QVERIFY(disk_->onDisk() == document_->plan());
}

void TestPlanDocument::refusedEditChangesNothing()
{
    const Snapshot before = document_->plan();
    QSignalSpy changed(document_.get(), &PlanDocument::planChanged);
    const Status refused = document_->apply(northwards(rack_, 500.0));
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::OutsideHall);
    QCOMPARE(changed.count(), 0);
    QVERIFY(document_->plan() == before);
    QVERIFY(disk_->onDisk() == before);
    QVERIFY(!document_->canUndo());
}

void TestPlanDocument::undoReturnsAndRedoRepeats()
{
    const Snapshot before = document_->plan();
    QVERIFY(static_cast<bool>(document_->apply(northwards(rack_, 1.5))));
    const Snapshot after = document_->plan();
    QVERIFY(static_cast<bool>(document_->undo()));
    QVERIFY(document_->plan() == before);
    QVERIFY(static_cast<bool>(document_->redo()));
    QVERIFY(document_->plan() == after);
    QVERIFY(disk_->onDisk() == after);
}

void TestPlanDocument::historyNamesTheEdit()
{
    QVERIFY(document_->undoLabel().isEmpty());
    QVERIFY(static_cast<bool>(document_->apply(northwards(rack_, 1.5))));
    const QString label = document_->undoLabel();
    QVERIFY(!label.isEmpty());
    QVERIFY(document_->redoLabel().isEmpty());
    QVERIFY(static_cast<bool>(document_->undo()));
    QCOMPARE(document_->redoLabel(), label);
}

void TestPlanDocument::previewShowsWithoutWriting()
{
    const Snapshot before = document_->plan();
    QVERIFY(static_cast<bool>(document_->preview(northwards(rack_, 1.0))));
    QVERIFY(document_->isPreviewing());
    QVERIFY(nearly(yOf(document_->shown(), rack_), yOf(before, rack_) + 1.0 * metre));
    QVERIFY(document_->plan() == before);
    QVERIFY(disk_->onDisk() == before);
    document_->endPreview();
    QVERIFY(document_->shown() == before);
}

void TestPlanDocument::estimatesFollowAPreviewAndComeBack()
{
    QTRY_COMPARE_WITH_TIMEOUT(servers(document_->inventory()), 64, test::patience); // 8 racks of 8
    RemoveRacks remove;
    remove.racks = {rack_};
    QVERIFY(static_cast<bool>(document_->preview(remove)));
    QTRY_COMPARE_WITH_TIMEOUT(servers(document_->inventory()), 56, test::patience);
    QCOMPARE(servers(document_->planInventory()), 64);
    document_->endPreview();
    QCOMPARE(servers(document_->inventory()), 64);
}

void TestPlanDocument::scenarioIsWorkedOutAndTheBaselineComesBack()
{
    const Snapshot before = document_->plan();
    QSignalSpy busy(document_.get(), &PlanDocument::busyChanged);
    document_->setScenario(QStringLiteral("grow"));
    QVERIFY(!document_->isBaseline());
    QTRY_COMPARE_WITH_TIMEOUT(document_->shown().arrays.size(), std::size_t{2}, test::patience);
    QCOMPARE(busy.count(), 2);
    QVERIFY(document_->plan() == before);
    QTRY_COMPARE_WITH_TIMEOUT(servers(document_->inventory()), 128, test::patience);
    document_->setScenario(QStringLiteral("baseline"));
    QVERIFY(document_->shown() == before);
    QTRY_COMPARE_WITH_TIMEOUT(servers(document_->inventory()), 64, test::patience);
}

// The scenario's only step is of 2025-01-01.
void TestPlanDocument::dateShowsTheScenarioOnItsWay()
{
    document_->setScenario(QStringLiteral("grow"));
    QTRY_COMPARE_WITH_TIMEOUT(document_->shown().arrays.size(), std::size_t{2}, test::patience);
    const QSignalSpy dates(document_.get(), &PlanDocument::dateChanged);
    document_->setDate(QStringLiteral("2024-12-31"));
    QTRY_COMPARE_WITH_TIMEOUT(document_->shown().arrays.size(), std::size_t{1}, test::patience);
    document_->setDate(QStringLiteral("2025-01-01"));
    QTRY_COMPARE_WITH_TIMEOUT(document_->shown().arrays.size(), std::size_t{2}, test::patience);
    document_->setDate(QStringLiteral("2025-01-01"));
    QCOMPARE(dates.size(), 2);

    document_->setScenario(QStringLiteral("baseline"));
    QVERIFY(document_->preview(northwards(rack_, 1.5)));
    document_->setDate({});
    QVERIFY(!document_->isPreviewing());
    QVERIFY(document_->shown() == document_->plan());
}

void TestPlanDocument::editUnderAScenarioChangesTheBaselineAndTheScenario()
{
    document_->setScenario(QStringLiteral("grow"));
    QTRY_COMPARE_WITH_TIMEOUT(document_->shown().arrays.size(), std::size_t{2}, test::patience);
    const Length before = yOf(document_->plan(), rack_);
    QVERIFY(static_cast<bool>(document_->apply(northwards(rack_, 1.5))));
    QVERIFY(nearly(yOf(document_->shown(), rack_), before + 1.5 * metre));
    QSignalSpy shown(document_.get(), &PlanDocument::shownChanged);
    QVERIFY(shown.wait(test::patience));
    QVERIFY(nearly(yOf(document_->plan(), rack_), before + 1.5 * metre));
    QVERIFY(nearly(yOf(document_->shown(), rack_), before + 1.5 * metre));
    QCOMPARE(document_->shown().arrays.size(), std::size_t{2});
}

void TestPlanDocument::unknownScenarioFailsAndShowsTheBaseline()
{
    QSignalSpy failed(document_.get(), &PlanDocument::failed);
    document_->setScenario(QStringLiteral("nowhere"));
    QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, test::patience);
    QVERIFY(document_->isBaseline());
    QVERIFY(document_->shown() == document_->plan());
}

void TestPlanDocument::fileThatIsNotThereIsRefused()
{
    const auto opened = PlanDocument::open(disk_->path() + QStringLiteral(".none"));
    QVERIFY(!opened);
    QVERIFY(opened.error().code == ErrorCode::FileNotFound);
}

void TestPlanDocument::replacedFileIsNoticedAndNotWritten()
{
    const test::PlanOnDisk other(Snapshot{});
    QSignalSpy changed(document_.get(), &PlanDocument::changedElsewhere);
    QVERIFY(document_->apply(northwards(rack_, 1.5))); // our own edits are nobody else's
    std::filesystem::rename(other.path().toStdString(), disk_->path().toStdString());
    QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, test::patience);
    const auto error = changed.first().first().value<Error>();
    QCOMPARE(QString::fromStdString(error.subject), disk_->path());
    QVERIFY(error.code == ErrorCode::FileBusy);
    QVERIFY(QString::fromStdString(error.detail).contains("replaced"));
    const Status refused = document_->undo();
    QVERIFY(!refused);
    QVERIFY(refused.error().code == ErrorCode::FileBusy);
    QVERIFY(disk_->onDisk() == Snapshot{});
}

void TestPlanDocument::changeByAnotherProgramIsNoticed()
{
    QSignalSpy changed(document_.get(), &PlanDocument::changedElsewhere);
    QVERIFY(document_->apply(northwards(rack_, 0.5))); // the check of the opened file is over
    auto elsewhere = PlanDocument::open(disk_->path());
    QVERIFY(elsewhere);
    QVERIFY((*elsewhere)->apply(northwards(rack_, 1.5)));
    QTRY_COMPARE_WITH_TIMEOUT(changed.count(), 1, test::patience);
    QVERIFY(!document_->apply(northwards(rack_, 0.5)));
    QVERIFY(disk_->onDisk() == (*elsewhere)->plan());
}

QTEST_GUILESS_MAIN(TestPlanDocument)
#include "tst_plan_document.moc"
