#include "core/network/cut.h"

#include <algorithm>
#include <limits>

namespace rackwright::network {

namespace {

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

class MaximumFlow
{
public:
    MaximumFlow(const FabricGraph& graph,
                const Condition& condition,
                std::span<const NodeIndex> from,
                std::span<const NodeIndex> to)
        : graph_(graph)
        , up_(condition.links)
        , down_(condition.links)
        , role_(graph.nodes().size(), Role::Passes)
        , from_(from)
    {
        std::fill_n(role_.begin(), graph.servers(), Role::Blocks);
        for (const NodeIndex node : to) {
            role_[index(node)] = Role::Drains;
        }
        for (const NodeIndex node : from) {
            role_[index(node)] = Role::Feeds;
        }
    }

    std::int64_t value()
    {
        std::int64_t flow = 0;
        while (findLevels()) {
            next_.assign(role_.size(), 0);
            for (const NodeIndex source : from_) {
                flow += augmentFrom(source);
            }
        }
        return flow;
    }

private:
    enum class Role : char
    {
        Passes,
        Blocks,
        Feeds,
        Drains,
    };

    struct Hop
    {
        NodeIndex from = 0;
        Arc arc;
    };

    // What still goes from a node through one of its arcs; what flows takes from it and adds to the way back.
    [[nodiscard]] int& residual(NodeIndex from, const Arc& arc)
    {
        return from < arc.to ? up_[index(arc.bundle)] : down_[index(arc.bundle)];
    }

    bool findLevels();
    std::int64_t augmentFrom(NodeIndex source);
    std::int64_t push(std::vector<Hop>& path);

    const FabricGraph& graph_;
    std::vector<int> up_;
    std::vector<int> down_;
    std::vector<Role> role_;
    std::span<const NodeIndex> from_;
    std::vector<int> level_;
    std::vector<NodeIndex> queue_;
    std::vector<std::int32_t> next_; // arc of each node to try next
};

// Distances from the sources through what still has room, as far as the nearest drain.
bool MaximumFlow::findLevels()
{
    level_.assign(role_.size(), -1);
    queue_.assign(from_.begin(), from_.end());
    for (const NodeIndex source : from_) {
        level_[index(source)] = 0;
    }
    int nearest = std::numeric_limits<int>::max();
    for (std::size_t done = 0; done < queue_.size(); ++done) {
        const NodeIndex node = queue_[done];
        if (level_[index(node)] >= nearest) {
            break;
        }
        for (const Arc& arc : graph_.arcs(node)) {
            const Role role = role_[index(arc.to)];
            if (level_[index(arc.to)] >= 0 || role == Role::Blocks || residual(node, arc) == 0) {
                continue;
            }
            level_[index(arc.to)] = level_[index(node)] + 1;
            if (role == Role::Drains) {
                nearest = level_[index(arc.to)];
            } else {
                queue_.push_back(arc.to);
            }
        }
    }
    return nearest < std::numeric_limits<int>::max();
}

// Sends as much as the path carries and cuts it back to the first hop that is now full.
std::int64_t MaximumFlow::push(std::vector<Hop>& path)
{
    int room = std::numeric_limits<int>::max();
    for (const Hop& hop : path) {
        room = std::min(room, residual(hop.from, hop.arc));
    }
    std::size_t full = path.size();
    for (std::size_t i = path.size(); i-- > 0;) {
        const Hop& hop = path[i];
        residual(hop.from, hop.arc) -= room;
        residual(hop.arc.to, {.to = hop.from, .bundle = hop.arc.bundle}) += room;
        full = residual(hop.from, hop.arc) == 0 ? i : full;
    }
    path.resize(full);
    return room;
}

std::int64_t MaximumFlow::augmentFrom(NodeIndex source)
{
    std::int64_t flow = 0;
    std::vector<Hop> path;
    while (true) {
        const NodeIndex node = path.empty() ? source : path.back().arc.to;
        if (role_[index(node)] == Role::Drains) {
            flow += push(path);
            continue;
        }
        const std::span<const Arc> arcs = graph_.arcs(node);
        std::int32_t& next = next_[index(node)];
        while (index(next) < arcs.size() &&
               (level_[index(arcs[index(next)].to)] != level_[index(node)] + 1 ||
                residual(node, arcs[index(next)]) == 0)) {
            ++next;
        }
        if (index(next) < arcs.size()) {
            path.push_back({.from = node, .arc = arcs[index(next)]});
        } else if (path.empty()) {
            return flow;
        } else {
            ++next_[index(path.back().from)];
            path.pop_back();
        }
    }
}

} // namespace

std::int64_t cutBetween(const FabricGraph& graph,
                        const Condition& condition,
                        std::span<const NodeIndex> from,
                        std::span<const NodeIndex> to)
{
    return MaximumFlow{graph, condition, from, to}.value();
}

Halves halvesOfLeaves(const FabricGraph& graph)
{
    if (graph.tiers() < 1) {
        return {};
    }
    std::vector<NodeIndex> leaves;
    for (NodeIndex leaf = graph.firstOf(1); leaf < graph.firstOf(2); ++leaf) {
        leaves.push_back(leaf);
    }
    std::ranges::stable_sort(leaves, {}, [&](NodeIndex leaf) {
        const std::span<const Arc> down = graph.downArcs(leaf);
        return down.empty() ? graph.servers() : down.front().to;
    });
    const auto middle = leaves.begin() + static_cast<std::ptrdiff_t>(leaves.size() / 2);
    return {.a = {leaves.begin(), middle}, .b = {middle, leaves.end()}};
}

std::int64_t bisectionLinks(const FabricGraph& graph, const Condition& condition)
{
    const Halves halves = halvesOfLeaves(graph);
    return cutBetween(graph, condition, halves.a, halves.b);
}

} // namespace rackwright::network
