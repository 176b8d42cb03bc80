#include "core/layout/tray_network.h"

#include "core/layout/footprint.h"
#include "core/layout/tray_lines.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace rackwright::layout {

namespace {

using BoostGraph = boost::adjacency_list<boost::vecS,
                                         boost::vecS,
                                         boost::undirectedS,
                                         boost::no_property,
                                         boost::property<boost::edge_weight_t, double>>;
using Vertex = boost::graph_traits<BoostGraph>::vertex_descriptor;

constexpr double unreachable = std::numeric_limits<double>::infinity();

// Metres. A turn counts as a millimetre when ways are compared; what differs by less than a rounding error is equal.
constexpr double turnCost = 1e-3;
constexpr double rounding = 1e-6;

// splitmix64 (Steele, Lea, Flood, OOPSLA 2014): neighbouring numbers come out far apart.
std::uint64_t mixed(std::uint64_t number)
{
    number += 0x9e3779b97f4a7c15;
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
    number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
    return number ^ (number >> 31);
}

// Picks one in the measure of its weight.
std::size_t dealt(std::uint64_t deal, const std::vector<double>& weights)
{
    const double all = std::accumulate(weights.begin(), weights.end(), 0.0);
    double left = static_cast<double>(mixed(deal) >> 11) * 0x1p-53 * all;
    for (std::size_t i = 0; i + 1 < weights.size(); ++i) {
        left -= weights[i];
        if (left < 0.0) {
            return i;
        }
    }
    return weights.size() - 1;
}

struct Node
{
    std::size_t line = 0;
    double along = 0.0;
};

} // namespace

Length lengthOf(const Tray& tray)
{
    return Length::fromBase(
        std::hypot((tray.to.x - tray.from.x).base(), (tray.to.y - tray.from.y).base()));
}

class TrayNetwork::Graph
{
public:
    explicit Graph(const Table<Tray>& trays);

    [[nodiscard]] std::optional<TrayPlace> placeNear(FloorPosition position, double farthest) const;
    [[nodiscard]] std::optional<Way> way(const TrayPlace& a,
                                         const TrayPlace& b,
                                         std::uint64_t deal);

private:
    struct Reach // of ways from one node
    {
        std::vector<double> distance;
        std::vector<double> ways; // how many there are of that length
    };

    struct Ends // the nodes that a way begins and ends with
    {
        Vertex from = 0;
        Vertex to = 0;
    };

    Vertex nodeAt(std::size_t line, double along);
    void join();
    void connectAlongTrays();
    const Reach& reachFrom(Vertex node);
    void countWays(Reach& reach, Vertex start) const;
    [[nodiscard]] std::vector<Vertex> before(Vertex node, const Reach& reach) const;

    // The nodes on both sides of a place; one of them twice where it is there.
    struct Neighbours
    {
        Vertex before = 0;
        Vertex after = 0;
    };
    [[nodiscard]] Neighbours neighboursOf(const TrayPlace& place) const;
    [[nodiscard]] std::optional<Ends> shortest(const TrayPlace& a,
                                               const TrayPlace& b,
                                               std::uint64_t deal);
    [[nodiscard]] std::vector<Node> passed(const TrayPlace& a,
                                           const TrayPlace& b,
                                           Ends ends,
                                           std::uint64_t deal);
    [[nodiscard]] const TrayLevel& levelOf(const Node& node, std::uint64_t deal) const;
    [[nodiscard]] double gapBetween(const Node& a, const Node& b) const;
    [[nodiscard]] Way along(const std::vector<Node>& nodes, std::uint64_t deal) const;

    std::vector<TrayLine> lines_;
    std::vector<std::size_t> lineOf_; // of each tray
    std::vector<Node> nodes_;
    std::vector<std::vector<Vertex>> nodesOfLine_; // from its `from` end on
    BoostGraph graph_;
    std::vector<Reach> reaches_; // of each node, empty until it is asked for
};

TrayNetwork::Graph::Graph(const Table<Tray>& trays)
    : lines_(trayLines(trays))
    , lineOf_(trays.size())
    , nodesOfLine_(lines_.size())
{
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        for (const TrayLevel& level : lines_[i].levels) {
            lineOf_[level.tray] = i;
        }
        nodeAt(i, 0.0);
        nodeAt(i, lines_[i].length);
    }
    join();
    connectAlongTrays();
    reaches_.resize(nodes_.size());
}

Vertex TrayNetwork::Graph::nodeAt(std::size_t line, double along)
{
    for (const Vertex node : nodesOfLine_[line]) {
        if (std::abs(nodes_[node].along - along) < touching.base()) {
            return node;
        }
    }
    nodes_.push_back({line, along});
    nodesOfLine_[line].push_back(nodes_.size() - 1);
    return nodes_.size() - 1;
}

void TrayNetwork::Graph::join()
{
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        for (std::size_t j = i + 1; j < lines_.size(); ++j) {
            const double step =
                std::abs(lines_[i].levels.front().height - lines_[j].levels.front().height);
            for (const Joint& joint : jointsOf(lines_[i], lines_[j])) {
                const Vertex first = nodeAt(i, joint.alongFirst);
                const Vertex second = nodeAt(j, joint.alongSecond);
                boost::add_edge(first, second, joint.gap + step + turnCost, graph_);
            }
        }
    }
}

void TrayNetwork::Graph::connectAlongTrays()
{
    const auto along = [this](Vertex node) { return nodes_[node].along; };
    for (std::vector<Vertex>& nodes : nodesOfLine_) {
        std::ranges::sort(nodes, {}, along);
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            boost::add_edge(nodes[i - 1], nodes[i], along(nodes[i]) - along(nodes[i - 1]), graph_);
        }
    }
    while (boost::num_vertices(graph_) < nodes_.size()) { // trays without a length
        boost::add_vertex(graph_);
    }
}

const TrayNetwork::Graph::Reach& TrayNetwork::Graph::reachFrom(Vertex node)
{
    Reach& reach = reaches_[node];
    if (reach.distance.empty()) {
        reach.distance.resize(nodes_.size());
        boost::dijkstra_shortest_paths(
            graph_, node, boost::distance_map(reach.distance.data()).distance_inf(unreachable));
        countWays(reach, node);
    }
    return reach;
}

// The nodes from which a shortest way comes to `node`.
std::vector<Vertex> TrayNetwork::Graph::before(Vertex node, const Reach& reach) const
{
    const auto lengths = boost::get(boost::edge_weight, graph_);
    std::vector<Vertex> found;
    const auto [first, last] = boost::out_edges(node, graph_);
    for (auto edge = first; edge != last; ++edge) {
        const Vertex other = boost::target(*edge, graph_);
        if (reach.distance[other] + lengths[*edge] < reach.distance[node] + rounding) {
            found.push_back(other);
        }
    }
    return found;
}

void TrayNetwork::Graph::countWays(Reach& reach, Vertex start) const
{
    std::vector<Vertex> nearestFirst(nodes_.size());
    std::iota(nearestFirst.begin(), nearestFirst.end(), Vertex{0});
    std::ranges::sort(nearestFirst, {}, [&](Vertex node) { return reach.distance[node]; });
    reach.ways.resize(nodes_.size());
    reach.ways[start] = 1.0;
    for (const Vertex node : nearestFirst) {
        if (node != start && reach.distance[node] < unreachable) {
            for (const Vertex other : before(node, reach)) {
                reach.ways[node] += reach.ways[other];
            }
        }
    }
}

std::optional<TrayPlace> TrayNetwork::Graph::placeNear(FloorPosition position,
                                                       double farthest) const
{
    std::optional<TrayPlace> nearest;
    double best = farthest;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        const Foot foot = footOf(lines_[i], position.x.base(), position.y.base());
        if (foot.aside <= best && (foot.aside < best || !nearest)) {
            best = foot.aside;
            nearest = {lines_[i].levels.front().tray,
                       Length::fromBase(foot.along),
                       Length::fromBase(foot.aside)};
        }
    }
    return nearest;
}

TrayNetwork::Graph::Neighbours TrayNetwork::Graph::neighboursOf(const TrayPlace& place) const
{
    const std::vector<Vertex>& nodes = nodesOfLine_[lineOf_[place.tray]];
    const auto along = [this](Vertex node) { return nodes_[node].along; };
    const auto after = std::ranges::lower_bound(nodes, place.along.base(), {}, along);
    if (after == nodes.end()) {
        return {nodes.back(), nodes.back()};
    }
    const bool isThere = along(*after) - place.along.base() < touching.base();
    return {isThere || after == nodes.begin() ? *after : *std::prev(after), *after};
}

std::optional<TrayNetwork::Graph::Ends> TrayNetwork::Graph::shortest(const TrayPlace& a,
                                                                     const TrayPlace& b,
                                                                     std::uint64_t deal)
{
    const auto to = [this](const TrayPlace& place, Vertex node) {
        return std::abs(place.along.base() - nodes_[node].along);
    };
    const Neighbours starts = neighboursOf(a);
    const Neighbours ends = neighboursOf(b);
    std::vector<Ends> best;
    std::vector<double> ways;
    double bestLength = unreachable;
    for (const Vertex start : {starts.before, starts.after}) {
        const Reach& reach = reachFrom(start);
        for (const Vertex end : {ends.before, ends.after}) {
            const double length = to(a, start) + reach.distance[end] + to(b, end);
            if (length < bestLength - rounding) {
                best.clear();
                ways.clear();
                bestLength = length;
            }
            if (length < unreachable && length < bestLength + rounding) {
                best.push_back({start, end});
                ways.push_back(reach.ways[end]);
            }
        }
    }
    return best.empty() ? std::nullopt : std::optional{best[dealt(deal, ways)]};
}

// From `b` back to `a`. A node may be reached from several by ways of one length.
std::vector<Node> TrayNetwork::Graph::passed(const TrayPlace& a,
                                             const TrayPlace& b,
                                             Ends ends,
                                             std::uint64_t deal)
{
    const Reach& reach = reachFrom(ends.from);
    std::vector<Node> nodes{{lineOf_[b.tray], b.along.base()}, nodes_[ends.to]};
    for (Vertex node = ends.to; node != ends.from;) {
        const std::vector<Vertex> others = before(node, reach);
        std::vector<double> ways;
        for (const Vertex other : others) {
            ways.push_back(reach.ways[other]);
        }
        node = others[dealt(deal ^ node, ways)];
        nodes.push_back(nodes_[node]);
    }
    nodes.push_back({lineOf_[a.tray], a.along.base()});
    return nodes;
}

const TrayLevel& TrayNetwork::Graph::levelOf(const Node& node, std::uint64_t deal) const
{
    const std::vector<TrayLevel>& levels = lines_[node.line].levels;
    std::vector<double> weights;
    for (const TrayLevel& level : levels) {
        weights.push_back(level.crossSection);
    }
    return levels[dealt(~deal, weights)];
}

// Between nodes that are joined, over the floor.
double TrayNetwork::Graph::gapBetween(const Node& a, const Node& b) const
{
    const TrayLine& first = lines_[a.line];
    const TrayLine& second = lines_[b.line];
    return std::hypot(first.x + a.along * first.dx - second.x - b.along * second.dx,
                      first.y + a.along * first.dy - second.y - b.along * second.dy);
}

// `nodes` stand from the way's end to its start.
Way TrayNetwork::Graph::along(const std::vector<Node>& nodes, std::uint64_t deal) const
{
    Way way;
    way.first = levelOf(nodes.back(), deal).tray;
    way.last = levelOf(nodes.front(), deal).tray;
    double length = 0.0;
    for (std::size_t i = nodes.size() - 1; i > 0; --i) {
        const Node& from = nodes[i];
        const Node& to = nodes[i - 1];
        const TrayLevel& level = levelOf(from, deal);
        if (from.line != to.line) {
            length += gapBetween(from, to) + std::abs(level.height - levelOf(to, deal).height);
            continue;
        }
        length += std::abs(to.along - from.along);
        if (!way.stretches.empty() && way.stretches.back().tray == level.tray) {
            way.stretches.back().to = Length::fromBase(to.along);
        } else if (from.along != to.along) {
            way.stretches.push_back(
                {level.tray, Length::fromBase(from.along), Length::fromBase(to.along)});
        }
    }
    way.length = Length::fromBase(length);
    return way;
}

std::optional<Way> TrayNetwork::Graph::way(const TrayPlace& a,
                                           const TrayPlace& b,
                                           std::uint64_t deal)
{
    const std::size_t line = lineOf_[a.tray];
    if (line == lineOf_[b.tray]) {
        return along({{line, b.along.base()}, {line, a.along.base()}}, deal);
    }
    const auto ends = shortest(a, b, deal);
    return ends ? std::optional{along(passed(a, b, *ends, deal), deal)} : std::nullopt;
}

TrayNetwork::TrayNetwork(const Table<Tray>& trays)
    : graph_(std::make_unique<Graph>(trays))
{}

TrayNetwork::~TrayNetwork() = default;
TrayNetwork::TrayNetwork(TrayNetwork&&) noexcept = default;
TrayNetwork& TrayNetwork::operator=(TrayNetwork&&) noexcept = default;

std::optional<TrayPlace> TrayNetwork::placeNear(FloorPosition position, Length farthest) const
{
    return graph_->placeNear(position, farthest.base());
}

std::optional<Way> TrayNetwork::way(const TrayPlace& a, const TrayPlace& b, std::uint64_t deal)
{
    return graph_->way(a, b, deal);
}

} // namespace rackwright::layout
