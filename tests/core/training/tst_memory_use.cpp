#include "core/base/units.h"
#include "core/training/memory_use.h"

#include <QTest>

#include <cmath>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

// The 22 B model of Korthikanti et al. 2022 (arXiv:2205.05198).
TrainingModel gpt22b()
{
    TrainingModel model;
    model.layers = 48;
    model.hidden = 6'144;
    model.heads = 64;
    model.kvHeads = 64;
    model.headSize = 96;
    model.feedForward = 24'576;
    model.gated = false;
    model.vocabulary = 51'200;
    model.tied = true;
    model.sequence = 2'048;
    return model;
}

Strategy eightWays()
{
    Strategy strategy;
    strategy.tensorParallel = 8;
    strategy.microbatch = 4;
    strategy.recompute = Recompute::Selective;
    strategy.sharding = Sharding::None;
    strategy.format = NumberFormat::Fp16;
    strategy.software = Software::Megatron2022;
    return strategy;
}

TrainingModel llama3(int layers, int hidden, int heads, int feedForward)
{
    TrainingModel model;
    model.layers = layers;
    model.hidden = hidden;
    model.heads = heads;
    model.kvHeads = 8;
    model.headSize = 128;
    model.feedForward = feedForward;
    model.vocabulary = 128'256;
    model.sequence = 8'192;
    return model;
}

Strategy torchtitan(int tensorParallel, long dataParallel, int microbatch, Recompute recompute)
{
    Strategy strategy;
    strategy.tensorParallel = tensorParallel;
    strategy.dataParallel = dataParallel;
    strategy.microbatch = microbatch;
    strategy.recompute = recompute;
    strategy.sharding = Sharding::Parameters;
    strategy.software = Software::TorchTitan;
    return strategy;
}

double gibibytesOf(const TrainingModel& model, const Strategy& strategy)
{
    return memoryUse(model, strategy).total() / byte / std::exp2(30.0);
}

} // namespace

class TestMemoryUse : public QObject
{
    Q_OBJECT

private slots:
    void mixedPrecisionKeepsEighteenBytesAParameter();
    void activationsFollowThePublishedFormula();
    void matchesThePublishedPeak();
    void shardingDividesWhatItShards();
    void firstStageHoldsAMicrobatchForEachStage();
    void recomputeSavesMemory();
    void groupsOfReplicasShareAmongThemselves();
    void dualPipeHoldsEveryWeightTwice();
    void anExtraLayerSitsOnTheLastStage();
    void plainFsdpKeepsSixteenBytesAParameter();
    void torchtitanMatchesItsPublishedPeaks();
    void aPipelineOfTorchtitanKeepsItsWeightsGathered();
};

void TestMemoryUse::mixedPrecisionKeepsEighteenBytesAParameter()
{
    const MemoryUse use = memoryUse(gpt22b(), eightWays());
    const double state = (use.weights + use.gradients + use.optimizer) / byte;
    const double own = rankParameters(gpt22b(), eightWays()).total();
    QVERIFY(std::abs(state / own - 18.0) < 1e-9); // 2 + 4 + 4 + 4 + 4
}

void TestMemoryUse::activationsFollowThePublishedFormula()
{
    // Equation 6 there, with sequence parallelism and selective recompute: 34 s b h / t bytes a layer, here
    // 34 x 2048 x 4 x 6144 / 8 x 48; and 4 bytes a logit.
    const double layers = 34.0 * 2048.0 * 4.0 * 6144.0 / 8.0 * 48.0;
    const double logits = 4.0 * 2048.0 * 4.0 * 51200.0 / 8.0;
    const double got = memoryUse(gpt22b(), eightWays()).activations / byte;
    QVERIFY(std::abs(got / (layers + logits) - 1.0) < 1e-9);
}

void TestMemoryUse::matchesThePublishedPeak()
{
    // 55.125 GiB measured
    const double gibibytes = memoryUse(gpt22b(), eightWays()).total() / byte / std::exp2(30.0);
    QVERIFY(std::abs(gibibytes / 55.125 - 1.0) < 0.03);
}

void TestMemoryUse::shardingDividesWhatItShards()
{
    Strategy strategy = eightWays();
    const MemoryUse whole = memoryUse(gpt22b(), strategy);
    strategy.dataParallel = 4;
    strategy.sharding = Sharding::Optimizer;
    const MemoryUse first = memoryUse(gpt22b(), strategy);
    QVERIFY(std::abs(whole.optimizer / first.optimizer - 4.0) < 1e-9);
    QCOMPARE(first.gradients / byte, whole.gradients / byte);
    strategy.sharding = Sharding::Parameters;
    const MemoryUse third = memoryUse(gpt22b(), strategy);
    QVERIFY(std::abs(whole.weights / third.weights - 4.0) < 1e-9);
}

void TestMemoryUse::firstStageHoldsAMicrobatchForEachStage()
{
    Strategy strategy = eightWays();
    strategy.pipelineParallel = 4;
    const auto activations = [&](int microbatches) {
        strategy.microbatches = microbatches;
        return memoryUse(gpt22b(), strategy).activations / byte;
    };
    // 12 layers a stage, four microbatches of them: as many as 48 layers of one.
    const double expected = 34.0 * 2048.0 * 4.0 * 6144.0 / 8.0 * 48.0;
    QVERIFY(std::abs(activations(8) / expected - 1.0) < 1e-9);
    QCOMPARE(activations(16), activations(8));
}

void TestMemoryUse::recomputeSavesMemory()
{
    Strategy strategy = eightWays();
    Data before = 1e9 * gigabyte;
    for (const Recompute recompute : {Recompute::None, Recompute::Selective, Recompute::Full}) {
        strategy.recompute = recompute;
        const Data now = memoryUse(gpt22b(), strategy).total();
        QVERIFY(now < before);
        before = now;
    }
}

void TestMemoryUse::groupsOfReplicasShareAmongThemselves()
{
    // 16 replicas in groups of 4: a quarter of the 18 bytes each, not a sixteenth.
    Strategy strategy = eightWays();
    strategy.dataParallel = 16;
    strategy.sharding = Sharding::Parameters;
    const MemoryUse all = memoryUse(gpt22b(), strategy);
    strategy.shardGroup = 4;
    const MemoryUse groups = memoryUse(gpt22b(), strategy);
    QVERIFY(std::abs(groups.optimizer / all.optimizer - 4.0) < 1e-9);
    QVERIFY(std::abs(groups.weights / all.weights - 4.0) < 1e-9);
}

void TestMemoryUse::dualPipeHoldsEveryWeightTwice()
{
    // DeepSeek-V3, table 2: parameters 2x, activations P + 1 stage-loads instead of P; here 5 for 4.
    Strategy strategy = eightWays();
    strategy.pipelineParallel = 4;
    strategy.microbatches = 16;
    const MemoryUse once = memoryUse(gpt22b(), strategy);
    strategy.schedule = PipelineSchedule::DualPipe;
    const MemoryUse twice = memoryUse(gpt22b(), strategy);
    QVERIFY(std::abs(twice.weights / once.weights - 2.0) < 0.01);
    // The stage that needs the most is the one with the logits now: 4 x 2048 x 4 x 51200 / 8 beside.
    const double logits = 4.0 * 2048.0 * 4.0 * 51200.0 / 8.0;
    const double held = once.activations / byte;
    QVERIFY(std::abs(twice.activations / byte - (1.25 * held + logits)) < 1e-6 * held);
}

void TestMemoryUse::anExtraLayerSitsOnTheLastStage()
{
    // One more layer of 12 h^2 + 2 h, and 2 h x h before it, all split eight ways; 18 bytes each.
    Strategy strategy = eightWays();
    TrainingModel model = gpt22b();
    const RankParameters before = rankParameters(model, strategy);
    model.predictedTokens = 2;
    const RankParameters after = rankParameters(model, strategy);
    const double expected = (14.0 * 6144.0 * 6144.0 + 2.0 * 6144.0) / 8.0;
    QVERIFY(std::abs(after.total() - before.total() - expected) < 1.0);
}

void TestMemoryUse::plainFsdpKeepsSixteenBytesAParameter()
{
    // Weight, gradient, m and v in 32 bits, shared out 128 ways.
    const TrainingModel model = llama3(32, 4096, 32, 14'336);
    const Strategy strategy = torchtitan(1, 128, 2, Recompute::Selective);
    const MemoryUse use = memoryUse(model, strategy);
    const double state = (use.weights + use.gradients + use.optimizer) / byte;
    const double own = rankParameters(model, strategy).total();
    QVERIFY(std::abs(state / own - 16.0 / 128.0) < 1e-9);
}

void TestMemoryUse::torchtitanMatchesItsPublishedPeaks()
{
    // pytorch/torchtitan, benchmarks/llama3_h100_202412_torchtitan.md: 62.0 GiB for 8 B with a compiler; 71.9 GiB for
    // 70 B in FP8, of which asynchronous tensor parallelism saves 4.3.
    const double small =
        gibibytesOf(llama3(32, 4096, 32, 14'336), torchtitan(1, 128, 2, Recompute::Selective));
    QVERIFY(std::abs(small / 62.0 - 1.0) < 0.03);
    Strategy strategy = torchtitan(8, 32, 16, Recompute::Full);
    strategy.format = NumberFormat::Fp8;
    const double large = gibibytesOf(llama3(80, 8192, 64, 28'672), strategy);
    QVERIFY(std::abs(large / 71.9 - 1.0) < 0.04);
    strategy.traits.tensorOverlap = true;
    const double saved = large - gibibytesOf(llama3(80, 8192, 64, 28'672), strategy);
    QVERIFY(std::abs(saved - 4.3) < 0.5);
}

void TestMemoryUse::aPipelineOfTorchtitanKeepsItsWeightsGathered()
{
    // 405 B on 8 x 8 x 8 with 32,768 tokens a microbatch: the first of eight stages has 16 layers of 3.187e9
    // parameters and the embedding of 2.101e9, an eighth of each: 6.638e9. Beside the shards they take 2 bytes for
    // the weight and 4 for the summed gradient; the table says 75.3 GiB.
    TrainingModel model = llama3(126, 16'384, 128, 53'248);
    model.sequence = 32'768;
    Strategy strategy = torchtitan(8, 8, 1, Recompute::Full);
    strategy.format = NumberFormat::Fp8;
    strategy.traits.tensorOverlap = true;
    strategy.pipelineParallel = 8;
    strategy.microbatches = 8;
    QVERIFY(memoryUse(model, strategy).workspace / byte > 6.0 * 6.638e9);
    QVERIFY(std::abs(gibibytesOf(model, strategy) / 75.3 - 1.0) < 0.07);
    // Eight context-parallel ranks instead of replicas gather 2 x 2048 keys and values of 262,144 tokens, 2 bytes
    // each and 4 for their gradients; a rank's own tokens are the same.
    const Data before = memoryUse(model, strategy).total();
    model.sequence = 8 * 32'768;
    strategy.contextParallel = 8;
    strategy.dataParallel = 1;
    const double gathered = 6.0 * 2.0 * 2048.0 * 262'144.0;
    QVERIFY(std::abs((memoryUse(model, strategy).total() - before) / byte - gathered) < 1.0);
}

QTEST_APPLESS_MAIN(TestMemoryUse)
#include "tst_memory_use.moc"
