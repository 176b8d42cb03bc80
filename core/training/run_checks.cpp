#include "core/training/run_checks.h"

#include <cmath>
#include <fmt/format.h>

namespace rackwright::training {

namespace {

using Warnings = std::vector<std::string>;

void checkHeads(const MeasuredRun& run, Warnings& warnings)
{
    const int ranks = run.strategy.tensorParallel;
    const int heads = run.model.heads;
    const int kvHeads = run.model.kvHeads;
    if (heads % ranks != 0) {
        warnings.push_back(fmt::format(
            "tp: {} does not divide the heads, {}, shared out as if it did", ranks, heads));
    }
    if (kvHeads < 1) {
        return;
    }
    if (kvHeads % ranks != 0 && ranks % kvHeads != 0) { // fewer heads than ranks are copied
        warnings.push_back(fmt::format(
            "kv_heads: {} cannot be shared by tp {}, shared out as if they could", kvHeads, ranks));
    }
    if (heads % kvHeads != 0) {
        warnings.push_back(fmt::format("kv_heads: {} do not divide the heads, {}", kvHeads, heads));
    }
}

void checkLayers(const MeasuredRun& run, Warnings& warnings)
{
    const Strategy& strategy = run.strategy;
    const int chunks = run.interleaveKnown ? strategy.pipelineInterleave : 1;
    if (run.model.layers % (static_cast<long>(strategy.pipelineParallel) * chunks) != 0) {
        warnings.push_back(fmt::format(
            "layers: {} cannot be shared out evenly by pp x vpp, {} x {}, the longest stage counts",
            run.model.layers,
            strategy.pipelineParallel,
            chunks));
    }
}

void checkBatch(const MeasuredRun& run, Warnings& warnings)
{
    const long replicas = run.strategy.dataParallel;
    const int each = run.microbatchKnown ? run.strategy.microbatch : 1;
    if (std::fmod(run.batch, static_cast<double>(replicas) * each) != 0.0) {
        warnings.push_back(fmt::format("gbs: {:g} is not a multiple of mbs x dp, {} x {}, rounded",
                                       run.batch,
                                       each,
                                       replicas));
    }
}

void checkExperts(const MeasuredRun& run, Warnings& warnings)
{
    const int ranks = run.strategy.expertParallel;
    const int experts = run.model.experts;
    if (ranks > 1 && (ranks > experts || experts % ranks != 0)) {
        warnings.push_back(fmt::format("ep: {} does not divide the experts, {}", ranks, experts));
    }
}

} // namespace

std::vector<std::string> contradictionsIn(const MeasuredRun& run)
{
    Warnings warnings;
    checkHeads(run, warnings);
    checkLayers(run, warnings);
    checkBatch(run, warnings);
    checkExperts(run, warnings);
    return warnings;
}

} // namespace rackwright::training
