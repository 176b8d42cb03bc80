#include "core/training/calibration.h"
#include "core/training/shapes.h"
#include "tests/core/training/workloads.h"

#include <QTest>

#include <cmath>
#include <optional>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

Cluster cluster(long accelerators, double networkGigabits = 400.0)
{
    Cluster cluster;
    cluster.accelerator = specOf(test::h100());
    cluster.accelerators = accelerators;
    cluster.networkBandwidth = networkGigabits * gigabitPerSecond;
    return cluster;
}

Strategy layout(int tensor, int stages, int interleave, int microbatches)
{
    Strategy strategy;
    strategy.tensorParallel = tensor;
    strategy.pipelineParallel = stages;
    strategy.pipelineInterleave = interleave;
    strategy.microbatches = microbatches;
    return strategy;
}

// Sixteen layers and next to no vocabulary, so that stages are alike.
TrainingModel even()
{
    TrainingModel model = modelOf(test::llama405b());
    model.layers = 16;
    model.vocabulary = 1;
    return model;
}

StepEstimate estimated(const TrainingModel& model, const Cluster& on, const Strategy& strategy)
{
    const Parameters parameters = shippedParameters(on.accelerator, model, strategy);
    const auto estimate = estimateStep(model, on, strategy, parameters);
    return estimate ? *estimate : StepEstimate{};
}

std::optional<Error> refusal(const TrainingModel& model,
                             const Cluster& on,
                             const Strategy& strategy)
{
    const Status checked = checkShapes(model, on, strategy);
    return checked ? std::nullopt : std::optional{checked.error()};
}

} // namespace

class TestStepTime : public QObject
{
    Q_OBJECT

private slots:
    void oneStageHasNoBubble();
    void bubbleIsStagesLessOneOverInterleave();
    void zeroBubbleLeavesWhatWeightsDoNotFill();
    void dualPipeHalvesThePipeline();
    void replicasInGroupsStayNear();
    void aSlowAcceleratorSlowsAll();
    void slowStorageSetsThePace();
    void otherTenantsSlowTheNetwork();
    void fasterNetworksAreNeverSlower();
    void partsAddUpToTheWhole();
    void utilisationIsOperationsOverPeak();
    void shapesThatDoNotDivideAreRefused_data();
    void shapesThatDoNotDivideAreRefused();
};

void TestStepTime::oneStageHasNoBubble()
{
    const StepEstimate step = estimated(even(), cluster(8), layout(8, 1, 1, 4));
    QCOMPARE(step.time.bubble / second, 0.0);
    QCOMPARE(step.time.pipelineTraffic / second, 0.0);
}

void TestStepTime::bubbleIsStagesLessOneOverInterleave()
{
    // Four stages, two chunks, eight microbatches: the bubble is 3 / (2 x 8) of the work.
    const StepEstimate step = estimated(even(), cluster(32), layout(8, 4, 2, 8));
    const Duration work = step.time.compute + step.time.tensorTraffic;
    QVERIFY(std::abs(step.time.bubble / work - 3.0 / 16.0) < 5e-3);
}

void TestStepTime::zeroBubbleLeavesWhatWeightsDoNotFill()
{
    // arXiv:2401.10241: (P - 1)(F + B - 2 W). Of products alone F = W = B / 2, so that a third of the bubble is
    // left; attention has no weights and adds a little.
    Strategy strategy = layout(8, 4, 1, 8);
    const Duration before = estimated(even(), cluster(32), strategy).time.bubble;
    strategy.schedule = PipelineSchedule::ZeroBubble;
    const double left = estimated(even(), cluster(32), strategy).time.bubble / before;
    QVERIFY(left > 1.0 / 3.0);
    QVERIFY(left < 0.55);
}

void TestStepTime::dualPipeHalvesThePipeline()
{
    // arXiv:2412.19437, table 2: (P / 2 - 1)(F&B + B - 3 W), of products alone (4 - 1) x 2 to the (8 - 1) x 3 of
    // one forward, one backward.
    Strategy strategy = layout(1, 8, 1, 16);
    const Duration before = estimated(even(), cluster(8), strategy).time.bubble;
    strategy.schedule = PipelineSchedule::DualPipe;
    const double left = estimated(even(), cluster(8), strategy).time.bubble / before;
    QVERIFY(left > 6.0 / 21.0);
    QVERIFY(left < 0.45);
}

void TestStepTime::replicasInGroupsStayNear()
{
    // Eight replicas share out inside a server; only shards of gradients cross the slow network.
    Strategy strategy = layout(1, 1, 1, 8);
    strategy.dataParallel = 64;
    strategy.sharding = Sharding::Parameters;
    const Duration all = estimated(even(), cluster(64, 25.0), strategy).time.dataTraffic;
    strategy.shardGroup = 8;
    const Duration groups = estimated(even(), cluster(64, 25.0), strategy).time.dataTraffic;
    QVERIFY(groups < 0.5 * all);
}

void TestStepTime::aSlowAcceleratorSlowsAll()
{
    // Every second accelerator is slow: one of 32 is, to within 2^-32.
    Cluster slow = cluster(32);
    const Duration before = estimated(even(), slow, layout(8, 4, 1, 8)).time.total();
    slow.slowShare = 0.5;
    slow.slowdown = 1.1;
    const Duration after = estimated(even(), slow, layout(8, 4, 1, 8)).time.total();
    QVERIFY(std::abs(after / before - 1.1) < 1e-6);
}

void TestStepTime::slowStorageSetsThePace()
{
    // 4 sequences of 8,192 tokens, 4 bytes each, at 1,000 bytes a second: 131.072 s.
    Cluster starved = cluster(8);
    starved.loading = 1e-6 * gigabytePerSecond;
    const StepTime time = estimated(even(), starved, layout(8, 1, 1, 4)).time;
    QVERIFY(std::abs(time.total() / second - 131.072) < 1e-6);
    starved.loading = 1.0 * gigabytePerSecond;
    QVERIFY(estimated(even(), starved, layout(8, 1, 1, 4)).time.loading == Duration{});
}

void TestStepTime::otherTenantsSlowTheNetwork()
{
    Strategy strategy = layout(8, 4, 1, 8);
    strategy.dataParallel = 4;
    Cluster shared = cluster(128, 400.0);
    shared.contention = 2.0;
    QCOMPARE(estimated(even(), shared, strategy).time.total() / second,
             estimated(even(), cluster(128, 200.0), strategy).time.total() / second);
}

void TestStepTime::fasterNetworksAreNeverSlower()
{
    const TrainingModel model = modelOf(test::deepseekV3());
    Strategy strategy = layout(1, 16, 1, 32);
    strategy.expertParallel = 32;
    strategy.dataParallel = 32;
    Duration before = 1e9 * second;
    for (const double gigabits : {50.0, 100.0, 200.0, 400.0, 800.0}) {
        const Duration now = estimated(model, cluster(512, gigabits), strategy).time.total();
        QVERIFY(now <= before);
        before = now;
    }
}

void TestStepTime::partsAddUpToTheWhole()
{
    Strategy strategy = layout(8, 4, 1, 8);
    strategy.dataParallel = 4;
    const StepTime time = estimated(even(), cluster(128), strategy).time;
    const Duration parts = time.compute + time.tensorTraffic + time.contextTraffic +
                           time.expertTraffic + time.pipelineTraffic + time.bubble +
                           time.dataTraffic + time.optimizer + time.host + time.stragglers +
                           time.loading;
    QVERIFY(std::abs(parts / time.total() - 1.0) < 1e-12);
    QVERIFY(time.stragglers > Duration{});
}

void TestStepTime::utilisationIsOperationsOverPeak()
{
    const TrainingModel model = even();
    Strategy strategy = layout(8, 1, 1, 4);
    strategy.recompute = Recompute::Full;
    const StepEstimate step = estimated(model, cluster(8), strategy);
    // 4 x 8,192 tokens, three passes, on 8 x 989.4 TFLOP/s
    const double operations = 3.0 * 4.0 * 8192.0 * (forwardOperations(model).causal / flop);
    const double expected = operations / (8.0 * 989.4e12 * (step.time.total() / second));
    QVERIFY(std::abs(step.mfu / expected - 1.0) < 1e-9);
    QVERIFY(std::abs(step.hfu / step.mfu - 4.0 / 3.0) < 1e-9); // one pass in three again
}

void TestStepTime::shapesThatDoNotDivideAreRefused_data()
{
    QTest::addColumn<int>("tensor");
    QTest::addColumn<int>("stages");
    QTest::addColumn<QString>("field");
    QTest::newRow("heads") << 3 << 1 << "tensor_parallel";
    QTest::newRow("layers") << 1 << 17 << "pipeline_parallel";
    QTest::newRow("accelerators") << 8 << 16 << "data_parallel";
    QTest::newRow("zero") << 0 << 1 << "tensor_parallel";
}

void TestStepTime::shapesThatDoNotDivideAreRefused()
{
    QFETCH(int, tensor);
    QFETCH(int, stages);
    QFETCH(QString, field);
    const auto error = refusal(even(), cluster(8), layout(tensor, stages, 1, 1));
    QVERIFY(error);
    QCOMPARE(error->code, ErrorCode::Invalid);
    QCOMPARE(QString::fromStdString(error->subject), field);
}

QTEST_APPLESS_MAIN(TestStepTime)
#include "tst_step_time.moc"
