// The workloads and the accelerator that tests of core/training share; figures of data/facts, B1 and E2.
#pragma once

#include "core/base/units.h"
#include "core/training/run_estimate.h"

namespace rackwright::test {

inline Accelerator h100()
{
    using namespace units;
    Accelerator accelerator;
    accelerator.slug = "h100";
    accelerator.bf16Peak = 989.4 * teraflops;
    accelerator.fp8Peak = 1979.0 * teraflops;
    accelerator.memory = 80.0 * gigabyte;
    accelerator.memoryBandwidth = 3350.0 * gigabytePerSecond;
    accelerator.scaleUpBandwidth = 900.0 * gigabytePerSecond;
    accelerator.designPower = 700.0 * watt;
    return accelerator;
}

inline Workload llama405b()
{
    Workload workload;
    workload.name = "Llama 3.1 405B";
    workload.tokens = 15.6e12;
    workload.layers = 126;
    workload.hidden = 16'384;
    workload.heads = 128;
    workload.kvHeads = 8;
    workload.headSize = 128;
    workload.feedForward = 53'248;
    workload.vocabulary = 128'256;
    workload.sequence = 8'192;
    workload.tensorParallel = 8;
    workload.pipelineParallel = 16;
    workload.pipelineInterleave = 8;
    workload.contextParallel = 2;
    workload.microbatches = 16;
    return workload;
}

inline Workload grok1()
{
    Workload workload;
    workload.name = "Grok-1";
    workload.tokens = 6.2e12;
    workload.layers = 64;
    workload.hidden = 6'144;
    workload.heads = 48;
    workload.kvHeads = 8;
    workload.headSize = 128;
    workload.experts = 8;
    workload.activeExperts = 2;
    workload.expertFeedForward = 32'768;
    workload.vocabulary = 131'072;
    workload.sequence = 8'192;
    workload.tensorParallel = 8;
    workload.pipelineParallel = 8;
    workload.pipelineInterleave = 4;
    workload.expertParallel = 8;
    workload.microbatches = 16;
    return workload;
}

inline Workload deepseekV3()
{
    Workload workload;
    workload.name = "DeepSeek-V3";
    workload.precision = Precision::Fp8;
    workload.tokens = 14.8e12;
    workload.layers = 61;
    workload.hidden = 7'168;
    workload.heads = 128;
    workload.kvHeads = 128;
    workload.headSize = 128;
    workload.attention = AttentionKind::Latent;
    workload.queryRank = 1'536;
    workload.kvRank = 512;
    workload.ropeSize = 64;
    workload.valueSize = 128;
    workload.feedForward = 18'432;
    workload.denseLayers = 3;
    workload.experts = 256;
    workload.activeExperts = 8;
    workload.sharedExperts = 1;
    workload.expertFeedForward = 2'048;
    workload.vocabulary = 129'280;
    workload.sequence = 4'096;
    workload.pipelineParallel = 16;
    workload.expertParallel = 32;
    workload.microbatches = 120; // 15,360 sequences on 128 replicas of 16
    return workload;
}

// 64 GPUs a rack, eight a server, 400 Gb/s each, non-blocking.
inline training::RunCase onColossus(const Workload& workload, long accelerators)
{
    using namespace units;
    return {workload, h100(), accelerators, 8, 400.0 * gigabitPerSecond, 1.0};
}

} // namespace rackwright::test
