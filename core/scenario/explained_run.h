// Training runs as figures that explain themselves.
#pragma once

#include "core/scenario/estimate.h"
#include "core/scenario/fleet.h"
#include "core/training/run_estimate.h"

#include <string>

namespace rackwright::scenario {

// What the plan assumes of a long run.
struct RunKnowledge
{
    Figure stepTimeError;
    Figure failures;
    Figure pause;
    Figure restart;
};

[[nodiscard]] TrainingEstimate explainedRun(const Workload& workload,
                                            const Fleet& fleet,
                                            const training::RunEstimate& run,
                                            const RunKnowledge& known);

[[nodiscard]] TrainingEstimate unknownRun(const Workload& workload, std::string why);

} // namespace rackwright::scenario
