// One training run in full: where its time and memory go, how it grows, and what it takes to finish it.
#pragma once

#include "core/base/figure.h"
#include "core/model/snapshot.h"
#include "core/scenario/estimate.h"
#include "core/scenario/run_basis.h"
#include "core/training/published_runs.h"
#include "core/training/strategy.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackwright::scenario {

// The same run on another number of GPUs, each replica with as much to do.
struct RunAtSize
{
    double accelerators = 0.0; // that work
    Range<double> tokensPerDay;
    Range<double> days;
};

struct RunDetail
{
    std::string workload; // slug
    std::string name;
    std::string accelerator;
    std::optional<training::Strategy> strategy; // none for a workload given by its compute
    std::string layoutOrigin;
    double sequences = 0.0; // in a step
    double accelerators = 0.0;
    std::string note; // why there are no figures, or what to keep in mind; may be empty

    std::vector<Figure>
        time; // s, of a step with its share of failures; parts that take none are left out
    std::vector<Figure> memory;   // B, of the GPU that needs the most
    Figure capacity;              // B, of a GPU
    std::vector<RunAtSize> sizes; // smallest first; the plan's own is among them

    Figure days;       // d
    Figure throughput; // tokens/d, with failures
    Figure energy;     // Wh, of the whole facility while the run lasts
    Figure cost;       // USD, wear of what was bought and running cost while the run lasts
    Figure costPerMillionTokens; // USD

    std::vector<training::PublishedRun> published; // the nearest, nearest first
    training::ErrorSummary publishedError;         // of them, each unseen
    std::optional<RunBasis> basis;                 // none where the plan cannot train anything
};

// `estimate` is that of the same snapshot. Figures that cannot be are unknown, and `note` tells why.
[[nodiscard]] RunDetail runDetail(const Snapshot& snapshot,
                                  const Workload& workload,
                                  const Estimate& estimate);

} // namespace rackwright::scenario
