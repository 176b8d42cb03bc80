#include "core/training/step_time.h"

#include "core/base/units.h"
#include "core/training/collective.h"
#include "core/training/shapes.h"

#include <algorithm>
#include <cmath>

namespace rackwright::training {

namespace {

using units::byte;
using units::second;

constexpr double wide = 2.0; // bytes of an activation, gradient or weight that travels

// Layers of both kinds on the stage that is busiest, and on all together.
struct StageLoad
{
    PassTime busiest; // forward and backward of one microbatch
    PassTime mean;
};

StageLoad stageLoad(const MicrobatchTime& microbatch,
                    const TrainingModel& model,
                    const Strategy& strategy)
{
    const double stages = strategy.pipelineParallel;
    const double count = model.layers + model.predictedTokens - 1;
    const PassTime all = microbatch.layers + microbatch.head;
    if (stages <= 1.0) {
        return {all, all};
    }
    // A stage takes whole layers; the stage of the head may have fewer of them.
    const double most = std::ceil(count / stages);
    const double last = count - std::floor(count / most) * most;
    const double onLast = last > 0.0 ? last : most;
    const PassTime inner = (most / count) * microbatch.layers;
    const PassTime outer = (onLast / count) * microbatch.layers + microbatch.head;
    return {outer.total() > inner.total() ? outer : inner, (1.0 / stages) * all};
}

// Seconds that a stage is idle while the pipeline fills and drains.
double bubble(const MicrobatchTime& microbatch, const PassTime& mean, const Strategy& strategy)
{
    const double stages = strategy.pipelineParallel;
    const double weights = microbatch.weights / stages;
    const double backward = microbatch.backward / stages;
    switch (strategy.schedule) {
    case PipelineSchedule::Alternating:
        return (stages - 1.0) / strategy.pipelineInterleave * mean.total();
    case PipelineSchedule::ZeroBubble: // (P - 1)(F + B - 2 W)
        return (stages - 1.0) * std::max(0.0, mean.total() - 2.0 * weights);
    case PipelineSchedule::DualPipe: // (P / 2 - 1)(F&B + B - 3 W)
        return std::max(0.0, stages / 2.0 - 1.0) *
               std::max(0.0, mean.total() + backward - 3.0 * weights);
    }
    return 0.0;
}

double pipelineTraffic(const TrainingModel& model,
                       const Cluster& cluster,
                       const Strategy& strategy,
                       const Parameters& parameters)
{
    const double stages = strategy.pipelineParallel;
    if (stages <= 1.0) {
        return 0.0;
    }
    const double tokens =
        static_cast<double>(model.sequence) * strategy.microbatch / strategy.contextParallel;
    const double bytes = wide * tokens * model.hidden / strategy.tensorParallel;
    const Group pair{2.0,
                     static_cast<double>(strategy.tensorParallel) * strategy.contextParallel *
                         static_cast<double>(strategy.dataParallel)};
    const Path path = pathOf(pair, cluster, parameters);
    const double hop = bytes / path.bytesPerSecond + path.stepLatency;
    const double steady = 2.0 * strategy.microbatches * strategy.pipelineInterleave * hop;
    const double ends = 2.0 * (stages - 1.0) * hop;
    return parameters.pipelineExposed * steady + ends;
}

// Seconds to exchange gradients and weights once, all replicas sharing out: both ways of an all-reduce.
double exchangeOnce(const Cluster& cluster,
                    const Strategy& strategy,
                    const Parameters& parameters,
                    const RankParameters& own,
                    double calls)
{
    const double ranks = shardRanks(strategy);
    const Group replicas{ranks, static_cast<double>(strategy.tensorParallel)};
    const Group expertReplicas{
        std::max(1.0, ranks * strategy.tensorParallel / strategy.expertParallel),
        static_cast<double>(strategy.expertParallel)};
    const CollectiveTime dense = gatherTime(wide * own.dense, replicas, cluster, parameters);
    const CollectiveTime experts =
        gatherTime(wide * own.experts, expertReplicas, cluster, parameters);
    return dense.transfer + experts.transfer + calls * (dense.call + experts.call);
}

// Seconds to add up the shards of gradients of several groups that each hold all parameters.
double acrossGroups(const Cluster& cluster,
                    const Strategy& strategy,
                    const Parameters& parameters,
                    const RankParameters& own)
{
    const double inside = shardRanks(strategy);
    const double replicas = static_cast<double>(strategy.dataParallel) * strategy.contextParallel;
    const Group groups{replicas / inside, inside * strategy.tensorParallel};
    return 2.0 * gatherTime(wide * own.total() / inside, groups, cluster, parameters).total();
}

// Seconds that the gradients' reduction and the weights' gathering add to the step. They hide behind the
// backward and the forward pass of one microbatch; fully sharded weights are gathered for each, twice.
double dataTraffic(const Cluster& cluster,
                   const Strategy& strategy,
                   const Parameters& parameters,
                   const RankParameters& own,
                   double layers, // of a stage
                   double microbatchTime)
{
    const bool sharded = strategy.sharding == Sharding::Parameters;
    const double once = exchangeOnce(cluster, strategy, parameters, own, sharded ? layers : 1.0);
    const double rounds = sharded ? strategy.microbatches : 1.0;
    const double across = sharded ? acrossGroups(cluster, strategy, parameters, own) : 0.0;
    const double traffic = (sharded ? 3.0 : 2.0) * rounds * once + across;
    return std::max(parameters.dataExposed * traffic, traffic - rounds * microbatchTime);
}

// Embedding and head on different stages that are one matrix add up their gradients.
double tieTraffic(const TrainingModel& model,
                  const Cluster& cluster,
                  const Strategy& strategy,
                  const Parameters& parameters)
{
    if (!model.tied || strategy.pipelineParallel <= 1) {
        return 0.0;
    }
    const double apart = static_cast<double>(strategy.tensorParallel) * strategy.contextParallel *
                         static_cast<double>(strategy.dataParallel) *
                         (strategy.pipelineParallel - 1.0);
    const double bytes = wide * model.vocabulary * model.hidden / strategy.tensorParallel;
    return 2.0 * gatherTime(bytes, {2.0, apart}, cluster, parameters).total();
}

double optimizerTime(const Cluster& cluster,
                     const Strategy& strategy,
                     const Parameters& parameters,
                     const RankParameters& own)
{
    constexpr double bytesEach =
        30.0; // gradient, master, m and v read; master, m, v and weight written
    const double ranks = strategy.sharding == Sharding::None ? 1.0 : shardRanks(strategy);
    const double rate =
        parameters.memoryEfficiency * (cluster.accelerator.memoryBandwidth / (byte / second));
    return parameters.optimizerTraffic * bytesEach * own.total() / ranks / rate;
}

// The slowest of n alike ranks is about sqrt(2 ln n) deviations behind the mean; one that is slow for good, if
// there is any among the accelerators, makes all wait.
double stragglerFactor(const Cluster& cluster, const Strategy& strategy, double jitter)
{
    const auto accelerators = static_cast<double>(strategy.accelerators());
    const double ranks = accelerators / strategy.tensorParallel;
    const double alike = ranks > 1.0 ? 1.0 + jitter * std::sqrt(2.0 * std::log(ranks)) : 1.0;
    if (cluster.slowShare <= 0.0) {
        return alike;
    }
    const double any = -std::expm1(accelerators * std::log1p(-std::min(0.999, cluster.slowShare)));
    return alike * (1.0 + any * (std::max(1.0, cluster.slowdown) - 1.0));
}

// Tokens are loaded for the next step during this one.
double loadingWait(const TrainingModel& model,
                   const Cluster& cluster,
                   const Strategy& strategy,
                   Duration step)
{
    constexpr double tokenBytes = 4.0; // its number in 32 bits
    if (!(cluster.loading > Bandwidth{})) {
        return 0.0;
    }
    const Data tokens = tokenBytes * strategy.sequencesPerStep() * model.sequence * byte;
    return std::max(0.0, (tokens / cluster.loading - step) / second);
}

} // namespace

Duration StepTime::total() const
{
    return compute + tensorTraffic + contextTraffic + expertTraffic + pipelineTraffic + bubble +
           dataTraffic + optimizer + host + stragglers + loading;
}

MicrobatchTime microbatchTime(const TrainingModel& model,
                              const Cluster& cluster,
                              const Strategy& strategy,
                              const Parameters& parameters)
{
    const double mixtures = mixtureLayers(model);
    const double extra = extraLayers(model);
    MicrobatchTime time;
    const auto add = [&](LayerKind kind, double count) {
        if (count > 0.0) {
            const LayerTime one = layerTime(model, kind, strategy, cluster, parameters);
            time.layers = time.layers + count * (one.forward + one.backward);
            time.backward += count * one.backward.total();
            time.weights += count * one.weights;
        }
    };
    add(LayerKind::Dense, model.layers - mixtures + (mixtures > 0.0 ? 0.0 : extra));
    add(LayerKind::Mixture, mixtures > 0.0 ? mixtures + extra : 0.0);
    const LayerTime head = headTime(model, strategy, cluster, parameters);
    time.head = head.forward + head.backward;
    time.backward += head.backward.total();
    time.weights += head.weights;
    return time;
}

StepTime stepTime(const MicrobatchTime& microbatch,
                  const TrainingModel& model,
                  const Cluster& cluster,
                  const Strategy& strategy,
                  const Parameters& parameters)
{
    const StageLoad load = stageLoad(microbatch, model, strategy);
    const double rounds = strategy.microbatches;
    const RankParameters own = rankParameters(model, strategy);
    StepTime time;
    time.compute = rounds * load.busiest.compute * second;
    time.tensorTraffic = rounds * load.busiest.tensorTraffic * second;
    time.contextTraffic = rounds * load.busiest.contextTraffic * second;
    time.expertTraffic = rounds * load.busiest.expertTraffic * second;
    time.bubble = bubble(microbatch, load.mean, strategy) * second;
    time.pipelineTraffic = pipelineTraffic(model, cluster, strategy, parameters) * second;
    const double layers = static_cast<double>(model.layers) / strategy.pipelineParallel;
    time.dataTraffic = (dataTraffic(cluster, strategy, parameters, own, layers, load.mean.total()) +
                        tieTraffic(model, cluster, strategy, parameters)) *
                       second;
    time.optimizer = optimizerTime(cluster, strategy, parameters, own) * second;
    time.host = parameters.stepSeconds * second;
    time.stragglers = (stragglerFactor(cluster, strategy, parameters.jitter) - 1.0) * time.total();
    time.loading = loadingWait(model, cluster, strategy, time.total()) * second;
    return time;
}

StepEstimate estimateLoosely(const TrainingModel& model,
                             const Cluster& cluster,
                             const Strategy& strategy,
                             const Parameters& parameters)
{
    StepEstimate estimate;
    const MicrobatchTime microbatch = microbatchTime(model, cluster, strategy, parameters);
    estimate.time = stepTime(microbatch, model, cluster, strategy, parameters);
    estimate.memory = memoryUse(model, strategy);
    estimate.tokens = strategy.sequencesPerStep() * model.sequence;
    const TokenOperations forward = forwardOperations(model);
    constexpr double passes = 3.0; // forward, and backward of twice the work
    estimate.modelOperations = passes * estimate.tokens * forward.causal;
    estimate.modelOperationsFull = passes * estimate.tokens * forward.full;
    const double executed = strategy.recompute == Recompute::Full ? passes + 1.0 : passes;
    estimate.executedOperations = executed * estimate.tokens * forward.causal;
    const Operations peak = static_cast<double>(strategy.accelerators()) *
                            peakRate(cluster.accelerator, strategy.format) * estimate.time.total();
    estimate.mfu = estimate.modelOperations / peak;
    estimate.mfuFull = estimate.modelOperationsFull / peak;
    estimate.hfu = estimate.executedOperations / peak;
    return estimate;
}

Result<StepEstimate> estimateStep(const TrainingModel& model,
                                  const Cluster& cluster,
                                  const Strategy& strategy,
                                  const Parameters& parameters)
{
    if (Status checked = checkShapes(model, cluster, strategy); !checked) {
        return checked.error();
    }
    return estimateLoosely(model, cluster, strategy, parameters);
}

} // namespace rackwright::training
