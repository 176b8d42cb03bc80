// How a run's speed grows with the number of accelerators, for a chart.
#pragma once

#include "core/training/run_estimate.h"

#include <span>
#include <vector>

namespace rackwright::training {

// What stays the same as replicas are added.
enum class ScalingBatch
{
    PerReplica, // each works on as many microbatches as the workload says; steps grow
    Whole,      // the step's tokens at `run.accelerators`; replicas get fewer microbatches each
};

struct ScalingPoint
{
    long accelerators = 0; // asked for; `run.used` work
    RunEstimate run;
    Range<double> tokensPerSecond; // of all, failures not counted
};

// From one replica, doubling, to the run's own number.
[[nodiscard]] std::vector<long> scalingCounts(const RunCase& run);

// Numbers on which the layout cannot work are left out, and so is a workload given by its compute.
[[nodiscard]] std::vector<ScalingPoint> scalingCurve(const RunCase& run,
                                                     const RunAssumptions& assumptions,
                                                     ScalingBatch batch,
                                                     std::span<const long> accelerators);

} // namespace rackwright::training
