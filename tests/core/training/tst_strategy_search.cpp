#include "core/training/shapes.h"
#include "core/training/strategy_search.h"
#include "tests/core/training/workloads.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

SearchProblem problem(long accelerators, long batch)
{
    SearchProblem problem;
    problem.model = modelOf(test::grok1());
    problem.cluster.accelerator = specOf(test::h100());
    problem.cluster.accelerators = accelerators;
    problem.cluster.networkBandwidth = 400.0 * gigabitPerSecond;
    problem.batch = batch;
    problem.memory = 80.0 * gigabyte;
    return problem;
}

SearchResult searched(const SearchProblem& problem, SearchMethod method, std::size_t top = 5)
{
    const auto result = searchStrategies(problem, shippedCalibration(), method, top);
    return result ? *result : SearchResult{};
}

} // namespace

class TestStrategySearch : public QObject
{
    Q_OBJECT

private slots:
    void prunedFindsWhatExhaustiveFinds();
    void bestFitsAndUsesTheWholeBatch();
    void moreMemoryIsNeverSlower();
    void moreAcceleratorsAreNeverSlower();
    void moreBandwidthIsNeverSlower();
    void schedulesKeepToTheirShapes();
    void nothingFitsIntoNothing();
    void emptyBatchIsRefused();
    void watchHearsOfEachShareInOrder();
    void stopsWhenItIsTold();
};

void TestStrategySearch::prunedFindsWhatExhaustiveFinds()
{
    for (const long accelerators : {256L, 1'000L, 4'096L}) {
        const SearchProblem one = problem(accelerators, 4 * accelerators);
        const SearchResult all = searched(one, SearchMethod::Exhaustive);
        const SearchResult some = searched(one, SearchMethod::Pruned);
        QCOMPARE(some.strategies, all.strategies);
        QCOMPARE(all.evaluated, all.strategies);
        QVERIFY(some.evaluated <= all.evaluated);
        QCOMPARE(some.best.size(), all.best.size());
        for (std::size_t i = 0; i < all.best.size(); ++i) {
            QCOMPARE(some.best[i].stepTime / second, all.best[i].stepTime / second);
        }
    }
}

void TestStrategySearch::bestFitsAndUsesTheWholeBatch()
{
    const SearchProblem one = problem(256, 1'024);
    const SearchResult result = searched(one, SearchMethod::Pruned);
    QCOMPARE(result.best.size(), std::size_t{5});
    for (const Candidate& candidate : result.best) {
        QVERIFY(memoryUse(one.model, candidate.strategy).total() <= one.memory);
        QVERIFY(candidate.strategy.accelerators() <= 256);
        QCOMPARE(candidate.strategy.sequencesPerStep(), 1'024.0);
    }
}

void TestStrategySearch::moreMemoryIsNeverSlower()
{
    SearchProblem one = problem(256, 1'024);
    Duration before = 1e9 * second;
    for (const double gigabytes : {40.0, 80.0, 160.0}) {
        one.memory = gigabytes * gigabyte;
        const SearchResult result = searched(one, SearchMethod::Pruned, 1);
        QVERIFY(!result.best.empty());
        QVERIFY(result.best.front().stepTime <= before);
        before = result.best.front().stepTime;
    }
}

void TestStrategySearch::moreAcceleratorsAreNeverSlower()
{
    // The same batch on twice as many. What could make it slower (waiting for more ranks, longer trees) is less
    // than what a half of the work saves.
    Duration before = 1e9 * second;
    for (const long accelerators : {128L, 256L, 512L, 1'024L}) {
        const SearchResult result = searched(problem(accelerators, 1'024), SearchMethod::Pruned, 1);
        QVERIFY(!result.best.empty());
        QVERIFY(result.best.front().stepTime <= before);
        before = result.best.front().stepTime;
    }
}

void TestStrategySearch::moreBandwidthIsNeverSlower()
{
    SearchProblem one = problem(256, 1'024);
    Duration before = 1e9 * second;
    for (const double gigabits : {50.0, 100.0, 200.0, 400.0, 800.0}) {
        one.cluster.networkBandwidth = gigabits * gigabitPerSecond;
        const Duration best = searched(one, SearchMethod::Pruned, 1).best.at(0).stepTime;
        QVERIFY(best <= before);
        before = best;
    }
    one.cluster.accelerator.scaleUpBandwidth = 2.0 * one.cluster.accelerator.scaleUpBandwidth;
    one.cluster.accelerator.memoryBandwidth = 2.0 * one.cluster.accelerator.memoryBandwidth;
    QVERIFY(searched(one, SearchMethod::Pruned, 1).best.at(0).stepTime <= before);
}

void TestStrategySearch::schedulesKeepToTheirShapes()
{
    SearchProblem one = problem(256, 256);
    for (const PipelineSchedule schedule :
         {PipelineSchedule::ZeroBubble, PipelineSchedule::DualPipe}) {
        one.schedule = schedule;
        const SearchResult all = searched(one, SearchMethod::Exhaustive, 20);
        const SearchResult some = searched(one, SearchMethod::Pruned, 20);
        QVERIFY(!all.best.empty());
        QCOMPARE(some.best.front().stepTime / second, all.best.front().stepTime / second);
        for (const Candidate& candidate : all.best) {
            QVERIFY(checkShapes(one.model, one.cluster, candidate.strategy));
        }
    }
}

void TestStrategySearch::nothingFitsIntoNothing()
{
    SearchProblem one = problem(8, 8);
    one.memory = 1.0 * gigabyte;
    QVERIFY(searched(one, SearchMethod::Pruned).best.empty());
}

void TestStrategySearch::watchHearsOfEachShareInOrder()
{
    std::vector<double> heard;
    const auto result = searchStrategies(
        problem(256, 1'024), shippedCalibration(), SearchMethod::Pruned, 1, [&](double done) {
            heard.push_back(done);
            return GoOn::Yes;
        });
    QVERIFY(result);
    QVERIFY(heard.size() > 10);
    QVERIFY(std::ranges::is_sorted(heard));
    QVERIFY(heard.front() >= 0.0 && heard.back() <= 1.0);
}

void TestStrategySearch::stopsWhenItIsTold()
{
    const auto result = searchStrategies(
        problem(256, 1'024), shippedCalibration(), SearchMethod::Exhaustive, 1, [](double) {
            return GoOn::No;
        });
    QVERIFY(result);
    QCOMPARE(result->evaluated, 0L);
    QVERIFY(result->best.empty());
}

void TestStrategySearch::emptyBatchIsRefused()
{
    const auto result =
        searchStrategies(problem(8, 0), shippedCalibration(), SearchMethod::Pruned, 1);
    QVERIFY(!result);
    QCOMPARE(result.error().subject, std::string("batch"));
}

QTEST_APPLESS_MAIN(TestStrategySearch)
#include "tst_strategy_search.moc"
