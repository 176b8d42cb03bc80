#include "core/network/connectivity.h"
#include "core/network/pair_kinds.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace rackwright::network {

namespace {

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// A part of the network that no two failures can part: every device of it has three neighbours in it. It
// grows from three devices that have three neighbours in common (a graph to which a device is added with k
// neighbours stays k-connected; Harary, Proc. NAS 48, 1962).
class Core
{
public:
    Core(const FabricGraph& graph, const Condition& condition)
        : graph_(graph)
        , condition_(condition)
        , common_(graph.nodes().size(), 0)
        , neighbours_(graph.nodes().size(), 0)
        , inside_(graph.nodes().size(), 0)
    {
        for (NodeIndex leaf = graph.servers();
             leaf < static_cast<NodeIndex>(graph.nodes().size()) && queue_.empty();
             ++leaf) {
            seedAt(leaf);
        }
        grow();
    }

    [[nodiscard]] bool holds(NodeIndex node) const { return inside_[index(node)] != 0; }

private:
    static constexpr std::size_t enough = 3;

    [[nodiscard]] std::vector<NodeIndex> neighboursOf(NodeIndex node) const;
    [[nodiscard]] NodeIndex mostInCommon(const std::vector<NodeIndex>& of,
                                         const std::vector<NodeIndex>& butNot);
    void seedAt(NodeIndex node);
    void grow();

    const FabricGraph& graph_;
    const Condition& condition_;
    std::vector<std::int32_t> common_; // scratch, zero between uses
    std::vector<std::size_t> neighbours_;
    std::vector<char> inside_;
    std::vector<NodeIndex> queue_;
};

std::vector<NodeIndex> Core::neighboursOf(NodeIndex node) const
{
    std::vector<NodeIndex> found;
    for (const Arc& arc : graph_.arcs(node)) {
        if (condition_.carries(arc.bundle)) {
            found.push_back(arc.to);
        }
    }
    return found;
}

// The device that meets most of some, if enough of them; else -1.
NodeIndex Core::mostInCommon(const std::vector<NodeIndex>& of, const std::vector<NodeIndex>& butNot)
{
    NodeIndex best = -1;
    std::vector<NodeIndex> met;
    for (const NodeIndex node : of) {
        for (const NodeIndex other : neighboursOf(node)) {
            met.push_back(other);
            const bool counts = std::ranges::find(butNot, other) == butNot.end() &&
                                std::ranges::find(of, other) == of.end();
            common_[index(other)] += counts ? 1 : 0;
            if (best < 0 || common_[index(other)] > common_[index(best)]) {
                best = other;
            }
        }
    }
    const bool isEnough = best >= 0 && index(common_[index(best)]) >= enough;
    for (const NodeIndex node : met) {
        common_[index(node)] = 0;
    }
    return isEnough ? best : -1;
}

void Core::seedAt(NodeIndex node)
{
    std::vector<NodeIndex> seeds{node};
    std::vector<NodeIndex> shared = neighboursOf(node);
    while (seeds.size() < enough) {
        const NodeIndex next = mostInCommon(shared, seeds);
        if (next < 0) {
            return;
        }
        seeds.push_back(next);
        std::vector<NodeIndex> both;
        const std::vector<NodeIndex> own = neighboursOf(next);
        std::ranges::copy_if(shared, std::back_inserter(both), [&](NodeIndex each) {
            return std::ranges::find(own, each) != own.end();
        });
        shared = std::move(both);
    }
    queue_ = seeds;
    queue_.insert(queue_.end(), shared.begin(), shared.begin() + enough);
    for (const NodeIndex each : queue_) {
        inside_[index(each)] = 1;
    }
}

void Core::grow()
{
    for (std::size_t done = 0; done < queue_.size(); ++done) {
        for (const NodeIndex next : neighboursOf(queue_[done])) {
            if (++neighbours_[index(next)] >= enough && !holds(next)) {
                inside_[index(next)] = 1;
                queue_.push_back(next);
            }
        }
    }
}

// What can be the first of two failures that cut servers off: it touches a device outside the core. Of servers
// cabled alike one is enough.
std::vector<Failing> suspects(const FabricGraph& graph, const Condition& condition)
{
    const Core core{graph, condition};
    std::vector<Failing> found;
    std::vector<char> isSuspect(graph.nodes().size(), 0);
    struct Uplink
    {
        NodeIndex to;
        int links;

        auto operator<=>(const Uplink&) const = default;
    };
    std::map<std::vector<Uplink>, NodeIndex> known;
    for (NodeIndex node = 0; node < static_cast<NodeIndex>(graph.nodes().size()); ++node) {
        if (condition.works[index(node)] == 0 || core.holds(node)) {
            continue;
        }
        std::vector<Uplink> cabling;
        for (const Arc& arc : graph.arcs(node)) {
            if (condition.carries(arc.bundle)) {
                cabling.push_back({.to = arc.to, .links = condition.links[index(arc.bundle)]});
                isSuspect[index(arc.to)] = 1;
            }
        }
        isSuspect[index(node)] = 1;
        if (graph.isServer(node) && !known.try_emplace(std::move(cabling), node).second) {
            continue;
        }
        for (const Arc& arc : graph.arcs(node)) {
            const bool seenFromThere = graph.isServer(arc.to) && !core.holds(arc.to);
            const int links = condition.links[index(arc.bundle)];
            if ((links == 1 || links == 2) && !seenFromThere) {
                found.push_back({.bundle = arc.bundle});
            }
        }
    }
    for (NodeIndex node = graph.servers(); node < static_cast<NodeIndex>(graph.nodes().size());
         ++node) {
        if (isSuspect[index(node)] != 0) {
            found.push_back({.node = node});
        }
    }
    return found;
}

void offer(PairKind* kind, int cutOff, const FailingPair& pair)
{
    if (kind != nullptr && cutOff > kind->mostCutOff) {
        kind->mostCutOff = cutOff;
        kind->atMostCutOff = pair;
    }
}

// All pairs with one failure given.
void searchWith(const Failing& first,
                const FabricGraph& graph,
                const Condition& before,
                PairKinds& kinds)
{
    const Condition condition = first.node >= 0 ? withoutNode(graph, before, first.node)
                                                : withoutLink(before, first.bundle);
    const int firstKind = kindOf(graph, first);
    const auto note = [&](int otherKind, int cutOff, const Failing& other) {
        const bool inOrder = firstKind <= otherKind;
        offer(kinds.find(std::min(firstKind, otherKind), std::max(firstKind, otherKind)),
              cutOff,
              inOrder ? FailingPair{first, other} : FailingPair{other, first});
    };
    const Islands islands = islandsOf(graph, condition);
    for (int kind = 0; kind < kinds.kinds(); ++kind) {
        note(kind, islands.cutOff(), {});
    }
    const int servers = std::accumulate(islands.servers.begin(), islands.servers.end(), 0);
    for (const WeakPoint& point : weakPoints(graph, condition)) {
        const Failing second{.node = point.node, .bundle = point.bundle};
        const NodeIndex node =
            point.node >= 0 ? point.node : graph.bundles()[index(point.bundle)].lower;
        const std::size_t island = index(islands.ofNode[index(node)]);
        const std::size_t rival = island == 0 ? 1 : 0;
        const int elsewhere = rival < islands.servers.size() ? islands.servers[rival] : 0;
        const int largest = std::max(elsewhere, islands.servers[island] - point.serversCutOff);
        note(kindOf(graph, second), servers - largest, second);
    }
}

} // namespace

void findWorstCuts(const FabricGraph& graph, const Condition& condition, PairKinds& kinds)
{
    const int before = islandsOf(graph, condition).cutOff();
    for (int a = 0; a < kinds.kinds(); ++a) {
        for (int b = a; b < kinds.kinds(); ++b) {
            offer(kinds.find(a, b), before, {});
        }
    }
    for (const Failing& first : suspects(graph, condition)) {
        searchWith(first, graph, condition, kinds);
    }
}

} // namespace rackwright::network
