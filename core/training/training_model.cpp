#include "core/training/training_model.h"

#include "core/base/units.h"

#include <algorithm>

namespace rackwright::training {

namespace {

// Weights of the attention projections of one layer, which is also their multiply-adds per token.
double projectionWeights(const TrainingModel& model)
{
    const double hidden = model.hidden;
    const double heads = model.heads;
    if (model.attention == AttentionKind::Latent) {
        const double queryWidth = heads * (model.headSize + model.ropeSize);
        const double query =
            model.queryRank > 0 ? model.queryRank * (hidden + queryWidth) : hidden * queryWidth;
        const double keyValue = hidden * (model.kvRank + model.ropeSize) +
                                model.kvRank * heads * (model.headSize + model.valueSize);
        return query + keyValue + heads * model.valueSize * hidden;
    }
    const double width = heads * model.headSize;
    return hidden * (width + 2.0 * model.kvHeads * model.headSize) + width * hidden;
}

double matricesPerBlock(const TrainingModel& model)
{
    return model.gated ? 3.0 : 2.0;
}

// Query-key and score-value products per token that looks at `context` tokens.
double attentionOperations(const TrainingModel& model, double context)
{
    const double queryKey =
        model.headSize + (model.attention == AttentionKind::Latent ? model.ropeSize : 0);
    const double value =
        model.attention == AttentionKind::Latent ? model.valueSize : model.headSize;
    return 2.0 * model.heads * (queryKey + value) * context;
}

// Averaged over layers, as windows alternate with full attention.
double meanContext(const TrainingModel& model, double unwindowed)
{
    if (model.window <= 0) {
        return unwindowed;
    }
    const double windowed = std::min<double>(model.window, unwindowed);
    return model.windowedLayers * windowed + (1.0 - model.windowedLayers) * unwindowed;
}

} // namespace

ParameterCount countParameters(const TrainingModel& model)
{
    const double hidden = model.hidden;
    const double matrices = matricesPerBlock(model);
    const double mixtures = mixtureLayers(model);
    const double perExpert = matrices * hidden * model.expertFeedForward;
    const double attention = projectionWeights(model) + 2.0 * hidden; // with two norms
    ParameterCount count;
    count.denseLayer = attention + matrices * hidden * model.feedForward;
    count.mixtureLayer = attention + hidden * model.experts + model.sharedExperts * perExpert;
    const double extra = extraLayers(model);
    const double projection = 2.0 * hidden * hidden;
    count.extraLayer = (mixtures > 0 ? count.mixtureLayer : count.denseLayer) + projection;
    count.dense = (model.layers - mixtures) * count.denseLayer + mixtures * count.mixtureLayer +
                  extra * count.extraLayer;
    count.experts = (mixtures > 0 ? mixtures + extra : 0.0) * model.experts * perExpert;
    count.vocabularies = model.tied ? 1.0 : 2.0;
    count.embedding = static_cast<double>(model.vocabulary) * hidden;
    return count;
}

LayerOperations layerOperations(const TrainingModel& model)
{
    const double hidden = model.hidden;
    const double matrices = matricesPerBlock(model);
    const double perExpert = 2.0 * matrices * hidden * model.expertFeedForward;
    LayerOperations work;
    work.projections = 2.0 * projectionWeights(model);
    const double document =
        model.packedDocument > 0 ? std::min(model.packedDocument, model.sequence) : model.sequence;
    work.attention = attentionOperations(model, meanContext(model, document / 2.0));
    work.attentionFull = attentionOperations(model, meanContext(model, document));
    work.feedForward = 2.0 * matrices * hidden * model.feedForward;
    work.routed = model.activeExperts * perExpert;
    work.shared = model.sharedExperts * perExpert;
    work.router = 2.0 * hidden * model.experts;
    return work;
}

TokenOperations forwardOperations(const TrainingModel& model)
{
    const LayerOperations layer = layerOperations(model);
    const double mixtures = mixtureLayers(model);
    const double mixture = layer.routed + layer.shared + layer.router;
    const double head = 2.0 * model.hidden * model.vocabulary * model.predictedTokens;
    const double extra = model.predictedTokens - 1; // an extra layer and its 2h x h projection
    const double extraLayer = layer.projections + (mixtures > 0 ? mixture : layer.feedForward) +
                              4.0 * model.hidden * model.hidden;
    const double products = model.layers * layer.projections +
                            (model.layers - mixtures) * layer.feedForward + mixtures * mixture +
                            head + extra * extraLayer;
    const double attending = model.layers + extra;
    return {(products + attending * layer.attention) * units::flop,
            (products + attending * layer.attentionFull) * units::flop};
}

} // namespace rackwright::training
