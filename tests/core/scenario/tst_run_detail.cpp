#include "core/base/units.h"
#include "core/scenario/run_detail.h"
#include "tests/support/nearly.h"
#include "tests/support/small_plan.h"
#include "tests/support/training_plan.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace rackwright;
using namespace rackwright::units;
using rackwright::scenario::RunDetail;
using rackwright::test::exactly;

namespace {

RunDetail detailOf(const Snapshot& plan, const char* workload)
{
    return scenario::runDetail(plan, *findWorkload(plan, workload), scenario::estimate(plan));
}

double sumOf(const std::vector<Figure>& parts)
{
    return std::accumulate(parts.begin(), parts.end(), 0.0, [](double sum, const Figure& part) {
        return sum + part.value.likely;
    });
}

const Figure& inputOf(const Figure& figure, const char* key)
{
    return *std::ranges::find(figure.inputs, key, &Figure::key);
}

bool near(double a, double b, double share = 1e-9)
{
    return std::abs(a - b) <= share * std::abs(b);
}

// As in tst_estimate: 8.64e20 operations at half of the peak of 16 accelerators of 1e15 operations a second take
// 108,000 s = 1.25 days.
Snapshot priced()
{
    Snapshot plan = test::knownPlan();
    Accelerator accelerator = plan.accelerators[0];
    accelerator.bf16Peak = 1e15 * flopPerSecond;
    plan.accelerators = plan.accelerators.with({.written = {accelerator}});
    Workload workload{.id = WorkloadId{1}, .slug = "run", .name = "Run"};
    workload.kind = WorkloadKind::Compute;
    workload.compute = 8.64e20 * flop;
    workload.utilisation = Range<double>::exact(0.5);
    plan.workloads = Table<Workload>{{workload}};
    plan.assumptions =
        plan.assumptions.with({.written = {exactly(40, "training.step-time-error", 1.0),
                                           exactly(41, "training.failures", 1e-12, "1/h"),
                                           exactly(42, "training.checkpoint-pause", 1.0, "s"),
                                           exactly(43, "training.restart", 60.0, "s"),
                                           exactly(44, "hardware.life", 5.0, "a")}});
    return plan;
}

} // namespace

class TestRunDetail : public QObject
{
    Q_OBJECT

private slots:
    void partsOfAStepWithFailuresMakeTheRunsOwnPace();
    void partsOfMemoryStandAgainstTheDataSheet();
    void throughputTrainsTheTokensInTheDays();
    void sizesGrowAndHoldThePlansOwn();
    void costIsWearAndRunningCostOfTheDays();
    void costWithoutAServiceLifeIsUnknown();
    void runByComputeHasCostButNoParts();
    void publishedRunsComeNearestFirstWithTheirError();
    void planWithoutGpusSaysWhy();
};

void TestRunDetail::partsOfAStepWithFailuresMakeTheRunsOwnPace()
{
    const Snapshot plan = test::trainingPlan();
    const RunDetail detail = detailOf(plan, "llama3.1-8b");
    const double steps = 15e12 / (512.0 * 8192.0);
    QVERIFY(near(sumOf(detail.time) * steps / 86'400.0, detail.days.value.likely));
    QCOMPARE(detail.time.front().key, std::string{"compute_s"});
    QCOMPARE(detail.time.back().key, std::string{"failures_s"});
}

void TestRunDetail::partsOfMemoryStandAgainstTheDataSheet()
{
    const RunDetail detail = detailOf(test::trainingPlan(), "llama3.1-8b");
    QCOMPARE(detail.capacity.value.likely, 80e9);
    // 8.03e9 parameters on two GPUs, 2 bytes each (training-model.md, 2).
    const auto weights = std::ranges::find_if(
        detail.memory, [](const Figure& part) { return part.key.starts_with("weights"); });
    QVERIFY(weights != detail.memory.end());
    QVERIFY(near(weights->value.likely, 8.03e9, 0.01));
    QVERIFY(sumOf(detail.memory) > weights->value.likely);
}

void TestRunDetail::throughputTrainsTheTokensInTheDays()
{
    const RunDetail detail = detailOf(test::trainingPlan(), "llama3.1-8b");
    QVERIFY(near(detail.throughput.value.likely * detail.days.value.likely, 15e12));
    QCOMPARE(detail.sequences, 512.0);
    QCOMPARE(detail.strategy->dataParallel, 256L);
}

void TestRunDetail::sizesGrowAndHoldThePlansOwn()
{
    const RunDetail detail = detailOf(test::trainingPlan(), "llama3.1-8b");
    const auto own = std::ranges::find(detail.sizes, 512.0, &scenario::RunAtSize::accelerators);
    QVERIFY(own != detail.sizes.end());
    QVERIFY(near(own->tokensPerDay.likely, detail.throughput.value.likely));
    QVERIFY(near(own->days.likely, detail.days.value.likely));
    QVERIFY(std::ranges::is_sorted(detail.sizes, {}, &scenario::RunAtSize::accelerators));
    QCOMPARE(detail.sizes.back().accelerators, 1'024.0);
    QVERIFY(detail.sizes.back().days.likely < own->days.likely);
}

void TestRunDetail::costIsWearAndRunningCostOfTheDays()
{
    const RunDetail detail = detailOf(priced(), "run");
    // 1,745,608 USD over 5 years and 282,981.5102 USD a year (worked in tst_cost), 1.25 days.
    QVERIFY(
        near(inputOf(detail.cost, "wear_usd").value.likely, 1'745'608.0 * 1.25 / 1'825.0, 1e-3));
    QVERIFY(
        near(inputOf(detail.cost, "run_opex_usd").value.likely, 282'981.5102 * 1.25 / 365.0, 1e-3));
    QVERIFY(near(detail.cost.value.likely, 1'195.622 + 969.115, 1e-3));
    // 26,830 W at half load (tst_demand) for 30 h.
    QVERIFY(near(detail.energy.value.likely, 26'830.0 * 0.5 * 30.0, 1e-3));
}

void TestRunDetail::costWithoutAServiceLifeIsUnknown()
{
    const RunDetail detail = detailOf(test::withoutAssumption(priced(), "hardware.life"), "run");
    QVERIFY(isUnknown(detail.cost));
    QVERIFY(isUnknown(detail.costPerMillionTokens));
    QVERIFY(!isUnknown(detail.days));
}

void TestRunDetail::runByComputeHasCostButNoParts()
{
    const RunDetail detail = detailOf(priced(), "run");
    QVERIFY(detail.time.empty() && detail.memory.empty() && detail.sizes.empty());
    QVERIFY(!detail.strategy);
    QVERIFY(isUnknown(detail.throughput));
    QVERIFY(isUnknown(detail.costPerMillionTokens));
    QVERIFY(!detail.note.empty());
}

void TestRunDetail::publishedRunsComeNearestFirstWithTheirError()
{
    const RunDetail detail = detailOf(test::trainingPlan(), "llama3.1-8b");
    QCOMPARE(detail.publishedError.rows, static_cast<int>(detail.published.size()));
    double sum = 0.0;
    for (const training::PublishedRun& published : detail.published) {
        QVERIFY(!published.run.citation.empty());
        sum += std::abs(published.unseen / published.measured - 1.0);
    }
    QVERIFY(!detail.published.empty());
    QVERIFY(near(detail.publishedError.mean, sum / detail.publishedError.rows, 1e-9));
}

void TestRunDetail::planWithoutGpusSaysWhy()
{
    Snapshot plan = priced();
    plan.cables = {};
    plan.devices = {};
    const RunDetail detail = detailOf(plan, "run");
    QCOMPARE(detail.note, std::string{"the plan has no GPUs"});
    QVERIFY(isUnknown(detail.days) && isUnknown(detail.cost));
    QVERIFY(!detail.basis);
}

QTEST_APPLESS_MAIN(TestRunDetail)
#include "tst_run_detail.moc"
