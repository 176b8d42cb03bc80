#include "core/training/memory_use.h"

#include "core/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rackwright::training {

namespace {

using units::byte;

constexpr double weightBytes = 2.0; // of a weight that products use
constexpr double gradientBytes = 4.0;

// Bytes a parameter, mixed precision with Adam.
struct StateBytes
{
    double weights;
    double gradients;
    double optimizer;
};

// PyTorch's own fully sharded training, where nothing but 32-bit weights is kept: products cast what they gather.
bool isPlainFsdp(const Strategy& strategy)
{
    return strategy.sharding == Sharding::Parameters &&
           (strategy.software == Software::TorchTitan || strategy.software == Software::Composer);
}

StateBytes stateBytes(const Strategy& strategy)
{
    if (isPlainFsdp(strategy)) {
        return {4.0, gradientBytes, 8.0}; // 32-bit weight; m and v
    }
    return {weightBytes, gradientBytes, 12.0}; // 16-bit weight; 32-bit master, m and v
}

double stateShare(const Strategy& strategy, Sharding from, double ranks)
{
    return strategy.sharding >= from ? 1.0 / ranks : 1.0;
}

// Kept for the backward pass by one layer of one microbatch, in bytes a token of the rank's slice.
class Kept
{
public:
    Kept(const TrainingModel& model, const Strategy& strategy)
        : model_(model)
        , hidden_(model.hidden)
        , tensor_(strategy.tensorParallel)
        , own_(splitsSequence(strategy) ? tensor_ : 1.0)
        , scores_(keepsScores(strategy.software))
        , selective_(strategy.recompute == Recompute::Selective && !scores_)
        , allScores_(scores_ && strategy.recompute == Recompute::None)
        , input_(isNarrow(strategy.format) ? 1.0 : 2.0)
    {}

    [[nodiscard]] double layer(LayerKind kind) const
    {
        return norms() + attention() + (kind == LayerKind::Mixture ? mixture() : dense());
    }

private:
    // Residuals, and the products' inputs that norms make and a selective recompute makes again.
    [[nodiscard]] double norms() const
    {
        const double masks = scores_ ? 2.0 * hidden_ / own_ : 0.0; // of dropout
        return 4.0 * hidden_ / own_ + (selective_ ? 0.0 : 2.0 * input_ * hidden_ / own_) + masks;
    }

    [[nodiscard]] double attention() const
    {
        const double heads = model_.heads / tensor_;
        if (model_.attention == AttentionKind::Latent) {
            const double latent = 2.0 * (model_.queryRank + model_.kvRank + model_.ropeSize);
            const double output = (2.0 + input_) * heads * model_.valueSize;
            const double expanded =
                2.0 * heads * (2.0 * (model_.headSize + model_.ropeSize) + model_.valueSize);
            return latent + output + (selective_ ? 0.0 : expanded);
        }
        const double size = model_.headSize;
        const double kvHeads = std::max(1.0, model_.kvHeads / tensor_);
        const double kept = 2.0 * size * (2.0 * heads + 2.0 * kvHeads);
        return kept + (allScores_ ? 5.0 * heads * model_.sequence : 0.0);
    }

    // Bytes for each unit of an expert's or a dense feed-forward's width.
    [[nodiscard]] double perWidth() const
    {
        const double before = model_.gated ? 4.0 : 2.0;
        return before + (selective_ ? 0.0 : input_);
    }

    [[nodiscard]] double dense() const { return perWidth() * model_.feedForward / tensor_; }

    [[nodiscard]] double mixture() const
    {
        const double each =
            perWidth() * model_.expertFeedForward + (selective_ ? input_ : input_ + 2.0) * hidden_;
        return (model_.activeExperts * each +
                model_.sharedExperts * perWidth() * model_.expertFeedForward) /
               tensor_;
    }

    static bool isNarrow(NumberFormat format)
    {
        return format != NumberFormat::Bf16 && format != NumberFormat::Fp16;
    }

    const TrainingModel& model_;
    double hidden_;
    double tensor_; // ranks that split the heads and widths
    double own_;    // ranks that split norms and residuals
    bool scores_;
    bool selective_;
    bool allScores_;
    double input_; // bytes of a product's kept input
};

// PyTorch's selective recompute keeps a layer's input, the output of attention and every other product.
double keptEveryOther(const TrainingModel& model, LayerKind kind, const Strategy& strategy)
{
    const double width = kind == LayerKind::Mixture
                             ? model.activeExperts * (model.expertFeedForward + 2.0 * model.hidden)
                             : model.feedForward;
    const double heads = static_cast<double>(model.headSize) * (2.0 * model.heads + model.kvHeads);
    const double split = splitsSequence(strategy) ? strategy.tensorParallel : 1.0;
    return 2.0 * 2.0 * model.hidden / split + 2.0 * (heads + width) / strategy.tensorParallel;
}

double keptPerToken(const TrainingModel& model, LayerKind kind, const Strategy& strategy)
{
    if (repeatsProducts(strategy)) {
        return keptEveryOther(model, kind, strategy);
    }
    if (strategy.recompute == Recompute::Full) {
        const double split = splitsSequence(strategy) ? strategy.tensorParallel : 1.0;
        return 2.0 * model.hidden / split;
    }
    return Kept(model, strategy).layer(kind);
}

// One end of the pipeline: the first stage holds the most microbatches, the last one the head.
struct Stage
{
    double denseLayers = 0.0;
    double mixtureLayers = 0.0;
    double vocabularies = 0.0; // embedding and head
    double inFlight = 1.0;     // microbatches of all its layers
    bool last = false;
    double extraLayers = 0.0; // that predict further tokens; alike its last layers
    double copies = 1.0;      // of weights
};

std::array<Stage, 2> endStages(const TrainingModel& model, const Strategy& strategy)
{
    const double mixtures = mixtureLayers(model);
    const double dense = model.layers - mixtures;
    const double stages = strategy.pipelineParallel;
    const double rounds = strategy.microbatches;
    if (stages <= 1.0) {
        const double vocabularies = model.tied ? 1.0 : 2.0;
        const Stage only{dense, mixtures, vocabularies, 1.0, true, extraLayers(model) * 1.0};
        return {only, only};
    }
    const double interleave = strategy.pipelineInterleave;
    const double each = std::ceil(model.layers / stages);
    const double rest = model.layers - std::floor((model.layers - 1) / each) * each;
    const double inFirst = std::min(dense, each);
    const double inLast = std::min(mixtures, rest);
    const double warm = interleave > 1.0 ? stages + (stages - 1.0) / interleave : stages;
    const double end = (stages * (interleave - 1.0) + 1.0) / interleave;
    Stage first{inFirst, each - inFirst, 1.0, std::min(rounds, warm), false};
    Stage final{rest - inLast, inLast, 1.0, std::min(rounds, end), true, extraLayers(model) * 1.0};
    if (strategy.schedule == PipelineSchedule::DualPipe) {
        // Every accelerator works on one stage from each end, with P + 1 microbatches between them.
        for (Stage* stage : {&first, &final}) {
            stage->inFlight = std::min(rounds, stages + 1.0);
            stage->copies = 2.0;
        }
    }
    return {first, final};
}

RankParameters parametersOf(const Stage& stage,
                            const TrainingModel& model,
                            const Strategy& strategy)
{
    const ParameterCount count = countParameters(model);
    const double mixtures = mixtureLayers(model);
    const double tensor = strategy.tensorParallel;
    const double extra = stage.extraLayers;
    const double routed = mixtures > 0.0 ? count.experts / (mixtures + extraLayers(model)) : 0.0;
    return {stage.copies *
                (count.denseLayer * stage.denseLayers + count.mixtureLayer * stage.mixtureLayers +
                 count.extraLayer * extra + count.embedding * stage.vocabularies) /
                tensor,
            stage.copies * routed * (stage.mixtureLayers + (mixtures > 0.0 ? extra : 0.0)) /
                strategy.expertParallel};
}

// Logits in 16 bits and their loss in 32; Megatron of 2021 makes both in one pass. PyTorch's allocator comes to hold
// the logits, their 32-bit copy, its log-softmax and the gradient of that side by side; where ranks split the
// vocabulary, the exponentials too (torch.distributed.tensor.parallel.loss).
double logitBytes(const Strategy& strategy)
{
    if (keepsScores(strategy.software)) {
        return 4.0;
    }
    if (strategy.software != Software::TorchTitan) {
        return 6.0;
    }
    return strategy.tensorParallel > 1 ? 18.0 : 14.0;
}

double activationBytes(const Stage& stage, const TrainingModel& model, const Strategy& strategy)
{
    const double tokens =
        static_cast<double>(model.sequence) * strategy.microbatch / strategy.contextParallel;
    const bool mixture = mixtureLayers(model) > 0;
    const double mixtures = stage.mixtureLayers + (mixture ? stage.extraLayers : 0.0);
    const double dense = stage.denseLayers + (mixture ? 0.0 : stage.extraLayers);
    const double kept = dense * keptPerToken(model, LayerKind::Dense, strategy) +
                        mixtures * keptPerToken(model, LayerKind::Mixture, strategy);
    double bytes = tokens * kept * stage.inFlight;
    if (strategy.recompute == Recompute::Full || repeatsProducts(strategy)) {
        Strategy live = strategy; // the layer that is computed again
        live.recompute = Recompute::None;
        const LayerKind kind = mixtures > 0.0 ? LayerKind::Mixture : LayerKind::Dense;
        const double again = repeatsProducts(strategy) ? keptPerToken(model, kind, strategy) : 0.0;
        bytes += tokens * (keptPerToken(model, kind, live) - again);
    }
    return stage.last ? bytes + logitBytes(strategy) * tokens * model.vocabulary /
                                    strategy.tensorParallel * model.predictedTokens
                      : bytes;
}

// What one layer's backward pass needs for a while: the gradients of its feed-forward in 32 bits before they are
// added up (software that keeps scores adds in place), and a gathered input with its gradient.
double workspaceBytes(const Stage& stage, const TrainingModel& model, const Strategy& strategy)
{
    const double matrices = model.gated ? 3.0 : 2.0;
    const double width =
        stage.denseLayers > 0.0 ? model.feedForward : model.sharedExperts * model.expertFeedForward;
    const double added = keepsScores(strategy.software)
                             ? 0.0
                             : 4.0 * matrices * model.hidden * width / strategy.tensorParallel;
    const bool gathers = strategy.tensorParallel > 1 && splitsSequence(strategy);
    const double tokens =
        static_cast<double>(model.sequence) * strategy.microbatch / strategy.contextParallel;
    return added + (gathers ? 2.0 * weightBytes * tokens * model.hidden : 0.0);
}

// The same in PyTorch. Without a pipeline its memory is fullest at the loss, where no layer works backward:
// vocabulary matrices stay gathered throughout, and two layers at a time. Behind a pipeline all layers stay, with
// their gradients, beside what neighbours sent and the logits of every microbatch, while one layer's gradients of
// weights and activations are made. The head keeps its gathered input; asynchronous tensor parallelism gathers no
// layer's input whole.
double plainFsdpBytes(const Stage& stage,
                      const RankParameters& own,
                      const TrainingModel& model,
                      const Strategy& strategy)
{
    const double split = strategy.tensorParallel;
    const double tokens =
        static_cast<double>(model.sequence) * strategy.microbatch / strategy.contextParallel;
    const double input = weightBytes * tokens * model.hidden;
    double bytes = 0.0;
    if (strategy.tensorParallel > 1) {
        bytes += (strategy.traits.tensorOverlap ? 0.0 : 2.0 * input) + (stage.last ? input : 0.0);
    }
    if (strategy.pipelineParallel <= 1) {
        const double vocabularies =
            stage.vocabularies * static_cast<double>(model.vocabulary) * model.hidden / split;
        const double layers = std::max(0.0, own.total() - vocabularies) / std::max(1, model.layers);
        return bytes + weightBytes * (vocabularies + 2.0 * layers);
    }
    const double logits = stage.last ? weightBytes * tokens * model.vocabulary / split : 0.0;
    const double width = model.feedForward / split;
    const double keys = strategy.contextParallel > 1 ? 2.0 * model.heads * model.headSize / split *
                                                           tokens * strategy.contextParallel
                                                     : 0.0; // and values, of the whole sequence
    const double backward = gradientBytes * 3.0 * model.hidden * width + // three matrices
                            weightBytes * 3.0 * width * tokens +
                            (weightBytes + gradientBytes) * keys;
    return bytes + (weightBytes + gradientBytes) * own.total() +
           strategy.microbatches * (input / split + logits) + backward;
}

MemoryUse memoryOf(const Stage& stage, const TrainingModel& model, const Strategy& strategy)
{
    const RankParameters own = parametersOf(stage, model, strategy);
    const double replicas = shardRanks(strategy);
    const double expertReplicas =
        std::max(1.0, replicas * strategy.tensorParallel / strategy.expertParallel);
    const auto held = [&](Sharding from, double bytesEach) {
        return bytesEach *
               (own.dense * stateShare(strategy, from, replicas) +
                own.experts * stateShare(strategy, from, expertReplicas)) *
               byte;
    };
    const StateBytes state = stateBytes(strategy);
    MemoryUse use;
    use.weights = held(Sharding::Parameters, state.weights);
    use.gradients = held(Sharding::Gradients, state.gradients);
    use.optimizer = held(Sharding::Optimizer, state.optimizer);
    use.activations = activationBytes(stage, model, strategy) * byte;
    if (isPlainFsdp(strategy)) {
        use.workspace = plainFsdpBytes(stage, own, model, strategy) * byte;
        return use;
    }
    use.workspace = workspaceBytes(stage, model, strategy) * byte;
    if (strategy.sharding == Sharding::Parameters) {
        // Two layers are gathered at a time; behind a pipeline all stay, with their gradients.
        const double gathered = strategy.pipelineParallel > 1
                                    ? (weightBytes + gradientBytes) * own.total()
                                    : 2.0 * weightBytes * own.total() / std::max(1, model.layers);
        use.workspace += gathered * byte;
    }
    return use;
}

} // namespace

RankParameters rankParameters(const TrainingModel& model, const Strategy& strategy)
{
    const auto ends = endStages(model, strategy);
    const RankParameters first = parametersOf(ends[0], model, strategy);
    const RankParameters last = parametersOf(ends[1], model, strategy);
    return first.total() > last.total() ? first : last;
}

MemoryUse memoryUse(const TrainingModel& model, const Strategy& strategy)
{
    const auto ends = endStages(model, strategy);
    const MemoryUse first = memoryOf(ends[0], model, strategy);
    const MemoryUse last = memoryOf(ends[1], model, strategy);
    return first.total() > last.total() ? first : last;
}

} // namespace rackwright::training
