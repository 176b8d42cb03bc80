#include "core/network/bottleneck.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace rackwright::network {

namespace {

constexpr double rounding = 1e-9;

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// Numbers the pods of all switches below the top tier; -1 for servers and for the top tier.
std::vector<std::int32_t> podsOf(const FabricGraph& graph)
{
    std::vector<std::int32_t> pods(graph.nodes().size(), -1);
    std::int32_t count = 0;
    std::vector<NodeIndex> queue;
    const NodeIndex top = graph.firstOf(graph.tiers());
    for (NodeIndex seed = graph.servers(); seed < top; ++seed) {
        if (pods[index(seed)] >= 0) {
            continue;
        }
        pods[index(seed)] = count++;
        queue.assign(1, seed);
        for (std::size_t done = 0; done < queue.size(); ++done) {
            for (const Arc& arc : graph.arcs(queue[done])) {
                if (!graph.isServer(arc.to) && arc.to < top && pods[index(arc.to)] < 0) {
                    pods[index(arc.to)] = pods[index(queue[done])];
                    queue.push_back(arc.to);
                }
            }
        }
    }
    return pods;
}

struct PodLinks
{
    std::vector<int> ofPod;                   // to the top tier
    std::vector<std::map<NodeIndex, int>> to; // by pod, the top switches it meets
    int mostPorts = 0;                        // of a top switch, that are cabled
};

PodLinks podLinksOf(const FabricGraph& graph, const std::vector<std::int32_t>& pods)
{
    PodLinks links;
    const auto count = index(1 + *std::ranges::max_element(pods));
    links.ofPod.resize(count, 0);
    links.to.resize(count);
    std::map<NodeIndex, int> ports;
    for (const Bundle& bundle : graph.bundles()) {
        const std::int32_t pod = pods[index(bundle.lower)];
        if (pod >= 0 && bundle.upper >= graph.firstOf(graph.tiers())) {
            links.ofPod[index(pod)] += bundle.links;
            links.to[index(pod)][bundle.upper] += bundle.links;
            links.mostPorts = std::max(links.mostPorts, ports[bundle.upper] += bundle.links);
        }
    }
    return links;
}

// The fewest top switches that every pod's links divide over.
void proposeEvenTops(const PodLinks& links, Limit& limit)
{
    const int largest = *std::ranges::max_element(links.ofPod);
    for (int each = links.mostPorts / limit.pods; each > 0; --each) {
        const int tops = largest / each;
        const bool isEven = largest % each == 0 && std::ranges::all_of(links.ofPod, [&](int pod) {
                                return pod % tops == 0;
                            });
        if (isEven) {
            limit.evenTops = tops;
            limit.evenLinks = each;
            return;
        }
    }
}

// How the links of the pod divide over the top tier when all works.
void describePod(const FabricGraph& graph, Limit& limit)
{
    const std::vector<std::int32_t> pods = podsOf(graph);
    const PodLinks links = podLinksOf(graph, pods);
    const std::size_t pod = index(pods[index(graph.bundles()[index(limit.link.bundle)].lower)]);
    const auto byLinks = [](const auto& a, const auto& b) { return a.second < b.second; };
    const std::map<NodeIndex, int>& to = links.to[pod];
    limit.podLinks = links.ofPod[pod];
    limit.tops = static_cast<int>(to.size());
    limit.fewest = to.empty() ? 0 : std::ranges::min_element(to, byLinks)->second;
    limit.most = to.empty() ? 0 : std::ranges::max_element(to, byLinks)->second;
    limit.pods = static_cast<int>(links.ofPod.size());
    limit.topPorts = links.mostPorts;
    proposeEvenTops(links, limit);
}

} // namespace

std::vector<HotLink> hottestLinks(const FabricGraph& graph,
                                  const Condition& condition,
                                  const LinkLoads& loads,
                                  std::size_t count)
{
    std::vector<HotLink> links;
    for (BundleIndex b = 0; b < static_cast<BundleIndex>(loads.up.size()); ++b) {
        if (graph.isServer(graph.bundles()[index(b)].lower) || !condition.carries(b)) {
            continue;
        }
        const double cables = condition.links[index(b)];
        for (const Direction direction : {Direction::Up, Direction::Down}) {
            const double load =
                (direction == Direction::Up ? loads.up : loads.down)[index(b)] / cables;
            if (load > 0.0) {
                links.push_back({.bundle = b, .direction = direction, .load = load});
            }
        }
    }
    const auto last = links.begin() + static_cast<std::ptrdiff_t>(std::min(count, links.size()));
    // Rounded, since equal loads differ in the last digits; among equals the first of the plan.
    const auto loadOf = [](const HotLink& link) { return std::lround(link.load / rounding); };
    std::ranges::partial_sort(links, last, [&](const HotLink& a, const HotLink& b) {
        const auto x = loadOf(a);
        const auto y = loadOf(b);
        return x > y || (x == y && a.bundle < b.bundle);
    });
    links.erase(last, links.end());
    return links;
}

Limit limitOf(const FabricGraph& graph, const Condition& condition, const LinkLoads& loads)
{
    Limit limit;
    const std::vector<HotLink> hottest = hottestLinks(graph, condition, loads, 1);
    if (hottest.empty() || hottest[0].load <= 1.0 + rounding) {
        return limit;
    }
    limit.link = hottest[0];
    const NodeIndex lower = graph.bundles()[index(limit.link.bundle)].lower;
    const int tier = static_cast<int>(graph.nodes()[index(lower)].tier);
    describePod(graph, limit);
    const Condition whole = intact(graph);
    if (loads.above(tier, graph, whole).mean > 1.0 + rounding) {
        limit.cause = LimitCause::Oversubscription;
    } else if (limit.fewest < limit.most && limit.link.direction == Direction::Down) {
        limit.cause = LimitCause::UnevenPods;
    } else {
        limit.cause = condition.links == whole.links ? LimitCause::Pattern : LimitCause::Failures;
    }
    return limit;
}

} // namespace rackwright::network
