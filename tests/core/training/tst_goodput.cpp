#include "core/base/units.h"
#include "core/training/goodput.h"

#include <QTest>

#include <array>
#include <cmath>
#include <random>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

// The share of time that makes progress when one interval of work after another is played through: failures
// strike at any time, also while restarting. Times to the first failure are drawn one from each of equal strata, and
// every interval meets the same luck, so that intervals can be compared.
double simulatedShare(const Failures& failures, double interval)
{
    constexpr int draws = 100'000;
    const double mean = failures.meanTimeBetween / second;
    const double segment = interval + failures.checkpointPause / second;
    const double restart = failures.restart / second;
    std::uniform_real_distribution<double> uniform(0.0, 1.0);
    const auto untilFailure = [&](double u) { return -mean * std::log1p(-u); };
    double time = 0.0;
    for (int draw = 0; draw < draws; ++draw) {
        std::minstd_rand random(static_cast<unsigned>(draw) * 2'654'435'761U);
        random.discard(3);
        double next = untilFailure((draw + uniform(random)) / draws);
        while (next < segment) {
            time += next;
            for (next = untilFailure(uniform(random)); next < restart;
                 next = untilFailure(uniform(random))) {
                time += next;
            }
            time += restart;
            next = untilFailure(uniform(random));
        }
        time += segment;
    }
    return draws * interval / time;
}

// Where the simulated time per work is least: by least squares it is taken as a + b t + c / t around `near`, as lost
// work grows with the interval t and the cost of checkpoints shrinks, and is least at sqrt(c / b).
double bestSimulatedInterval(const Failures& failures, double near)
{
    std::array<std::array<double, 4>, 3> sums{}; // normal equations
    for (int step = 0; step <= 40; ++step) {
        const double t = 0.6 + 0.025 * step;
        const std::array<double, 3> terms{1.0, t, 1.0 / t};
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t j = 0; j < 3; ++j) {
                sums[i][j] += terms[i] * terms[j];
            }
            sums[i][3] += terms[i] / simulatedShare(failures, t * near);
        }
    }
    for (std::size_t i = 0; i < 3; ++i) { // Gauss and Jordan
        for (std::size_t j = 0; j < 3; ++j) {
            const double factor = j == i ? 0.0 : sums[j][i] / sums[i][i];
            for (std::size_t k = 0; k < 4; ++k) {
                sums[j][k] -= factor * sums[i][k];
            }
        }
    }
    const double growing = sums[1][3] / sums[1][1];
    const double shrinking = sums[2][3] / sums[2][2];
    return near * std::sqrt(shrinking / growing);
}

constexpr double llamaFailuresPerHour = 419.0 / (54.0 * 24.0 * 16384.0); // facts F1

} // namespace

class TestGoodput : public QObject
{
    Q_OBJECT

private slots:
    void sixteenThousandAcceleratorsFailEveryThreeHours();
    void withoutPausesOnlyLostWorkCounts();
    void bestIntervalIsNearYoungs();
    void noOtherIntervalIsBetter();
    void llamaReachesItsPublishedGoodput();
    void bestIntervalIsWhatASimulationFinds();
    void tooFewSparesMakeTheRunWait();
};

void TestGoodput::sixteenThousandAcceleratorsFailEveryThreeHours()
{
    // 54 days x 24 h / 419 interruptions = 3.093 h
    const Duration mean = meanTimeBetweenFailures(16'384.0, llamaFailuresPerHour);
    QVERIFY(std::abs(mean / hour - 3.0931) < 1e-4);
}

void TestGoodput::withoutPausesOnlyLostWorkCounts()
{
    // 10 s of work, a failure every 100 s: 0.1 / (e^0.1 - 1) = 0.1 / 0.1051709 = 0.950833
    const double share = progressShare({100.0 * second, 0.0 * second, 0.0 * second}, 10.0 * second);
    QVERIFY(std::abs(share - 0.950833) < 1e-6);
}

void TestGoodput::bestIntervalIsNearYoungs()
{
    // Young: sqrt(2 x 10 s x 10,000 s) = 447.2 s; Daly's second order takes about a pause off:
    // 447.2 x (1 + sqrt(10/20000)/3 + 10/180000) - 10 = 440.6 s
    const Goodput best = bestGoodput({10'000.0 * second, 10.0 * second, 300.0 * second});
    QVERIFY(std::abs(best.checkpointInterval / second - 440.6) < 0.5);
}

void TestGoodput::noOtherIntervalIsBetter()
{
    const Failures failures{1'830.0 * second, 15.0 * second, 180.0 * second};
    const Goodput best = bestGoodput(failures);
    for (const double factor : {0.5, 0.9, 0.99, 1.01, 1.1, 2.0}) {
        QVERIFY(progressShare(failures, factor * best.checkpointInterval) < best.share);
    }
}

void TestGoodput::llamaReachesItsPublishedGoodput()
{
    // facts F1: more than 90 % effective time with about ten minutes of restart at most.
    const Duration mean = meanTimeBetweenFailures(16'384.0, llamaFailuresPerHour);
    const Goodput best = bestGoodput({mean, 10.0 * second, 300.0 * second});
    QVERIFY(best.share > 0.90);
    QVERIFY(best.share < 0.97);
}

void TestGoodput::bestIntervalIsWhatASimulationFinds()
{
    // Llama 3 on 16,384 GPUs, and a hundred thousand GPUs with slow checkpoints.
    const Duration mean = meanTimeBetweenFailures(16'384.0, llamaFailuresPerHour);
    for (const Failures& failures : {Failures{mean, 10.0 * second, 300.0 * second},
                                     Failures{1'830.0 * second, 60.0 * second, 600.0 * second}}) {
        const Goodput best = bestGoodput(failures);
        const double interval = best.checkpointInterval / second;
        const double found = bestSimulatedInterval(failures, interval);
        QVERIFY(std::abs(found / interval - 1.0) < 0.01);
        QVERIFY(std::abs(simulatedShare(failures, interval) / best.share - 1.0) < 0.01);
    }
}

void TestGoodput::tooFewSparesMakeTheRunWait()
{
    // 1,000 servers, one failure in 12,000 hours each, away for 24 hours: two away in the mean. With two spares
    // the run waits unless 0, 1 or 2 are away: 1 - e^-2 (1 + 2 + 2) = 0.323324.
    const double perHour = 1.0 / 12'000.0;
    const double waits = shareWithoutSpares({2.0, 24.0 * hour}, 1'000.0, perHour);
    QVERIFY(std::abs(waits - 0.323324) < 1e-6);
    QVERIFY(shareWithoutSpares({20.0, 24.0 * hour}, 1'000.0, perHour) < 1e-9);
    QCOMPARE(shareWithoutSpares({0.0, 24.0 * hour}, 1'000.0, 0.0), 0.0);
}

QTEST_APPLESS_MAIN(TestGoodput)
#include "tst_goodput.moc"
