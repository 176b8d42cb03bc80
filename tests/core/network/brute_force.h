// Slow and obvious answers about small networks, to hold the fast ones against.
#pragma once

#include "core/network/condition.h"
#include "tests/support/wired_plan.h"

#include <queue>

#include <cstdint>
#include <functional>
#include <limits>
#include <random>
#include <vector>

namespace rackwright::test {

// A random network of servers, leaves, spines and cores; some cables run in parallel, some devices have none.
inline Snapshot randomNetwork(unsigned seed)
{
    std::mt19937 random{seed};
    const auto upTo = [&](int most) {
        return static_cast<int>(random() % static_cast<unsigned>(most)) + 1;
    };
    const int sizes[] = {2 + upTo(8), 1 + upTo(4), 1 + upTo(3), upTo(2)};
    std::vector<Tier> tiers;
    std::vector<int> firsts;
    for (int tier = 0; tier < 4; ++tier) {
        firsts.push_back(static_cast<int>(tiers.size()));
        tiers.insert(tiers.end(), static_cast<std::size_t>(sizes[tier]), static_cast<Tier>(tier));
    }
    std::vector<TestLink> links;
    for (int tier = 0; tier < 3; ++tier) {
        for (int lower = 0; lower < sizes[tier]; ++lower) {
            for (int i = upTo(4) - 1; i > 0; --i) {
                links.push_back(
                    {firsts[static_cast<std::size_t>(tier)] + lower,
                     firsts[static_cast<std::size_t>(tier) + 1] + upTo(sizes[tier + 1]) - 1});
            }
        }
    }
    return wiredPlan(tiers, links);
}

enum class Through
{
    Switches, // servers do not pass traffic on
    Everything,
};

// Hops from a node by plain breadth-first search.
inline std::vector<int> distancesFrom(const network::FabricGraph& graph,
                                      const network::Condition& condition,
                                      network::NodeIndex from,
                                      Through through)
{
    std::vector<int> distance(graph.nodes().size(), -1);
    if (condition.works[static_cast<std::size_t>(from)] == 0) {
        return distance;
    }
    std::queue<network::NodeIndex> queue;
    queue.push(from);
    distance[static_cast<std::size_t>(from)] = 0;
    while (!queue.empty()) {
        const network::NodeIndex node = queue.front();
        queue.pop();
        if (node != from && graph.isServer(node) && through == Through::Switches) {
            continue;
        }
        for (std::size_t b = 0; b < graph.bundles().size(); ++b) {
            const network::Bundle& bundle = graph.bundles()[b];
            const bool touches = bundle.lower == node || bundle.upper == node;
            const network::NodeIndex to = bundle.lower == node ? bundle.upper : bundle.lower;
            if (touches && condition.links[b] > 0 && distance[static_cast<std::size_t>(to)] < 0) {
                distance[static_cast<std::size_t>(to)] =
                    distance[static_cast<std::size_t>(node)] + 1;
                queue.push(to);
            }
        }
    }
    return distance;
}

// The least links over all ways to part the nodes between the two sets (max-flow min-cut theorem).
// REQUIRES: at most some 16 switches; servers of neither set are left out.
inline std::int64_t leastCut(const network::FabricGraph& graph,
                             const network::Condition& condition,
                             const std::vector<network::NodeIndex>& from,
                             const std::vector<network::NodeIndex>& to)
{
    enum class Side : char
    {
        Out,
        From,
        To,
        Free
    };
    std::vector<Side> side(graph.nodes().size(), Side::Free);
    for (network::NodeIndex node = 0; node < graph.servers(); ++node) {
        side[static_cast<std::size_t>(node)] = Side::Out;
    }
    for (const auto node : from) {
        side[static_cast<std::size_t>(node)] = Side::From;
    }
    for (const auto node : to) {
        side[static_cast<std::size_t>(node)] = Side::To;
    }
    std::vector<std::size_t> free;
    for (std::size_t node = 0; node < side.size(); ++node) {
        if (side[node] == Side::Free) {
            free.push_back(node);
        }
    }
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::uint32_t choice = 0; choice < (1U << free.size()); ++choice) {
        for (std::size_t i = 0; i < free.size(); ++i) {
            side[free[i]] = (choice >> i & 1U) != 0 ? Side::From : Side::To;
        }
        std::int64_t links = 0;
        for (std::size_t b = 0; b < graph.bundles().size(); ++b) {
            const Side x = side[static_cast<std::size_t>(graph.bundles()[b].lower)];
            const Side y = side[static_cast<std::size_t>(graph.bundles()[b].upper)];
            if (x != Side::Out && y != Side::Out && x != y) {
                links += condition.links[b];
            }
        }
        least = std::min(least, links);
    }
    return least;
}

} // namespace rackwright::test
