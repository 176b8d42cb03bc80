#include "core/base/units.h"
#include "core/scenario/network_failure.h"
#include "tests/support/printing.h"
#include "tests/support/small_plan.h"

#include <QTest>

#include <cmath>

using namespace rackwright;
using namespace rackwright::scenario;
using namespace rackwright::test;
using namespace rackwright::units;

namespace {

// Two 8-GPU servers with two links each to one leaf; a model of 8-way tensor parallelism, two replicas.
Snapshot trainingPlan()
{
    Snapshot plan = smallPlan();
    Accelerator gpu = plan.accelerators.at(AcceleratorId{1});
    gpu.bf16Peak = 989e12 * (flop / second);
    gpu.memory = 80.0 * gigabyte;
    gpu.memoryBandwidth = 3350.0 * (gigabyte / second);
    gpu.scaleUpBandwidth = 900.0 * (gigabyte / second);
    plan.accelerators = Table<Accelerator>{{gpu}};
    Workload model{.id = WorkloadId{1}, .slug = "model", .name = "Model"};
    model.layers = 32;
    model.hidden = 4096;
    model.heads = 32;
    model.kvHeads = 32;
    model.headSize = 128;
    model.feedForward = 16384;
    model.vocabulary = 50000;
    model.sequence = 2048;
    model.tensorParallel = 8;
    model.tokens = 1e12;
    model.microbatch = 1;
    model.microbatches = 1;
    plan.workloads = Table<Workload>{{model}};
    plan.assumptions = Table<Assumption>{{exactly(1, "training.step-time-error", 1.0),
                                          exactly(2, "training.failures", 2e-5, "1/h"),
                                          exactly(3, "training.checkpoint-pause", 5.0, "s"),
                                          exactly(4, "training.restart", 240.0, "s")}};
    return plan;
}

TrainingAfterFailure without(const Snapshot& plan, const std::vector<std::string>& names)
{
    const network::FabricGraph graph{plan, FabricId{1}};
    const auto failures = network::failuresNamed(plan, names);
    return trainingAfter(plan, graph, network::after(*failures, graph, plan));
}

} // namespace

class TestNetworkFailure : public QObject
{
    Q_OBJECT

private slots:
    void nothingFailed();
    void aCableSlowsTheStep();
    void aServerIsLeftOut();
    void withoutTheLeafNothingIsLeft();
};

void TestNetworkFailure::nothingFailed()
{
    const auto training = without(trainingPlan(), {});
    QCOMPARE(training.serversLeftOut, 0);
    QCOMPARE(training.pace, 1.0);
    QCOMPARE(training.runs.size(), 1U);
    QVERIFY(training.runs[0].note.empty());
    QCOMPARE(training.runs[0].stepAfter, training.runs[0].stepBefore);
    QVERIFY(training.runs[0].grown.empty());
}

void TestNetworkFailure::aCableSlowsTheStep()
{
    // One of two links of a server: both replicas wait for it, and only the traffic between them grows.
    const auto training = without(trainingPlan(), {"cable 1"});
    QCOMPARE(training.pace, 0.5);
    const RunAfterFailure& run = training.runs[0];
    QCOMPARE(run.acceleratorsBefore, 16L);
    QCOMPARE(run.acceleratorsAfter, 16L);
    QVERIFY(run.stepAfter > run.stepBefore);
    QCOMPARE(run.grown.front().key, std::string{"data_traffic_s"});
    QVERIFY(run.tokensPerSecondAfter < run.tokensPerSecondBefore);
    // The step grew by what its parts grew by.
    Duration grown;
    for (const PartChange& part : run.grown) {
        grown += part.after - part.before;
    }
    QVERIFY(std::abs(grown / (run.stepAfter - run.stepBefore) - 1.0) < 1e-9);
}

void TestNetworkFailure::aServerIsLeftOut()
{
    // Half of the GPUs, at a step that is nearly all compute.
    Snapshot plan = trainingPlan();
    Workload model = plan.workloads.at(WorkloadId{1});
    model.microbatches = 64;
    plan.workloads = Table<Workload>{{model}};
    const auto training = without(plan, {"S1"});
    QCOMPARE(training.serversLeftOut, 1);
    QCOMPARE(training.pace, 1.0);
    QCOMPARE(training.runs[0].acceleratorsAfter, 8L);
    QVERIFY(training.runs[0].tokensPerSecondAfter < training.runs[0].tokensPerSecondBefore);
}

void TestNetworkFailure::withoutTheLeafNothingIsLeft()
{
    const auto training = without(trainingPlan(), {"L1"});
    QCOMPARE(training.serversLeftOut, 2);
    QCOMPARE(training.pace, 0.0);
    QVERIFY(training.runs[0].note.find("there are 0") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestNetworkFailure)
#include "tst_network_failure.moc"
