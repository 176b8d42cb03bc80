// How a training run is spread over accelerators, and which software runs it.
#pragma once

#include "core/training/cluster.h"

namespace rackwright::training {

enum class Recompute
{
    None,
    Selective, // attention scores; with flash attention the outputs of norms and activations
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

// A family of training software at a time; parameters are fitted for each.
enum class Software
{
    Megatron2021,      // attention scores in memory, all-reduces, nothing overlapped
    Megatron2022,      // as before with sequence parallelism
    MegatronDeepSpeed, // as 2021
    MegaScale,         // ByteDance 2024; flash attention from here on
    Composer,          // MosaicML, fully sharded
    Megatron2023,      // Megatron-LM that MegaScale was compared with, NeMo of MLPerf 3
    Megatron2024,      // NeMo 24, Megatron-Core 0.8, MLPerf 4
    Megatron2025,      // NeMo 25, Megatron-Bridge 25, MLPerf 5
    Megatron2026,      // Megatron-Bridge 26.02 and 26.04
    Megatron2026June,  // Megatron-Bridge from 26.06, with faster experts
    TorchTitan,
    InHouse, // an AI laboratory's own, as Meta's for Llama 3
};

[[nodiscard]] inline bool keepsScores(Software software)
{
    return software == Software::Megatron2021 || software == Software::Megatron2022 ||
           software == Software::MegatronDeepSpeed;
}

[[nodiscard]] inline bool splitsSequence(Software software)
{
    return software != Software::Megatron2021 && software != Software::MegatronDeepSpeed;
}

// What a run switches on beside its software's defaults.
struct Traits
{
    bool tensorOverlap = false; // asynchronous tensor parallelism where that is optional
    bool expertOverlap = false; // dispatch hidden behind another microbatch
    bool tuned = false;         // as for a benchmark: CUDA graphs, everything fused and overlapped
    bool eager = false;         // without a compiler
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
    Software software = Software::InHouse;
    Traits traits;

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
