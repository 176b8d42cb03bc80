#include "core/training/shapes.h"

#include <cmath>
#include <span>
#include <string>
#include <utility>

namespace rackwright::training {

namespace {

// What must hold, and the words for the field where it does not.
struct Demand
{
    bool holds;
    const char* field;
    const char* allowed;
};

Status firstBroken(std::span<const Demand> demands)
{
    for (const Demand& demand : demands) {
        if (!demand.holds) {
            return Error{ErrorCode::Invalid, demand.field, demand.allowed};
        }
    }
    return Done{};
}

bool isPositive(double value)
{
    return std::isfinite(value) && value > 0.0;
}

constexpr const char* atLeastOne = "must be at least 1";

Status checkAttention(const TrainingModel& model)
{
    const bool latent = model.attention == AttentionKind::Latent;
    const Demand demands[] = {
        {model.heads >= 1, "heads", atLeastOne},
        {model.headSize >= 1, "head_size", atLeastOne},
        {model.kvHeads >= 1, "kv_heads", atLeastOne},
        {model.kvHeads < 1 || model.heads % model.kvHeads == 0,
         "kv_heads",
         "must divide the attention heads"},
        {!latent || model.kvRank >= 1, "kv_rank", "must be given for latent attention"},
        {!latent || model.valueSize >= 1, "value_size", "must be given for latent attention"},
        {model.window >= 0, "window", "must not be negative"},
        {model.windowedLayers >= 0.0 && model.windowedLayers <= 1.0,
         "windowed_layers",
         "must not be more than the layers"},
    };
    return firstBroken(demands);
}

Status checkExperts(const TrainingModel& model)
{
    const bool mixture = model.experts > 0;
    const Demand demands[] = {
        {model.experts >= 0, "experts", "must not be negative"},
        {model.denseLayers >= 0 && model.denseLayers <= model.layers,
         "dense_layers",
         "must not be more than the layers"},
        {!mixture || (model.activeExperts >= 1 && model.activeExperts <= model.experts),
         "active_experts",
         "must be from 1 to the experts"},
        {!mixture || model.expertFeedForward >= 1, "expert_feed_forward", atLeastOne},
        {model.sharedExperts >= 0, "shared_experts", "must not be negative"},
        {model.feedForward >= 1 || (mixture && model.denseLayers == 0),
         "feed_forward",
         "must be at least 1 where layers are dense"},
    };
    return firstBroken(demands);
}

Status checkDegrees(const Strategy& strategy)
{
    const Demand demands[] = {
        {strategy.tensorParallel >= 1, "tensor_parallel", atLeastOne},
        {strategy.pipelineParallel >= 1, "pipeline_parallel", atLeastOne},
        {strategy.pipelineInterleave >= 1, "pipeline_interleave", atLeastOne},
        {strategy.contextParallel >= 1, "context_parallel", atLeastOne},
        {strategy.expertParallel >= 1, "expert_parallel", atLeastOne},
        {strategy.dataParallel >= 1, "data_parallel", atLeastOne},
        {strategy.microbatch >= 1, "microbatch", atLeastOne},
        {strategy.microbatches >= 1, "microbatches", atLeastOne},
        {strategy.shardGroup >= 0, "shard_group", "must not be negative"},
    };
    return firstBroken(demands);
}

Status checkPipeline(const TrainingModel& model, const Strategy& strategy)
{
    const int stages = strategy.pipelineParallel;
    const int interleave = strategy.pipelineInterleave;
    const bool alternating = strategy.schedule == PipelineSchedule::Alternating;
    const bool dual = strategy.schedule == PipelineSchedule::DualPipe;
    const Demand demands[] = {
        {stages <= model.layers, "pipeline_parallel", "must not be more than the layers"},
        {interleave == 1 || stages > 1,
         "pipeline_interleave",
         "must be 1 without pipeline parallelism"},
        {interleave <= (model.layers + stages - 1) / stages,
         "pipeline_interleave",
         "must not be more than the layers of a stage"},
        {interleave == 1 || strategy.microbatches % stages == 0,
         "microbatches",
         "must be a multiple of the pipeline stages when they are interleaved"},
        {interleave == 1 || alternating,
         "pipeline_interleave",
         "must be 1 with the zero-bubble and DualPipe schedules"},
        {!dual || stages % 2 == 0, "pipeline_parallel", "must be even for DualPipe"},
        {!dual || strategy.microbatches >= 2 * stages,
         "microbatches",
         "must be at least twice the pipeline stages for DualPipe"},
    };
    return firstBroken(demands);
}

Status checkSplits(const TrainingModel& model, const Strategy& strategy)
{
    const int tensor = strategy.tensorParallel;
    const int context = strategy.contextParallel;
    const long replicas = strategy.dataParallel * context;
    const bool swaps = context > 1 && strategy.contextExchange == ContextExchange::AllToAll;
    const Demand demands[] = {
        {model.heads % tensor == 0, "tensor_parallel", "must divide the attention heads"},
        {model.sequence % context == 0, "context_parallel", "must divide the sequence"},
        {!swaps || model.heads / tensor % context == 0,
         "context_parallel",
         "must divide the heads of a tensor-parallel rank when heads are exchanged"},
        {strategy.expertParallel == 1 || model.experts > 0,
         "expert_parallel",
         "must be 1 for a model without experts"},
        {model.experts == 0 || model.experts % strategy.expertParallel == 0,
         "expert_parallel",
         "must divide the experts"},
        {replicas * tensor % strategy.expertParallel == 0,
         "expert_parallel",
         "must divide tensor x context x data"},
        {strategy.shardGroup == 0 || replicas % strategy.shardGroup == 0,
         "shard_group",
         "must divide data x context"},
        {strategy.shardGroup == 0 || strategy.sharding == Sharding::Parameters,
         "shard_group",
         "needs fully sharded parameters"},
    };
    return firstBroken(demands);
}

} // namespace

Status checkModel(const TrainingModel& model)
{
    const Demand demands[] = {
        {model.layers >= 1, "layers", atLeastOne},
        {model.hidden >= 1, "hidden", atLeastOne},
        {model.vocabulary >= 1, "vocabulary", atLeastOne},
        {model.sequence >= 1, "sequence", atLeastOne},
        {model.predictedTokens >= 1, "predicted_tokens", atLeastOne},
        {model.packedDocument >= 0, "packed_document", "must not be negative"},
    };
    if (Status checked = firstBroken(demands); !checked) {
        return checked;
    }
    if (Status checked = checkAttention(model); !checked) {
        return checked;
    }
    return checkExperts(model);
}

Status checkCluster(const Cluster& cluster)
{
    const AcceleratorSpec& each = cluster.accelerator;
    const Demand demands[] = {
        {cluster.accelerators >= 1, "accelerators", atLeastOne},
        {cluster.scaleUpDomain >= 1, "scale_up_domain", atLeastOne},
        {isPositive(each.bf16Peak.base()), "bf16_peak", "must be above zero"},
        {isPositive(each.memory.base()), "memory", "must be above zero"},
        {isPositive(each.memoryBandwidth.base()), "memory_bandwidth", "must be above zero"},
        {isPositive(each.scaleUpBandwidth.base()), "scale_up_bandwidth", "must be above zero"},
        {isPositive(cluster.networkBandwidth.base()), "network_bandwidth", "must be above zero"},
        {std::isfinite(cluster.oversubscription) && cluster.oversubscription >= 1.0,
         "oversubscription",
         atLeastOne},
        {std::isfinite(cluster.contention) && cluster.contention >= 1.0, "contention", atLeastOne},
        {cluster.slowShare >= 0.0 && cluster.slowShare <= 1.0, "slow_share", "must be from 0 to 1"},
        {std::isfinite(cluster.slowdown) && cluster.slowdown >= 1.0, "slowdown", atLeastOne},
    };
    return firstBroken(demands);
}

Status checkShapes(const TrainingModel& model, const Cluster& cluster, const Strategy& strategy)
{
    for (const Status& checked :
         {checkModel(model), checkCluster(cluster), checkDegrees(strategy)}) {
        if (!checked) {
            return checked;
        }
    }
    if (Status checked = checkPipeline(model, strategy); !checked) {
        return checked;
    }
    if (Status checked = checkSplits(model, strategy); !checked) {
        return checked;
    }
    if (strategy.accelerators() > cluster.accelerators) {
        return Error{ErrorCode::Invalid,
                     "data_parallel",
                     "tensor x pipeline x context x data must not be more than the accelerators"};
    }
    return Done{};
}

} // namespace rackwright::training
