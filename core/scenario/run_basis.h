// What the estimate of a training run starts from: the plan's GPUs and what it assumes of long runs.
#pragma once

#include "core/scenario/explained_run.h"
#include "core/scenario/fleet.h"
#include "core/training/run_estimate.h"

namespace rackwright::scenario {

struct RunBasis
{
    Fleet fleet;
    RunKnowledge known;
    training::RunAssumptions assumptions;
};

// Of the plan's own GPUs, or of another fleet. Fails as fleetOf(), and with NotFound where the plan lacks
// assumptions; detail is a clause for the user.
[[nodiscard]] Result<RunBasis> runBasis(const Snapshot& snapshot);
[[nodiscard]] Result<RunBasis> runBasis(const Snapshot& snapshot, const Fleet& fleet);

[[nodiscard]] training::RunCase runCase(const Workload& workload, const Fleet& fleet);

} // namespace rackwright::scenario
