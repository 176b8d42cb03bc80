// The fastest way to spread a workload over a plan's GPUs, to be written into the plan.
#pragma once

#include "core/base/result.h"
#include "core/scenario/fleet.h"
#include "core/training/run_estimate.h"
#include "core/training/strategy_search.h"

#include <optional>

namespace rackwright::scenario {

struct FoundLayout
{
    Workload workload;           // with the layout found
    training::Strategy strategy; // with replicas
    double tokensPerSecond = 0.0;
    std::optional<double>
        before;          // tokens a second with the layout that it had; none: that cannot work
    long strategies = 0; // that were looked through
};

struct LayoutQuestion
{
    Workload workload;
    Fleet fleet;
    training::RunAssumptions assumptions;
    double sequences = 0.0; // in a step, about

    friend bool operator==(const LayoutQuestion&, const LayoutQuestion&) = default;
};

// With the layout that the workload has, as many replicas as there is room for.
[[nodiscard]] double sequencesInStep(const Workload& workload, const Fleet& fleet);

// Up to 2 % of the batch may go to make it easier to divide. A layout is judged as the plan will estimate it, so
// that what is found is what is shown once it is used. Fails with Invalid for a workload given by its compute, and
// with DoesNotFit where nothing fits the memory. A search that the watch ends answers with what it has.
[[nodiscard]] Result<FoundLayout> bestLayout(const LayoutQuestion& question,
                                             const training::SearchWatch& watch = {});

} // namespace rackwright::scenario
