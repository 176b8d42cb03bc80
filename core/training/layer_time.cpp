#include "core/training/layer_time.h"

#include "core/base/units.h"
#include "core/training/collective.h"

#include <algorithm>

namespace rackwright::training {

namespace {

using units::byte;
using units::flopPerSecond;
using units::second;

constexpr double wide = 2.0; // bytes of an activation
constexpr double one = 1.0;  // bytes of an FP8 activation

// Everything about one rank's share of a microbatch that the parts of a layer need.
struct Rank
{
    const TrainingModel& model;
    const Strategy& strategy;
    const Cluster& cluster;
    const Parameters& parameters;
    double tokens;
    double split;
    bool quick; // products in FP8 or narrower
    double productRate;
    double wideRate;
    double memoryRate;
    double launch;

    // Tokens of the parts that only sequence parallelism splits over tensor-parallel ranks.
    [[nodiscard]] double ownTokens() const
    {
        return strategy.era == Era::Unfused ? tokens : tokens / split;
    }

    // One product M x K by K x N, repeated for `count` groups.
    [[nodiscard]] double product(double m, double k, double n, double count = 1.0) const
    {
        if (m <= 0.0 || k <= 0.0 || n <= 0.0) {
            return 0.0;
        }
        const double edge = 1.0 + parameters.productEdge * (1.0 / m + 1.0 / k + 1.0 / n);
        const double rate = productRate * parameters.productEfficiency;
        const double work = 2.0 * m * k * n * count * edge / rate;
        const double moved = wide * count * (m * k + k * n + m * n) / memoryRate;
        return std::max({work, moved, launch}) + parameters.productOverhead / second;
    }

    [[nodiscard]] double elementwise(double bytes, double kernels) const
    {
        return std::max(parameters.elementwiseTraffic * bytes / memoryRate, kernels * launch);
    }
};

Rank rankOf(const TrainingModel& model,
            const Strategy& strategy,
            const Cluster& cluster,
            const Parameters& parameters)
{
    return {
        .model = model,
        .strategy = strategy,
        .cluster = cluster,
        .parameters = parameters,
        .tokens =
            static_cast<double>(model.sequence) * strategy.microbatch / strategy.contextParallel,
        .split = static_cast<double>(strategy.tensorParallel),
        .quick = strategy.format != NumberFormat::Bf16 && strategy.format != NumberFormat::Fp16,
        .productRate = peakRate(cluster.accelerator, strategy.format) / flopPerSecond,
        .wideRate = cluster.accelerator.bf16Peak / flopPerSecond,
        .memoryRate =
            cluster.accelerator.memoryBandwidth / (byte / second) * parameters.memoryEfficiency,
        .launch = parameters.kernelLaunch / second,
    };
}

double attentionForward(const Rank& rank)
{
    const LayerOperations work = layerOperations(rank.model);
    const double share = rank.tokens / rank.split;
    const double rate = rank.wideRate * rank.parameters.attentionForwardEfficiency;
    if (rank.strategy.era == Era::Unfused || rank.strategy.era == Era::SequenceSplit) {
        // Scores go through memory: written, masked, normalised, dropped out and read again.
        constexpr double bytesPerScore = 11.0;
        const double scores = rank.model.heads * share * rank.model.sequence;
        return work.attentionFull * share / rate + rank.elementwise(bytesPerScore * scores, 4.0);
    }
    return std::max(work.attention * share / rate, rank.launch);
}

double attentionBackward(const Rank& rank)
{
    const LayerOperations work = layerOperations(rank.model);
    const double share = rank.tokens / rank.split;
    const double rate = rank.wideRate * rank.parameters.attentionBackwardEfficiency;
    if (rank.strategy.era == Era::Unfused || rank.strategy.era == Era::SequenceSplit) {
        constexpr double bytesPerScore = 13.0;
        const double scores = rank.model.heads * share * rank.model.sequence;
        return 2.0 * work.attentionFull * share / rate +
               rank.elementwise(bytesPerScore * scores, 5.0);
    }
    return std::max(2.5 * work.attention * share / rate, rank.launch); // scores are computed again
}

double projections(const Rank& rank)
{
    const TrainingModel& model = rank.model;
    const double hidden = model.hidden;
    const double heads = model.heads / rank.split;
    if (model.attention == AttentionKind::Latent) {
        const double queryWidth = heads * (model.headSize + model.ropeSize);
        const double query = model.queryRank > 0
                                 ? rank.product(rank.tokens, hidden, model.queryRank) +
                                       rank.product(rank.tokens, model.queryRank, queryWidth)
                                 : rank.product(rank.tokens, hidden, queryWidth);
        return query + rank.product(rank.tokens, hidden, model.kvRank + model.ropeSize) +
               rank.product(rank.tokens, model.kvRank, heads * (model.headSize + model.valueSize)) +
               rank.product(rank.tokens, heads * model.valueSize, hidden);
    }
    const double kvHeads = std::max(1.0, model.kvHeads / rank.split);
    const double size = model.headSize;
    return rank.product(rank.tokens, hidden, size * (heads + 2.0 * kvHeads)) +
           rank.product(rank.tokens, heads * size, hidden);
}

double feedForwardProducts(const Rank& rank, double m, double width, double count = 1.0)
{
    const double hidden = rank.model.hidden;
    return rank.product(m, hidden, (rank.model.gated ? 2.0 : 1.0) * width, count) +
           rank.product(m, width, hidden, count);
}

double routedTokens(const Rank& rank)
{
    return rank.tokens / rank.split * rank.model.activeExperts *
           (1.0 + rank.parameters.expertImbalance);
}

double mixtureProducts(const Rank& rank)
{
    const TrainingModel& model = rank.model;
    const double local =
        std::max(1.0, static_cast<double>(model.experts) / rank.strategy.expertParallel);
    const double shared = static_cast<double>(model.sharedExperts) * model.expertFeedForward;
    return feedForwardProducts(rank, routedTokens(rank) / local, model.expertFeedForward, local) +
           (shared > 0.0 ? feedForwardProducts(rank, rank.tokens, shared / rank.split) : 0.0) +
           rank.product(rank.tokens / rank.split, model.hidden, model.experts);
}

// Norms, residuals, rotation, activation and, in narrow formats, the casts before each product.
double elementwiseForward(const Rank& rank, LayerKind kind)
{
    const TrainingModel& model = rank.model;
    const double hidden = model.hidden;
    const double size =
        model.attention == AttentionKind::Latent ? model.headSize + model.ropeSize : model.headSize;
    const double rotated = size * (model.heads + model.kvHeads) / rank.split;
    const double matrices = model.gated ? 3.0 : 2.0;
    double bytes = rank.ownTokens() * wide * 8.0 * hidden + rank.tokens * wide * 2.0 * rotated;
    double width = model.feedForward / rank.split * rank.tokens;
    double inputs = hidden;
    double kernels = 8.0;
    if (kind == LayerKind::Mixture) {
        width = model.expertFeedForward *
                (routedTokens(rank) + rank.tokens * model.sharedExperts / rank.split);
        bytes += routedTokens(rank) * wide * 6.0 * hidden; // permute, weigh and permute back
        inputs = hidden + routedTokens(rank) / rank.tokens * hidden;
        kernels += 8.0;
    }
    bytes += wide * matrices * width;
    if (rank.quick) {
        const double cast =
            rank.tokens * (inputs + hidden + model.heads * size / rank.split) + width;
        bytes += cast * (wide + 2.0 * one);
        kernels += 4.0;
    }
    return rank.elementwise(bytes, kernels);
}

double tensorTraffic(const Rank& rank)
{
    // Two gathers and two reduce-scatters, or two all-reduces, of the activations.
    const double bytes = rank.tokens * rank.model.hidden * wide;
    const Group group{rank.split, 1.0};
    const double time = 4.0 * gatherTime(bytes, group, rank.cluster, rank.parameters);
    return (1.0 - rank.parameters.tensorOverlap) * time;
}

double contextTraffic(const Rank& rank, double attention)
{
    if (rank.strategy.contextParallel <= 1) {
        return 0.0;
    }
    const TrainingModel& model = rank.model;
    const double kept = model.attention == AttentionKind::Latent
                            ? model.heads * (model.headSize + model.ropeSize + model.valueSize)
                            : 2.0 * model.kvHeads * model.headSize;
    const double bytes = rank.tokens * rank.strategy.contextParallel * kept / rank.split * wide;
    const Group group{static_cast<double>(rank.strategy.contextParallel), rank.split};
    // Each block travels while the one before is worked on; the first cannot hide.
    const double time = gatherTime(bytes, group, rank.cluster, rank.parameters);
    const double blocks = rank.strategy.contextParallel;
    return time / blocks + std::max(0.0, time - attention) * (blocks - 1.0) / blocks;
}

double expertTraffic(const Rank& rank)
{
    const Group group{static_cast<double>(rank.strategy.expertParallel), 1.0};
    const double bytes = routedTokens(rank) * rank.model.hidden * wide;
    const double time = 2.0 * exchangeTime(bytes, group, rank.cluster, rank.parameters);
    return (1.0 - rank.parameters.expertOverlap) * time;
}

} // namespace

LayerTime layerTime(const TrainingModel& model,
                    LayerKind kind,
                    const Strategy& strategy,
                    const Cluster& cluster,
                    const Parameters& parameters)
{
    const Rank rank = rankOf(model, strategy, cluster, parameters);
    const double products =
        projections(rank) +
        (kind == LayerKind::Mixture
             ? mixtureProducts(rank)
             : feedForwardProducts(rank, rank.tokens, model.feedForward / rank.split));
    const double rest = elementwiseForward(rank, kind);
    const double attention = attentionForward(rank);
    const double attentionBack = attentionBackward(rank);
    LayerTime time;
    time.forward = {products + rest + attention,
                    tensorTraffic(rank),
                    contextTraffic(rank, attention),
                    kind == LayerKind::Mixture ? expertTraffic(rank) : 0.0};
    time.backward = {2.0 * products + 1.6 * rest + attentionBack,
                     time.forward.tensorTraffic,
                     2.0 * contextTraffic(rank, attentionBack / 2.0),
                     time.forward.expertTraffic};
    if (strategy.recompute == Recompute::Full) {
        time.backward = time.backward + time.forward;
    } else if (strategy.recompute == Recompute::Selective &&
               (strategy.era == Era::Unfused || strategy.era == Era::SequenceSplit)) {
        time.backward.compute += attention;
    }
    return time;
}

LayerTime headTime(const TrainingModel& model,
                   const Strategy& strategy,
                   const Cluster& cluster,
                   const Parameters& parameters)
{
    Strategy wideStrategy = strategy;
    if (strategy.format != NumberFormat::Fp16) {
        wideStrategy.format = NumberFormat::Bf16; // the head stays in 16 bits
    }
    const Rank rank = rankOf(model, wideStrategy, cluster, parameters);
    const double products = rank.product(rank.tokens, model.hidden, model.vocabulary / rank.split);
    const double logits = rank.tokens * model.vocabulary / rank.split;
    LayerTime time;
    time.forward.compute = products + rank.elementwise(logits * 12.0, 5.0);
    time.backward.compute = 2.0 * products + rank.elementwise(logits * 6.0, 2.0);
    return model.predictedTokens * 1.0 == 1.0 ? time
                                              : LayerTime{model.predictedTokens * time.forward,
                                                          model.predictedTokens * time.backward};
}

} // namespace rackwright::training
