#include "core/base/units.h"
#include "core/scenario/estimate.h"
#include "tests/support/small_plan.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::test::exactly;
using rackwright::test::knownPlan;

namespace {

// A run of 8.64e20 operations at half of the peak of 16 accelerators of 1e15 operations a second: 8.64e20 /
// (16 x 1e15 x 0.5) = 108,000 s = 1.25 days without failures.
Snapshot trainingPlan(double failuresPerHour)
{
    Snapshot plan = knownPlan();
    Accelerator accelerator = plan.accelerators[0];
    accelerator.bf16Peak = 1e15 * flopPerSecond;
    accelerator.memory = 80.0 * gigabyte;
    plan.accelerators = plan.accelerators.with({.written = {accelerator}});
    Workload workload{.id = WorkloadId{1}, .slug = "run", .name = "Run"};
    workload.kind = WorkloadKind::Compute;
    workload.compute = 8.64e20 * flop;
    workload.utilisation = Range<double>::exact(0.5);
    plan.workloads = Table<Workload>{{workload}};
    plan.assumptions =
        plan.assumptions.with({.written = {exactly(40, "training.step-time-error", 1.0),
                                           exactly(41, "training.failures", failuresPerHour, "1/h"),
                                           exactly(42, "training.checkpoint-pause", 1.0, "s"),
                                           exactly(43, "training.restart", 60.0, "s")}});
    return plan;
}

bool near(double a, double b, double share)
{
    return std::abs(a - b) <= share * std::abs(b);
}

const scenario::Difference& line(const std::vector<scenario::Difference>& lines,
                                 const std::string& key)
{
    return *std::ranges::find(lines, key, &scenario::Difference::key);
}

} // namespace

class TestEstimate : public QObject
{
    Q_OBJECT

private slots:
    void figuresComeFromTheirEstimators();
    void runWithoutFailuresTakesItsOperations();
    void failuresMakeARunLonger();
    void runWithoutGpusIsUnknownAndSaysWhy();
    void runWithoutANetworkIsUnknownAndSaysWhy();
    void runWithoutAssumptionsIsUnknownAndSaysWhy();
    void emptyPlanHasFigures();
    void comparisonOfAPlanWithItselfShowsNoDifference();
    void comparisonShowsBothSides();
};

void TestEstimate::figuresComeFromTheirEstimators()
{
    const scenario::Estimate estimate = scenario::estimate(knownPlan());
    QCOMPARE(estimate.gpuCapex.value, Range<double>::exact(480'000.0)); // worked in tst_cost
    QVERIFY(near(estimate.capex.value.likely, 1'745'608.0, 1e-9));
    QVERIFY(near(estimate.opex.value.likely, 282'981.5102, 1e-9));
    QVERIFY(near(estimate.itPower.value.likely, 21'464.0, 1e-9)); // and in tst_demand
    QVERIFY(near(estimate.headroom.value.likely, -26'830.0, 1e-9));
    QVERIFY(estimate.training.empty());
}

void TestEstimate::runWithoutFailuresTakesItsOperations()
{
    const auto estimate = scenario::estimate(trainingPlan(1e-12));
    QCOMPARE(estimate.training.size(), std::size_t{1});
    const scenario::TrainingEstimate& run = estimate.training.front();
    QVERIFY(near(run.days.value.likely, 1.25, 1e-3));
    QCOMPARE(run.mfu.value.likely, 0.5);
    QCOMPARE(run.days.inputs.front().value.likely, 8.64e20);
    QVERIFY(isUnknown(run.stepTime));
}

void TestEstimate::failuresMakeARunLonger()
{
    const auto estimate = scenario::estimate(trainingPlan(1e-2));
    QVERIFY(estimate.training.front().days.value.likely > 1.25 * 1.001);
}

void TestEstimate::runWithoutGpusIsUnknownAndSaysWhy()
{
    Snapshot plan = trainingPlan(1e-5);
    plan.cables = {};
    plan.devices = {};
    const auto estimate = scenario::estimate(plan);
    QVERIFY(isUnknown(estimate.training.front().days));
    QCOMPARE(estimate.training.front().note, std::string{"the plan has no GPUs"});
}

void TestEstimate::runWithoutANetworkIsUnknownAndSaysWhy()
{
    Snapshot plan = trainingPlan(1e-5);
    plan.cables = {};
    const auto estimate = scenario::estimate(plan);
    QVERIFY(isUnknown(estimate.training.front().days));
    QCOMPARE(estimate.training.front().note, std::string{"no GPU network joins the servers"});
}

void TestEstimate::runWithoutAssumptionsIsUnknownAndSaysWhy()
{
    const auto estimate =
        scenario::estimate(test::withoutAssumption(trainingPlan(1e-5), "training.failures"));
    QVERIFY(isUnknown(estimate.training.front().days));
    QVERIFY(!estimate.training.front().note.empty());
}

void TestEstimate::emptyPlanHasFigures()
{
    const scenario::Estimate estimate = scenario::estimate(Snapshot{});
    QCOMPARE(estimate.gpuCapex.value.likely, 0.0);
    QVERIFY(!isUnknown(estimate.itPower));
    QVERIFY(isUnknown(estimate.facilityPower)); // no PUE
}

void TestEstimate::comparisonOfAPlanWithItselfShowsNoDifference()
{
    for (const scenario::Difference& line :
         scenario::compare(trainingPlan(1e-5), trainingPlan(1e-5))) {
        QCOMPARE(line.before, line.after);
        QCOMPARE(line.unknownBefore, line.unknownAfter);
    }
}

void TestEstimate::comparisonShowsBothSides()
{
    Snapshot smaller = trainingPlan(1e-5);
    smaller.cables = smaller.cables.with({.removed = {CableId{3}, CableId{4}}});
    smaller.devices = smaller.devices.with({.removed = {DeviceId{2}}});
    const auto lines = scenario::compare(smaller, trainingPlan(1e-5));
    QCOMPARE(lines.front().key, std::string{"gpus"});
    QCOMPARE(line(lines, "gpus").before.likely, 8.0);
    QCOMPARE(line(lines, "gpus").after.likely, 16.0);
    QCOMPARE(line(lines, "gpu_capex_usd").after.likely, 480'000.0);
    QVERIFY(near(line(lines, "run.days").before.likely, 2.5, 1e-2));
    QCOMPARE(line(lines, "run.step_time_s").unknownAfter, 1);
}

QTEST_APPLESS_MAIN(TestEstimate)
#include "tst_estimate.moc"
