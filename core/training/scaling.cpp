#include "core/training/scaling.h"

#include "core/base/units.h"

#include <algorithm>

namespace rackwright::training {

namespace {

long replicaSize(const Workload& workload)
{
    return static_cast<long>(workload.tensorParallel) * workload.pipelineParallel *
           workload.contextParallel;
}

// The case on another number of accelerators; without microbatches where they do not go round.
RunCase resized(const RunCase& run, long accelerators, ScalingBatch batch)
{
    RunCase other = run;
    other.accelerators = accelerators;
    const long each = replicaSize(run.workload);
    const long replicas = accelerators / each;
    if (batch == ScalingBatch::Whole && replicas > 0) {
        const long microbatches = run.accelerators / each * run.workload.microbatches;
        other.workload.microbatches =
            microbatches % replicas == 0 ? static_cast<int>(microbatches / replicas) : 0;
    }
    return other;
}

Range<double> tokensPerSecond(const RunEstimate& run)
{
    const auto rate = [&](Duration step) { return run.step->tokens / (step / units::second); };
    return {rate(run.stepTime->high), rate(run.stepTime->likely), rate(run.stepTime->low)};
}

} // namespace

std::vector<long> scalingCounts(const RunCase& run)
{
    std::vector<long> counts;
    const long smallest = std::max(1L, replicaSize(run.workload));
    for (long count = smallest; count < run.accelerators; count *= 2) {
        counts.push_back(count);
    }
    counts.push_back(run.accelerators);
    return counts;
}

std::vector<ScalingPoint> scalingCurve(const RunCase& run,
                                       const RunAssumptions& assumptions,
                                       ScalingBatch batch,
                                       std::span<const long> accelerators)
{
    std::vector<ScalingPoint> curve;
    if (replicaSize(run.workload) < 1) {
        return curve;
    }
    for (const long count : accelerators) {
        const auto estimate = estimateRun(resized(run, count, batch), assumptions);
        if (estimate && estimate->step && estimate->stepTime) {
            curve.push_back({count, *estimate, tokensPerSecond(*estimate)});
        }
    }
    return curve;
}

} // namespace rackwright::training
