// What a failure takes away: servers, bandwidth of those that stay, bisection.
#pragma once

#include "core/network/condition.h"

#include <cstdint>
#include <vector>

namespace rackwright::network {

struct ShareGroup
{
    double share = 1.0; // of a server's bandwidth into the network, 1: all
    int servers = 0;
};

struct Impact
{
    int serversDown = 0;
    int switchesDown = 0;
    std::int64_t linksDown = 0;
    int serversCutOff = 0;            // work, but reach no more than a smaller part of the network
    std::vector<ShareGroup> shares;   // of servers that work, the lowest first
    double meanShare = 1.0;           // of servers that work
    std::vector<double> rails;        // share left of each rail, over all servers
    std::int64_t bisectionBefore = 0; // links
    std::int64_t bisectionAfter = 0;

    [[nodiscard]] double worstShare() const { return shares.empty() ? 0.0 : shares.front().share; }
    [[nodiscard]] double bisectionShare() const
    {
        return bisectionBefore == 0
                   ? 0.0
                   : static_cast<double>(bisectionAfter) / static_cast<double>(bisectionBefore);
    }
};

// Against the network when all works.
[[nodiscard]] Impact impactOf(const FabricGraph& graph, const Condition& condition);

} // namespace rackwright::network
