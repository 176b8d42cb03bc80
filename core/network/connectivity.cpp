#include "core/network/connectivity.h"

#include "core/network/cut.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <map>

namespace rackwright::network {

namespace {

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// Servers that meet the same leaves are as far from everything.
struct ServerClass
{
    std::vector<NodeIndex> leaves;
    std::int64_t servers = 0;
};

std::vector<ServerClass> classesOf(const FabricGraph& graph, const Condition& condition)
{
    std::map<std::vector<NodeIndex>, std::int64_t> counts;
    for (NodeIndex server = 0; server < graph.servers(); ++server) {
        if (condition.works[index(server)] == 0) {
            continue;
        }
        std::vector<NodeIndex> leaves;
        for (const Arc& arc : graph.upArcs(server)) {
            if (condition.carries(arc.bundle)) {
                leaves.push_back(arc.to);
            }
        }
        ++counts[std::move(leaves)];
    }
    std::vector<ServerClass> classes;
    for (const auto& [leaves, servers] : counts) {
        classes.push_back({.leaves = leaves, .servers = servers});
    }
    return classes;
}

// Breadth-first searches from 64 classes at once, a bit each
// (Then et al., "The More the Merrier", VLDB 2014).
class HopSearch
{
public:
    HopSearch(const FabricGraph& graph,
              const Condition& condition,
              const std::vector<ServerClass>& classes)
        : graph_(graph)
        , condition_(condition)
        , classes_(classes)
    {}

    // Adds pairs of (server of these classes, any server) by switches; each pair is met from both ends.
    void count(std::size_t first, std::vector<std::int64_t>& pairs);

private:
    using Bits = std::uint64_t;

    bool advance();
    [[nodiscard]] std::int64_t arrivals(std::size_t first);

    const FabricGraph& graph_;
    const Condition& condition_;
    const std::vector<ServerClass>& classes_;
    std::vector<Bits> seen_;
    std::vector<Bits> front_;
    std::vector<Bits> next_;
    std::vector<Bits> reached_; // by class
};

void HopSearch::count(std::size_t first, std::vector<std::int64_t>& pairs)
{
    const std::size_t last = std::min(first + 64, classes_.size());
    seen_.assign(graph_.nodes().size(), 0);
    front_.assign(graph_.nodes().size(), 0);
    reached_.assign(classes_.size(), 0);
    for (std::size_t i = first; i < last; ++i) {
        for (const NodeIndex leaf : classes_[i].leaves) {
            front_[index(leaf)] |= Bits{1} << (i - first);
        }
    }
    seen_ = front_;
    for (std::size_t switches = 1;; ++switches) {
        pairs.resize(std::max(pairs.size(), switches + 1), 0);
        pairs[switches] += arrivals(first);
        if (!advance()) {
            return;
        }
    }
}

// Pairs whose shortest way ends at the front.
std::int64_t HopSearch::arrivals(std::size_t first)
{
    std::int64_t pairs = 0;
    for (std::size_t to = 0; to < classes_.size(); ++to) {
        Bits here = 0;
        for (const NodeIndex leaf : classes_[to].leaves) {
            here |= front_[index(leaf)];
        }
        here &= ~reached_[to];
        reached_[to] |= here;
        for (; here != 0; here &= here - 1) {
            const auto from = first + static_cast<std::size_t>(std::countr_zero(here));
            const std::int64_t others = classes_[to].servers - (from == to ? 1 : 0);
            pairs += classes_[from].servers * others;
        }
    }
    return pairs;
}

bool HopSearch::advance()
{
    next_.assign(seen_.size(), 0);
    for (NodeIndex node = graph_.servers(); node < static_cast<NodeIndex>(seen_.size()); ++node) {
        const Bits bits = front_[index(node)];
        if (bits == 0) {
            continue;
        }
        for (const Arc& arc : graph_.arcs(node)) {
            if (!graph_.isServer(arc.to) && condition_.carries(arc.bundle)) {
                next_[index(arc.to)] |= bits;
            }
        }
    }
    Bits any = 0;
    for (std::size_t node = 0; node < seen_.size(); ++node) {
        next_[node] &= ~seen_[node];
        seen_[node] |= next_[node];
        any |= next_[node];
    }
    front_.swap(next_);
    return any != 0;
}

// Tarjan's lowpoints (SIAM Journal on Computing 1, 1972), with the servers below each node of the search tree.
class WeakPointSearch
{
public:
    WeakPointSearch(const FabricGraph& graph, const Condition& condition)
        : graph_(graph)
        , condition_(condition)
        , order_(graph.nodes().size(), -1)
        , low_(graph.nodes().size(), 0)
        , below_(graph.nodes().size(), 0)
        , apart_(graph.nodes().size(), 0)
        , largest_(graph.nodes().size(), 0)
    {}

    std::vector<WeakPoint> find();

private:
    struct Visit
    {
        NodeIndex node = 0;
        BundleIndex by = -1; // the bundle it was reached through
        std::size_t next = 0;
    };
    struct Step
    {
        NodeIndex node = 0;
        NodeIndex parent = -1;
        BundleIndex by = -1;
    };

    void searchFrom(NodeIndex root);
    void enter(NodeIndex node, BundleIndex by);
    void leave(const Visit& visit, const Visit& parent);
    void judge(NodeIndex root);

    const FabricGraph& graph_;
    const Condition& condition_;
    int time_ = 0;
    std::vector<int> order_;
    std::vector<int> low_;
    std::vector<int> below_;   // servers in the subtree
    std::vector<int> apart_;   // servers in subtrees that only this node joins to the rest
    std::vector<int> largest_; // of those subtrees
    std::vector<Visit> stack_;
    std::vector<Step> finished_; // of the island at hand
    std::vector<WeakPoint> found_;
};

void WeakPointSearch::enter(NodeIndex node, BundleIndex by)
{
    order_[index(node)] = low_[index(node)] = time_++;
    below_[index(node)] = graph_.isServer(node) ? 1 : 0;
    stack_.push_back({.node = node, .by = by});
}

void WeakPointSearch::leave(const Visit& visit, const Visit& parent)
{
    const std::size_t node = index(visit.node);
    const std::size_t above = index(parent.node);
    low_[above] = std::min(low_[above], low_[node]);
    below_[above] += below_[node];
    if (low_[node] >= order_[above]) {
        apart_[above] += below_[node];
        largest_[above] = std::max(largest_[above], below_[node]);
    }
    finished_.push_back({.node = visit.node, .parent = parent.node, .by = visit.by});
}

void WeakPointSearch::searchFrom(NodeIndex root)
{
    finished_.clear();
    enter(root, -1);
    while (true) {
        Visit& visit = stack_.back();
        const std::span<const Arc> arcs = graph_.arcs(visit.node);
        if (visit.next == arcs.size()) {
            const Visit done = visit;
            stack_.pop_back();
            if (stack_.empty()) {
                break;
            }
            leave(done, stack_.back());
            continue;
        }
        const Arc arc = arcs[visit.next++];
        if (!condition_.carries(arc.bundle) || arc.bundle == visit.by) {
            continue;
        }
        if (order_[index(arc.to)] < 0) {
            enter(arc.to, arc.bundle);
        } else {
            low_[index(visit.node)] = std::min(low_[index(visit.node)], order_[index(arc.to)]);
        }
    }
    finished_.push_back({.node = root});
    judge(root);
}

// What remains when a switch or a single cable of the island is taken away.
void WeakPointSearch::judge(NodeIndex root)
{
    const int all = below_[index(root)];
    for (const Step& step : finished_) {
        const std::size_t node = index(step.node);
        if (!graph_.isServer(step.node)) {
            const int rest = all - apart_[node];
            const int cutOff = all - std::max(rest, largest_[node]);
            if (cutOff > 0) {
                found_.push_back({.node = step.node, .serversCutOff = cutOff});
            }
        }
        if (step.parent >= 0 && low_[node] > order_[index(step.parent)] &&
            condition_.links[index(step.by)] == 1) {
            const int cutOff = std::min(below_[node], all - below_[node]);
            if (cutOff > 0) {
                found_.push_back({.bundle = step.by, .serversCutOff = cutOff});
            }
        }
    }
}

std::vector<WeakPoint> WeakPointSearch::find()
{
    for (NodeIndex node = 0; node < static_cast<NodeIndex>(order_.size()); ++node) {
        if (order_[index(node)] < 0 && condition_.works[index(node)] != 0) {
            searchFrom(node);
        }
    }
    std::ranges::stable_sort(found_, std::ranges::greater{}, &WeakPoint::serversCutOff);
    return std::move(found_);
}

} // namespace

int Islands::cutOff() const
{
    int count = 0;
    for (std::size_t i = 1; i < servers.size(); ++i) {
        count += servers[i];
    }
    return count;
}

Islands islandsOf(const FabricGraph& graph, const Condition& condition)
{
    std::vector<std::int32_t> found(graph.nodes().size(), -1);
    std::vector<int> servers;
    std::vector<NodeIndex> queue;
    for (NodeIndex seed = 0; seed < static_cast<NodeIndex>(found.size()); ++seed) {
        if (found[index(seed)] >= 0 || condition.works[index(seed)] == 0) {
            continue;
        }
        const auto island = static_cast<std::int32_t>(servers.size());
        servers.push_back(0);
        queue.assign(1, seed);
        found[index(seed)] = island;
        for (std::size_t done = 0; done < queue.size(); ++done) {
            servers.back() += graph.isServer(queue[done]) ? 1 : 0;
            for (const Arc& arc : graph.arcs(queue[done])) {
                if (condition.carries(arc.bundle) && found[index(arc.to)] < 0) {
                    found[index(arc.to)] = island;
                    queue.push_back(arc.to);
                }
            }
        }
    }
    std::vector<std::int32_t> bySize(servers.size());
    for (std::size_t i = 0; i < bySize.size(); ++i) {
        bySize[i] = static_cast<std::int32_t>(i);
    }
    std::ranges::stable_sort(bySize, std::ranges::greater{}, [&](std::int32_t island) {
        return servers[index(island)];
    });
    Islands islands;
    std::vector<std::int32_t> rank(servers.size());
    for (std::size_t i = 0; i < bySize.size(); ++i) {
        rank[index(bySize[i])] = static_cast<std::int32_t>(i);
        islands.servers.push_back(servers[index(bySize[i])]);
    }
    for (const std::int32_t island : found) {
        islands.ofNode.push_back(island < 0 ? -1 : rank[index(island)]);
    }
    return islands;
}

double HopCounts::mean() const
{
    double switches = 0.0;
    double count = 0.0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        switches += static_cast<double>(i) * static_cast<double>(pairs[i]);
        count += static_cast<double>(pairs[i]);
    }
    return count > 0.0 ? switches / count : 0.0;
}

HopCounts hopCounts(const FabricGraph& graph, const Condition& condition)
{
    const std::vector<ServerClass> classes = classesOf(graph, condition);
    HopCounts counts;
    HopSearch search{graph, condition, classes};
    for (std::size_t first = 0; first < classes.size(); first += 64) {
        search.count(first, counts.pairs);
    }
    std::int64_t servers = 0;
    for (const ServerClass& each : classes) {
        servers += each.servers;
    }
    counts.unreachable = servers * (servers - 1) / 2;
    for (std::int64_t& pairs : counts.pairs) {
        pairs /= 2;
        counts.unreachable -= pairs;
    }
    while (!counts.pairs.empty() && counts.pairs.back() == 0) {
        counts.pairs.pop_back();
    }
    return counts;
}

Routes routesBetween(const FabricGraph& graph,
                     const Condition& condition,
                     NodeIndex from,
                     NodeIndex to)
{
    Routes routes;
    std::vector<int> distance(graph.nodes().size(), -1);
    std::vector<double> ways(graph.nodes().size(), 0.0);
    std::vector<NodeIndex> queue{from};
    distance[index(from)] = 0;
    ways[index(from)] = 1.0;
    for (std::size_t done = 0; done < queue.size() && queue[done] != to; ++done) {
        const NodeIndex node = queue[done];
        for (const Arc& arc : graph.arcs(node)) {
            const bool passes = !graph.isServer(arc.to) || arc.to == to;
            if (!passes || !condition.carries(arc.bundle)) {
                continue;
            }
            if (distance[index(arc.to)] < 0) {
                distance[index(arc.to)] = distance[index(node)] + 1;
                queue.push_back(arc.to);
            }
            if (distance[index(arc.to)] == distance[index(node)] + 1) {
                ways[index(arc.to)] += ways[index(node)] * condition.links[index(arc.bundle)];
            }
        }
    }
    if (distance[index(to)] > 0) {
        routes.switches = distance[index(to)] - 1;
        routes.shortest = ways[index(to)];
        routes.disjoint = cutBetween(graph, condition, {&from, 1}, {&to, 1});
    }
    return routes;
}

std::vector<WeakPoint> weakPoints(const FabricGraph& graph, const Condition& condition)
{
    return WeakPointSearch{graph, condition}.find();
}

} // namespace rackwright::network
