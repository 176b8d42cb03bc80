// How long each workload of a plan trains on its GPUs.
#pragma once

#include "core/scenario/estimate.h"

#include <vector>

namespace rackwright::scenario {

// One for each workload, in the order of the plan.
[[nodiscard]] std::vector<TrainingEstimate> trainingRuns(const Snapshot& snapshot);

} // namespace rackwright::scenario
