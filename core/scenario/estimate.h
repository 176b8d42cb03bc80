// The answer to "what does this plan cost, draw and train?": every estimator joined, each number explained.
#pragma once

#include "core/base/figure.h"
#include "core/base/result.h"
#include "core/model/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackwright::scenario {

// How many of everything. Exact.
struct Inventory
{
    std::string site;
    int halls = 0;
    int arrays = 0;
    int computeRacks = 0;
    int networkRacks = 0;
    int otherRacks = 0;
    int servers = 0;
    long gpus = 0;
    int leafSwitches = 0; // of the GPU fabric, with the next two
    int spineSwitches = 0;
    int coreSwitches = 0;
    int frontEndSwitches = 0;
    int cables = 0;
    std::vector<std::string> unknown; // what the plan does not know, as clauses
};

[[nodiscard]] Inventory takeInventory(const Snapshot& snapshot);

struct TrainingEstimate
{
    std::string workload; // slug
    std::string name;
    Figure stepTime;  // s; unknown for a workload given by its compute: unknownParts == 1
    Figure mfu;       // 1
    Figure days;      // d
    std::string note; // why there is no figure, or what to keep in mind; may be empty
};

struct Estimate
{
    Figure gpuCapex;      // USD
    Figure capex;         // USD
    Figure opex;          // USD/a
    Figure itPower;       // W
    Figure facilityPower; // W
    Figure energy;        // Wh/a
    Figure gridCapacity;  // W, grid connection in service at the date
    Figure headroom;      // W, grid and generators less the facility; below zero: not covered
    std::vector<TrainingEstimate> training;
};

// `date` picks the power supply in service (ISO; empty: everything not retired).
[[nodiscard]] Estimate estimate(const Snapshot& snapshot, std::string_view date = {});

// One line of a comparison of two plans.
struct Difference
{
    std::string key;
    std::string label;
    std::string unit;
    Range<double> before;
    Range<double> after;
    int unknownBefore = 0; // parts, as in Figure
    int unknownAfter = 0;
};

// Every figure of the inventory and the estimates, in a fixed order.
[[nodiscard]] std::vector<Difference> compare(const Snapshot& before, const Snapshot& after);

} // namespace rackwright::scenario
