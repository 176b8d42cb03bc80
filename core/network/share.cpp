#include "core/network/share.h"

#include <algorithm>

namespace rackwright::network {

namespace {

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

} // namespace

Shares sharesOf(const FabricGraph& graph, const Condition& condition)
{
    Shares shares{.node = std::vector<double>(graph.nodes().size(), 0.0)};
    for (auto node = static_cast<NodeIndex>(graph.nodes().size()) - 1; node >= 0; --node) {
        if (condition.works[index(node)] == 0) {
            continue;
        }
        const std::span<const Arc> ups = graph.upArcs(node);
        if (ups.empty()) {
            shares.node[index(node)] = graph.isServer(node) ? 0.0 : 1.0;
            continue;
        }
        double left = 0.0;
        int links = 0;
        for (const Arc& arc : ups) {
            left += condition.links[index(arc.bundle)] * shares.of(arc.to);
            links += graph.bundles()[index(arc.bundle)].links;
        }
        shares.node[index(node)] = left / links;
    }
    return shares;
}

std::vector<double> railShares(const FabricGraph& graph,
                               const Condition& condition,
                               const Shares& shares)
{
    std::vector<double> left;
    std::vector<double> links;
    for (NodeIndex server = 0; server < graph.servers(); ++server) {
        for (const Arc& arc : graph.upArcs(server)) {
            const int rail = graph.nodes()[index(arc.to)].rail;
            if (rail < 0) {
                continue;
            }
            if (left.size() <= index(rail)) {
                left.resize(index(rail) + 1, 0.0);
                links.resize(index(rail) + 1, 0.0);
            }
            left[index(rail)] += condition.links[index(arc.bundle)] * shares.of(arc.to);
            links[index(rail)] += graph.bundles()[index(arc.bundle)].links;
        }
    }
    for (std::size_t rail = 0; rail < left.size(); ++rail) {
        left[rail] = links[rail] > 0.0 ? left[rail] / links[rail] : 1.0;
    }
    return left;
}

} // namespace rackwright::network
