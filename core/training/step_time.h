// How long one optimiser step of a training run takes, where the time goes and what memory it needs.
#pragma once

#include "core/base/result.h"
#include "core/training/layer_time.h"
#include "core/training/memory_use.h"
#include "core/training/parameters.h"
#include "core/training/strategy.h"
#include "core/training/training_model.h"

namespace rackwright::training {

struct StepTime
{
    Duration compute;       // of the busiest stage, with what is computed again
    Duration tensorTraffic; // what is not hidden, with the next three
    Duration contextTraffic;
    Duration expertTraffic;
    Duration pipelineTraffic;
    Duration bubble; // the busiest stage waits for the others
    Duration dataTraffic;
    Duration optimizer;
    Duration host;
    Duration stragglers;
    Duration loading; // training data that storage does not bring in time

    [[nodiscard]] Duration total() const;
};

struct StepEstimate
{
    StepTime time;
    MemoryUse memory;
    double tokens = 0.0;            // in one step
    Operations modelOperations;     // of one step, attention counted causal
    Operations modelOperationsFull; // with attention at the full length, as older papers count
    Operations executedOperations;  // causal, with what is computed again
    double mfu = 0.0;               // of the peak in the format that the products use
    double mfuFull = 0.0;
    double hfu = 0.0;
};

// Seconds that one microbatch takes, forward and backward. The strategies that differ only in pipeline stages,
// replicas and sharding have it in common.
struct MicrobatchTime
{
    PassTime layers; // all of them
    PassTime head;
    double backward = 0.0; // seconds of it all that are not forward, with the next one
    double weights = 0.0;  // for gradients of weights
};

// REQUIRES, with the next one: checkShapes() accepts the strategy.
[[nodiscard]] MicrobatchTime microbatchTime(const TrainingModel& model,
                                            const Cluster& cluster,
                                            const Strategy& strategy,
                                            const Parameters& parameters);

[[nodiscard]] StepTime stepTime(const MicrobatchTime& microbatch,
                                const TrainingModel& model,
                                const Cluster& cluster,
                                const Strategy& strategy,
                                const Parameters& parameters);

// Fails with Invalid where the shapes do not divide. The memory is reported, not judged.
Result<StepEstimate> estimateStep(const TrainingModel& model,
                                  const Cluster& cluster,
                                  const Strategy& strategy,
                                  const Parameters& parameters);

// Where a published layout does not divide, as if the remainders were spread evenly. REQUIRES: layers, hidden size,
// heads, sequence and all degrees are at least 1.
[[nodiscard]] StepEstimate estimateLoosely(const TrainingModel& model,
                                           const Cluster& cluster,
                                           const Strategy& strategy,
                                           const Parameters& parameters);

} // namespace rackwright::training
