#include "core/base/units.h"
#include "core/training/goodput.h"

#include <QTest>

#include <cmath>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

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

QTEST_APPLESS_MAIN(TestGoodput)
#include "tst_goodput.moc"
