#include "core/training/batch_ramp.h"
#include "core/training/calibration.h"
#include "core/training/model_library.h"
#include "tests/core/training/workloads.h"

#include <QTest>

#include <cmath>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

constexpr double tokens = 1e12;

struct Case
{
    TrainingModel model = modelOf(test::llama405b());
    Cluster cluster;
    Strategy strategy;

    Case()
    {
        cluster.accelerator = specOf(test::h100());
        cluster.accelerators = 1'024;
        cluster.networkBandwidth = 400.0 * gigabitPerSecond;
        strategy.tensorParallel = 8;
        strategy.pipelineParallel = 16;
        strategy.dataParallel = 8;
        strategy.microbatches = 64;
    }

    [[nodiscard]] Result<Duration> time(const BatchRamp& ramp) const
    {
        const Parameters parameters = shippedParameters(cluster.accelerator, model, strategy);
        return trainingTime(model, cluster, strategy, parameters, tokens, ramp);
    }

    [[nodiscard]] double days(const BatchRamp& ramp) const
    {
        const auto found = time(ramp);
        return found ? *found / day : 0.0;
    }
};

} // namespace

class TestBatchRamp : public QObject
{
    Q_OBJECT

private slots:
    void withoutARampStepsAreAlike();
    void aRampToTheSameBatchChangesNothing();
    void smallBatchesKeepThePipelineEmptier();
    void aFirstBatchThatDoesNotGoRoundIsRefused();
    void mlperfScalesAsMeasured();
};

void TestBatchRamp::withoutARampStepsAreAlike()
{
    const Case one;
    const Parameters parameters =
        shippedParameters(one.cluster.accelerator, one.model, one.strategy);
    const StepEstimate step = estimateLoosely(one.model, one.cluster, one.strategy, parameters);
    // 8 replicas x 64 sequences x 8,192 tokens a step
    const double steps = tokens / (8.0 * 64.0 * 8'192.0);
    QVERIFY(std::abs(one.days({}) / (steps * step.time.total() / day) - 1.0) < 1e-12);
}

void TestBatchRamp::aRampToTheSameBatchChangesNothing()
{
    const Case one;
    QVERIFY(std::abs(one.days({512, 1e11}) / one.days({}) - 1.0) < 1e-12);
}

void TestBatchRamp::smallBatchesKeepThePipelineEmptier()
{
    // A tenth of the tokens ramps from 8 microbatches, where 15 of 23 slots are empty, to 64: slower than without
    // a ramp, faster than if all of that tenth ran at the first batch.
    const Case one;
    Case small;
    small.strategy.microbatches = 8;
    const double ramped = one.days({64, 1e11});
    QVERIFY(ramped > one.days({}));
    QVERIFY(ramped < 0.9 * one.days({}) + 0.1 * small.days({}));
}

void TestBatchRamp::aFirstBatchThatDoesNotGoRoundIsRefused()
{
    for (const long first : {63L, 520L}) { // not a multiple of 8 replicas; more than the batch
        const auto refused = Case{}.time({first, 1e11});
        QVERIFY(!refused);
        QCOMPARE(refused.error().subject, std::string("first_batch"));
    }
}

void TestBatchRamp::mlperfScalesAsMeasured()
{
    // GPT-3 175B in FP8, NVIDIA's submissions to MLPerf training 3.1: a GPU of 10,752 gets through 0.743 of the
    // tokens that one of 512 does. Sequences a step: 2,048 and 2,688.
    const auto model = findModel("gpt3-175b");
    const AcceleratorSpec* h100 = findAccelerator(shippedCalibration(), "H100");
    QVERIFY(model && h100 != nullptr);
    const auto rateOf = [&](long replicas, int microbatch, int microbatches, int interleave) {
        Strategy strategy;
        strategy.tensorParallel = 4;
        strategy.pipelineParallel = 8;
        strategy.pipelineInterleave = interleave;
        strategy.dataParallel = replicas;
        strategy.microbatch = microbatch;
        strategy.microbatches = microbatches;
        strategy.format = NumberFormat::Fp8;
        strategy.software = Software::Megatron2023;
        strategy.traits.tuned = true;
        const Cluster cluster{.accelerator = *h100,
                              .accelerators = strategy.accelerators(),
                              .networkBandwidth = 400.0 * gigabitPerSecond};
        const StepEstimate step =
            estimateLoosely(*model, cluster, strategy, shippedParameters(*h100, *model, strategy));
        return step.tokens / (step.time.total() / second) /
               static_cast<double>(strategy.accelerators());
    };
    const double efficiency = rateOf(336, 1, 8, 12) / rateOf(16, 2, 64, 6);
    QVERIFY(std::abs(efficiency - 0.743) < 0.03);
}

QTEST_APPLESS_MAIN(TestBatchRamp)
#include "tst_batch_ramp.moc"
