// How a training run is spread over accelerators, and which software runs it.
#pragma once

#include "core/training/cluster.h"

#include <algorithm>

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

// In which order a stage works on its microbatches.
enum class PipelineSchedule
{
    Alternating, // one forward, one backward (1F1B), interleaved where a stage has several chunks
    ZeroBubble, // gradients of weights wait for the gaps: ZB-H1 of Qi et al. 2023, arXiv:2401.10241
    DualPipe, // from both ends, forward under backward: DeepSeek-V3, arXiv:2412.19437, section 3.2.1
};

// How context-parallel ranks share keys and values.
enum class ContextExchange
{
    Ring,     // blocks travel while the one before is worked on
    Gather,   // all at once before attention, as for Llama 3
    AllToAll, // every rank gets whole sequences of some heads (Ulysses)
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
    Megatron2026,      // Megatron-Bridge 26.01 to 26.05
    Megatron2026June,  // Megatron-Bridge from 26.06, with faster experts
    TorchTitan,
    InHouse, // an AI laboratory's own, as Meta's for Llama 3
};

[[nodiscard]] inline bool keepsScores(Software software)
{
    return software == Software::Megatron2021 || software == Software::Megatron2022 ||
           software == Software::MegatronDeepSpeed;
}

// What a run switches on beside its software's defaults.
struct Traits
{
    bool tensorOverlap = false; // asynchronous tensor parallelism where that is optional
    bool expertOverlap = false; // dispatch hidden behind another microbatch
    bool tuned = false;         // as for a benchmark: CUDA graphs, everything fused and overlapped
    bool eager = false;         // without a compiler
    bool wholeSequence =
        false; // tensor-parallel ranks share out products only, not what is between
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
    long shardGroup = 0; // replicas that share out fully sharded parameters; 0: all (else HSDP)
    PipelineSchedule schedule = PipelineSchedule::Alternating;
    ContextExchange contextExchange = ContextExchange::Ring;
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

// Ranks that share out what `sharding` says, of data and context parallelism together.
[[nodiscard]] inline double shardRanks(const Strategy& strategy)
{
    const double replicas = static_cast<double>(strategy.dataParallel) * strategy.contextParallel;
    const bool grouped = strategy.sharding == Sharding::Parameters && strategy.shardGroup > 0;
    return grouped ? std::min(replicas, static_cast<double>(strategy.shardGroup)) : replicas;
}

// Whether tensor-parallel ranks also split norms and residuals by tokens (sequence parallelism).
[[nodiscard]] inline bool splitsSequence(const Strategy& strategy)
{
    return !strategy.traits.wholeSequence && strategy.software != Software::Megatron2021 &&
           strategy.software != Software::MegatronDeepSpeed;
}

// Whether context-parallel ranks exchange the keys and values of every query head, repeated before they travel
// (pytorch/torchtitan, models/llama/model.py).
[[nodiscard]] inline bool repeatsKeys(const Strategy& strategy)
{
    return strategy.software == Software::TorchTitan;
}

// Selective recompute of PyTorch does every other product again; Megatron's none.
[[nodiscard]] inline bool repeatsProducts(const Strategy& strategy)
{
    return strategy.recompute == Recompute::Selective && strategy.software == Software::TorchTitan;
}

} // namespace rackwright::training
