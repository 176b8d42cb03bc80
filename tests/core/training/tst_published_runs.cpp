#include "core/base/units.h"
#include "core/training/model_library.h"
#include "core/training/published_runs.h"

#include <QTest>

#include <array>
#include <cmath>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

class TestPublishedRuns : public QObject
{
    Q_OBJECT

private slots:
    void everyRunHasAMeasuredAndAForetoldStep();
    void aRunIsNearestToItself();
    void aCaseOnHopperHasNeighboursOnHopper();
    void theTableKeepsRowsWithAnError();
};

void TestPublishedRuns::everyRunHasAMeasuredAndAForetoldStep()
{
    QVERIFY(publishedRuns().size() >= 500);
    for (const PublishedRun& published : publishedRuns()) {
        QVERIFY(published.measured > Duration{});
        QVERIFY(published.predicted > Duration{});
        QVERIFY(published.unseen > Duration{});
        QVERIFY(!published.run.citation.empty());
        QVERIFY(!published.run.modelName.empty());
    }
}

void TestPublishedRuns::aRunIsNearestToItself()
{
    const PublishedRun& published = publishedRuns().at(100);
    const MeasuredRun& run = published.run;
    const auto near = nearestRuns(run.model, run.cluster, run.strategy, 3);
    QCOMPARE(near.size(), std::size_t{3});
    QCOMPARE(near.front().distance, 0.0);
    QVERIFY(near[1].distance <= near[2].distance);
}

void TestPublishedRuns::aCaseOnHopperHasNeighboursOnHopper()
{
    const auto model = findModel("llama3.1-70b");
    QVERIFY(model);
    const AcceleratorSpec* h100 = findAccelerator(shippedCalibration(), "H100");
    QVERIFY(h100 != nullptr);
    const Cluster cluster{.accelerator = *h100, .accelerators = 1'024};
    Strategy strategy;
    strategy.tensorParallel = 4;
    strategy.pipelineParallel = 4;
    for (const NearRun& near : nearestRuns(*model, cluster, strategy, 5)) {
        QVERIFY(near.published->run.cluster.accelerator.name.starts_with("H"));
        QCOMPARE(near.published->run.model.experts, 0);
    }
}

void TestPublishedRuns::theTableKeepsRowsWithAnError()
{
    const auto table =
        CsvTable::read("id,gpu,other,step_time_s\none,\"H100, SXM\",x,2.0\ntwo,H100,x,3.0\n");
    QVERIFY(table);
    const std::array errors{RowError{"one", "lab", 0.25}};
    const auto written = CsvTable::read(publishedTable(*table, errors));
    QVERIFY(written);
    QCOMPARE(written->rows(), std::size_t{1});
    QVERIFY(written->text(0, "gpu") == "H100, SXM");
    QVERIFY(written->text(0, "unseen_step_s") == "2.5"); // 2.0 and a quarter
    QVERIFY(!written->has("other"));
}

QTEST_APPLESS_MAIN(TestPublishedRuns)
#include "tst_published_runs.moc"
