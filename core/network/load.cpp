#include "core/network/load.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace rackwright::network {

namespace {

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// Leaves that meet the same switches by as many links: from afar they are one.
struct LeafClass
{
    NodeIndex example = 0;
    std::vector<NodeIndex> leaves;
};

// Loads of one unit of traffic are found once for each two classes and then scaled: loads add up.
class LoadSpreader
{
public:
    LoadSpreader(const FabricGraph& graph, const Condition& condition)
        : graph_(graph)
        , condition_(condition)
        , flow_(graph.nodes().size(), 0.0)
        , rate_(graph.nodes().size(), 0.0)
    {
        loads_.up.assign(graph.bundles().size(), 0.0);
        loads_.down.assign(graph.bundles().size(), 0.0);
        classify();
        findUpperArcs();
    }

    LinkLoads spread(std::span<const Demand> demands);

private:
    // A way on to a node that is nearer, and the part of the traffic that takes it.
    struct Onward
    {
        Arc arc;
        double part = 0.0;
    };

    struct LeafRate
    {
        NodeIndex leaf = 0;
        double rate = 0.0;
    };

    void classify();
    void findUpperArcs();
    [[nodiscard]] std::vector<Demand> groupedByClass(std::span<const Demand> demands) const;
    [[nodiscard]] std::size_t classOf(NodeIndex leaf) const
    {
        return index(classOf_[index(leaf - graph_.firstOf(1))]);
    }
    [[nodiscard]] std::vector<LeafRate> sumsOf(std::span<const Demand> demands,
                                               NodeIndex Demand::*end);
    void findDistances(NodeIndex to);
    void findOnward();
    void spreadTo(std::size_t toClass, std::span<const Demand> demands);
    void sendFrom(NodeIndex example, std::size_t toClass, std::span<const Demand> demands);
    void pass(NodeIndex node, double scale);
    [[nodiscard]] std::vector<Onward> onwardFrom(NodeIndex leaf) const;
    [[nodiscard]] std::span<const Arc> upperArcs(NodeIndex node) const
    {
        const std::size_t at = index(node - graph_.firstOf(2));
        return {upperArcs_.data() + firstUpperArc_[at], upperArcs_.data() + firstUpperArc_[at + 1]};
    }
    double& loadOf(NodeIndex from, const Arc& arc)
    {
        return from < arc.to ? loads_.up[index(arc.bundle)] : loads_.down[index(arc.bundle)];
    }

    const FabricGraph& graph_;
    const Condition& condition_;
    LinkLoads loads_;
    std::vector<LeafClass> classes_;
    std::vector<std::int32_t> classOf_; // by leaf, counted from the first
    std::vector<std::int32_t> distance_;
    std::vector<std::vector<NodeIndex>> nodesAt_; // by distance
    std::vector<Arc> upperArcs_;             // that carry traffic between switches above the leaves
    std::vector<std::size_t> firstUpperArc_; // by switch above the leaves, and their number
    std::vector<Onward> onward_;
    std::vector<std::size_t> firstOnward_; // as firstUpperArc_
    std::vector<double> flow_;             // by node; zero between uses
    std::vector<double> rate_;             // likewise
};

void LoadSpreader::classify()
{
    struct Uplink
    {
        NodeIndex to;
        int links;

        auto operator<=>(const Uplink&) const = default;
    };
    std::map<std::vector<Uplink>, std::int32_t> known;
    for (NodeIndex leaf = graph_.firstOf(1); leaf < graph_.firstOf(2); ++leaf) {
        std::vector<Uplink> uplinks;
        for (const Arc& arc : graph_.upArcs(leaf)) {
            if (condition_.carries(arc.bundle)) {
                uplinks.push_back({.to = arc.to, .links = condition_.links[index(arc.bundle)]});
            }
        }
        const auto [found, isNew] =
            known.try_emplace(std::move(uplinks), static_cast<std::int32_t>(classes_.size()));
        if (isNew) {
            classes_.push_back({.example = leaf});
        }
        classes_[index(found->second)].leaves.push_back(leaf);
        classOf_.push_back(found->second);
    }
}

void LoadSpreader::findUpperArcs()
{
    firstUpperArc_.assign(1, 0);
    const NodeIndex first = graph_.firstOf(2);
    for (NodeIndex node = first; node < static_cast<NodeIndex>(flow_.size()); ++node) {
        for (const Arc& arc : graph_.arcs(node)) {
            if (arc.to >= first && condition_.carries(arc.bundle)) {
                upperArcs_.push_back(arc);
            }
        }
        firstUpperArc_.push_back(upperArcs_.size());
    }
}

// To a leaf, over switches that are not leaves themselves.
void LoadSpreader::findDistances(NodeIndex to)
{
    distance_.assign(graph_.nodes().size(), -1);
    nodesAt_.assign(2, {});
    distance_[index(to)] = 0;
    for (const Arc& arc : graph_.arcs(to)) {
        if (arc.to >= graph_.firstOf(2) && condition_.carries(arc.bundle)) {
            distance_[index(arc.to)] = 1;
            nodesAt_[1].push_back(arc.to);
        }
    }
    for (std::size_t at = 1; !nodesAt_[at].empty(); ++at) {
        std::vector<NodeIndex> next;
        for (const NodeIndex node : nodesAt_[at]) {
            for (const Arc& arc : upperArcs(node)) {
                if (distance_[index(arc.to)] < 0) {
                    distance_[index(arc.to)] = static_cast<std::int32_t>(at) + 1;
                    next.push_back(arc.to);
                }
            }
        }
        nodesAt_.push_back(std::move(next));
    }
}

// The ways on from a leaf; none when there is no way to the one at hand.
std::vector<LoadSpreader::Onward> LoadSpreader::onwardFrom(NodeIndex leaf) const
{
    std::vector<Onward> ways;
    int links = 0;
    for (const Arc& arc : graph_.upArcs(leaf)) {
        const std::int32_t distance = distance_[index(arc.to)];
        const std::int32_t nearest = ways.empty() ? distance : distance_[index(ways[0].arc.to)];
        if (!condition_.carries(arc.bundle) || distance < 1 || distance > nearest) {
            continue;
        }
        if (distance < nearest) {
            ways.clear();
            links = 0;
        }
        ways.push_back({.arc = arc});
        links += condition_.links[index(arc.bundle)];
    }
    for (Onward& way : ways) {
        way.part = static_cast<double>(condition_.links[index(way.arc.bundle)]) / links;
    }
    return ways;
}

// From the switches above the leaves that are not next to the one at hand.
void LoadSpreader::findOnward()
{
    onward_.clear();
    firstOnward_.assign(1, 0);
    for (NodeIndex node = graph_.firstOf(2); node < static_cast<NodeIndex>(distance_.size());
         ++node) {
        const std::int32_t nearer = distance_[index(node)] - 1;
        int links = 0;
        for (const Arc& arc : nearer < 1 ? std::span<const Arc>{} : upperArcs(node)) {
            if (distance_[index(arc.to)] == nearer) {
                onward_.push_back({.arc = arc});
                links += condition_.links[index(arc.bundle)];
            }
        }
        for (std::size_t i = firstOnward_.back(); i < onward_.size(); ++i) {
            onward_[i].part =
                static_cast<double>(condition_.links[index(onward_[i].arc.bundle)]) / links;
        }
        firstOnward_.push_back(onward_.size());
    }
}

// Hands what has come to a node on to those that are nearer.
void LoadSpreader::pass(NodeIndex node, double scale)
{
    const double flow = std::exchange(flow_[index(node)], 0.0);
    const std::size_t at = index(node - graph_.firstOf(2));
    for (std::size_t i = firstOnward_[at]; i < firstOnward_[at + 1]; ++i) {
        const Onward& way = onward_[i];
        flow_[index(way.arc.to)] += flow * way.part;
        loadOf(node, way.arc) += scale * flow * way.part;
    }
}

// From all leaves of a class to all leaves of another; the first and the last link are each leaf's own.
void LoadSpreader::sendFrom(NodeIndex example, std::size_t toClass, std::span<const Demand> demands)
{
    const std::vector<LeafRate> departing = sumsOf(demands, &Demand::from);
    double all = 0.0;
    for (const LeafRate& leaf : departing) {
        all += leaf.rate;
    }
    const std::vector<Onward> ways = onwardFrom(example);
    if (ways.empty()) {
        loads_.unrouted += all;
        return;
    }
    for (const Onward& way : ways) {
        flow_[index(way.arc.to)] += way.part;
    }
    for (const LeafRate& leaf : departing) {
        // Its own uplinks are those of the example, in the same order; cables that are down stand between.
        auto own = graph_.upArcs(leaf.leaf).begin();
        for (const Onward& way : ways) {
            while (own->to != way.arc.to) {
                ++own;
            }
            loads_.up[index(own->bundle)] += leaf.rate * way.part;
        }
    }
    for (std::int32_t at = distance_[index(ways[0].arc.to)]; at > 1; --at) {
        for (const NodeIndex node : nodesAt_[index(at)]) {
            if (flow_[index(node)] > 0.0) {
                pass(node, all);
            }
        }
    }
    for (const LeafRate& leaf : sumsOf(demands, &Demand::to)) {
        for (const Arc& arc : graph_.upArcs(leaf.leaf)) {
            loads_.down[index(arc.bundle)] += leaf.rate * flow_[index(arc.to)];
        }
    }
    for (const Arc& arc : graph_.upArcs(classes_[toClass].example)) {
        flow_[index(arc.to)] = 0.0;
    }
}

// What the demands send or bring to each leaf.
std::vector<LoadSpreader::LeafRate> LoadSpreader::sumsOf(std::span<const Demand> demands,
                                                         NodeIndex Demand::*end)
{
    std::vector<LeafRate> sums;
    for (const Demand& demand : demands) {
        double& rate = rate_[index(demand.*end)];
        if (rate == 0.0) {
            sums.push_back({.leaf = demand.*end});
        }
        rate += demand.rate;
    }
    for (LeafRate& sum : sums) {
        sum.rate = std::exchange(rate_[index(sum.leaf)], 0.0);
    }
    return sums;
}

void LoadSpreader::spreadTo(std::size_t toClass, std::span<const Demand> demands)
{
    findDistances(classes_[toClass].example);
    findOnward();
    for (auto first = demands.begin(); first != demands.end();) {
        const std::size_t fromClass = classOf(first->from);
        const auto last = std::find_if(
            first, demands.end(), [&](const Demand& d) { return classOf(d.from) != fromClass; });
        const LeafClass& from = classes_[fromClass];
        // Within one class any other leaf is as far as the next.
        sendFrom(fromClass == toClass ? from.leaves.back() : from.example, toClass, {first, last});
        first = last;
    }
}

// By the class of the leaf they go to, then by that of the leaf they come from: counted into place, twice.
std::vector<Demand> LoadSpreader::groupedByClass(std::span<const Demand> demands) const
{
    std::vector<Demand> grouped;
    grouped.reserve(demands.size());
    std::ranges::copy_if(demands, std::back_inserter(grouped), [](const Demand& demand) {
        return demand.from != demand.to && demand.rate > 0.0;
    });
    for (const auto end : {&Demand::from, &Demand::to}) {
        std::vector<std::size_t> next(classes_.size() + 1, 0);
        for (const Demand& demand : grouped) {
            ++next[classOf(demand.*end) + 1];
        }
        std::partial_sum(next.begin(), next.end(), next.begin());
        std::vector<Demand> placed(grouped.size());
        for (const Demand& demand : grouped) {
            placed[next[classOf(demand.*end)]++] = demand;
        }
        grouped = std::move(placed);
    }
    return grouped;
}

LinkLoads LoadSpreader::spread(std::span<const Demand> demands)
{
    const std::vector<Demand> grouped = groupedByClass(demands);
    for (auto first = grouped.begin(); first != grouped.end();) {
        const std::size_t to = classOf(first->to);
        const auto last = std::find_if(
            first, grouped.end(), [&](const Demand& d) { return classOf(d.to) != to; });
        spreadTo(to, {first, last});
        first = last;
    }
    return std::move(loads_);
}

} // namespace

TierLoad LinkLoads::above(int tier, const FabricGraph& graph, const Condition& condition) const
{
    TierLoad load;
    double links = 0.0;
    for (std::size_t b = 0; b < graph.bundles().size(); ++b) {
        const NodeIndex lower = graph.bundles()[b].lower;
        if (lower < graph.firstOf(tier) || lower >= graph.firstOf(tier + 1) ||
            condition.links[b] == 0) {
            continue;
        }
        load.highest = std::max(load.highest, std::max(up[b], down[b]) / condition.links[b]);
        load.mean += up[b] + down[b];
        links += 2.0 * condition.links[b];
    }
    load.mean = links > 0.0 ? load.mean / links : 0.0;
    return load;
}

double LinkLoads::throughput(const FabricGraph& graph, const Condition& condition) const
{
    double highest = 1.0; // the NICs' own links are full
    for (int tier = 1; tier < graph.tiers(); ++tier) {
        highest = std::max(highest, above(tier, graph, condition).highest);
    }
    return 1.0 / highest;
}

LinkLoads loadsOf(const FabricGraph& graph,
                  const Condition& condition,
                  std::span<const Demand> demands)
{
    return graph.tiers() < 1 ? LinkLoads{} : LoadSpreader{graph, condition}.spread(demands);
}

} // namespace rackwright::network
