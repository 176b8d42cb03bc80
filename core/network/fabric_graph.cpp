#include "core/network/fabric_graph.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace rackwright::network {

namespace {

constexpr int tierCount = static_cast<int>(Tier::FourthTier) + 1;

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

} // namespace

FabricGraph::FabricGraph(const Snapshot& snapshot, FabricId fabric)
{
    std::vector<Ends> cables;
    cables.reserve(snapshot.cables.size());
    for (const Cable& cable : snapshot.cables) {
        if (cable.fabric == fabric) {
            cables.push_back({cable.a, cable.b});
        }
    }
    addNodes(snapshot, fabric, cables);
    addPeers(addBundles(cables));
    addArcs();
}

void FabricGraph::addNodes(const Snapshot& snapshot, FabricId fabric, std::span<const Ends> cables)
{
    nodeOfDevice_.assign(index(snapshot.devices.nextId().value), -1);
    for (const Ends& cable : cables) {
        for (const DeviceId device : {cable.a, cable.b}) {
            if (device.value > 0 && index(device.value) < nodeOfDevice_.size()) {
                nodeOfDevice_[index(device.value)] = 0;
            }
        }
    }
    std::vector<std::vector<FabricNode>> byTier(tierCount);
    for (const Device& device : snapshot.devices) {
        if (nodeOfDevice_[index(device.id.value)] == 0) {
            const bool isOwn = device.fabric == fabric;
            const Tier tier = isOwn ? device.tier : Tier::None;
            byTier[static_cast<std::size_t>(tier)].push_back(
                {.device = device.id, .tier = tier, .rail = isOwn ? device.rail : -1});
        }
    }
    while (byTier.size() > 1 && byTier.back().empty()) {
        byTier.pop_back();
    }
    firstOfTier_.assign(1, 0);
    std::ranges::fill(nodeOfDevice_, -1);
    for (const std::vector<FabricNode>& tier : byTier) {
        for (const FabricNode& node : tier) {
            nodeOfDevice_[index(node.device.value)] = static_cast<NodeIndex>(nodes_.size());
            nodes_.push_back(node);
        }
        firstOfTier_.push_back(static_cast<NodeIndex>(nodes_.size()));
    }
}

// Returns the cables that it leaves to addPeers().
std::vector<FabricGraph::Ends> FabricGraph::addBundles(std::span<const Ends> cables)
{
    struct Pair
    {
        NodeIndex lower = 0;
        NodeIndex upper = 0;
    };
    std::vector<Pair> pairs;
    pairs.reserve(cables.size());
    std::vector<std::int32_t> first(nodes_.size() + 1, 0);
    std::vector<Ends> peers;
    for (const Ends& cable : cables) {
        const NodeIndex a = nodeOf(cable.a);
        const NodeIndex b = nodeOf(cable.b);
        if (a < 0 || b < 0 || a == b) {
            continue;
        }
        if (arePeers(a, b)) {
            peers.push_back(cable);
        } else {
            pairs.push_back({.lower = std::min(a, b), .upper = std::max(a, b)});
            ++first[index(pairs.back().lower) + 1];
        }
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    std::vector<NodeIndex> uppers(pairs.size());
    std::vector<std::int32_t> next(first.begin(), first.end() - 1);
    for (const Pair& pair : pairs) {
        uppers[index(next[index(pair.lower)]++)] = pair.upper;
    }
    for (std::size_t lower = 0; lower < nodes_.size(); ++lower) {
        const auto begin = uppers.begin() + first[lower];
        const auto end = uppers.begin() + first[lower + 1];
        if (!std::is_sorted(begin, end)) {
            std::sort(begin, end);
        }
        for (auto at = begin; at != end; ++at) {
            if (at != begin && *at == bundles_.back().upper) {
                ++bundles_.back().links;
            } else {
                bundles_.push_back(
                    {.lower = static_cast<NodeIndex>(lower), .upper = *at, .links = 1});
            }
        }
    }
    return peers;
}

bool FabricGraph::arePeers(NodeIndex a, NodeIndex b) const
{
    return !isServer(a) && nodes_[index(a)].tier == nodes_[index(b)].tier;
}

// They are few.
void FabricGraph::addPeers(std::span<const Ends> cables)
{
    std::map<std::pair<NodeIndex, NodeIndex>, int> links;
    for (const Ends& cable : cables) {
        ++links[std::minmax(nodeOf(cable.a), nodeOf(cable.b))];
    }
    for (const auto& [pair, count] : links) {
        peers_.push_back({.lower = pair.first, .upper = pair.second, .links = count});
    }
}

void FabricGraph::addArcs()
{
    firstArc_.assign(nodes_.size() + 1, 0);
    std::vector<std::int32_t> ups(nodes_.size(), 0);
    for (const Bundle& bundle : bundles_) {
        ++firstArc_[index(bundle.lower) + 1];
        ++firstArc_[index(bundle.upper) + 1];
        ++ups[index(bundle.lower)];
    }
    std::partial_sum(firstArc_.begin(), firstArc_.end(), firstArc_.begin());
    firstDown_.resize(nodes_.size());
    std::vector<std::int32_t> nextUp(firstArc_.begin(), firstArc_.end() - 1);
    for (std::size_t node = 0; node < nodes_.size(); ++node) {
        firstDown_[node] = firstArc_[node] + ups[node];
    }
    std::vector<std::int32_t> nextDown = firstDown_;
    arcs_.resize(2 * bundles_.size());
    for (std::size_t b = 0; b < bundles_.size(); ++b) {
        const Bundle& bundle = bundles_[b];
        const auto number = static_cast<BundleIndex>(b);
        arcs_[index(nextUp[index(bundle.lower)]++)] = {.to = bundle.upper, .bundle = number};
        arcs_[index(nextDown[index(bundle.upper)]++)] = {.to = bundle.lower, .bundle = number};
    }
}

std::span<const Arc> FabricGraph::arcs(NodeIndex node) const
{
    return {arcs_.data() + firstArc_[index(node)], arcs_.data() + firstArc_[index(node) + 1]};
}

std::span<const Arc> FabricGraph::upArcs(NodeIndex node) const
{
    return {arcs_.data() + firstArc_[index(node)], arcs_.data() + firstDown_[index(node)]};
}

std::span<const Arc> FabricGraph::downArcs(NodeIndex node) const
{
    return {arcs_.data() + firstDown_[index(node)], arcs_.data() + firstArc_[index(node) + 1]};
}

NodeIndex FabricGraph::nodeOf(DeviceId device) const
{
    return device.value > 0 && index(device.value) < nodeOfDevice_.size()
               ? nodeOfDevice_[index(device.value)]
               : -1;
}

BundleIndex FabricGraph::bundleOf(const Cable& cable) const
{
    const NodeIndex a = nodeOf(cable.a);
    const NodeIndex b = nodeOf(cable.b);
    if (a < 0 || b < 0 || a == b) {
        return -1;
    }
    const std::span<const Arc> ups = upArcs(std::min(a, b));
    const auto found = std::ranges::lower_bound(ups, std::max(a, b), {}, &Arc::to);
    return found != ups.end() && found->to == std::max(a, b) ? found->bundle : -1;
}

} // namespace rackwright::network
