#include "core/training/measured_run.h"

#include "core/base/units.h"
#include "core/training/memory_use.h"

#include <algorithm>
#include <cmath>

namespace rackwright::training {

namespace {

std::vector<int> microbatchesToTry(const MeasuredRun& run)
{
    if (run.microbatchKnown) {
        return {run.strategy.microbatch};
    }
    const double perReplica = run.batch / static_cast<double>(run.strategy.dataParallel);
    std::vector<int> sizes;
    for (int size = 1; size <= 64 && size <= std::max(1.0, perReplica); size *= 2) {
        sizes.push_back(size);
    }
    return sizes;
}

std::vector<int> interleavesToTry(const MeasuredRun& run)
{
    const Strategy& strategy = run.strategy;
    if (run.interleaveKnown) {
        return {strategy.pipelineInterleave};
    }
    const int stages = strategy.pipelineParallel;
    const int perStage = (run.model.layers + stages - 1) / stages;
    const int fewest = strategy.traits.tuned ? 1 : 2; // layers in a chunk
    std::vector<int> counts{1};
    for (int count = 2; count * fewest <= perStage; ++count) {
        if (perStage % count == 0) {
            counts.push_back(count);
        }
    }
    return counts;
}

// The least recomputed that fits. Software of flash attention never has to recompute everything.
Recompute recomputeFor(const MeasuredRun& run, Strategy strategy)
{
    for (const Recompute recompute : {Recompute::None, Recompute::Selective}) {
        strategy.recompute = recompute;
        if (memoryUse(run.model, strategy).total() <= run.cluster.accelerator.memory) {
            return recompute;
        }
    }
    return keepsScores(strategy.software) ? Recompute::Full : Recompute::Selective;
}

} // namespace

Result<Prediction> predict(const MeasuredRun& run, const Calibration& calibration)
{
    const Parameters parameters =
        parametersFor(calibration, tagsOf(run.cluster.accelerator.name, run.model, run.strategy));
    std::optional<Prediction> best;
    const TrainingModel& model = run.model;
    if (model.layers < 1 || model.hidden < 1 || model.heads < 1 || model.sequence < 1) {
        return Error{
            ErrorCode::Invalid, run.id, "one of layers, hidden and params_b must be given"};
    }
    for (const int microbatch : microbatchesToTry(run)) {
        for (const int interleave : interleavesToTry(run)) {
            Strategy strategy = run.strategy;
            strategy.microbatch = microbatch;
            strategy.pipelineInterleave = interleave;
            const double perReplica =
                run.batch / static_cast<double>(strategy.dataParallel) / microbatch;
            strategy.microbatches = std::max(1, static_cast<int>(std::lround(perReplica)));
            if (!run.recomputeKnown) {
                strategy.recompute = recomputeFor(run, strategy);
            }
            const StepEstimate estimate =
                estimateLoosely(run.model, run.cluster, strategy, parameters);
            const bool fits = estimate.memory.total() <= run.cluster.accelerator.memory;
            // A known microbatch was run, so whatever goes with it did fit.
            const bool firmer = !run.microbatchKnown && best && fits != best->fits;
            const bool better =
                !best || (firmer ? fits : estimate.time.total() < best->estimate.time.total());
            if (better) {
                best = Prediction{strategy, estimate, fits};
            }
        }
    }
    return *std::move(best); // there is always one microbatch and one interleave to try
}

} // namespace rackwright::training
