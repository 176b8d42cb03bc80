#include "ui/fabric/fabric_parts.h"

#include <algorithm>
#include <array>
#include <compare>
#include <map>
#include <numeric>
#include <set>

namespace rackwright::ui {

namespace {

using network::Arc;
using network::Bundle;
using network::FabricGraph;
using network::NodeIndex;

constexpr std::size_t largestFlatTier = 32; // a tier of more switches is divided by hall and rack

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

// One step from a part to a part in it.
struct Step
{
    PartKind kind = PartKind::Network;
    std::int32_t rail = -1; // switches of an array stand in the order of their rails
    std::int32_t id = 0;

    friend auto operator<=>(const Step&, const Step&) = default;
};

using Path = std::vector<Step>;

// Works out which parts each node is in.
class Placer
{
public:
    Placer(const Snapshot& snapshot, const FabricGraph& graph);

    [[nodiscard]] Path pathOf(NodeIndex node) const;

private:
    void findPods();
    void findHallsOfPods();
    void countTiers();
    [[nodiscard]] int tierOf(NodeIndex node) const
    {
        return static_cast<int>(graph_.nodes()[index(node)].tier);
    }
    [[nodiscard]] const Rack* rackOf(NodeIndex node) const;
    [[nodiscard]] HallId hallOf(NodeIndex node) const;
    [[nodiscard]] bool isInPods(int tier) const { return tier >= 1 && tier <= 2 && tier < top_; }
    [[nodiscard]] int podOfServer(NodeIndex server) const;
    void addTier(Path& path, NodeIndex node) const;

    const Snapshot& snapshot_;
    const FabricGraph& graph_;
    int top_ = 0;
    bool manyHalls_ = false;
    bool podsHoldServers_ = false;
    std::vector<int> pod_; // by node; 0: none
    std::map<int, HallId> hallOfPod_;
    std::map<Path, std::size_t> sizeOfTier_;
};

Placer::Placer(const Snapshot& snapshot, const FabricGraph& graph)
    : snapshot_(snapshot)
    , graph_(graph)
    , top_(graph.tiers())
    , pod_(graph.nodes().size(), 0)
{
    std::set<HallId> halls;
    for (NodeIndex node = 0; node < static_cast<NodeIndex>(graph_.nodes().size()); ++node) {
        halls.insert(hallOf(node));
    }
    manyHalls_ = halls.size() > 1;
    if (top_ >= 3) {
        findPods();
    }
    countTiers();
}

const Rack* Placer::rackOf(NodeIndex node) const
{
    const RackId rack = snapshot_.devices.at(graph_.nodes()[index(node)].device).rack;
    return rack.isNone() ? nullptr : snapshot_.racks.find(rack);
}

HallId Placer::hallOf(NodeIndex node) const
{
    const Rack* rack = rackOf(node);
    return rack == nullptr ? HallId{} : rack->hall;
}

int Placer::podOfServer(NodeIndex server) const
{
    int pod = 0;
    for (const Arc& arc : graph_.upArcs(server)) {
        if (pod != 0 && pod != pod_[index(arc.to)]) {
            return 0; // its rails are in several pods
        }
        pod = pod_[index(arc.to)];
    }
    return pod;
}

// Switches of the two lowest tiers that hang together, counted in the order of their leaves.
void Placer::findPods()
{
    int pods = 0;
    for (NodeIndex first = graph_.servers(); first < graph_.firstOf(3); ++first) {
        if (pod_[index(first)] != 0) {
            continue;
        }
        pod_[index(first)] = ++pods;
        std::vector<NodeIndex> open{first};
        while (!open.empty()) {
            const NodeIndex node = open.back();
            open.pop_back();
            for (const Arc& arc : graph_.arcs(node)) {
                if (isInPods(tierOf(arc.to)) && pod_[index(arc.to)] == 0) {
                    pod_[index(arc.to)] = pods;
                    open.push_back(arc.to);
                }
            }
        }
    }
    if (pods == 1) {
        std::ranges::fill(pod_, 0); // nothing to tell apart
        return;
    }
    for (NodeIndex server = 0; server < graph_.servers(); ++server) {
        pod_[index(server)] = podOfServer(server);
        podsHoldServers_ = podsHoldServers_ || pod_[index(server)] != 0;
    }
    findHallsOfPods();
}

// A pod may reach into a second hall: it is shown where most of its servers stand.
void Placer::findHallsOfPods()
{
    std::map<int, std::map<HallId, int>> counts;
    for (NodeIndex server = 0; podsHoldServers_ && server < graph_.servers(); ++server) {
        ++counts[pod_[index(server)]][hallOf(server)];
    }
    for (const auto& [pod, halls] : counts) {
        hallOfPod_[pod] = std::ranges::max_element(halls, {}, [](const auto& each) {
                              return each.second;
                          })->first;
    }
}

// Of nodes that are in no array: their tier within hall and pod.
void Placer::addTier(Path& path, NodeIndex node) const
{
    path.push_back({.kind = PartKind::Tier, .id = tierOf(node)});
    const auto size = sizeOfTier_.find(path);
    if (size == sizeOfTier_.end() || size->second <= largestFlatTier) {
        return;
    }
    const Rack* rack = rackOf(node);
    if (rack == nullptr) {
        return;
    }
    if (path.size() == 1 && manyHalls_) {
        path.push_back({.kind = PartKind::Hall, .id = rack->hall.value});
    }
    path.push_back({.kind = PartKind::Rack, .id = rack->id.value});
}

void Placer::countTiers()
{
    std::map<Path, std::size_t> sizes;
    for (NodeIndex node = 0; node < static_cast<NodeIndex>(graph_.nodes().size()); ++node) {
        Path path = pathOf(node);
        const auto tier = std::ranges::find(path, PartKind::Tier, &Step::kind);
        if (tier != path.end()) {
            path.erase(tier + 1, path.end());
            ++sizes[path];
        }
    }
    sizeOfTier_ = std::move(sizes);
}

Path Placer::pathOf(NodeIndex node) const
{
    const network::FabricNode& fabricNode = graph_.nodes()[index(node)];
    const int tier = tierOf(node);
    const Rack* rack = rackOf(node);
    const int pod = pod_[index(node)];
    Path path;
    const bool belowTop = tier == 0 || tier < top_ || top_ == 1;
    const bool placed = belowTop && (pod == 0 || podsHoldServers_);
    if (placed && manyHalls_ && !(tier > 2)) {
        const auto hall = hallOfPod_.find(pod);
        const HallId of = hall != hallOfPod_.end() ? hall->second : hallOf(node);
        if (!of.isNone()) {
            path.push_back({.kind = PartKind::Hall, .id = of.value});
        }
    }
    if (pod != 0) {
        path.push_back({.kind = PartKind::Pod, .id = pod});
    }
    const bool inArray = placed && tier <= 1 && rack != nullptr && !rack->array.isNone();
    if (inArray) {
        path.push_back({.kind = PartKind::Array, .id = rack->array.value});
        if (tier == 0) {
            path.push_back({.kind = PartKind::Rack, .id = rack->id.value});
        }
    } else {
        addTier(path, node);
    }
    path.push_back({.kind = PartKind::Device, .rail = fabricNode.rail, .id = node});
    return path;
}

struct PlacedNode
{
    Path path;
    NodeIndex node = 0;
};

const char* prefixOf(PartKind kind)
{
    switch (kind) {
    case PartKind::Network:
        return "network";
    case PartKind::Hall:
        return "hall";
    case PartKind::Pod:
        return "pod";
    case PartKind::Array:
        return "array";
    case PartKind::Tier:
        return "tier";
    case PartKind::Rack:
        return "rack";
    case PartKind::Device:
        return "device";
    }
    return "";
}

} // namespace

FabricParts::FabricParts(const Snapshot& snapshot, const FabricGraph& graph)
    : partOfNode_(graph.nodes().size(), -1)
{
    if (graph.nodes().empty()) {
        return;
    }
    const Placer placer{snapshot, graph};
    std::vector<PlacedNode> placed;
    placed.reserve(graph.nodes().size());
    for (NodeIndex node = 0; node < static_cast<NodeIndex>(graph.nodes().size()); ++node) {
        placed.push_back({.path = placer.pathOf(node), .node = node});
    }
    std::ranges::sort(placed, {}, &PlacedNode::path);

    parts_.push_back({.kind = PartKind::Network, .lowestTier = static_cast<int>(Tier::FourthTier)});
    std::vector<int> open{0}; // the parts that the last node is in
    const Path* before = nullptr;
    for (const PlacedNode& each : placed) {
        std::size_t shared = 0;
        while (before != nullptr && shared < before->size() && shared < each.path.size() &&
               (*before)[shared] == each.path[shared]) {
            ++shared;
        }
        open.resize(shared + 1);
        const int tier = static_cast<int>(graph.nodes()[index(each.node)].tier);
        for (std::size_t step = shared; step < each.path.size(); ++step) {
            const int made = static_cast<int>(parts_.size());
            Part part;
            part.kind = each.path[step].kind;
            part.id = each.path[step].id;
            if (part.kind == PartKind::Device) {
                part.id = graph.nodes()[index(each.node)].device.value;
            }
            part.parent = open.back();
            part.firstNode = nodes_.size();
            part.lowestTier = tier;
            parts_[index(open.back())].children.push_back(made);
            parts_.push_back(std::move(part));
            open.push_back(made);
        }
        nodes_.push_back(each.node);
        partOfNode_[index(each.node)] = open.back();
        for (const int part : open) {
            Part& holds = parts_[index(part)];
            holds.lastNode = nodes_.size();
            holds.lowestTier = std::min(holds.lowestTier, tier);
            holds.highestTier = std::max(holds.highestTier, tier);
        }
        before = &each.path;
    }
}

std::span<const NodeIndex> FabricParts::nodesOf(int part) const
{
    const Part& of = parts_[index(part)];
    return std::span{nodes_}.subspan(of.firstNode, of.size());
}

std::string FabricParts::keyOf(int part) const
{
    std::string key;
    for (int at = part; at > 0; at = parts_[index(at)].parent) {
        const Part& step = parts_[index(at)];
        key = prefixOf(step.kind) + std::to_string(step.id) + (key.empty() ? "" : "/") + key;
    }
    return key;
}

} // namespace rackwright::ui
