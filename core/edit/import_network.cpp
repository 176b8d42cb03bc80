#include "core/edit/import_network.h"

#include "core/base/units.h"
#include "core/cabling/laying.h"
#include "core/edit/draft.h"
#include "core/edit/network_housing.h"
#include "core/edit/network_tiers.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <string_view>
#include <unordered_map>

namespace rackwright::edit {

namespace {

constexpr std::array<std::string_view, 5> tierWords{
    "servers", "leaf switches", "spine switches", "core switches", "switches of the fourth tier"};

constexpr std::string_view importedOrigin =
    "assumed: of an imported network, its size is not known";

std::size_t index(int i)
{
    return static_cast<std::size_t>(i);
}

class Import
{
public:
    Import(const Snapshot& snapshot, const ImportNetwork& edit)
        : snapshot_(snapshot)
        , edit_(edit)
        , known_(edit.nodes.size())
    {}

    Result<Change> resolve();

private:
    [[nodiscard]] bool isReplaced(FabricId fabric) const
    {
        return fabric == old_ && !old_.isNone();
    }
    Status checkItself() const;
    Status findKnown();
    Status checkSwitches() const;
    void removeOld();
    Status checkLinks() const;
    Status checkPorts() const;
    void addFabric();
    void findTypes();
    DeviceTypeId typeOf(const ImportNetwork::Node& node, Tier tier);
    void growType(DeviceTypeId id, int ports);
    [[nodiscard]] int highestUnit() const;
    Status addDevices();
    void addCables();

    const Snapshot& snapshot_;
    const ImportNetwork& edit_;
    FabricId old_; // the network that is replaced
    std::vector<const Device*> known_;
    std::vector<Tier> tiers_;
    std::vector<int> portsOfNode_; // that its cables need
    std::vector<Device> devices_;  // by node
    FabricId fabric_;
    std::vector<DeviceType> types_;      // that are added
    std::vector<DeviceType> grownTypes_; // of earlier imports, with more ports now
    Change change_;
};

Status Import::checkItself() const
{
    const auto nodes = static_cast<int>(edit_.nodes.size());
    const auto isNode = [&](int node) { return node >= 0 && node < nodes; };
    return Checks{}
        .named(edit_.name)
        .positive(edit_.linkSpeed, "link speed")
        .that(!edit_.links.empty(), "cables", "there must be one at least")
        .that(std::ranges::all_of(edit_.links,
                                  [&](const ImportNetwork::Link& link) {
                                      return isNode(link.a) && isNode(link.b) && link.a != link.b &&
                                             link.aPort >= 0 && link.bPort >= 0;
                                  }),
              "cables",
              "each joins two devices of the network")
        .status();
}

// Devices of the plan by name; a name that two have is no name.
Status Import::findKnown()
{
    std::unordered_map<std::string_view, int> nodeOf;
    for (std::size_t i = 0; i < known_.size(); ++i) {
        nodeOf.emplace(edit_.nodes[i].name, static_cast<int>(i));
    }
    for (const Device& device : snapshot_.devices) {
        const auto node = nodeOf.find(device.name);
        if (node == nodeOf.end()) {
            continue;
        }
        const Device*& known = known_[index(node->second)];
        if (known != nullptr) {
            return invalid(device.name, "two devices of the plan have this name; rename one");
        }
        known = &device;
    }
    return Done{};
}

// A switch of another network may be connected, as a server is, but not be a switch here too.
Status Import::checkSwitches() const
{
    for (std::size_t i = 0; i < known_.size(); ++i) {
        const Fabric* fabric =
            known_[i] == nullptr ? nullptr : snapshot_.fabrics.find(known_[i]->fabric);
        if (fabric != nullptr && !isReplaced(fabric->id) && tiers_[i] != Tier::None) {
            return Error{ErrorCode::DoesNotFit,
                         known_[i]->name,
                         "it is a switch of network " + fabric->name};
        }
    }
    return Done{};
}

// Switches that the file does not name go, with the cables of other networks that end in them.
void Import::removeOld()
{
    if (old_.isNone()) {
        return;
    }
    change_.fabrics.removed.push_back(old_);
    std::vector<bool> leaves(snapshot_.devices.size() + 1); // the last: no such device
    for (std::size_t i = 0; i < snapshot_.devices.size(); ++i) {
        leaves[i] = isReplaced(snapshot_.devices[i].fabric);
    }
    for (const Device* device : known_) {
        leaves[device == nullptr ? leaves.size() - 1 : snapshot_.devices.indexOf(device->id)] =
            false;
    }
    for (std::size_t i = 0; i < snapshot_.devices.size(); ++i) {
        if (leaves[i]) {
            change_.devices.removed.push_back(snapshot_.devices[i].id);
        }
    }
    for (const Cable& cable : snapshot_.cables) {
        if (isReplaced(cable.fabric) || leaves[snapshot_.devices.indexOf(cable.a)] ||
            leaves[snapshot_.devices.indexOf(cable.b)]) {
            change_.cables.removed.push_back(cable.id);
        }
    }
}

Status Import::checkLinks() const
{
    for (const ImportNetwork::Link& link : edit_.links) {
        const auto a = static_cast<int>(tiers_[index(link.a)]);
        const auto b = static_cast<int>(tiers_[index(link.b)]);
        const bool arePeers = a == b && a > 0; // an MLAG pair
        if (a == b + 1 || b == a + 1 || arePeers) {
            continue;
        }
        const std::string& from = edit_.nodes[index(link.a)].name;
        const std::string& to = edit_.nodes[index(link.b)].name;
        return invalid(fmt::format("cable from {} to {}", from, to),
                       a == b ? std::string{"both are servers, and cables lead to switches"}
                              : fmt::format("it leads from {} to {}, and cables join neighbouring "
                                            "tiers",
                                            tierWords[index(a)],
                                            tierWords[index(b)]));
    }
    return Done{};
}

// A port is there, and has no cable of another network or of this one.
Status Import::checkPorts() const
{
    std::unordered_map<DeviceId, int> nodeOf;
    for (std::size_t i = 0; i < known_.size(); ++i) {
        if (known_[i] != nullptr) {
            nodeOf.emplace(known_[i]->id, static_cast<int>(i));
        }
    }
    std::vector<std::vector<std::int16_t>> taken(known_.size());
    const auto plug = [&](int node, std::int16_t port) { taken[index(node)].push_back(port); };
    for (const Cable& cable : snapshot_.cables) {
        for (const DeviceId end : {cable.a, cable.b}) {
            const auto node = nodeOf.find(end);
            if (node != nodeOf.end() && !isReplaced(cable.fabric)) {
                plug(node->second, end == cable.a ? cable.aPort : cable.bPort);
            }
        }
    }
    for (const ImportNetwork::Link& link : edit_.links) {
        plug(link.a, link.aPort);
        plug(link.b, link.bPort);
    }
    for (std::size_t i = 0; i < taken.size(); ++i) {
        std::ranges::sort(taken[i]);
        const auto twice = std::ranges::adjacent_find(taken[i]);
        if (twice != taken[i].end()) {
            return Error{ErrorCode::DoesNotFit,
                         edit_.nodes[i].name,
                         fmt::format("its port {} has a cable already", *twice)};
        }
        const DeviceType* type =
            known_[i] == nullptr ? nullptr : snapshot_.deviceTypes.find(known_[i]->type);
        if (type == nullptr || type->origin == importedOrigin) {
            continue;
        }
        const int each = std::max(1, static_cast<int>(type->portSpeed / edit_.linkSpeed));
        if (taken[i].back() >= type->ports * each && taken[i].back() != managementPort) {
            return Error{ErrorCode::DoesNotFit,
                         edit_.nodes[i].name,
                         fmt::format("the file plugs into port {}, and {} has {} from 0",
                                     taken[i].back(),
                                     type->name,
                                     type->ports * each)};
        }
    }
    return Done{};
}

void Import::addFabric()
{
    Fabric fabric;
    fabric.id = snapshot_.fabrics.nextId();
    fabric.name = edit_.name;
    fabric.purpose = edit_.purpose;
    fabric.kind = std::ranges::any_of(edit_.nodes, [](const auto& node) { return node.rail >= 0; })
                      ? FabricKind::RailOptimised
                      : FabricKind::FatTree;
    fabric.linkSpeed = edit_.linkSpeed;
    fabric.tiers = static_cast<int>(*std::ranges::max_element(tiers_));
    fabric.origin = edit_.origin;
    // Down over up of the tier that has most, in cables.
    std::array<double, tierWords.size() + 1> below{};
    for (const ImportNetwork::Link& link : edit_.links) {
        const Tier a = tiers_[index(link.a)];
        const Tier b = tiers_[index(link.b)];
        below[static_cast<std::size_t>(std::max(a, b))] += a == b ? 0.0 : 1.0;
    }
    for (int tier = 1; tier < fabric.tiers; ++tier) {
        fabric.oversubscription =
            std::max(fabric.oversubscription, below[index(tier)] / below[index(tier + 1)]);
    }
    for (std::size_t i = 0; i < tiers_.size(); ++i) {
        if (tiers_[i] == Tier::Leaf) {
            const DeviceType* type = known_[i] == nullptr
                                         ? findDeviceType(snapshot_, edit_.nodes[i].type)
                                         : snapshot_.deviceTypes.find(known_[i]->type);
            fabric.radix =
                std::max(fabric.radix,
                         type == nullptr
                             ? portsOfNode_[i]
                             : type->ports * static_cast<int>(type->portSpeed / edit_.linkSpeed));
        }
    }
    fabric_ = fabric.id;
    change_.fabrics.written.push_back(std::move(fabric));
}

// Of the catalogue, else one that is added: what the file says about it and no more.
DeviceTypeId Import::typeOf(const ImportNetwork::Node& node, Tier tier)
{
    const std::string slug = !node.type.empty()   ? node.type
                             : tier == Tier::None ? "imported-server"
                                                  : "imported-switch";
    if (const DeviceType* type = findDeviceType(snapshot_, slug)) {
        return type->id;
    }
    const auto same = [&](const DeviceType& type) { return type.slug == slug; };
    if (const auto found = std::ranges::find_if(types_, same); found != types_.end()) {
        return found->id;
    }
    DeviceType type;
    type.id = DeviceTypeId{snapshot_.deviceTypes.nextId().value +
                           static_cast<decltype(type.id.value)>(types_.size())};
    type.slug = slug;
    type.name = slug;
    type.kind = tier == Tier::None ? DeviceKind::Server : DeviceKind::Switch;
    type.portSpeed = edit_.linkSpeed;
    type.origin = importedOrigin;
    types_.push_back(std::move(type));
    return types_.back().id;
}

// Types that imports have added have as many ports as were ever used.
void Import::growType(DeviceTypeId id, int ports)
{
    const auto isIt = [&](const DeviceType& type) { return type.id == id; };
    auto found = std::ranges::find_if(types_, isIt);
    if (found == types_.end()) {
        found = std::ranges::find_if(grownTypes_, isIt);
        if (found == grownTypes_.end()) {
            const DeviceType& type = snapshot_.deviceTypes.at(id);
            if (type.origin != importedOrigin || type.ports >= ports) {
                return;
            }
            found = grownTypes_.insert(grownTypes_.end(), type);
        }
    }
    found->ports = std::max(found->ports, ports);
}

void Import::findTypes()
{
    portsOfNode_.assign(edit_.nodes.size(), 0);
    const auto need = [&](int node, int port) {
        int& ports = portsOfNode_[index(node)];
        ports = port == managementPort ? ports : std::max(ports, port + 1);
    };
    for (const ImportNetwork::Link& link : edit_.links) {
        need(link.a, link.aPort);
        need(link.b, link.bPort);
    }
    for (std::size_t i = 0; i < known_.size(); ++i) {
        Device device;
        if (known_[i] != nullptr) {
            device = *known_[i];
        } else {
            device.type = typeOf(edit_.nodes[i], tiers_[i]);
        }
        growType(device.type, portsOfNode_[i]);
        devices_.push_back(std::move(device));
    }
    change_.deviceTypes.written = types_;
    change_.deviceTypes.written.insert(
        change_.deviceTypes.written.end(), grownTypes_.begin(), grownTypes_.end());
}

int Import::highestUnit() const
{
    int highest = 0;
    for (std::size_t i = 0; i < devices_.size(); ++i) {
        const DeviceType* type = snapshot_.deviceTypes.find(devices_[i].type);
        const int height = type == nullptr ? 1 : type->heightUnits;
        highest = std::max(highest, edit_.nodes[i].unit + height - 1);
    }
    return highest;
}

Status Import::addDevices()
{
    NetworkHousing housing{snapshot_, edit_.name, highestUnit(), change_};
    Draft<Device> drafts{snapshot_.devices, change_.devices};
    for (std::size_t i = 0; i < devices_.size(); ++i) {
        const ImportNetwork::Node& node = edit_.nodes[i];
        Device& device = devices_[i];
        if (tiers_[i] != Tier::None) {
            device.fabric = fabric_;
            device.tier = tiers_[i];
            device.rail = node.rail;
        } else if (isReplaced(device.fabric)) {
            device.fabric = {};
            device.tier = Tier::None;
            device.rail = -1;
        }
        if (known_[i] != nullptr) {
            drafts.replace(device);
            continue;
        }
        const DeviceType* type = snapshot_.deviceTypes.find(device.type);
        const Result<SwitchPlace> place =
            housing.place(node.rack, node.unit, type == nullptr ? 1 : type->heightUnits);
        if (!place) {
            return Error{place.error().code, node.name, place.error().detail};
        }
        device.name = node.name;
        device.rack = place->rack;
        device.unit = place->unit;
        device.id = drafts.add(device);
    }
    housing.finish();
    return Done{};
}

// What the file says about a cable counts; the rest comes from the way that it takes.
void Import::addCables()
{
    const Snapshot after = applied(snapshot_, change_); // without cables: cheap
    std::vector<cabling::Port> ports;
    for (const Device& device : devices_) {
        ports.push_back(cabling::portOf(after, device));
    }
    cabling::Layer layer(after);
    Draft<Cable> cables{snapshot_.cables, change_.cables};
    for (const ImportNetwork::Link& link : edit_.links) {
        const bool isUpwards = tiers_[index(link.a)] < tiers_[index(link.b)];
        const std::size_t a = index(isUpwards ? link.a : link.b);
        const std::size_t b = index(isUpwards ? link.b : link.a);
        Cable cable{.id = {},
                    .fabric = fabric_,
                    .a = devices_[a].id,
                    .b = devices_[b].id,
                    .aPort = isUpwards ? link.aPort : link.bPort,
                    .bPort = isUpwards ? link.bPort : link.aPort};
        layer.lay(cable, ports[a], ports[b], edit_.linkSpeed);
        cable.medium = link.medium.value_or(cable.medium);
        cable.length = link.length ? link.length : cable.length;
        cables.add(cable);
    }
}

Result<Change> Import::resolve()
{
    if (Status fine = checkItself(); !fine) {
        return fine.error();
    }
    if (const Fabric* old = findBy(snapshot_.fabrics, &Fabric::name, edit_.name)) {
        old_ = old->id;
    }
    if (Status known = findKnown(); !known) {
        return known.error();
    }
    Result<std::vector<Tier>> tiers = tiersOf(edit_, known_, old_, snapshot_);
    if (!tiers) {
        return tiers.error();
    }
    tiers_ = *std::move(tiers);
    for (const Status& fine : {checkSwitches(), checkLinks(), checkPorts()}) {
        if (!fine) {
            return fine.error();
        }
    }
    removeOld();
    findTypes();
    addFabric();
    if (Status added = addDevices(); !added) {
        return added.error();
    }
    addCables();
    return std::move(change_);
}

} // namespace

Result<Change> resolveImportNetwork(const Snapshot& snapshot, const ImportNetwork& edit)
{
    return Import{snapshot, edit}.resolve();
}

} // namespace rackwright::edit
