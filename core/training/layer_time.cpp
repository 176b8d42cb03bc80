#include "core/training/layer_time.h"

#include "core/base/units.h"
#include "core/training/collective.h"

#include <algorithm>
#include <cmath>

namespace rackwright::training {

namespace {

using units::byte;
using units::flopPerSecond;
using units::second;

constexpr double wide = 2.0; // bytes of an activation

// A rank's share of a microbatch, and how fast the rank is: what the parts of a layer have in common.
struct Rank
{
    const TrainingModel& model;
    const Strategy& strategy;
    const Cluster& cluster;
    const Parameters& parameters;
    double tokens;
    double split;       // tensor-parallel ranks
    double productRate; // operations a second, with the next one
    double wideRate;
    double memoryRate; // bytes a second
    bool narrow;       // products in FP8 or narrower

    // Tokens of the parts that only sequence parallelism splits over tensor-parallel ranks.
    [[nodiscard]] double ownTokens() const
    {
        return splitsSequence(strategy) ? tokens / split : tokens;
    }

    // `count` products of M x K by K x N in one kernel.
    [[nodiscard]] double product(double m, double k, double n, double count = 1.0) const
    {
        if (m <= 0.0 || k <= 0.0 || n <= 0.0) {
            return 0.0;
        }
        const double edge = 1.0 + parameters.productEdge * (1.0 / m + 1.0 / k + 1.0 / n);
        const double work = 2.0 * m * k * n * count * edge / productRate;
        const double moved = wide * count * (m * k + k * n + m * n) / memoryRate;
        return std::max(work, moved) + parameters.kernelSeconds;
    }

    [[nodiscard]] double elementwise(double bytes, double kernels) const
    {
        return parameters.elementwiseTraffic * bytes / memoryRate +
               kernels * parameters.kernelSeconds;
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
        .productRate = peakRate(cluster.accelerator, strategy.format) / flopPerSecond *
                       parameters.productEfficiency,
        .wideRate = cluster.accelerator.bf16Peak / flopPerSecond,
        .memoryRate =
            cluster.accelerator.memoryBandwidth / (byte / second) * parameters.memoryEfficiency,
        .narrow = strategy.format != NumberFormat::Bf16 && strategy.format != NumberFormat::Fp16,
    };
}

// Blocks of keys that come to a rank of a ring one by one, each worked on by kernels of its own.
double blocksOf(const Strategy& strategy)
{
    return strategy.contextExchange == ContextExchange::Ring ? strategy.contextParallel : 1.0;
}

// Query, key and value products with the scores between them.
LayerTime attentionTime(const Rank& rank, const LayerOperations& work)
{
    const double share = rank.tokens / rank.split;
    if (keepsScores(rank.strategy.software)) {
        // Scores go through memory: written, masked, normalised, dropped out and read again.
        constexpr double forwardBytes = 13.0;
        constexpr double backwardBytes = 15.0;
        const double scores = rank.model.heads * share * rank.model.sequence;
        const double rate =
            rank.productRate / (1.0 + rank.parameters.productEdge / rank.model.headSize);
        const double products = work.attentionFull * share / rate;
        LayerTime time;
        time.forward.compute = products + rank.elementwise(forwardBytes * scores, 5.0);
        time.backward.compute = 2.0 * products + rank.elementwise(backwardBytes * scores, 8.0);
        return time;
    }
    const double edge = 1.0 + rank.parameters.attentionEdge / rank.model.sequence;
    const double rate = rank.wideRate * rank.parameters.attentionEfficiency / edge;
    constexpr double backwardWork = 2.5; // scores are computed again
    const double kernels = blocksOf(rank.strategy) * rank.parameters.kernelSeconds;
    LayerTime time;
    time.forward.compute = work.attention * share / rate + kernels;
    time.backward.compute =
        backwardWork * work.attention * share / (rate * rank.parameters.attentionBackward) +
        2.0 * kernels;
    return time;
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
    return rank.tokens / rank.split * rank.model.activeExperts;
}

// What experts' products take beyond single ones. A few wide experts are ordinary products.
double groupedLoss(const Rank& rank)
{
    constexpr double narrowExpert = 4096.0;
    const double share = std::min(1.0, narrowExpert / rank.model.expertFeedForward);
    return 1.0 + share * (1.0 / rank.parameters.groupedEfficiency - 1.0);
}

double mixtureProducts(const Rank& rank)
{
    const TrainingModel& model = rank.model;
    const double local =
        std::max(1.0, static_cast<double>(model.experts) / rank.strategy.expertParallel);
    const double shared = static_cast<double>(model.sharedExperts) * model.expertFeedForward;
    const double routed =
        feedForwardProducts(rank, routedTokens(rank) / local, model.expertFeedForward, local);
    return routed * groupedLoss(rank) +
           (shared > 0.0 ? feedForwardProducts(rank, rank.tokens, shared / rank.split) : 0.0) +
           rank.product(rank.tokens / rank.split, model.hidden, model.experts);
}

// Bytes of the casts before the products of a layer: read wide, written narrow in both layouts.
double castBytes(const Rank& rank, LayerKind kind)
{
    if (!rank.narrow) {
        return 0.0;
    }
    const TrainingModel& model = rank.model;
    double inputs = rank.tokens * (model.hidden + model.heads * model.headSize / rank.split);
    if (kind == LayerKind::Mixture) {
        inputs += routedTokens(rank) * (model.hidden + model.expertFeedForward) +
                  rank.tokens * model.sharedExperts * model.expertFeedForward / rank.split;
    } else {
        inputs += rank.tokens * (model.hidden + model.feedForward / rank.split);
    }
    return inputs * (wide + 2.0);
}

// Norms, residuals, rotation, activation and casts, forward.
double elementwiseForward(const Rank& rank, LayerKind kind)
{
    const TrainingModel& model = rank.model;
    const double hidden = model.hidden;
    const double rotated = static_cast<double>(model.headSize) * (model.heads + model.kvHeads);
    const double passes = model.gated ? 3.0 : 2.0; // of the activation over its width
    double bytes = rank.ownTokens() * wide * 8.0 * hidden +
                   rank.tokens * wide * 2.0 * rotated / rank.split + castBytes(rank, kind);
    double kernels = rank.narrow ? 12.0 : 8.0;
    if (kind == LayerKind::Mixture) {
        const double width = routedTokens(rank) + rank.tokens * model.sharedExperts / rank.split;
        bytes += wide * passes * model.expertFeedForward * width;
        // Sorted by expert, weighed, and sorted back.
        bytes += rank.parameters.permuteTraffic * routedTokens(rank) * wide * 6.0 * hidden;
        kernels += 10.0;
    } else {
        bytes += wide * passes * model.feedForward / rank.split * rank.tokens;
    }
    return rank.elementwise(bytes, kernels);
}

double tensorTraffic(const Rank& rank)
{
    // Two gathers and two reduce-scatters, or two all-reduces, of the activations.
    const double bytes = rank.tokens * rank.model.hidden * wide;
    const Group group{rank.split, 1.0};
    return rank.parameters.tensorExposed * 4.0 *
           gatherTime(bytes, group, rank.cluster, rank.parameters).total();
}

// Seconds that a pass waits for keys and values, or for heads, of the other context-parallel ranks.
double contextTraffic(const Rank& rank, double attention)
{
    if (rank.strategy.contextParallel <= 1) {
        return 0.0;
    }
    const TrainingModel& model = rank.model;
    const int kvHeads = repeatsKeys(rank.strategy) ? model.heads : model.kvHeads;
    const double kept = model.attention == AttentionKind::Latent
                            ? model.heads * (model.headSize + model.ropeSize + model.valueSize)
                            : 2.0 * kvHeads * model.headSize;
    const Group group{static_cast<double>(rank.strategy.contextParallel), rank.split};
    if (rank.strategy.contextExchange == ContextExchange::AllToAll) {
        // Queries, keys and values there, the output back; each rank keeps its part.
        const double heads = 2.0 * model.heads * model.headSize + kept;
        const double bytes = rank.tokens * heads / rank.split * wide;
        return allToAllTime(bytes, group, rank.cluster, rank.parameters);
    }
    const double bytes = rank.tokens * rank.strategy.contextParallel * kept / rank.split * wide;
    const double time = gatherTime(bytes, group, rank.cluster, rank.parameters).total();
    if (rank.strategy.contextExchange == ContextExchange::Gather) {
        return time;
    }
    // Each block travels while the one before is worked on.
    return std::max(rank.parameters.contextExposed * time, time - attention);
}

// Rings and gathers also bring gradients of keys and values back; heads only change places again.
double backwardContextTraffic(const Rank& rank, double attention)
{
    return rank.strategy.contextExchange == ContextExchange::AllToAll
               ? contextTraffic(rank, attention)
               : 2.0 * contextTraffic(rank, attention / 2.0);
}

double expertTraffic(const Rank& rank)
{
    const Group group{static_cast<double>(rank.strategy.expertParallel), 1.0};
    const double copy = rank.tokens / rank.split * rank.model.hidden * wide;
    const double time =
        2.0 * exchangeTime(copy, rank.model.activeExperts, group, rank.cluster, rank.parameters);
    return rank.parameters.expertExposed * time;
}

// Kernels that the host starts for the forward pass of a layer.
double hostKernels(const Rank& rank, LayerKind kind)
{
    constexpr double dense = 24.0;
    constexpr double scores = 10.0;
    constexpr double mixture = 60.0;
    if (kind == LayerKind::Mixture) {
        const double local =
            std::max(1.0, static_cast<double>(rank.model.experts) / rank.strategy.expertParallel);
        return mixture + rank.parameters.expertLaunches * local;
    }
    return keepsScores(rank.strategy.software) ? dense + scores : dense;
}

// A forward pass for the second time. PyTorch stops once the last product's input is there: its output and the
// exchange after it serve nobody.
PassTime again(const Rank& rank, LayerKind kind, const PassTime& forward)
{
    if (rank.strategy.software != Software::TorchTitan) {
        return forward;
    }
    PassTime pass = forward;
    if (kind == LayerKind::Dense) {
        const double width = rank.model.feedForward / rank.split;
        pass.compute -= rank.parameters.maturity *
                        rank.product(rank.tokens, width, static_cast<double>(rank.model.hidden));
    }
    pass.tensorTraffic *= 0.75; // three of four
    return pass;
}

// The slower of the accelerator and of the host that feeds it sets the pace; near a tie both do.
double paced(double accelerator, double host)
{
    const double ratio = std::min(accelerator, host) / std::max(accelerator, host);
    const double square = ratio * ratio;
    return std::max(accelerator, host) * std::sqrt(std::sqrt(1.0 + square * square));
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
    const LayerTime attention = attentionTime(rank, layerOperations(model));
    const double host = hostKernels(rank, kind) * parameters.launchSeconds;
    LayerTime time;
    time.forward = {
        paced(parameters.maturity * (products + rest + attention.forward.compute), host),
        tensorTraffic(rank),
        contextTraffic(rank, attention.forward.compute),
        kind == LayerKind::Mixture ? expertTraffic(rank) : 0.0};
    time.backward = {
        paced(parameters.maturity * (2.0 * products + 1.6 * rest + attention.backward.compute),
              1.6 * host),
        time.forward.tensorTraffic,
        backwardContextTraffic(rank, attention.backward.compute),
        time.forward.expertTraffic};
    time.weights = parameters.maturity * products;
    if (strategy.recompute == Recompute::Full) {
        time.backward = time.backward + again(rank, kind, time.forward);
    } else if (repeatsProducts(strategy)) {
        time.backward.compute += parameters.maturity * 0.5 * (products + rest);
    } else if (strategy.recompute == Recompute::Selective) {
        time.backward.compute +=
            parameters.maturity *
            (keepsScores(strategy.software) ? attention.forward.compute : 0.5 * rest);
    }
    return time;
}

LayerTime headTime(const TrainingModel& model,
                   const Strategy& strategy,
                   const Cluster& cluster,
                   const Parameters& parameters)
{
    Rank rank = rankOf(model, strategy, cluster, parameters);
    rank.productRate = std::min(rank.productRate, rank.wideRate * parameters.productEfficiency);
    const double products = rank.product(rank.tokens, model.hidden, model.vocabulary / rank.split);
    const double logits = rank.tokens * model.vocabulary / rank.split;
    LayerTime time;
    time.forward.compute = parameters.maturity * (products + rank.elementwise(logits * 12.0, 5.0));
    time.backward.compute =
        parameters.maturity * (2.0 * products + rank.elementwise(logits * 6.0, 2.0));
    const double heads = model.predictedTokens;
    return {heads * time.forward, heads * time.backward, heads * parameters.maturity * products};
}

} // namespace rackwright::training
