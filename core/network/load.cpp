#include "core/network/load.h"

#include <algorithm>
#include <map>

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
    {
        loads_.up.assign(graph.bundles().size(), 0.0);
        loads_.down.assign(graph.bundles().size(), 0.0);
        classify();
    }

    LinkLoads spread(std::span<const Demand> demands);

private:
    void classify();
    void findDistances(NodeIndex to);
    void spreadTo(std::size_t toClass, std::span<const Demand> demands);
    void sendFrom(NodeIndex example, std::size_t toClass, std::span<const Demand> demands);
    void pass(NodeIndex node, double scale);
    [[nodiscard]] bool leadsOn(NodeIndex node, const Arc& arc) const
    {
        const std::int32_t nearer = distance_[index(node)] - 1;
        return condition_.carries(arc.bundle) && distance_[index(arc.to)] == nearer &&
               (nearer == 0 || arc.to >= graph_.firstOf(2));
    }
    [[nodiscard]] int linksOn(NodeIndex node) const;
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
    std::vector<double> flow_;                    // by node; zero between uses
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

// To a leaf, over switches that are not leaves themselves.
void LoadSpreader::findDistances(NodeIndex to)
{
    distance_.assign(graph_.nodes().size(), -1);
    nodesAt_.assign(1, {to});
    distance_[index(to)] = 0;
    for (std::size_t at = 0; !nodesAt_[at].empty(); ++at) {
        std::vector<NodeIndex> next;
        for (const NodeIndex node : nodesAt_[at]) {
            const bool passes = node == to || node >= graph_.firstOf(2);
            for (const Arc& arc : graph_.arcs(node)) {
                if (passes && !graph_.isServer(arc.to) && condition_.carries(arc.bundle) &&
                    distance_[index(arc.to)] < 0) {
                    distance_[index(arc.to)] = static_cast<std::int32_t>(at) + 1;
                    next.push_back(arc.to);
                }
            }
        }
        nodesAt_.push_back(std::move(next));
    }
}

int LoadSpreader::linksOn(NodeIndex node) const
{
    int links = 0;
    for (const Arc& arc : graph_.arcs(node)) {
        links += leadsOn(node, arc) ? condition_.links[index(arc.bundle)] : 0;
    }
    return links;
}

// Hands what has come to a node on to those that are nearer.
void LoadSpreader::pass(NodeIndex node, double scale)
{
    const double each = flow_[index(node)] / linksOn(node);
    for (const Arc& arc : graph_.arcs(node)) {
        if (leadsOn(node, arc)) {
            const double part = each * condition_.links[index(arc.bundle)];
            flow_[index(arc.to)] += part;
            loadOf(node, arc) += scale * part;
        }
    }
    flow_[index(node)] = 0.0;
}

// From all leaves of a class to all leaves of another; the first and the last link are each leaf's own.
void LoadSpreader::sendFrom(NodeIndex example, std::size_t toClass, std::span<const Demand> demands)
{
    double all = 0.0;
    for (const Demand& demand : demands) {
        all += demand.rate;
    }
    if (distance_[index(example)] < 0) {
        loads_.unrouted += all;
        return;
    }
    const double links = linksOn(example);
    for (const Arc& arc : graph_.upArcs(example)) {
        if (leadsOn(example, arc)) {
            flow_[index(arc.to)] += condition_.links[index(arc.bundle)] / links;
        }
    }
    for (const Demand& demand : demands) {
        for (const Arc& arc : graph_.upArcs(demand.from)) {
            if (leadsOn(example, {.to = arc.to, .bundle = arc.bundle})) {
                loads_.up[index(arc.bundle)] +=
                    demand.rate * condition_.links[index(arc.bundle)] / links;
            }
        }
    }
    for (auto at = static_cast<std::size_t>(distance_[index(example)]) - 1; at > 1; --at) {
        for (const NodeIndex node : nodesAt_[at]) {
            if (flow_[index(node)] > 0.0) {
                pass(node, all);
            }
        }
    }
    std::map<NodeIndex, double> arriving;
    for (const Demand& demand : demands) {
        arriving[demand.to] += demand.rate;
    }
    for (const auto& [leaf, rate] : arriving) {
        for (const Arc& arc : graph_.upArcs(leaf)) {
            loads_.down[index(arc.bundle)] += rate * flow_[index(arc.to)];
        }
    }
    for (const Arc& arc : graph_.upArcs(classes_[toClass].example)) {
        flow_[index(arc.to)] = 0.0;
    }
}

void LoadSpreader::spreadTo(std::size_t toClass, std::span<const Demand> demands)
{
    findDistances(classes_[toClass].example);
    const auto classOf = [&](const Demand& demand) {
        return classOf_[index(demand.from - graph_.firstOf(1))];
    };
    for (auto first = demands.begin(); first != demands.end();) {
        const auto last = std::find_if(
            first, demands.end(), [&](const Demand& d) { return classOf(d) != classOf(*first); });
        const LeafClass& from = classes_[index(classOf(*first))];
        // Within one class any other leaf is as far as the next.
        const bool isSame = index(classOf(*first)) == toClass;
        sendFrom(isSame ? from.leaves.back() : from.example, toClass, {first, last});
        first = last;
    }
}

LinkLoads LoadSpreader::spread(std::span<const Demand> demands)
{
    std::vector<Demand> sorted;
    std::ranges::copy_if(demands, std::back_inserter(sorted), [](const Demand& demand) {
        return demand.from != demand.to && demand.rate > 0.0;
    });
    const auto classOf = [&](NodeIndex leaf) { return classOf_[index(leaf - graph_.firstOf(1))]; };
    struct ByClass
    {
        std::int32_t to;
        std::int32_t from;

        auto operator<=>(const ByClass&) const = default;
    };
    std::ranges::sort(sorted, {}, [&](const Demand& demand) {
        return ByClass{.to = classOf(demand.to), .from = classOf(demand.from)};
    });
    for (auto first = sorted.begin(); first != sorted.end();) {
        const std::int32_t to = classOf(first->to);
        const auto last =
            std::find_if(first, sorted.end(), [&](const Demand& d) { return classOf(d.to) != to; });
        spreadTo(index(to), {first, last});
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
