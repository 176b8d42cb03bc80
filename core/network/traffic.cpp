#include "core/network/load.h"

#include <algorithm>
#include <map>

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

// Adds what one server sends another at `share` of its speed: each NIC to those of its rail alike.
void addFlow(const std::vector<Nics>& from,
             const std::vector<Nics>& to,
             double share,
             std::vector<Demand>& demands)
{
    for (const Nics& a : from) {
        const double links = linksOnRail(to, a.rail);
        for (const Nics& b : to) {
            if (b.rail == a.rail) {
                demands.push_back(
                    {.from = a.leaf, .to = b.leaf, .rate = share * a.links * b.links / links});
            }
        }
    }
}

// Demands between the same leaves as one.
std::vector<Demand> merged(std::vector<Demand> demands)
{
    struct Pair
    {
        NodeIndex from;
        NodeIndex to;

        auto operator<=>(const Pair&) const = default;
    };
    const auto pairOf = [](const Demand& demand) { return Pair{demand.from, demand.to}; };
    std::ranges::sort(demands, {}, pairOf);
    std::vector<Demand> sums;
    for (const Demand& demand : demands) {
        if (!sums.empty() && pairOf(sums.back()) == pairOf(demand)) {
            sums.back().rate += demand.rate;
        } else {
            sums.push_back(demand);
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
    return merged(std::move(demands));
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
    return merged(std::move(demands));
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
                demands.push_back({.from = from, .to = to, .rate = sender.sends * taker.takes});
            }
        }
    }
    return merged(std::move(demands));
}

} // namespace rackwright::network
