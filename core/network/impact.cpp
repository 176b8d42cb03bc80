#include "core/network/impact.h"

#include "core/network/connectivity.h"
#include "core/network/cut.h"
#include "core/network/share.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rackwright::network {

namespace {

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// Shares come from sums in different orders; what differs by rounding only is one group.
std::vector<ShareGroup> grouped(std::vector<double> shares)
{
    constexpr double rounding = 1e-12;
    std::ranges::sort(shares);
    std::vector<ShareGroup> groups;
    for (const double share : shares) {
        if (groups.empty() || share - groups.back().share > rounding) {
            groups.push_back({.share = share});
        }
        ++groups.back().servers;
    }
    return groups;
}

} // namespace

Impact impactOf(const FabricGraph& graph, const Condition& condition)
{
    Impact impact;
    const Shares left = sharesOf(graph, condition);
    std::vector<double> shares;
    for (NodeIndex node = 0; node < static_cast<NodeIndex>(graph.nodes().size()); ++node) {
        const bool works = condition.works[index(node)] != 0;
        if (!graph.isServer(node)) {
            impact.switchesDown += works ? 0 : 1;
        } else if (works) {
            shares.push_back(left.of(node));
        } else {
            ++impact.serversDown;
        }
    }
    for (std::size_t b = 0; b < condition.links.size(); ++b) {
        impact.linksDown += graph.bundles()[b].links - condition.links[b];
    }
    impact.meanShare = shares.empty() ? 0.0
                                      : std::accumulate(shares.begin(), shares.end(), 0.0) /
                                            static_cast<double>(shares.size());
    impact.shares = grouped(std::move(shares));
    impact.serversCutOff = islandsOf(graph, condition).cutOff();
    impact.rails = railShares(graph, condition, left);
    impact.bisectionBefore = bisectionLinks(graph, intact(graph));
    impact.bisectionAfter = bisectionLinks(graph, condition);
    return impact;
}

} // namespace rackwright::network
