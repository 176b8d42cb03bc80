// The share of its bandwidth that each device still has towards the top of the network.
#pragma once

#include "core/network/condition.h"

#include <vector>

namespace rackwright::network {

// Of all ways from a device to the top tier that exist when all works, the share that still does, each
// switch dividing its traffic evenly over its uplinks (ECMP). 1 at the top, 0 where nothing works.
struct Shares
{
    std::vector<double> node;

    [[nodiscard]] double of(NodeIndex index) const { return node[static_cast<std::size_t>(index)]; }
};

[[nodiscard]] Shares sharesOf(const FabricGraph& graph, const Condition& condition);

// The same for the NICs of each rail, over all servers. Empty for a network without rails.
[[nodiscard]] std::vector<double> railShares(const FabricGraph& graph,
                                             const Condition& condition,
                                             const Shares& shares);

} // namespace rackwright::network
