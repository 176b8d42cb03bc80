// Who can reach whom, over how many switches, and what the network cannot do without.
#pragma once

#include "core/network/condition.h"

#include <cstdint>
#include <vector>

namespace rackwright::network {

struct Islands
{
    std::vector<std::int32_t> ofNode; // -1: does not work
    std::vector<int> servers;         // in each island, the largest first

    [[nodiscard]] int cutOff() const; // servers that work, outside the largest island
};

// Parts of the network that cannot reach each other. Servers join their NICs.
[[nodiscard]] Islands islandsOf(const FabricGraph& graph, const Condition& condition);

// Pairs of servers by the switches on the shortest way between them. Servers do not pass traffic on.
struct HopCounts
{
    std::vector<std::int64_t> pairs; // by number of switches
    std::int64_t unreachable = 0;

    [[nodiscard]] double mean() const; // of the reachable pairs
};

[[nodiscard]] HopCounts hopCounts(const FabricGraph& graph, const Condition& condition);

// Ways from one server to another.
struct Routes
{
    int switches = 0;          // on the shortest; 0: there is no way
    double shortest = 0.0;     // how many equally short ones; parallel cables count
    std::int64_t disjoint = 0; // links that carry traffic between the two at once
};

[[nodiscard]] Routes routesBetween(const FabricGraph& graph,
                                   const Condition& condition,
                                   NodeIndex from,
                                   NodeIndex to);

// A switch or a bundle of one cable without which servers are cut off from the largest part.
struct WeakPoint
{
    NodeIndex node = -1; // a switch, or -1:
    BundleIndex bundle = -1;
    int serversCutOff = 0;
};

// The worst first. Within one island each; a server alone behind its only cable counts.
[[nodiscard]] std::vector<WeakPoint> weakPoints(const FabricGraph& graph,
                                                const Condition& condition);

} // namespace rackwright::network
