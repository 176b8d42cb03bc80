// How long a run takes whose steps grow while it learns its first tokens.
#pragma once

#include "core/training/step_time.h"

namespace rackwright::training {

// The batch grows evenly with the tokens seen, from `first` to the strategy's own sequences a step; a step of the
// ramp has fewer microbatches on the same accelerators.
struct BatchRamp
{
    long first = 0;      // sequences; 0: no ramp
    double tokens = 0.0; // that it lasts
};

// Without failures. Fails with Invalid where the first batch does not go round over replicas and microbatches.
Result<Duration> trainingTime(const TrainingModel& model,
                              const Cluster& cluster,
                              const Strategy& strategy,
                              const Parameters& parameters,
                              double tokens,
                              const BatchRamp& ramp);

} // namespace rackwright::training
