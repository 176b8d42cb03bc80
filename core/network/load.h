// How traffic loads the links between switches when every switch divides it evenly over its shortest ways (ECMP).
#pragma once

#include "core/network/condition.h"

#include <span>
#include <vector>

namespace rackwright::network {

// Steady traffic between the servers of two leaves, in links.
struct Demand
{
    NodeIndex from = 0; // leaves
    NodeIndex to = 0;
    double rate = 0.0;
};

// Patterns of collectives among servers, NIC to NIC of the same rail at full speed, in the order given.
// Each server sends to the next, the last to the first: ring all-reduce.
[[nodiscard]] std::vector<Demand> ringTraffic(const FabricGraph& graph,
                                              const Condition& condition,
                                              std::span<const NodeIndex> servers);
// Units of servers on the same leaves reduce among themselves first, then each server with its counterparts in the
// other units: that second part, in which each sends to the next unit.
[[nodiscard]] std::vector<Demand> hierarchicalTraffic(const FabricGraph& graph,
                                                      const Condition& condition,
                                                      std::span<const NodeIndex> servers);
// Each server sends to every other alike.
[[nodiscard]] std::vector<Demand> allToAllTraffic(const FabricGraph& graph,
                                                  const Condition& condition,
                                                  std::span<const NodeIndex> servers);
// Each server sends to the one `stride` places on, as the stages of a pipeline do; the last ones to none.
[[nodiscard]] std::vector<Demand> pipelineTraffic(const FabricGraph& graph,
                                                  const Condition& condition,
                                                  std::span<const NodeIndex> servers,
                                                  std::size_t stride);

struct TierLoad
{
    double highest = 0.0; // of a link, 1: full
    double mean = 0.0;
};

struct LinkLoads
{
    std::vector<double> up; // by bundle, in links
    std::vector<double> down;
    double unrouted = 0.0; // demand that finds no way

    // Above the switches of a tier, 1: leaf.
    [[nodiscard]] TierLoad above(int tier,
                                 const FabricGraph& graph,
                                 const Condition& condition) const;

    // The rate at which all can send at once, 1: full speed. What is unrouted is not counted.
    [[nodiscard]] double throughput(const FabricGraph& graph, const Condition& condition) const;
};

// Exact. Leaves pass on only what their own servers send and receive; traffic within a leaf loads no
// link, and cables between two leaves carry none.
[[nodiscard]] LinkLoads loadsOf(const FabricGraph& graph,
                                const Condition& condition,
                                std::span<const Demand> demands);

} // namespace rackwright::network
