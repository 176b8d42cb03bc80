#include "core/scenario/best_layout.h"
#include "core/scenario/run_basis.h"
#include "tests/support/training_plan.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::scenario::bestLayout;
using rackwright::scenario::LayoutQuestion;

namespace {

LayoutQuestion question(const Workload& workload, long accelerators)
{
    scenario::Fleet fleet;
    fleet.accelerator = test::h100();
    fleet.accelerator.name = "H100";
    fleet.accelerators = accelerators;
    fleet.networkBandwidth = 400.0 * gigabitPerSecond;
    return {workload, fleet, {}, scenario::sequencesInStep(workload, fleet)};
}

// Eight stages that each get one microbatch: seven of eight parts of the time are spent waiting.
Workload wasteful()
{
    Workload workload = test::llama8b();
    workload.tensorParallel = 1;
    workload.pipelineParallel = 8;
    workload.microbatches = 1;
    return workload;
}

} // namespace

class TestBestLayout : public QObject
{
    Q_OBJECT

private slots:
    void batchIsReplicasTimesTheirMicrobatches();
    void foundLayoutIsAsFastAsThePlanSays();
    void foundLayoutBeatsAWastefulOne();
    void batchStaysAndTheGpusSuffice();
    void sourceOfTheLayoutIsSaid();
    void workloadByComputeIsRefused();
    void nothingFitsIntoTooLittleMemory();
    void searchThatIsStoppedFindsNothing();
};

void TestBestLayout::batchIsReplicasTimesTheirMicrobatches()
{
    QCOMPARE(question(test::llama8b(), 512).sequences, 512.0); // 256 x 2
    QCOMPARE(question(wasteful(), 100).sequences, 12.0);       // 12 replicas, 4 GPUs left over
}

void TestBestLayout::foundLayoutIsAsFastAsThePlanSays()
{
    const LayoutQuestion asked = question(test::llama8b(), 512);
    const auto found = bestLayout(asked);
    QVERIFY(found);
    const auto run =
        training::estimateRun(scenario::runCase(found->workload, asked.fleet), asked.assumptions);
    QVERIFY(run);
    QCOMPARE(run->step->tokens / (run->step->time.total() / second), found->tokensPerSecond);
    QVERIFY(found->before);
    QVERIFY(run->step->memory.total() <= asked.fleet.accelerator.memory);
}

void TestBestLayout::foundLayoutBeatsAWastefulOne()
{
    const auto found = bestLayout(question(wasteful(), 512));
    QVERIFY(found);
    QVERIFY(found->tokensPerSecond > 2.0 * *found->before);
}

void TestBestLayout::batchStaysAndTheGpusSuffice()
{
    for (const long accelerators : {64L, 500L, 4'096L}) {
        const LayoutQuestion asked = question(test::llama8b(), accelerators);
        const auto found = bestLayout(asked);
        QVERIFY(found);
        QVERIFY(found->strategy.accelerators() <= accelerators);
        QVERIFY(found->strategy.sequencesPerStep() <= 1.02 * asked.sequences);
        QVERIFY(found->strategy.sequencesPerStep() >= 0.95 * asked.sequences);
    }
}

void TestBestLayout::sourceOfTheLayoutIsSaid()
{
    const auto found = bestLayout(question(test::llama8b(), 512));
    QVERIFY(found);
    QVERIFY(found->workload.layoutOrigin.starts_with("derived: the fastest of "));
    QCOMPARE(found->workload.slug, test::llama8b().slug);
    QCOMPARE(found->workload.tokens, test::llama8b().tokens);
}

void TestBestLayout::workloadByComputeIsRefused()
{
    const auto found = bestLayout(question(test::givenByCompute(), 512));
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::Invalid);
    QCOMPARE(found.error().subject, test::givenByCompute().name);
}

void TestBestLayout::nothingFitsIntoTooLittleMemory()
{
    LayoutQuestion asked = question(test::llama8b(), 16);
    asked.fleet.accelerator.memory = 1.0 * gigabyte;
    const auto found = bestLayout(asked);
    QVERIFY(!found);
    QCOMPARE(found.error().code, ErrorCode::DoesNotFit);
    QCOMPARE(found.error().detail, std::string{"no layout fits the memory of 16 H100"});
}

void TestBestLayout::searchThatIsStoppedFindsNothing()
{
    const auto found =
        bestLayout(question(test::llama8b(), 512), [](double) { return training::GoOn::No; });
    QVERIFY(!found);
}

QTEST_APPLESS_MAIN(TestBestLayout)
#include "tst_best_layout.moc"
