#include "core/layout/tray_network.h"

#include "core/layout/footprint.h"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rackwright::layout {

namespace {

using BoostGraph = boost::adjacency_list<boost::vecS,
                                         boost::vecS,
                                         boost::undirectedS,
                                         boost::no_property,
                                         boost::property<boost::edge_weight_t, double>>;
using Vertex = boost::graph_traits<BoostGraph>::vertex_descriptor;

constexpr double unreachable = std::numeric_limits<double>::infinity();

// A tray on the floor, in metres.
struct Line
{
    double x = 0.0;
    double y = 0.0;
    double dx = 1.0; // direction, of length 1
    double dy = 0.0;
    double length = 0.0;
    double halfWidth = 0.0;
    double height = 0.0;
};

Line lineOf(const Tray& tray)
{
    Line line{.x = tray.from.x.base(), .y = tray.from.y.base()};
    const double dx = tray.to.x.base() - line.x;
    const double dy = tray.to.y.base() - line.y;
    line.length = std::hypot(dx, dy);
    if (line.length > 0.0) {
        line.dx = dx / line.length;
        line.dy = dy / line.length;
    }
    line.halfWidth = tray.width.base() / 2.0;
    line.height = tray.height.base();
    return line;
}

struct Foot // of the perpendicular from a point to a line
{
    double along = 0.0;
    double aside = 0.0;
};

Foot footOf(const Line& line, double x, double y)
{
    const double along =
        std::clamp((x - line.x) * line.dx + (y - line.y) * line.dy, 0.0, line.length);
    return {along, std::hypot(x - (line.x + along * line.dx), y - (line.y + along * line.dy))};
}

// Where two trays are joined.
struct Joint
{
    double alongFirst = 0.0;
    double alongSecond = 0.0;
    double gap = 0.0;
};

// Within the width of the second tray an end of the first reaches it.
void joinEnds(const Line& first, const Line& second, std::vector<Joint>& joints)
{
    for (const double along : {0.0, first.length}) {
        const Foot foot = footOf(second, first.x + along * first.dx, first.y + along * first.dy);
        if (foot.aside <= second.halfWidth + touching.base()) {
            joints.push_back({along, foot.along, foot.aside});
        }
    }
}

std::vector<Joint> jointsOf(const Line& first, const Line& second)
{
    const double turn = first.dx * second.dy - first.dy * second.dx;
    if (std::abs(turn) > 1e-9) {
        const double x = second.x - first.x;
        const double y = second.y - first.y;
        const double alongFirst = (x * second.dy - y * second.dx) / turn;
        const double alongSecond = (x * first.dy - y * first.dx) / turn;
        if (alongFirst >= 0.0 && alongFirst <= first.length && alongSecond >= 0.0 &&
            alongSecond <= second.length) {
            return {{alongFirst, alongSecond, 0.0}};
        }
    }
    std::vector<Joint> joints;
    joinEnds(first, second, joints);
    std::vector<Joint> others;
    joinEnds(second, first, others);
    for (const Joint& joint : others) {
        joints.push_back({joint.alongSecond, joint.alongFirst, joint.gap});
    }
    return joints;
}

// The rectangle around a line and its width, to tell quickly that two trays are apart.
bool mayMeet(const Line& a, const Line& b)
{
    const auto apart =
        [](double from, double step, double otherFrom, double otherStep, double gap) {
            return std::max(from, from + step) + gap < std::min(otherFrom, otherFrom + otherStep) ||
                   std::max(otherFrom, otherFrom + otherStep) + gap < std::min(from, from + step);
        };
    const double gap = std::max(a.halfWidth, b.halfWidth) + touching.base();
    return !apart(a.x, a.dx * a.length, b.x, b.dx * b.length, gap) &&
           !apart(a.y, a.dy * a.length, b.y, b.dy * b.length, gap);
}

struct Node
{
    std::size_t tray = 0;
    double along = 0.0;
};

} // namespace

Length lengthOf(const Tray& tray)
{
    return Length::fromBase(lineOf(tray).length);
}

class TrayNetwork::Graph
{
public:
    explicit Graph(const Table<Tray>& trays);

    [[nodiscard]] std::optional<TrayPlace> placeNear(FloorPosition position, double farthest) const;

    // The ends of the shortest way between nodes, and how long it is with what leads to them.
    struct Way
    {
        Vertex from = 0;
        Vertex to = 0;
        double length = unreachable;
    };
    [[nodiscard]] Way shortest(const TrayPlace& a, const TrayPlace& b);
    [[nodiscard]] std::vector<Stretch> stretches(const TrayPlace& a, const TrayPlace& b);

private:
    struct Tree // of shortest ways from one node
    {
        std::vector<double> distance;
        std::vector<Vertex> before;
    };

    Vertex nodeAt(std::size_t tray, double along);
    void join();
    void connectAlongTrays();
    const Tree& treeFrom(Vertex node);

    // The nodes on both sides of a place; one of them twice at an end.
    struct Neighbours
    {
        Vertex before = 0;
        Vertex after = 0;
    };
    [[nodiscard]] Neighbours neighboursOf(const TrayPlace& place) const;

    std::vector<Line> lines_;
    std::vector<Node> nodes_;
    std::vector<std::vector<Vertex>> nodesOfTray_; // from its `from` end on
    BoostGraph graph_;
    std::vector<Tree> trees_; // of each node, empty until it is asked for
};

TrayNetwork::Graph::Graph(const Table<Tray>& trays)
    : nodesOfTray_(trays.size())
{
    lines_.reserve(trays.size());
    for (const Tray& tray : trays) {
        nodeAt(lines_.size(), 0.0);
        lines_.push_back(lineOf(tray));
        nodeAt(lines_.size() - 1, lines_.back().length);
    }
    join();
    connectAlongTrays();
    trees_.resize(nodes_.size());
}

Vertex TrayNetwork::Graph::nodeAt(std::size_t tray, double along)
{
    for (const Vertex node : nodesOfTray_[tray]) {
        if (std::abs(nodes_[node].along - along) < touching.base()) {
            return node;
        }
    }
    nodes_.push_back({tray, along});
    nodesOfTray_[tray].push_back(nodes_.size() - 1);
    return nodes_.size() - 1;
}

void TrayNetwork::Graph::join()
{
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        for (std::size_t j = i + 1; j < lines_.size(); ++j) {
            if (!mayMeet(lines_[i], lines_[j])) {
                continue;
            }
            const double step = std::abs(lines_[i].height - lines_[j].height);
            for (const Joint& joint : jointsOf(lines_[i], lines_[j])) {
                const Vertex first = nodeAt(i, joint.alongFirst);
                const Vertex second = nodeAt(j, joint.alongSecond);
                boost::add_edge(first, second, joint.gap + step, graph_);
            }
        }
    }
}

void TrayNetwork::Graph::connectAlongTrays()
{
    const auto along = [this](Vertex node) { return nodes_[node].along; };
    for (std::vector<Vertex>& nodes : nodesOfTray_) {
        std::ranges::sort(nodes, {}, along);
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            boost::add_edge(nodes[i - 1], nodes[i], along(nodes[i]) - along(nodes[i - 1]), graph_);
        }
    }
    while (boost::num_vertices(graph_) < nodes_.size()) { // trays without a length
        boost::add_vertex(graph_);
    }
}

const TrayNetwork::Graph::Tree& TrayNetwork::Graph::treeFrom(Vertex node)
{
    Tree& tree = trees_[node];
    if (tree.distance.empty()) {
        tree.distance.resize(nodes_.size());
        tree.before.resize(nodes_.size());
        boost::dijkstra_shortest_paths(graph_,
                                       node,
                                       boost::distance_map(tree.distance.data())
                                           .predecessor_map(tree.before.data())
                                           .distance_inf(unreachable));
    }
    return tree;
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
            nearest = {i, Length::fromBase(foot.along), Length::fromBase(foot.aside)};
        }
    }
    return nearest;
}

TrayNetwork::Graph::Neighbours TrayNetwork::Graph::neighboursOf(const TrayPlace& place) const
{
    const std::vector<Vertex>& nodes = nodesOfTray_[place.tray];
    const auto after = std::ranges::lower_bound(
        nodes, place.along.base(), {}, [this](Vertex node) { return nodes_[node].along; });
    return {after == nodes.begin() ? nodes.front() : *std::prev(after),
            after == nodes.end() ? nodes.back() : *after};
}

TrayNetwork::Graph::Way TrayNetwork::Graph::shortest(const TrayPlace& a, const TrayPlace& b)
{
    const auto to = [this](const TrayPlace& place, Vertex node) {
        return std::abs(place.along.base() - nodes_[node].along);
    };
    const Neighbours starts = neighboursOf(a);
    const Neighbours ends = neighboursOf(b);
    Way best;
    for (const Vertex start : {starts.before, starts.after}) {
        const Tree& tree = treeFrom(start);
        for (const Vertex end : {ends.before, ends.after}) {
            const double length = to(a, start) + tree.distance[end] + to(b, end);
            if (length < best.length) {
                best = {start, end, length};
            }
        }
    }
    return best;
}

std::vector<Stretch> TrayNetwork::Graph::stretches(const TrayPlace& a, const TrayPlace& b)
{
    if (a.tray == b.tray) {
        return {{a.tray, a.along, b.along}};
    }
    const Way way = shortest(a, b);
    if (way.length == unreachable) {
        return {};
    }
    std::vector<Node> passed{{b.tray, b.along.base()}};
    const Tree& tree = treeFrom(way.from);
    for (Vertex node = way.to; node != way.from; node = tree.before[node]) {
        passed.push_back(nodes_[node]);
    }
    passed.push_back(nodes_[way.from]);
    passed.push_back({a.tray, a.along.base()});
    std::vector<Stretch> found;
    for (std::size_t i = passed.size() - 1; i > 0; --i) {
        const Node& from = passed[i];
        const Node& to = passed[i - 1];
        if (from.tray != to.tray) {
            continue;
        }
        if (!found.empty() && found.back().tray == from.tray) {
            found.back().to = Length::fromBase(to.along);
        } else if (from.along != to.along) {
            found.push_back({from.tray, Length::fromBase(from.along), Length::fromBase(to.along)});
        }
    }
    return found;
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

std::optional<Length> TrayNetwork::distance(const TrayPlace& a, const TrayPlace& b)
{
    if (a.tray == b.tray) {
        return a.along < b.along ? b.along - a.along : a.along - b.along;
    }
    const double length = graph_->shortest(a, b).length;
    return length == unreachable ? std::nullopt : std::optional{Length::fromBase(length)};
}

std::vector<Stretch> TrayNetwork::way(const TrayPlace& a, const TrayPlace& b)
{
    return graph_->stretches(a, b);
}

} // namespace rackwright::layout
