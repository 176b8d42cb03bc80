#include "core/network/condition.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace rackwright::network {

namespace {

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

template <typename T>
bool contains(const std::vector<T>& values, T value)
{
    return std::ranges::find(values, value) != values.end();
}

// Nodes of a tree that are dead when some are: those and all below them.
template <typename Node>
std::vector<decltype(Node::id)> withThoseBelow(std::vector<decltype(Node::id)> dead,
                                               const Table<Node>& tree)
{
    for (bool grew = true; grew;) {
        grew = false;
        for (const Node& node : tree) {
            if (!node.parent.isNone() && contains(dead, node.parent) && !contains(dead, node.id)) {
                dead.push_back(node.id);
                grew = true;
            }
        }
    }
    return dead;
}

// Racks all of whose power strips have failed.
std::vector<RackId> racksWithoutStrips(const Failures& failures, const Snapshot& snapshot)
{
    const auto isStrip = [&](const Device& device) {
        const DeviceType* type = snapshot.deviceTypes.find(device.type);
        return type != nullptr && type->kind == DeviceKind::PowerStrip;
    };
    std::vector<RackId> racks;
    for (const DeviceId id : failures.devices) {
        const Device* device = snapshot.devices.find(id);
        if (device != nullptr && isStrip(*device) && !contains(racks, device->rack)) {
            racks.push_back(device->rack);
        }
    }
    if (racks.empty()) {
        return racks;
    }
    for (const Device& device : snapshot.devices) {
        if (contains(racks, device.rack) && isStrip(device) &&
            !contains(failures.devices, device.id)) {
            std::erase(racks, device.rack);
        }
    }
    return racks;
}

std::vector<RackId> deadRacks(const Failures& failures, const Snapshot& snapshot)
{
    std::vector<RackId> racks = racksWithoutStrips(failures, snapshot);
    racks.insert(racks.end(), failures.racks.begin(), failures.racks.end());
    if (!failures.powerNodes.empty()) {
        const std::vector<PowerNodeId> dead =
            withThoseBelow(failures.powerNodes, snapshot.powerNodes);
        const auto isOff = [&](PowerNodeId feed) { return feed.isNone() || contains(dead, feed); };
        for (const Rack& rack : snapshot.racks) {
            const bool isFed = !rack.feedA.isNone() || !rack.feedB.isNone();
            if (isFed && isOff(rack.feedA) && isOff(rack.feedB)) {
                racks.push_back(rack.id);
            }
        }
    }
    std::ranges::sort(racks);
    return racks;
}

// Halls of which every loop is dead.
std::vector<HallId> hotHalls(const Failures& failures, const Snapshot& snapshot)
{
    const std::vector<CoolingNodeId> dead =
        withThoseBelow(failures.coolingNodes, snapshot.coolingNodes);
    std::vector<HallId> hot;
    for (const Hall& hall : snapshot.halls) {
        int loops = 0;
        int left = 0;
        for (const CoolingNode& node : snapshot.coolingNodes) {
            loops += node.hall == hall.id ? 1 : 0;
            left += node.hall == hall.id && !contains(dead, node.id) ? 1 : 0;
        }
        if (loops > 0 && left == 0) {
            hot.push_back(hall.id);
        }
    }
    return hot;
}

// Racks whose servers lose their cooling.
std::vector<RackId> hotRacks(const Failures& failures, const Snapshot& snapshot)
{
    std::vector<RackId> racks;
    for (const DeviceId id : failures.devices) {
        const Device* device = snapshot.devices.find(id);
        const DeviceType* type =
            device == nullptr ? nullptr : snapshot.deviceTypes.find(device->type);
        if (type != nullptr && type->kind == DeviceKind::CoolingUnit) {
            racks.push_back(device->rack);
        }
    }
    if (!failures.coolingNodes.empty()) {
        const std::vector<HallId> halls = hotHalls(failures, snapshot);
        for (const Rack& rack : snapshot.racks) {
            if (contains(halls, rack.hall)) {
                racks.push_back(rack.id);
            }
        }
    }
    std::ranges::sort(racks);
    return racks;
}

void stop(Condition& condition, const FabricGraph& graph, NodeIndex node)
{
    condition.works[index(node)] = 0;
    for (const Arc& arc : graph.arcs(node)) {
        condition.links[index(arc.bundle)] = 0;
    }
}

std::optional<CableId> cableNamed(const Snapshot& snapshot, std::string_view name)
{
    constexpr std::string_view prefix = "cable ";
    if (!name.starts_with(prefix)) {
        return std::nullopt;
    }
    name.remove_prefix(prefix.size());
    CableId id;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), id.value);
    const bool isNumber = read.ec == std::errc{} && read.ptr == name.data() + name.size();
    return isNumber && snapshot.cables.find(id) != nullptr ? std::optional{id} : std::nullopt;
}

// The racks of the array or hall with this name. False when there is neither.
bool addRacksOf(const std::string& name, const Snapshot& snapshot, Failures& failures)
{
    const auto array = std::ranges::find(snapshot.arrays, name, &Array::name);
    const Hall* hall = findHall(snapshot, name);
    for (const Rack& rack : snapshot.racks) {
        const bool inArray = array != snapshot.arrays.end() && rack.array == array->id;
        if (inArray || (hall != nullptr && rack.hall == hall->id)) {
            failures.racks.push_back(rack.id);
        }
    }
    return array != snapshot.arrays.end() || hall != nullptr;
}

} // namespace

Condition intact(const FabricGraph& graph)
{
    Condition condition{.works = std::vector<char>(graph.nodes().size(), 1), .links = {}};
    condition.links.reserve(graph.bundles().size());
    for (const Bundle& bundle : graph.bundles()) {
        condition.links.push_back(bundle.links);
    }
    return condition;
}

Condition after(const Failures& failures, const FabricGraph& graph, const Snapshot& snapshot)
{
    Condition condition = intact(graph);
    for (const CableId id : failures.cables) {
        const Cable* cable = snapshot.cables.find(id);
        const BundleIndex bundle = cable == nullptr ? -1 : graph.bundleOf(*cable);
        if (bundle >= 0 && condition.carries(bundle)) {
            --condition.links[index(bundle)];
        }
    }
    for (const DeviceId device : failures.devices) {
        if (const NodeIndex node = graph.nodeOf(device); node >= 0) {
            stop(condition, graph, node);
        }
    }
    const std::vector<RackId> dead = deadRacks(failures, snapshot);
    const std::vector<RackId> hot = hotRacks(failures, snapshot);
    if (dead.empty() && hot.empty()) {
        return condition;
    }
    for (NodeIndex node = 0; node < static_cast<NodeIndex>(graph.nodes().size()); ++node) {
        const RackId rack = snapshot.devices.at(graph.nodes()[index(node)].device).rack;
        if (std::ranges::binary_search(dead, rack) ||
            (graph.isServer(node) && std::ranges::binary_search(hot, rack))) {
            stop(condition, graph, node);
        }
    }
    return condition;
}

Condition withoutNode(const FabricGraph& graph, Condition condition, NodeIndex node)
{
    stop(condition, graph, node);
    return condition;
}

Condition withoutLink(Condition condition, BundleIndex bundle)
{
    condition.links[index(bundle)] = std::max(0, condition.links[index(bundle)] - 1);
    return condition;
}

Result<Failures> failuresNamed(const Snapshot& snapshot, std::span<const std::string> names)
{
    Failures failures;
    for (const std::string& name : names) {
        const auto device = std::ranges::find(snapshot.devices, name, &Device::name);
        const auto node = std::ranges::find(snapshot.powerNodes, name, &PowerNode::name);
        const auto cooling = std::ranges::find(snapshot.coolingNodes, name, &CoolingNode::name);
        if (device != snapshot.devices.end()) {
            failures.devices.push_back(device->id);
        } else if (const Rack* rack = findRack(snapshot, name)) {
            failures.racks.push_back(rack->id);
        } else if (node != snapshot.powerNodes.end()) {
            failures.powerNodes.push_back(node->id);
        } else if (cooling != snapshot.coolingNodes.end()) {
            failures.coolingNodes.push_back(cooling->id);
        } else if (const auto cable = cableNamed(snapshot, name)) {
            failures.cables.push_back(*cable);
        } else if (!addRacksOf(name, snapshot, failures)) {
            return Error{ErrorCode::NotFound,
                         name,
                         "no device, rack, array, hall, power or cooling node or cable (\"cable "
                         "17\") has this name"};
        }
    }
    return failures;
}

} // namespace rackwright::network
