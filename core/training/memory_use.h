// What training keeps in the memory of an accelerator.
#pragma once

#include "core/training/parameters.h"
#include "core/training/strategy.h"
#include "core/training/training_model.h"

namespace rackwright::training {

// Of the accelerator that needs the most, as the framework allocates it. A data sheet's gigabytes are larger than
// 10^9 bytes in fact (80 GB are 80 GiB), which leaves room for the context and for gaps.
struct MemoryUse
{
    Data weights;
    Data gradients;
    Data optimizer;
    Data activations;
    Data workspace; // of libraries, and gathered weights

    [[nodiscard]] Data total() const
    {
        return weights + gradients + optimizer + activations + workspace;
    }
};

// Parameters that one accelerator works on, on the stage that holds the most.
struct RankParameters
{
    double dense = 0.0; // with its part of the vocabulary matrices
    double experts = 0.0;

    [[nodiscard]] double total() const { return dense + experts; }
};

[[nodiscard]] RankParameters rankParameters(const TrainingModel& model, const Strategy& strategy);

[[nodiscard]] MemoryUse memoryUse(const TrainingModel& model, const Strategy& strategy);

} // namespace rackwright::training
