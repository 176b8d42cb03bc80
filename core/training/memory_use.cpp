#include "core/training/memory_use.h"

#include "core/base/units.h"

#include <algorithm>
#include <cmath>

namespace rackwright::training {

namespace {

using units::byte;
using units::gigabyte;

// Bytes a parameter, mixed precision with Adam: 16-bit weight; 32-bit gradient; 32-bit master, m and v.
constexpr double weightBytes = 2.0;
constexpr double gradientBytes = 4.0;
constexpr double optimizerBytes = 12.0;

double stateShare(const Strategy& strategy, Sharding from, double ranks)
{
    return strategy.sharding >= from ? 1.0 / ranks : 1.0;
}

bool scoresInMemory(const Strategy& strategy)
{
    return strategy.era == Era::Unfused || strategy.era == Era::SequenceSplit;
}

// Kept for the backward pass by one layer of one microbatch, bytes a token of the rank's slice.
double keptPerToken(const TrainingModel& model, LayerKind kind, const Strategy& strategy)
{
    const double hidden = model.hidden;
    const double tensor = strategy.tensorParallel;
    const double split = strategy.era == Era::Unfused ? 1.0 : tensor;
    if (strategy.recompute == Recompute::Full) {
        return 2.0 * hidden / split;
    }
    const double size = model.headSize;
    const double attention =
        model.attention == AttentionKind::Latent
            ? 2.0 * model.heads * (2.0 * (size + model.ropeSize) + 2.0 * model.valueSize) +
                  4.0 * (model.queryRank + model.kvRank)
            : 2.0 * size * (2.0 * model.heads + 2.0 * model.kvHeads);
    // Selective: outputs of norms and of activations are made again from their inputs.
    const bool selective = strategy.recompute == Recompute::Selective;
    double kept = (selective ? 4.0 : 8.0) * hidden / split + attention / tensor;
    const double acts = (model.gated ? 3.0 : 2.0) - (selective ? 1.0 : 0.0);
    if (kind == LayerKind::Mixture) {
        const double routed = model.activeExperts;
        kept += (routed * (2.0 * acts * model.expertFeedForward + 4.0 * hidden) +
                 2.0 * acts * model.sharedExperts * model.expertFeedForward) /
                tensor;
    } else {
        kept += 2.0 * acts * model.feedForward / tensor;
    }
    if (scoresInMemory(strategy)) {
        kept += 2.0 * hidden / split + 2.0 * hidden / tensor; // dropout masks
        if (strategy.recompute == Recompute::None) {
            kept += 5.0 * model.heads * model.sequence / tensor;
        }
    }
    return kept;
}

// Microbatches of layers that the first stage holds at once.
double stagesInFlight(const Strategy& strategy)
{
    const double stages = strategy.pipelineParallel;
    const double interleave = strategy.pipelineInterleave;
    const double warm =
        interleave > 1.0 ? stages * (1.0 + (stages - 1.0) / (stages * interleave)) : stages;
    return std::min<double>(strategy.microbatches, warm);
}

double activationBytes(const TrainingModel& model, const Strategy& strategy)
{
    const double tokens =
        static_cast<double>(model.sequence) * strategy.microbatch / strategy.contextParallel;
    const double mixtures = mixtureLayers(model);
    const double perStage = 1.0 / strategy.pipelineParallel;
    const double kept =
        (model.layers - mixtures) * keptPerToken(model, LayerKind::Dense, strategy) +
        (mixtures > 0.0 ? mixtures * keptPerToken(model, LayerKind::Mixture, strategy) : 0.0);
    double bytes = tokens * kept * perStage * stagesInFlight(strategy);
    if (strategy.recompute == Recompute::Full) {
        Strategy live = strategy;
        live.recompute = Recompute::Selective;
        const LayerKind kind = mixtures > 0.0 ? LayerKind::Mixture : LayerKind::Dense;
        bytes += tokens * keptPerToken(model, kind, live);
    }
    const double logits = tokens * model.vocabulary / strategy.tensorParallel * 6.0;
    return strategy.pipelineParallel == 1
               ? bytes + logits
               : std::max(bytes, bytes / strategy.pipelineParallel + logits);
}

} // namespace

RankParameters rankParameters(const TrainingModel& model, const Strategy& strategy)
{
    const ParameterCount count = countParameters(model);
    const double tensor = strategy.tensorParallel;
    const double stages = strategy.pipelineParallel;
    const double ends = stages > 1.0 ? 1.0 : 2.0; // vocabulary matrices on one stage
    return {count.dense / (tensor * stages) + ends * count.embedding / tensor,
            count.experts / (strategy.expertParallel * stages)};
}

MemoryUse memoryUse(const TrainingModel& model, const Strategy& strategy)
{
    const RankParameters own = rankParameters(model, strategy);
    const double replicas = static_cast<double>(strategy.dataParallel) * strategy.contextParallel;
    const double expertReplicas =
        std::max(1.0, replicas * strategy.tensorParallel / strategy.expertParallel);
    const auto held = [&](Sharding from, double bytesEach) {
        return bytesEach *
               (own.dense * stateShare(strategy, from, replicas) +
                own.experts * stateShare(strategy, from, expertReplicas)) *
               byte;
    };
    MemoryUse use;
    use.weights = held(Sharding::Parameters, weightBytes);
    use.gradients = held(Sharding::Gradients, gradientBytes);
    use.optimizer = held(Sharding::Optimizer, optimizerBytes);
    use.activations = activationBytes(model, strategy) * byte;
    use.workspace = 3.0 * gigabyte;
    if (strategy.sharding == Sharding::Parameters) {
        use.workspace += 2.0 * weightBytes * own.total() / std::max(1, model.layers) * byte;
    }
    return use;
}

} // namespace rackwright::training
