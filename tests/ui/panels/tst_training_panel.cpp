#include "tests/support/plan_on_disk.h"
#include "tests/support/training_plan.h"
#include "ui/document/plan_document.h"
#include "ui/panels/totals/total_button.h"
#include "ui/panels/training/chart_view.h"
#include "ui/panels/training/training_panel.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTableWidget>
#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;

namespace {

constexpr int patience = 60'000; // ms: a loaded machine gets there too

// Its layout waits seven of eight parts of the time: there is a better one to be found.
Snapshot plan()
{
    AddCatalogue more;
    Workload wasteful = test::llama8b();
    wasteful.tensorParallel = 1;
    wasteful.pipelineParallel = 8;
    wasteful.microbatches = 1;
    more.workloads = {wasteful};
    more.peers = {test::peer("Twice", "h100", 1'024.0), test::peer("Mixed", "", 100.0)};
    more.assumptions = {test::trusted("hardware.life", 5.0, "a")};
    return test::edited(test::trainingPlan(), more);
}

} // namespace

class TestTrainingPanel : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void runOfTheWorkloadIsShown();
    void foundStrategyIsUsedAndUndone();
    void searchIsCancelled();
    void workloadByComputeHasNoLayoutAndSaysSo();
    void peersAreRankedWhenLookedAt();
    void accuracyOfLikeRunsIsShown();
    void clickOnAFigureAsksWhy();
    void withoutAPlanItSaysSo();

private:
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        return panel_->findChild<Widget*>(QLatin1String(name));
    }

    void click(const char* button) { QTest::mouseClick(find<QPushButton>(button), Qt::LeftButton); }

    void lookAt(int page)
    {
        auto* tabs = find<QTabWidget>("trainingPages")->tabBar();
        QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(page).center());
    }

    [[nodiscard]] const Workload& workload() const
    {
        return *findWorkload(document_->plan(), "llama3.1-8b");
    }

    std::unique_ptr<test::PlanOnDisk> disk_;
    std::unique_ptr<PlanDocument> document_;
    std::unique_ptr<TrainingPanel> panel_;
};

void TestTrainingPanel::init()
{
    disk_ = std::make_unique<test::PlanOnDisk>(plan());
    auto opened = PlanDocument::open(disk_->path());
    QVERIFY(static_cast<bool>(opened));
    document_ = *std::move(opened);
    panel_ = std::make_unique<TrainingPanel>();
    panel_->resize(1000, 700);
    panel_->setDocument(document_.get());
    panel_->show();
    QVERIFY(QTest::qWaitForWindowExposed(panel_.get()));
    QTRY_VERIFY_WITH_TIMEOUT(find<ChartView>("runParts")->hasChart(), patience);
}

void TestTrainingPanel::cleanup()
{
    panel_.reset();
    document_.reset();
    disk_.reset();
}

void TestTrainingPanel::runOfTheWorkloadIsShown()
{
    const QString parts = find<ChartView>("runParts")->accessibleDescription();
    QVERIFY2(parts.contains(QStringLiteral("Compute")), qPrintable(parts));
    QVERIFY2(parts.contains(QStringLiteral("of 80 GB")), qPrintable(parts));
    QVERIFY(find<ChartView>("throughputCurve")->hasChart());
    QVERIFY(find<ChartView>("durationCurve")->hasChart());
    QVERIFY(
        find<QLabel>("layoutUsed")
            ->text()
            .contains(QStringLiteral("512 H100: TP 1, PP 8, DP 64, 1 microbatch of 1 sequence")));
    QVERIFY(
        find<TotalButton>("runDays")->accessibleName().startsWith(QStringLiteral("Training time")));
}

void TestTrainingPanel::foundStrategyIsUsedAndUndone()
{
    const Workload before = workload();
    click("findStrategy");
    QTRY_VERIFY_WITH_TIMEOUT(find<QPushButton>("useStrategy")->isVisible(), patience);
    QVERIFY(find<QLabel>("searchResult")->text().contains(QStringLiteral("faster")));
    QVERIFY(workload() == before);
    click("useStrategy");
    QVERIFY(workload().layoutOrigin.starts_with("derived: the fastest of "));
    QCOMPARE(document_->undoLabel(), QStringLiteral("Set the workload Llama 3.1 8B"));
    QTRY_VERIFY_WITH_TIMEOUT(!find<QLabel>("layoutUsed")->text().contains(QStringLiteral("PP 8")),
                             patience);
    QVERIFY(document_->undo());
    QVERIFY(workload() == before);
    QTRY_VERIFY_WITH_TIMEOUT(find<QLabel>("layoutUsed")->text().contains(QStringLiteral("PP 8")),
                             patience);
}

void TestTrainingPanel::searchIsCancelled()
{
    click("findStrategy");
    QVERIFY(find<QPushButton>("cancelSearch")->isVisible());
    QVERIFY(!find<QPushButton>("findStrategy")->isVisible());
    click("cancelSearch"); // before the search can tell what it found
    QCOMPARE(find<QLabel>("searchResult")->text(), QStringLiteral("The search was cancelled."));
    QVERIFY(find<QPushButton>("findStrategy")->isVisible());
    QVERIFY(!find<QPushButton>("useStrategy")->isVisible());
}

void TestTrainingPanel::workloadByComputeHasNoLayoutAndSaysSo()
{
    auto* workloads = find<QComboBox>("trainingWorkload");
    QCOMPARE(workloads->count(), 2);
    QTest::keyClick(workloads, Qt::Key_Down);
    QTRY_COMPARE_WITH_TIMEOUT(document_->workload(), QStringLiteral("by-compute"), patience);
    QTRY_VERIFY_WITH_TIMEOUT(!find<ChartView>("runParts")->hasChart(), patience);
    QVERIFY(!find<QPushButton>("findStrategy")->isEnabled());
    QVERIFY(find<QLabel>("searchResult")->text().contains(QStringLiteral("given by its compute")));
    QVERIFY(
        find<TotalButton>("runThroughput")->accessibleName().contains(QStringLiteral("unknown")));
}

void TestTrainingPanel::peersAreRankedWhenLookedAt()
{
    const auto* chart = find<ChartView>("rankingChart");
    QVERIFY(!chart->hasChart());
    lookAt(1);
    QTRY_VERIFY_WITH_TIMEOUT(chart->hasChart(), patience);
    const QString text = chart->accessibleDescription();
    QVERIFY2(text.indexOf(QStringLiteral("Twice")) < text.indexOf(QStringLiteral("This plan")),
             qPrintable(text));
    QVERIFY(find<QLabel>("unranked")->text().contains(QStringLiteral("Mixed")));
}

void TestTrainingPanel::accuracyOfLikeRunsIsShown()
{
    lookAt(2);
    const auto* table = find<QTableWidget>("publishedRuns");
    QVERIFY(table->isVisible());
    QVERIFY(table->rowCount() > 5);
    for (int column = 0; column < table->columnCount(); ++column) {
        QVERIFY(!table->item(0, column)->text().isEmpty());
    }
    QVERIFY(find<ChartView>("accuracyChart")->hasChart());
    QVERIFY(find<QLabel>("accuracy")->text().contains(QStringLiteral("mean error")));
}

void TestTrainingPanel::clickOnAFigureAsksWhy()
{
    QSignalSpy asked(panel_.get(), &TrainingPanel::whyRequested);
    QTest::mouseClick(find<TotalButton>("runCost"), Qt::LeftButton);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().first().value<Figure>().key, std::string{"run_cost_usd"});
}

void TestTrainingPanel::withoutAPlanItSaysSo()
{
    panel_->setDocument(nullptr);
    QCOMPARE(find<QLabel>("trainingNote")->text(), QStringLiteral("No plan is open."));
    QVERIFY(!find<ChartView>("runParts")->hasChart());
    QVERIFY(!find<QPushButton>("findStrategy")->isEnabled());
}

QTEST_MAIN(TestTrainingPanel)
#include "tst_training_panel.moc"
