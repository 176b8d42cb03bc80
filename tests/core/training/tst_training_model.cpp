#include "tests/core/training/workloads.h"

#include <QTest>

#include <cmath>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

constexpr double billion = 1e9;

TrainingModel gpt3()
{
    TrainingModel model;
    model.layers = 96;
    model.hidden = 12'288;
    model.heads = 96;
    model.kvHeads = 96;
    model.headSize = 128;
    model.feedForward = 49'152;
    model.gated = false;
    model.vocabulary = 51'200;
    model.sequence = 2'048;
    return model;
}

} // namespace

class TestTrainingModel : public QObject
{
    Q_OBJECT

private slots:
    void publishedModelsHaveTheirPublishedSize();
    void denseOperationsFollowThePublishedFormula();
    void causalAttentionIsHalfOfFull();
    void windowBoundsAttention();
    void packedDocumentsAttendWithinThemselves();
    void tiedMatricesCountOnce();
    void mixtureCountsActiveExpertsOnly();
};

void TestTrainingModel::publishedModelsHaveTheirPublishedSize()
{
    // facts E2: 405.8 B; Grok-1 315.7 B with one vocabulary matrix (tied); DeepSeek-V3 671 B.
    const double llama = countParameters(modelOf(test::llama405b())).total();
    QVERIFY(std::abs(llama - 405.85 * billion) < 0.1 * billion);
    const ParameterCount grok = countParameters(modelOf(test::grok1()));
    QVERIFY(std::abs(grok.total() - grok.embedding - 315.7 * billion) < 0.1 * billion);
    const double deepseek = countParameters(modelOf(test::deepseekV3())).total();
    QVERIFY(std::abs(deepseek - 671.0 * billion) < 0.5 * billion);
}

void TestTrainingModel::denseOperationsFollowThePublishedFormula()
{
    // Narayanan et al. 2021, arXiv:2104.04473: 72 B s l h^2 (1 + s/6h + V/12lh) a step, so a third of that
    // for a forward pass: per token 24 x 96 x 12288^2 x (1 + 2048/73728 + 51200/14155776).
    const double expected = 24.0 * 96.0 * 12288.0 * 12288.0 *
                            (1.0 + 2048.0 / 73728.0 + 51200.0 / (12.0 * 96.0 * 12288.0));
    const double got = forwardOperations(gpt3()).full / flop;
    QVERIFY(std::abs(got / expected - 1.0) < 1e-12);
}

void TestTrainingModel::causalAttentionIsHalfOfFull()
{
    const LayerOperations work = layerOperations(gpt3());
    QCOMPARE(work.attentionFull, 4.0 * 12288.0 * 2048.0); // 4 a d s
    QCOMPARE(work.attention, 2.0 * 12288.0 * 2048.0);
}

void TestTrainingModel::windowBoundsAttention()
{
    TrainingModel model = gpt3();
    model.window = 128;
    model.windowedLayers = 0.5;
    // Half of the layers see 128 tokens, the others 1024 on average: 576.
    QCOMPARE(layerOperations(model).attention, 4.0 * 12288.0 * 576.0);
}

void TestTrainingModel::packedDocumentsAttendWithinThemselves()
{
    // Documents of 512 tokens in sequences of 2,048: a token sees 256 others on average instead of 1,024.
    TrainingModel model = gpt3();
    model.packedDocument = 512;
    QCOMPARE(layerOperations(model).attention, 4.0 * 12288.0 * 256.0);
    model.packedDocument = 9'999; // longer than the sequence: cut off
    QCOMPARE(layerOperations(model).attention, layerOperations(gpt3()).attention);
}

void TestTrainingModel::tiedMatricesCountOnce()
{
    TrainingModel model = gpt3();
    const double apart = countParameters(model).total();
    model.tied = true;
    QCOMPARE(apart - countParameters(model).total(), 51200.0 * 12288.0);
}

void TestTrainingModel::mixtureCountsActiveExpertsOnly()
{
    const LayerOperations work = layerOperations(modelOf(test::grok1()));
    QCOMPARE(work.routed, 2.0 * 2.0 * 3.0 * 6144.0 * 32768.0); // two experts of three matrices
    QCOMPARE(work.feedForward, 0.0);
}

QTEST_APPLESS_MAIN(TestTrainingModel)
#include "tst_training_model.moc"
