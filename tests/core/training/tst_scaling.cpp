#include "core/training/scaling.h"
#include "core/training/step_parts.h"
#include "tests/core/training/workloads.h"

#include <QTest>

#include <cmath>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;
using test::onColossus;

namespace {

std::vector<ScalingPoint> curveOf(const RunCase& run, ScalingBatch batch)
{
    return scalingCurve(run, {}, batch, scalingCounts(run));
}

} // namespace

class TestScaling : public QObject
{
    Q_OBJECT

private slots:
    void countsDoubleFromOneReplica();
    void moreReplicasAreFasterButLessEach();
    void aStepOfTheSameSizeScalesWorse();
    void theBandHoldsTheLikelyValue();
    void workloadsWithoutAStepHaveNoCurve();
    void partsAddUpToTheWhole();
};

void TestScaling::countsDoubleFromOneReplica()
{
    // Tensor 8 x pipeline 16 x context 2: 256 a replica, unless the workload says otherwise.
    const RunCase run = onColossus(test::llama405b(), 3'000);
    const long replica = static_cast<long>(run.workload.tensorParallel) *
                         run.workload.pipelineParallel * run.workload.contextParallel;
    const auto counts = scalingCounts(run);
    QCOMPARE(counts.front(), replica);
    QCOMPARE(counts.back(), 3'000L);
    for (std::size_t i = 1; i + 1 < counts.size(); ++i) {
        QCOMPARE(counts[i], 2 * counts[i - 1]);
    }
}

void TestScaling::moreReplicasAreFasterButLessEach()
{
    const auto curve = curveOf(onColossus(test::llama405b(), 16'384), ScalingBatch::PerReplica);
    QVERIFY(curve.size() >= 6);
    for (std::size_t i = 1; i < curve.size(); ++i) {
        const double before = curve[i - 1].tokensPerSecond.likely;
        const double after = curve[i].tokensPerSecond.likely;
        QVERIFY(after > before);
        QVERIFY(after / static_cast<double>(curve[i].run.used) <=
                before / static_cast<double>(curve[i - 1].run.used));
    }
}

void TestScaling::aStepOfTheSameSizeScalesWorse()
{
    // Fewer microbatches a replica leave the pipeline emptier; both curves meet at the last point.
    const RunCase run = onColossus(test::llama405b(), 16'384);
    const auto each = curveOf(run, ScalingBatch::PerReplica);
    const auto whole = curveOf(run, ScalingBatch::Whole);
    QVERIFY(whole.front().tokensPerSecond.likely > each.front().tokensPerSecond.likely);
    QCOMPARE(whole.back().tokensPerSecond.likely, each.back().tokensPerSecond.likely);
    QCOMPARE(whole.front().run.step->tokens, whole.back().run.step->tokens);
}

void TestScaling::theBandHoldsTheLikelyValue()
{
    for (const ScalingPoint& point :
         curveOf(onColossus(test::llama405b(), 8'192), ScalingBatch::PerReplica)) {
        QVERIFY(point.tokensPerSecond.low < point.tokensPerSecond.likely);
        QVERIFY(point.tokensPerSecond.likely < point.tokensPerSecond.high);
    }
}

void TestScaling::workloadsWithoutAStepHaveNoCurve()
{
    Workload workload = test::llama405b();
    workload.kind = WorkloadKind::Compute;
    QVERIFY(curveOf(onColossus(workload, 4'096), ScalingBatch::PerReplica).empty());
}

void TestScaling::partsAddUpToTheWhole()
{
    const auto run = estimateRun(onColossus(test::llama405b(), 4'096), {});
    QVERIFY(run && run->step);
    Duration time;
    for (const TimePart& part : timeParts()) {
        time += run->step->time.*part.time;
    }
    Data memory;
    for (const MemoryPart& part : memoryParts()) {
        memory += run->step->memory.*part.size;
    }
    QVERIFY(std::abs(time / run->step->time.total() - 1.0) < 1e-12);
    QVERIFY(std::abs(memory / run->step->memory.total() - 1.0) < 1e-12);
}

QTEST_APPLESS_MAIN(TestScaling)
#include "tst_scaling.moc"
