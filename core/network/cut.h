// How much two parts of a network can send each other: the links of the narrowest cut between them.
#pragma once

#include "core/network/condition.h"

#include <span>
#include <vector>

namespace rackwright::network {

// The maximum flow from one set of nodes to the other, in links, by Dinic's algorithm (Soviet Math. Doklady 11,
// 1970). Exact. Servers of neither set pass nothing on. REQUIRES: the sets have no node in common.
[[nodiscard]] std::int64_t cutBetween(const FabricGraph& graph,
                                      const Condition& condition,
                                      std::span<const NodeIndex> from,
                                      std::span<const NodeIndex> to);

struct Halves
{
    std::vector<NodeIndex> a;
    std::vector<NodeIndex> b;
};

// The leaves, halved in the order of the servers that they serve, so that neighbours stay together.
[[nodiscard]] Halves halvesOfLeaves(const FabricGraph& graph);

// What the halves of the leaves can send each other, one way, in links.
[[nodiscard]] std::int64_t bisectionLinks(const FabricGraph& graph, const Condition& condition);

} // namespace rackwright::network
