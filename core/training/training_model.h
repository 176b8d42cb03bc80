// A language model as its training sees it: the shapes that make its operations and its memory.
#pragma once

#include "core/model/catalogue.h"

namespace rackwright::training {

struct TrainingModel
{
    int layers = 0;
    int hidden = 0;
    int heads = 0;
    int kvHeads = 0;
    int headSize = 0;
    AttentionKind attention = AttentionKind::Grouped;
    int queryRank = 0; // latent attention only, with the next three; 0: queries are not compressed
    int kvRank = 0;
    int ropeSize = 0;
    int valueSize = 0;
    int window = 0;              // tokens a windowed layer looks back; 0: none is windowed
    double windowedLayers = 0.0; // share of the layers
    int feedForward = 0;         // dense width; 0: every layer is a mixture of experts
    bool gated = true;           // three matrices (SwiGLU) instead of two
    int denseLayers = 0;         // leading dense layers of a mixture of experts
    int experts = 0;             // 0: dense
    int activeExperts = 0;
    int sharedExperts = 0;
    int expertFeedForward = 0;
    int predictedTokens = 1; // 2: one extra layer and head predict the token after the next
    int vocabulary = 0;
    bool tied = false; // the head is the embedding
    int sequence = 0;
    int packedDocument =
        0; // tokens of the document that a mean token is in; 0: one fills the sequence
};

// Layers that predict further tokens; they are alike the last kind of layer with a projection before.
[[nodiscard]] inline int extraLayers(const TrainingModel& model)
{
    return model.predictedTokens - 1;
}

// Parameters by the way they are split over ranks.
struct ParameterCount
{
    double denseLayer = 0.0;   // of a dense layer
    double mixtureLayer = 0.0; // of a layer with experts, without the routed ones
    double extraLayer = 0.0;   // of a layer that predicts a further token, without routed experts
    double dense = 0.0;        // of all layers, without routed experts
    double experts = 0.0;      // routed experts; all layers
    double embedding = 0.0;    // a vocabulary matrix, with the next one
    double vocabularies = 2.0; // embedding and head, unless they are one

    [[nodiscard]] double total() const { return dense + experts + vocabularies * embedding; }
};

[[nodiscard]] ParameterCount countParameters(const TrainingModel& model);

// Forward operations for one token, attention at the full sequence length and at half of it, which is what
// a causal mask leaves. One forward and one backward pass are three times as much.
struct TokenOperations
{
    Operations causal;
    Operations full;
};

[[nodiscard]] TokenOperations forwardOperations(const TrainingModel& model);

// Multiply-adds per token and layer, times two, of the parts that are split and timed differently.
struct LayerOperations
{
    double projections = 0.0; // into and out of attention
    double attention = 0.0;   // scores and values, causal
    double attentionFull = 0.0;
    double feedForward = 0.0; // of a dense layer
    double routed = 0.0;      // of the active routed experts
    double shared = 0.0;      // shared experts
    double router = 0.0;
};

[[nodiscard]] LayerOperations layerOperations(const TrainingModel& model);

enum class LayerKind
{
    Dense,
    Mixture,
};

[[nodiscard]] inline int mixtureLayers(const TrainingModel& model)
{
    return model.experts > 0 ? model.layers - model.denseLayers : 0;
}

} // namespace rackwright::training
