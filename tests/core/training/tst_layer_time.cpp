#include "core/training/collective.h"
#include "core/training/layer_time.h"
#include "tests/core/training/workloads.h"

#include <QTest>

#include <cmath>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

// Nothing but products: memory without end, kernels and traffic for free.
Parameters onlyProducts()
{
    Parameters parameters;
    parameters.productEdge = 0.0;
    parameters.attentionEdge = 0.0;
    parameters.elementwiseTraffic = 0.0;
    parameters.launchSeconds = 0.0;
    parameters.kernelSeconds = 0.0;
    parameters.tensorExposed = 0.0;
    parameters.scaleUpSeconds = 0.0;
    parameters.networkSeconds = 0.0;
    return parameters;
}

Cluster oneServer()
{
    Cluster cluster;
    cluster.accelerator = specOf(test::h100());
    cluster.accelerators = 8;
    cluster.networkBandwidth = 400.0 * gigabitPerSecond;
    return cluster;
}

Cluster withoutMemoryLimit()
{
    Cluster cluster = oneServer();
    cluster.accelerator.memoryBandwidth = 1e12 * gigabytePerSecond;
    return cluster;
}

bool close(double a, double b)
{
    return std::abs(a / b - 1.0) < 1e-6;
}

} // namespace

class TestLayerTime : public QObject
{
    Q_OBJECT

private slots:
    void aloneALayerTakesItsOperationsOverThePeak();
    void fullRecomputeAddsAForwardPass();
    void tensorParallelismDividesTheProducts();
    void aRingMovesAllButOneShare();
    void trafficBetweenServersTakesTheNic();
    void aServerGetsATokenOnceForAllItsExperts();
    void headsChangePlacesOnceThereAndBack();
    void keysGatheredAtOnceAreWaitedFor();
    void everyBlockOfARingHasKernelsOfItsOwn();
    void pytorchRepeatsEveryOtherProduct();
};

void TestLayerTime::aloneALayerTakesItsOperationsOverThePeak()
{
    const TrainingModel model = modelOf(test::llama405b());
    const LayerOperations work = layerOperations(model);
    const LayerTime time =
        layerTime(model, LayerKind::Dense, Strategy{}, withoutMemoryLimit(), onlyProducts());
    // 8,192 tokens at 989.4 TFLOP/s; backward twice the products and 2.5 times the attention.
    const double products = 8192.0 * (work.projections + work.feedForward) / 989.4e12;
    const double attention = 8192.0 * work.attention / 989.4e12;
    QVERIFY(close(time.forward.compute, products + attention));
    QVERIFY(close(time.backward.compute, 2.0 * products + 2.5 * attention));
    QCOMPARE(time.forward.tensorTraffic, 0.0);
}

void TestLayerTime::fullRecomputeAddsAForwardPass()
{
    const TrainingModel model = modelOf(test::llama405b());
    Strategy strategy;
    const LayerTime kept =
        layerTime(model, LayerKind::Dense, strategy, oneServer(), onlyProducts());
    strategy.recompute = Recompute::Full;
    const LayerTime again =
        layerTime(model, LayerKind::Dense, strategy, oneServer(), onlyProducts());
    QVERIFY(close(again.backward.compute, kept.backward.compute + kept.forward.compute));
}

void TestLayerTime::tensorParallelismDividesTheProducts()
{
    const TrainingModel model = modelOf(test::llama405b());
    const auto computeOn = [&](int ranks) {
        Strategy strategy;
        strategy.tensorParallel = ranks;
        return layerTime(model, LayerKind::Dense, strategy, withoutMemoryLimit(), onlyProducts())
            .forward.compute;
    };
    QVERIFY(close(computeOn(1), 8.0 * computeOn(8)));
}

void TestLayerTime::aRingMovesAllButOneShare()
{
    // 8 ranks, 9 GB in all, 450 GB/s: 7/8 x 9 / 450 = 17.5 ms
    Parameters parameters;
    parameters.scaleUpSeconds = 1e-3;
    const CollectiveTime time = gatherTime(9e9, {8.0, 1.0}, oneServer(), parameters);
    QVERIFY(close(time.transfer, 17.5e-3));
    QVERIFY(close(time.total(), 18.5e-3));
}

void TestLayerTime::trafficBetweenServersTakesTheNic()
{
    // Sixteen ranks, one in each server: a NIC of 400 Gb/s is 50 GB/s; 15/16 x 8 / 50 = 0.15 s, and four
    // doublings of a millisecond. Half the bandwidth behind an oversubscription of two.
    Parameters parameters;
    parameters.networkSeconds = 1e-3;
    Cluster cluster = oneServer();
    const CollectiveTime time = gatherTime(8e9, {16.0, 8.0}, cluster, parameters);
    QVERIFY(close(time.transfer, 0.15));
    QVERIFY(close(time.call, 4e-3));
    cluster.oversubscription = 2.0;
    QVERIFY(close(gatherTime(8e9, {16.0, 8.0}, cluster, parameters).transfer, 0.30));
}

void TestLayerTime::aServerGetsATokenOnceForAllItsExperts()
{
    // Two servers of eight: with 8 targets a token reaches the other one with probability 1 - 2^-8; the NIC
    // at 50 GB/s is slower than 8 x 7/8 copies at 450 GB/s.
    Parameters parameters;
    parameters.networkSeconds = 0.0;
    const double time = exchangeTime(1e9, 8.0, {16.0, 1.0}, oneServer(), parameters);
    QVERIFY(close(time, (1.0 - 1.0 / 256.0) / 50.0));
}

void TestLayerTime::headsChangePlacesOnceThereAndBack()
{
    // Llama 405B on 8 context-parallel ranks, 1,024 tokens each: queries and outputs of 128 x 128, keys and values
    // of 8 x 128, two bytes: 1024 x 2 x (16384 + 1024) x 2 bytes, 7/8 of them over 450 GB/s; as much backward.
    const TrainingModel model = modelOf(test::llama405b());
    Strategy strategy;
    strategy.contextParallel = 8;
    strategy.contextExchange = ContextExchange::AllToAll;
    const LayerTime time =
        layerTime(model, LayerKind::Dense, strategy, oneServer(), onlyProducts());
    const double expected = 7.0 / 8.0 * 1024.0 * 2.0 * (16384.0 + 1024.0) * 2.0 / 450e9;
    QVERIFY(close(time.forward.contextTraffic, expected));
    QVERIFY(close(time.backward.contextTraffic, expected));
}

void TestLayerTime::keysGatheredAtOnceAreWaitedFor()
{
    // 8,192 tokens with keys and values of 8 x 128 of two bytes, 7/8 of them over 450 GB/s; backward also brings
    // their gradients back. A ring hides nearly all of it.
    const TrainingModel model = modelOf(test::llama405b());
    Parameters parameters = onlyProducts();
    parameters.contextExposed = 0.1;
    Strategy strategy;
    strategy.contextParallel = 8;
    const LayerTime ring = layerTime(model, LayerKind::Dense, strategy, oneServer(), parameters);
    strategy.contextExchange = ContextExchange::Gather;
    const LayerTime gather = layerTime(model, LayerKind::Dense, strategy, oneServer(), parameters);
    const double expected = 7.0 / 8.0 * 8192.0 * 2.0 * 1024.0 * 2.0 / 450e9;
    QVERIFY(close(gather.forward.contextTraffic, expected));
    QVERIFY(close(gather.backward.contextTraffic, 2.0 * expected));
    QVERIFY(close(ring.forward.contextTraffic, 0.1 * expected));
    // torchtitan repeats them for each of the 128 query heads first.
    strategy.software = Software::TorchTitan;
    const LayerTime titan = layerTime(model, LayerKind::Dense, strategy, oneServer(), parameters);
    QVERIFY(close(titan.forward.contextTraffic, 128.0 / 8.0 * expected));
}

void TestLayerTime::everyBlockOfARingHasKernelsOfItsOwn()
{
    // Eight blocks instead of one: seven more kernels forward and twice as many backward.
    const TrainingModel model = modelOf(test::llama405b());
    Parameters parameters = onlyProducts();
    parameters.kernelSeconds = 1e-3;
    Strategy strategy;
    strategy.contextParallel = 8;
    const LayerTime ring = layerTime(model, LayerKind::Dense, strategy, oneServer(), parameters);
    strategy.contextExchange = ContextExchange::Gather;
    const LayerTime gather = layerTime(model, LayerKind::Dense, strategy, oneServer(), parameters);
    QVERIFY(close(ring.forward.compute - gather.forward.compute, 7e-3));
    QVERIFY(close(ring.backward.compute - gather.backward.compute, 14e-3));
}

void TestLayerTime::pytorchRepeatsEveryOtherProduct()
{
    const TrainingModel model = modelOf(test::llama405b());
    Strategy strategy;
    strategy.software = Software::TorchTitan;
    const LayerTime kept =
        layerTime(model, LayerKind::Dense, strategy, withoutMemoryLimit(), onlyProducts());
    strategy.recompute = Recompute::Selective;
    const LayerTime again =
        layerTime(model, LayerKind::Dense, strategy, withoutMemoryLimit(), onlyProducts());
    QVERIFY(close(again.backward.compute, kept.backward.compute + 0.5 * kept.weights));
}

QTEST_APPLESS_MAIN(TestLayerTime)
#include "tst_layer_time.moc"
