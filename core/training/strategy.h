// How a training run is spread over accelerators, and which software runs it.
#pragma once

#include "core/training/cluster.h"

namespace rackwright::training {

enum class Recompute
{
    None,
    Selective, // attention scores only
    Full,
};

// What the data-parallel ranks share out among themselves.
enum class Sharding
{
    None,
    Optimizer,  // ZeRO-1
    Gradients,  // ZeRO-2
    Parameters, // ZeRO-3, fully sharded
};

// What the training software of a time could do.
enum class Era
{
    Unfused,       // 2021: attention scores in memory, all-reduce, nothing overlapped
    SequenceSplit, // 2022: as before, with sequence parallelism
    Flash,         // 2023: flash attention, data-parallel traffic overlapped
    Overlapped,    // 2024 on: tensor-parallel traffic overlapped too
};

struct Strategy
{
    int tensorParallel = 1;
    int pipelineParallel = 1;
    int pipelineInterleave = 1;
    int contextParallel = 1;
    int expertParallel = 1;
    long dataParallel = 1;
    int microbatch = 1;   // sequences
    int microbatches = 1; // per pipeline and step
    Recompute recompute = Recompute::None;
    Sharding sharding = Sharding::Optimizer;
    NumberFormat format = NumberFormat::Bf16;
    Era era = Era::Overlapped;

    [[nodiscard]] long accelerators() const
    {
        return dataParallel * tensorParallel * pipelineParallel * contextParallel;
    }

    [[nodiscard]] double sequencesPerStep() const
    {
        return static_cast<double>(dataParallel) * microbatch * microbatches;
    }
};

} // namespace rackwright::training
