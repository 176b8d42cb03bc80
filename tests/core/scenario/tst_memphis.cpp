// The shipped plan of Memphis, as the build makes it: the figures that must come out of it.
#include "core/base/units.h"
#include "core/exchange/origins.h"
#include "core/layout/aisles.h"
#include "core/layout/conflicts.h"
#include "core/layout/footprint.h"
#include "core/scenario/apply.h"
#include "core/scenario/estimate.h"
#include "core/store/plan_file.h"

#include <QTest>

#include <algorithm>

namespace rackwright {

using namespace units;

namespace {

constexpr double million = 1e6;
constexpr double billion = 1e9;

std::string sentence(const Error& error)
{
    return error.subject + ' ' + error.detail;
}

// Prints the likely value when it is outside.
void verifyWithin(const Figure& figure, double low, double high)
{
    const auto message = QStringLiteral("%1 is %2 %3")
                             .arg(QString::fromStdString(figure.key))
                             .arg(figure.value.likely)
                             .arg(QString::fromStdString(figure.unit));
    QVERIFY2(figure.value.likely >= low && figure.value.likely <= high, qPrintable(message));
}

const scenario::TrainingEstimate& trainingOf(const scenario::Estimate& estimate,
                                             const std::string& workload)
{
    return *std::ranges::find(estimate.training, workload, &scenario::TrainingEstimate::workload);
}

} // namespace

class TestMemphis : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void hasAHundredThousandGpus();
    void hasANonBlockingFabricOfThreeTiers();
    void costsWhatIsPublished();
    void drawsWhatIsPublished();
    void trainsLlama405BInDays();
    void standsWithoutConflicts();
    void leavesWaysToWalk();
    void feedsEveryRackTwice();
    void tracesEveryRow();
    void tracesEveryFigureOfTheEstimate();
    void doublesToTwoHundredThousandGpus();

private:
    Snapshot memphis_;
    Snapshot doubled_;
};

void TestMemphis::initTestCase()
{
    const auto file = store::PlanFile::open(MEMPHIS_PLAN, store::PlanFile::Access::ReadOnly);
    QVERIFY2(file, file ? "" : sentence(file.error()).c_str());
    const Result<Snapshot> plan = file->load();
    QVERIFY2(plan, plan ? "" : sentence(plan.error()).c_str());
    memphis_ = *plan;
    const Result<Snapshot> doubled = scenario::apply(memphis_, "double-200k");
    QVERIFY2(doubled, doubled ? "" : sentence(doubled.error()).c_str());
    doubled_ = *doubled;
}

void TestMemphis::hasAHundredThousandGpus()
{
    const scenario::Inventory inventory = scenario::takeInventory(memphis_);
    QCOMPARE(inventory.halls, 4);
    QCOMPARE(inventory.arrays, 196);        // 100,000 / 512, rounded up
    QCOMPARE(inventory.computeRacks, 1563); // 12,500 / 8, rounded up
    QCOMPARE(inventory.servers, 12'500);
    QCOMPARE(inventory.gpus, 100'000L);
}

void TestMemphis::hasANonBlockingFabricOfThreeTiers()
{
    const scenario::Inventory inventory = scenario::takeInventory(memphis_);
    // A switch of 128 ports has 64 down and 64 up: 100,000 / 64 leaves, at most one rail group of 8 more.
    QVERIFY(inventory.leafSwitches >= 1563 && inventory.leafSwitches <= 1568);
    QVERIFY(inventory.spineSwitches >= 1563 && inventory.spineSwitches <= 1568);
    QVERIFY(inventory.coreSwitches >= 782 && inventory.coreSwitches <= 784);
    const auto gpuLinks = std::ranges::count_if(memphis_.cables, [this](const Cable& cable) {
        return memphis_.fabrics.at(cable.fabric).purpose == FabricPurpose::Gpu;
    });
    QVERIFY(gpuLinks >= 300'000 && gpuLinks <= 301'056); // three tiers of as many links
    QVERIFY(inventory.cables - gpuLinks >= 12'500);      // the ninth NIC of each server
}

void TestMemphis::costsWhatIsPublished()
{
    const scenario::Estimate estimate = scenario::estimate(memphis_);
    QCOMPARE(estimate.gpuCapex.value.likely, 3.0 * billion); // at 30,000 USD
    verifyWithin(estimate.capex, 3.8 * billion, 5.4 * billion);
    QCOMPARE(estimate.capex.unknownParts, 0);
}

void TestMemphis::drawsWhatIsPublished()
{
    const scenario::Estimate estimate = scenario::estimate(memphis_);
    verifyWithin(estimate.itPower, 135.0 * million, 150.0 * million);
    verifyWithin(estimate.facilityPower, 170.0 * million, 185.0 * million);
    verifyWithin(estimate.energy, 1.3e12, 1.7e12);
    QCOMPARE(estimate.itPower.unknownParts, 0);
    // Grid in service by date: facts.
    QCOMPARE(scenario::estimate(memphis_, "2024-07-01").gridCapacity.value.likely, 8.0 * million);
    QCOMPARE(scenario::estimate(memphis_, "2024-09-02").gridCapacity.value.likely, 50.0 * million);
    QCOMPARE(estimate.gridCapacity.value.likely, 150.0 * million);
}

void TestMemphis::trainsLlama405BInDays()
{
    const scenario::Estimate estimate = scenario::estimate(memphis_);
    QCOMPARE(estimate.training.size(), std::size_t{4});
    verifyWithin(trainingOf(estimate, "llama3.1-405b").days, 9.0, 15.0);
    for (const scenario::TrainingEstimate& run : estimate.training) {
        QVERIFY2(run.days.value.likely > 0.0, (run.workload + ": " + run.note).c_str());
    }
}

void TestMemphis::standsWithoutConflicts()
{
    for (const Snapshot* plan : {&memphis_, &doubled_}) {
        const std::vector<layout::Conflict> conflicts = layout::findConflicts(*plan);
        QVERIFY2(conflicts.empty(),
                 conflicts.empty() ? "" : layout::describe(*plan, conflicts[0]).c_str());
        QVERIFY(std::ranges::all_of(plan->racks, [plan](const Rack& rack) {
            const Hall* hall = layout::hallAround(*plan, layout::footprint(*plan, rack));
            return hall != nullptr && hall->id == rack.hall;
        }));
    }
}

void TestMemphis::leavesWaysToWalk()
{
    QVERIFY(layout::narrowWays(memphis_, 1.2 * metre, 1.2 * metre).empty());
    QVERIFY(layout::narrowWays(doubled_, 1.2 * metre, 1.2 * metre).empty());
}

void TestMemphis::feedsEveryRackTwice()
{
    for (const Snapshot* plan : {&memphis_, &doubled_}) {
        QVERIFY(std::ranges::all_of(plan->racks, [](const Rack& rack) {
            return !rack.feedA.isNone() && !rack.feedB.isNone() && rack.feedA != rack.feedB;
        }));
    }
}

void TestMemphis::tracesEveryRow()
{
    for (const Snapshot* plan : {&memphis_, &doubled_}) {
        const Status origins = exchange::checkOrigins(*plan);
        QVERIFY2(origins, origins ? "" : sentence(origins.error()).c_str());
    }
}

void TestMemphis::tracesEveryFigureOfTheEstimate()
{
    const scenario::Estimate estimate = scenario::estimate(doubled_);
    std::vector<const Figure*> figures = {&estimate.gpuCapex,
                                          &estimate.capex,
                                          &estimate.opex,
                                          &estimate.itPower,
                                          &estimate.facilityPower,
                                          &estimate.energy,
                                          &estimate.gridCapacity,
                                          &estimate.headroom};
    for (const scenario::TrainingEstimate& run : estimate.training) {
        figures.insert(figures.end(), {&run.stepTime, &run.mfu, &run.days});
    }
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const Figure& figure = *figures[i];
        for (const Figure& input : figure.inputs) {
            figures.push_back(&input);
        }
        // What is worked out from inputs has a formula; what is not must come from somewhere.
        if (figure.inputs.empty() || !figure.origin.empty()) {
            const Status origin = exchange::checkOrigin(doubled_, figure.label, figure.origin);
            QVERIFY2(origin, origin ? "" : sentence(origin.error()).c_str());
        }
    }
}

void TestMemphis::doublesToTwoHundredThousandGpus()
{
    const scenario::Inventory inventory = scenario::takeInventory(doubled_);
    QCOMPARE(inventory.halls, 8);
    QCOMPARE(inventory.arrays, 392);
    QCOMPARE(inventory.servers, 25'000);
    QCOMPARE(inventory.gpus, 200'000L);
    QVERIFY(inventory.leafSwitches >= 3125 && inventory.leafSwitches <= 3136);

    const scenario::Estimate estimate = scenario::estimate(doubled_);
    QCOMPARE(estimate.gpuCapex.value.likely, 6.0 * billion);
    QCOMPARE(estimate.gridCapacity.value.likely, 300.0 * million);
    const auto days = [](const scenario::Estimate& of) {
        return trainingOf(of, "llama3.1-405b").days.value.likely;
    };
    QVERIFY(days(estimate) < days(scenario::estimate(memphis_)));
}

} // namespace rackwright

QTEST_APPLESS_MAIN(rackwright::TestMemphis)
#include "tst_memphis.moc"
