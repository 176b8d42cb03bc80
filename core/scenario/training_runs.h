// How long each workload of a plan trains on its GPUs.
#pragma once

#include "core/base/result.h"
#include "core/scenario/estimate.h"
#include "core/scenario/fleet.h"
#include "core/training/run_estimate.h"

#include <vector>

namespace rackwright::scenario {

// One for each workload, in the order of the plan.
[[nodiscard]] std::vector<TrainingEstimate> trainingRuns(const Snapshot& snapshot);

// One of them under other circumstances, on its share of the GPUs where equal runs share them. Fails with Invalid
// where the tenants do not divide the GPUs or the circumstances do not go with the workload's layout.
Result<TrainingEstimate> trainingRun(const Snapshot& snapshot,
                                     const Workload& workload,
                                     const training::Circumstances& around,
                                     long tenants);

// One of them, on another fleet. Fails with NotFound where the plan lacks assumptions, else as estimateRun().
Result<training::RunEstimate> estimateRunOn(const Snapshot& snapshot,
                                            const Workload& workload,
                                            const Fleet& fleet);

} // namespace rackwright::scenario
