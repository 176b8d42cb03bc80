#include "core/training/batch_ramp.h"

#include <algorithm>
#include <string>

namespace rackwright::training {

namespace {

constexpr int mostStages = 64; // of the ramp, each with one batch

} // namespace

Result<Duration> trainingTime(const TrainingModel& model,
                              const Cluster& cluster,
                              const Strategy& strategy,
                              const Parameters& parameters,
                              double tokens,
                              const BatchRamp& ramp)
{
    const auto full = estimateStep(model, cluster, strategy, parameters);
    if (!full) {
        return full.error();
    }
    const double ramped = ramp.first > 0 ? std::clamp(ramp.tokens, 0.0, tokens) : 0.0;
    const Duration rest = (tokens - ramped) / full->tokens * full->time.total();
    if (!(ramped > 0.0)) {
        return rest;
    }
    const long each = strategy.dataParallel * strategy.microbatch;
    const long last = each * strategy.microbatches;
    if (ramp.first % each != 0 || ramp.first > last) {
        return Error{ErrorCode::Invalid,
                     "first_batch",
                     "must be a multiple of data x microbatch, " + std::to_string(each) +
                         ", up to the batch, " + std::to_string(last)};
    }
    // Microbatches rise by whole numbers; each stage of the ramp sees as many tokens.
    const long from = ramp.first / each;
    const long stages = std::min<long>(mostStages, strategy.microbatches - from + 1);
    Duration time = rest;
    for (long stage = 0; stage < stages; ++stage) {
        Strategy smaller = strategy;
        const long grown = (strategy.microbatches - from) * stage / stages;
        smaller.microbatches = static_cast<int>(from + grown);
        const StepEstimate step = estimateLoosely(model, cluster, smaller, parameters);
        time += ramped / static_cast<double>(stages) / step.tokens * step.time.total();
    }
    return time;
}

} // namespace rackwright::training
