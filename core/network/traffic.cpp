#include "core/network/load.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace rackwright::network {

namespace {

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// The NICs of a server on one leaf.
struct Nics
{
    int rail = -1; // -1: the network has no rails, all NICs are alike
    NodeIndex leaf = 0;
    double links = 0.0;
};

std::vector<Nics> nicsOf(const FabricGraph& graph, const Condition& condition, NodeIndex server)
{
    std::vector<Nics> nics;
    for (const Arc& arc : graph.upArcs(server)) {
        if (condition.carries(arc.bundle)) {
            nics.push_back({.rail = graph.nodes()[index(arc.to)].rail,
                            .leaf = arc.to,
                            .links = static_cast<double>(condition.links[index(arc.bundle)])});
        }
    }
    return nics;
}

double linksOnRail(const std::vector<Nics>& nics, int rail)
{
    double links = 0.0;
    for (const Nics& each : nics) {
        links += each.rail == rail ? each.links : 0.0;
    }
    return links;
}

// Adds what one server sends another at `share` of its speed: each NIC to those of its rail alike. What stays
// within a leaf is no demand.
void addFlow(const std::vector<Nics>& from,
             const std::vector<Nics>& to,
             double share,
             std::vector<Demand>& demands)
{
    for (const Nics& a : from) {
        const double links = linksOnRail(to, a.rail);
        for (const Nics& b : to) {
            if (b.rail == a.rail && b.leaf != a.leaf) {
                demands.push_back(
                    {.from = a.leaf, .to = b.leaf, .rate = share * a.links * b.links / links});
            }
        }
    }
}

// Demands between the same leaves as one. They come nearly in order: counted into place by where they start,
// there is little left to sort.
std::vector<Demand> merged(const FabricGraph& graph, const std::vector<Demand>& demands)
{
    std::vector<std::size_t> next(graph.nodes().size() + 1, 0);
    for (const Demand& demand : demands) {
        ++next[index(demand.from) + 1];
    }
    std::partial_sum(next.begin(), next.end(), next.begin());
    const std::vector<std::size_t> first = next;
    std::vector<Demand> placed(demands.size());
    for (const Demand& demand : demands) {
        placed[next[index(demand.from)]++] = demand;
    }
    std::vector<Demand> sums;
    sums.reserve(placed.size());
    for (std::size_t node = 0; node + 1 < first.size(); ++node) {
        const std::span<Demand> own{placed.data() + first[node], first[node + 1] - first[node]};
        if (!std::ranges::is_sorted(own, {}, &Demand::to)) {
            std::ranges::sort(own, {}, &Demand::to);
        }
        for (std::size_t i = 0; i < own.size(); ++i) {
            if (i > 0 && own[i].to == own[i - 1].to) {
                sums.back().rate += own[i].rate;
            } else {
                sums.push_back(own[i]);
            }
        }
    }
    return sums;
}

} // namespace

std::vector<Demand> ringTraffic(const FabricGraph& graph,
                                const Condition& condition,
                                std::span<const NodeIndex> servers)
{
    std::vector<Demand> demands;
    for (std::size_t i = 0; servers.size() > 1 && i < servers.size(); ++i) {
        addFlow(nicsOf(graph, condition, servers[i]),
                nicsOf(graph, condition, servers[(i + 1) % servers.size()]),
                1.0,
                demands);
    }
    return merged(graph, demands);
}

std::vector<Demand> hierarchicalTraffic(const FabricGraph& graph,
                                        const Condition& condition,
                                        std::span<const NodeIndex> servers)
{
    std::map<NodeIndex, std::vector<NodeIndex>> units; // by the first leaf
    for (const NodeIndex server : servers) {
        const std::vector<Nics> nics = nicsOf(graph, condition, server);
        if (!nics.empty()) {
            units[nics.front().leaf].push_back(server);
        }
    }
    std::vector<Demand> demands;
    for (auto unit = units.begin(); units.size() > 1 && unit != units.end(); ++unit) {
        const auto next = std::next(unit) == units.end() ? units.begin() : std::next(unit);
        for (std::size_t i = 0; i < unit->second.size(); ++i) {
            addFlow(nicsOf(graph, condition, unit->second[i]),
                    nicsOf(graph, condition, next->second[i % next->second.size()]),
                    1.0,
                    demands);
        }
    }
    return merged(graph, demands);
}

std::vector<Demand> pipelineTraffic(const FabricGraph& graph,
                                    const Condition& condition,
                                    std::span<const NodeIndex> servers,
                                    std::size_t stride)
{
    std::vector<Demand> demands;
    for (std::size_t i = 0; i + stride < servers.size(); ++i) {
        addFlow(nicsOf(graph, condition, servers[i]),
                nicsOf(graph, condition, servers[i + stride]),
                1.0,
                demands);
    }
    return merged(graph, demands);
}

// Over all pairs the sums factor: what the NICs of a leaf send times the part of it that another leaf takes,
// less what a server would send itself.
std::vector<Demand> allToAllTraffic(const FabricGraph& graph,
                                    const Condition& condition,
                                    std::span<const NodeIndex> servers)
{
    struct Side
    {
        double sends = 0.0;
        double takes = 0.0; // in servers
    };
    std::map<int, std::map<NodeIndex, Side>> rails;
    std::vector<Demand> demands;
    if (servers.size() < 2) {
        return demands;
    }
    const double share = 1.0 / static_cast<double>(servers.size() - 1);
    for (const NodeIndex server : servers) {
        const std::vector<Nics> nics = nicsOf(graph, condition, server);
        for (const Nics& each : nics) {
            Side& side = rails[each.rail][each.leaf];
            side.sends += share * each.links;
            side.takes += each.links / linksOnRail(nics, each.rail);
        }
        addFlow(nics, nics, -share, demands);
    }
    for (const auto& [rail, leaves] : rails) {
        for (const auto& [from, sender] : leaves) {
            for (const auto& [to, taker] : leaves) {
                if (from != to) {
                    demands.push_back({.from = from, .to = to, .rate = sender.sends * taker.takes});
                }
            }
        }
    }
    return merged(graph, demands);
}

} // namespace rackwright::network
