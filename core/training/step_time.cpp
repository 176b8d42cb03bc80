#include "core/training/step_time.h"

#include "core/base/units.h"
#include "core/training/collective.h"

#include <algorithm>
#include <cmath>

namespace rackwright::training {

namespace {

using units::byte;
using units::second;

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
    const double bytes = 2.0 * tokens * model.hidden / strategy.tensorParallel;
    const Group pair{2.0,
                     static_cast<double>(strategy.tensorParallel) * strategy.contextParallel *
                         static_cast<double>(strategy.dataParallel)};
    const Path path = pathOf(pair, cluster, parameters);
    const double hop = bytes / path.bytesPerSecond + path.stepLatency;
    const double steady = 2.0 * strategy.microbatches * strategy.pipelineInterleave * hop;
    const double ends = 2.0 * (stages - 1.0) * hop;
    return parameters.pipelineExposed * steady + ends;
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
    const double ranks = static_cast<double>(strategy.dataParallel) * strategy.contextParallel;
    const Group replicas{ranks, static_cast<double>(strategy.tensorParallel)};
    const Group expertReplicas{
        std::max(1.0, ranks * strategy.tensorParallel / strategy.expertParallel),
        static_cast<double>(strategy.expertParallel)};
    constexpr double bytesEach = 2.0; // of a gradient or a weight
    const CollectiveTime dense = gatherTime(bytesEach * own.dense, replicas, cluster, parameters);
    const CollectiveTime experts =
        gatherTime(bytesEach * own.experts, expertReplicas, cluster, parameters);
    const bool sharded = strategy.sharding == Sharding::Parameters;
    const double calls = sharded ? layers : 1.0;
    const double once = dense.transfer + experts.transfer + calls * (dense.call + experts.call);
    const double rounds = sharded ? strategy.microbatches : 1.0;
    const double traffic = (sharded ? 3.0 : 2.0) * rounds * once;
    return std::max(parameters.dataExposed * traffic, traffic - rounds * microbatchTime);
}

double optimizerTime(const Cluster& cluster,
                     const Strategy& strategy,
                     const Parameters& parameters,
                     const RankParameters& own)
{
    constexpr double bytesEach =
        30.0; // gradient, master, m and v read; master, m, v and weight written
    const double ranks =
        strategy.sharding == Sharding::None
            ? 1.0
            : static_cast<double>(strategy.dataParallel) * strategy.contextParallel;
    const double rate =
        parameters.memoryEfficiency * (cluster.accelerator.memoryBandwidth / (byte / second));
    return parameters.optimizerTraffic * bytesEach * own.total() / ranks / rate;
}

// The slowest of n alike ranks is about sqrt(2 ln n) deviations behind the mean.
double stragglerFactor(double ranks, double jitter)
{
    return ranks > 1.0 ? 1.0 + jitter * std::sqrt(2.0 * std::log(ranks)) : 1.0;
}

Error invalid(std::string field, std::string allowed)
{
    return Error{ErrorCode::Invalid, std::move(field), std::move(allowed)};
}

} // namespace

Duration StepTime::total() const
{
    return compute + tensorTraffic + contextTraffic + expertTraffic + pipelineTraffic + bubble +
           dataTraffic + optimizer + host + stragglers;
}

MicrobatchTime microbatchTime(const TrainingModel& model,
                              const Cluster& cluster,
                              const Strategy& strategy,
                              const Parameters& parameters)
{
    const double mixtures = mixtureLayers(model);
    const double extra = model.predictedTokens - 1;
    MicrobatchTime time;
    const auto add = [&](LayerKind kind, double count) {
        if (count > 0.0) {
            const LayerTime one = layerTime(model, kind, strategy, cluster, parameters);
            time.layers = time.layers + count * (one.forward + one.backward);
        }
    };
    add(LayerKind::Dense, model.layers - mixtures + (mixtures > 0.0 ? 0.0 : extra));
    add(LayerKind::Mixture, mixtures > 0.0 ? mixtures + extra : 0.0);
    const LayerTime head = headTime(model, strategy, cluster, parameters);
    time.head = head.forward + head.backward;
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
    time.bubble = (strategy.pipelineParallel - 1.0) / strategy.pipelineInterleave *
                  load.mean.total() * second;
    time.pipelineTraffic = pipelineTraffic(model, cluster, strategy, parameters) * second;
    const double layers = static_cast<double>(model.layers) / strategy.pipelineParallel;
    time.dataTraffic =
        dataTraffic(cluster, strategy, parameters, own, layers, load.mean.total()) * second;
    time.optimizer = optimizerTime(cluster, strategy, parameters, own) * second;
    time.host = parameters.stepSeconds * second;
    const double groups = static_cast<double>(strategy.accelerators()) / strategy.tensorParallel;
    time.stragglers = (stragglerFactor(groups, parameters.jitter) - 1.0) * time.total();
    return time;
}

Status checkShapes(const TrainingModel& model, const Cluster& cluster, const Strategy& strategy)
{
    if (model.layers < 1 || model.hidden < 1 || model.heads < 1 || model.sequence < 1) {
        return invalid("model", "layers, hidden size, heads and sequence must be at least 1");
    }
    if (strategy.tensorParallel < 1 || strategy.pipelineParallel < 1 ||
        strategy.contextParallel < 1 || strategy.expertParallel < 1 || strategy.dataParallel < 1 ||
        strategy.microbatch < 1 || strategy.microbatches < 1 || strategy.pipelineInterleave < 1) {
        return invalid("strategy", "each degree and batch must be at least 1");
    }
    if (model.heads % strategy.tensorParallel != 0) {
        return invalid("tensor_parallel", "must divide the attention heads");
    }
    if (strategy.pipelineParallel > model.layers) {
        return invalid("pipeline_parallel", "must not be more than the layers");
    }
    if (model.experts > 0 && model.experts % strategy.expertParallel != 0) {
        return invalid("expert_parallel", "must divide the experts");
    }
    if (strategy.accelerators() > cluster.accelerators) {
        return invalid("data_parallel",
                       "tensor x pipeline x context x data must not be more than the accelerators");
    }
    return Done{};
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
