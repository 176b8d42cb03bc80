// Trees of nodes that name their parent: what feeds what, what cools what.
#pragma once

#include "core/model/table.h"

#include <algorithm>
#include <functional>
#include <vector>

namespace rackwright::power {

// Indices of the nodes from the leaves up, so that a child is complete before its parent takes its load.
template <typename Node>
std::vector<std::size_t> leavesFirst(const Table<Node>& nodes)
{
    std::vector<std::size_t> depths(nodes.size(), 0);
    std::vector<std::size_t> order(nodes.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        order[i] = i;
        std::size_t at = nodes.indexOf(nodes[i].parent);
        for (; at < nodes.size() && depths[i] < nodes.size(); ++depths[i]) { // a ring ends too
            at = nodes.indexOf(nodes[at].parent);
        }
    }
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t i) { return depths[i]; });
    return order;
}

// Adds to each node what the nodes below it have; `loads` is one for each node.
template <typename Node, typename Amount>
std::vector<Amount> summedUp(const Table<Node>& nodes, std::vector<Amount> loads)
{
    for (const std::size_t child : leavesFirst(nodes)) {
        const std::size_t parent = nodes.indexOf(nodes[child].parent);
        if (parent < nodes.size()) {
            loads[parent] += loads[child];
        }
    }
    return loads;
}

} // namespace rackwright::power
