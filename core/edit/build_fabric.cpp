#include "core/edit/build_fabric.h"

#include "core/cabling/laying.h"
#include "core/edit/fabric_endpoints.h"
#include "core/edit/switch_room.h"
#include "core/network/fabric_wiring.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackwright::edit {

namespace {

using network::FabricDesign;
using network::FabricWiring;
using network::WiredSwitch;

std::string_view prefixOf(FabricPurpose purpose)
{
    switch (purpose) {
    case FabricPurpose::Gpu:
        return "GPU";
    case FabricPurpose::FrontEnd:
        return "FE";
    case FabricPurpose::OutOfBand:
        return "OOB";
    }
    return {};
}

network::FabricShape shapeOf(const BuildFabric& edit)
{
    if (edit.purpose == FabricPurpose::OutOfBand) {
        return network::FabricShape::RailOptimised; // of one rail: a leaf serves whole arrays
    }
    switch (edit.kind) {
    case FabricKind::RailOptimised:
        return network::FabricShape::RailOptimised;
    case FabricKind::FatTree:
        return network::FabricShape::FatTree;
    case FabricKind::RailOnly:
        return network::FabricShape::RailOnly;
    }
    return {};
}

class FabricBuilder
{
public:
    FabricBuilder(const Snapshot& snapshot, const BuildFabric& edit)
        : snapshot_(snapshot)
        , edit_(edit)
        , type_(findDeviceType(snapshot, edit.switchType))
        , upperType_(edit.upperSwitchType.empty() ? type_
                                                  : findDeviceType(snapshot, edit.upperSwitchType))
        , servers_(endpointsOf(snapshot, edit.purpose))
    {}

    Result<Change> build();

private:
    [[nodiscard]] bool isOutOfBand() const { return edit_.purpose == FabricPurpose::OutOfBand; }
    [[nodiscard]] std::optional<Error> switchRefusal(const DeviceType* type,
                                                     const std::string& slug) const;
    [[nodiscard]] std::optional<Error> refusal() const;
    [[nodiscard]] std::optional<Error> nicRefusal() const;
    void removeOld();
    [[nodiscard]] network::FabricRequest request() const;
    [[nodiscard]] Result<FabricDesign> design() const;
    Status placeSwitches();
    [[nodiscard]] std::optional<SwitchPlace> placeFor(const WiredSwitch& wired,
                                                      SwitchRoom& room) const;
    void findMiddles();
    void findParts();
    [[nodiscard]] std::string nameOf(const WiredSwitch& wired, std::size_t numberInTier) const;
    [[nodiscard]] std::int16_t serverPort(const network::WiredLink& link) const;
    void layCables();

    struct Middle // of the servers below a pod
    {
        FloorPosition centre;
        HallId hall;
    };
    [[nodiscard]] Middle middleOf(std::size_t firstServer, std::size_t lastServer) const;

    const Snapshot& snapshot_;
    const BuildFabric& edit_;
    const DeviceType* type_;
    const DeviceType* upperType_;
    std::vector<Endpoint> servers_;
    FabricDesign design_;
    FabricWiring wiring_;
    std::vector<Middle> podMiddles_;
    std::vector<int> partOfUnit_; // of its array: 0, or how many units of the array come before
    Change change_;
};

std::optional<Error> FabricBuilder::switchRefusal(const DeviceType* type,
                                                  const std::string& slug) const
{
    if (type == nullptr || type->kind != DeviceKind::Switch) {
        return Error{ErrorCode::NotFound, "switch type " + slug, "names must match exactly"};
    }
    if (!(edit_.linkSpeed > Bandwidth{}) || edit_.linkSpeed > type->portSpeed) {
        return Error{ErrorCode::Invalid,
                     "link speed",
                     fmt::format("more than 0 and no more than the {:g} Gb/s of a port of {}",
                                 type->portSpeed / units::gigabitPerSecond,
                                 type->name)};
    }
    return std::nullopt;
}

std::optional<Error> FabricBuilder::refusal() const
{
    if (const auto error = switchRefusal(type_, edit_.switchType)) {
        return error;
    }
    if (const auto error = switchRefusal(upperType_, edit_.upperSwitchType)) {
        return error;
    }
    if (edit_.nicsPerServer < 1 || edit_.firstNic < 0) {
        return Error{ErrorCode::Invalid, "NICs", "at least one, counted from 0"};
    }
    if (isOutOfBand() && (edit_.nicsPerServer != 1 || edit_.firstNic != 0 || edit_.planes != 1)) {
        return Error{ErrorCode::Invalid, "NICs", "a device has one port for its management"};
    }
    if (servers_.empty()) {
        return Error{ErrorCode::NotFound, "servers", "no server stands in the plan"};
    }
    return isOutOfBand() ? std::nullopt : nicRefusal();
}

// The NICs must be there, with a port for each plane, and free of other networks.
std::optional<Error> FabricBuilder::nicRefusal() const
{
    const int end = edit_.firstNic + edit_.nicsPerServer;
    for (const Endpoint& server : servers_) {
        const DeviceType& type = snapshot_.deviceTypes.at(server.device->type);
        if (type.ports < end) {
            return Error{ErrorCode::ImpossibleDesign,
                         type.name,
                         fmt::format("it has {} NICs, the network needs {}", type.ports, end)};
        }
        if (edit_.planes > 1 && edit_.planes * edit_.linkSpeed > type.portSpeed) {
            return Error{ErrorCode::ImpossibleDesign,
                         type.name,
                         fmt::format("a NIC of {:g} Gb/s has no {} ports of {:g} Gb/s",
                                     type.portSpeed / units::gigabitPerSecond,
                                     edit_.planes,
                                     edit_.linkSpeed / units::gigabitPerSecond)};
        }
    }
    for (const Cable& cable : snapshot_.cables) {
        const Fabric* fabric = snapshot_.fabrics.find(cable.fabric);
        if (fabric == nullptr || fabric->purpose == edit_.purpose ||
            cable.aPort == managementPort) {
            continue;
        }
        const Device* device = snapshot_.devices.find(cable.a);
        const DeviceType* type =
            device == nullptr ? nullptr : snapshot_.deviceTypes.find(device->type);
        if (type == nullptr || type->kind != DeviceKind::Server) {
            continue;
        }
        const int nic = cable.aPort % std::max(1, type->ports);
        if (nic >= edit_.firstNic && nic < end) {
            return Error{ErrorCode::Collision,
                         device->name,
                         fmt::format("its NIC {} is in network {}", nic, fabric->name)};
        }
    }
    return std::nullopt;
}

// Cables of other networks that end in a switch that goes, go with it.
void FabricBuilder::removeOld()
{
    for (const Fabric& fabric : snapshot_.fabrics) {
        if (fabric.purpose == edit_.purpose) {
            change_.fabrics.removed.push_back(fabric.id);
        }
    }
    const std::vector<FabricId>& gone = change_.fabrics.removed;
    const auto isGone = [&](FabricId id) { return std::ranges::find(gone, id) != gone.end(); };
    std::vector<bool> leaves(snapshot_.devices.size() + 1); // the last: no such device
    for (std::size_t i = 0; i < snapshot_.devices.size(); ++i) {
        const Device& device = snapshot_.devices[i];
        if (!device.fabric.isNone() && isGone(device.fabric)) {
            change_.devices.removed.push_back(device.id);
            leaves[i] = true;
        }
    }
    for (const Cable& cable : snapshot_.cables) {
        if (isGone(cable.fabric) || leaves[snapshot_.devices.indexOf(cable.a)] ||
            leaves[snapshot_.devices.indexOf(cable.b)]) {
            change_.cables.removed.push_back(cable.id);
        }
    }
}

network::FabricRequest FabricBuilder::request() const
{
    const auto radixOf = [&](const DeviceType& type) {
        return type.ports * static_cast<int>(type.portSpeed / edit_.linkSpeed);
    };
    network::FabricRequest request;
    request.shape = shapeOf(edit_);
    request.servers = static_cast<int>(servers_.size());
    request.nicsPerServer = edit_.nicsPerServer;
    request.radix = radixOf(*type_);
    request.upperRadix = radixOf(*upperType_);
    request.tiers = edit_.tiers;
    request.oversubscription = edit_.oversubscription;
    request.sparePorts = edit_.sparePorts;
    request.podServers = edit_.podServers;
    request.podOversubscription = edit_.podOversubscription;
    request.podSpines = edit_.podSpines == PodSpines::PerRail ? network::PodSpines::PerRail
                                                              : network::PodSpines::Shared;
    request.planes = edit_.planes;
    request.linkSpeed = edit_.linkSpeed;
    request.domainServers = edit_.scaleUpServers;
    return request;
}

// How many servers a leaf takes depends on the tiers, how many tiers it takes on how arrays fill the leaves.
Result<FabricDesign> FabricBuilder::design() const
{
    network::FabricRequest request = this->request();
    Result<FabricDesign> split = network::designFabric(request);
    if (!split || request.shape == network::FabricShape::FatTree) {
        return split;
    }
    constexpr int mostTiersUnasked = 3;
    for (request.tiers = split->tiers;; ++request.tiers) {
        request.units.clear();
        split = network::designFabric(request);
        if (!split) {
            return split;
        }
        const int domain = std::max(1, edit_.scaleUpServers);
        const int most = split->leafServes;
        request.units = unitsOf(servers_, domain <= most ? most / domain * domain : most);
        Result<FabricDesign> design = network::designFabric(request);
        if (design || edit_.tiers > 0 || request.tiers >= mostTiersUnasked) {
            return design;
        }
    }
}

FabricBuilder::Middle FabricBuilder::middleOf(std::size_t firstServer, std::size_t lastServer) const
{
    Middle middle{.centre = {}, .hall = servers_[(firstServer + lastServer) / 2].rack->hall};
    double count = 0.0;
    for (std::size_t i = firstServer; i <= lastServer; ++i) {
        if (servers_[i].rack->hall == middle.hall) {
            middle.centre.x += servers_[i].rack->centre.x;
            middle.centre.y += servers_[i].rack->centre.y;
            count += 1.0;
        }
    }
    middle.centre = {.x = middle.centre.x / count, .y = middle.centre.y / count};
    return middle;
}

// Pods are runs of leaves, leaves are runs of servers.
void FabricBuilder::findMiddles()
{
    struct Run
    {
        int first = -1;
        int last = -1;
    };
    std::vector<Run> runs;
    for (std::size_t i = 0; i < wiring_.firstLinkOfTier[1]; ++i) {
        const network::WiredLink& link = wiring_.links[i];
        const auto pod =
            static_cast<std::size_t>(wiring_.switches[static_cast<std::size_t>(link.upper)].group);
        runs.resize(std::max(runs.size(), pod + 1));
        Run& run = runs[pod];
        run.first = run.first < 0 ? link.lower : std::min(run.first, link.lower);
        run.last = std::max(run.last, link.lower);
    }
    for (const Run& run : runs) {
        podMiddles_.push_back(
            middleOf(static_cast<std::size_t>(run.first), static_cast<std::size_t>(run.last)));
    }
}

// Leaves go to their arrays, spines to the middle of their pod, the top tier evenly to all.
std::optional<SwitchPlace> FabricBuilder::placeFor(const WiredSwitch& wired, SwitchRoom& room) const
{
    if (wired.tier == 0) {
        const Endpoint& first = servers_[static_cast<std::size_t>(wired.firstServer)];
        if (const auto place = room.takeInArray(first.rack->array)) {
            return place;
        }
        return room.takeNear(first.rack->centre, first.rack->hall);
    }
    if (wired.tier == 1 && design_.tiers > 2) {
        const Middle& middle = podMiddles_[static_cast<std::size_t>(wired.group)];
        return room.takeNear(middle.centre, middle.hall);
    }
    const auto ofTier = static_cast<std::size_t>(design_.switches(wired.tier) / design_.copies);
    const std::size_t server = static_cast<std::size_t>(wired.ordinal) * servers_.size() / ofTier;
    const Rack& rack = *servers_[std::min(server, servers_.size() - 1)].rack;
    return room.takeNear(rack.centre, rack.hall);
}

// Tells units apart that share an array.
void FabricBuilder::findParts()
{
    std::size_t first = 0;
    ArrayId before;
    for (const int servers : design_.request.units) {
        const ArrayId array = servers_[first].rack->array;
        const bool continues = !partOfUnit_.empty() && array == before;
        partOfUnit_.push_back(continues ? partOfUnit_.back() + 1 : 0);
        before = array;
        first += static_cast<std::size_t>(servers);
    }
}

std::string FabricBuilder::nameOf(const WiredSwitch& wired, std::size_t numberInTier) const
{
    const std::string_view prefix = prefixOf(edit_.purpose);
    const std::string plane =
        edit_.planes > 1 ? fmt::format("-p{}", wired.plane + 1) : std::string{};
    if (wired.tier == 0 && wired.unit >= 0) {
        const Rack& rack = *servers_[static_cast<std::size_t>(wired.firstServer)].rack;
        const Array* array = snapshot_.arrays.find(rack.array);
        const int part = partOfUnit_[static_cast<std::size_t>(wired.unit)];
        return fmt::format("{}-L-{}{}{}{}",
                           prefix,
                           array == nullptr ? rack.name : array->name,
                           part == 0 ? std::string{} : fmt::format("-{}", part + 1),
                           isOutOfBand() ? std::string{} : fmt::format("-r{}", wired.rail),
                           plane);
    }
    if (wired.tier == 1 && design_.tiers > 2) {
        return fmt::format(
            "{}-S-P{:02}-{:02}{}", prefix, wired.group + 1, wired.ordinal + 1, plane);
    }
    static constexpr std::array<char, 4> letters{'L', 'S', 'C', 'T'};
    return fmt::format("{}-{}-{:0{}}{}",
                       prefix,
                       letters[static_cast<std::size_t>(wired.tier)],
                       numberInTier,
                       wired.tier == 0 ? 3 : 4,
                       plane);
}

Status FabricBuilder::placeSwitches()
{
    SwitchRoom room{
        snapshot_, std::max(type_->heightUnits, upperType_->heightUnits), change_.fabrics.removed};
    const FabricId fabric = change_.fabrics.written.front().id;
    int id = snapshot_.devices.nextId().value;
    std::size_t homeless = 0;
    change_.devices.written.reserve(wiring_.switches.size());
    for (std::size_t i = 0; i < wiring_.switches.size(); ++i) {
        const WiredSwitch& wired = wiring_.switches[i];
        const auto place = placeFor(wired, room);
        if (!place) {
            ++homeless;
            continue;
        }
        const std::size_t firstOfTier = wiring_.firstOfTier[static_cast<std::size_t>(wired.tier)];
        change_.devices.written.push_back({.id = DeviceId{id++},
                                           .rack = place->rack,
                                           .type = wired.tier == 0 ? type_->id : upperType_->id,
                                           .name = nameOf(wired, i - firstOfTier + 1),
                                           .unit = place->unit,
                                           .fabric = fabric,
                                           .tier = static_cast<Tier>(wired.tier + 1),
                                           .rail = isOutOfBand() ? -1 : wired.rail});
    }
    if (homeless == 0) {
        return Done{};
    }
    const auto each = static_cast<std::size_t>(room.switchesPerRack());
    return Error{
        ErrorCode::DoesNotFit,
        edit_.name,
        each == 0 ? fmt::format("{} switches need network racks outside the arrays; there is none",
                                homeless)
                  : fmt::format(
                        "{} of {} switches find no room: {} more network racks of {} switches each",
                        homeless,
                        wiring_.switches.size(),
                        (homeless + each - 1) / each,
                        each)};
}

std::int16_t FabricBuilder::serverPort(const network::WiredLink& link) const
{
    if (isOutOfBand()) {
        return managementPort;
    }
    const Device& server = *servers_[static_cast<std::size_t>(link.lower)].device;
    const int nic = edit_.firstNic + link.lowerPort / edit_.planes;
    const int plane = link.lowerPort % edit_.planes;
    return static_cast<std::int16_t>(nic + plane * snapshot_.deviceTypes.at(server.type).ports);
}

void FabricBuilder::layCables()
{
    std::vector<cabling::Port> serverPorts;
    for (const Endpoint& server : servers_) {
        serverPorts.push_back(cabling::portOf(snapshot_, *server.device));
    }
    std::vector<cabling::Port> switchPorts;
    for (const Device& device : change_.devices.written) {
        switchPorts.push_back(cabling::portOf(snapshot_, device));
    }
    cabling::Layer layer(snapshot_);
    const FabricId fabric = change_.fabrics.written.front().id;
    int id = snapshot_.cables.nextId().value;
    change_.cables.written.reserve(wiring_.links.size());
    for (std::size_t i = 0; i < wiring_.links.size(); ++i) {
        const network::WiredLink& link = wiring_.links[i];
        const auto lower = static_cast<std::size_t>(link.lower);
        const auto upper = static_cast<std::size_t>(link.upper);
        const bool atServer = i < wiring_.firstLinkOfTier[1];
        Cable cable{.id = CableId{id++},
                    .fabric = fabric,
                    .a = atServer ? servers_[lower].device->id : change_.devices.written[lower].id,
                    .b = change_.devices.written[upper].id,
                    .aPort = atServer ? serverPort(link) : link.lowerPort,
                    .bPort = link.upperPort};
        layer.lay(cable,
                  atServer ? serverPorts[lower] : switchPorts[lower],
                  switchPorts[upper],
                  edit_.linkSpeed);
        change_.cables.written.push_back(cable);
    }
}

Result<Change> FabricBuilder::build()
{
    if (const auto error = refusal()) {
        return *error;
    }
    Result<FabricDesign> designed = design();
    if (!designed) {
        return designed.error();
    }
    design_ = *std::move(designed);
    wiring_ = network::wireFabric(design_);
    removeOld();
    change_.fabrics.written.push_back({.id = snapshot_.fabrics.nextId(),
                                       .name = edit_.name,
                                       .purpose = edit_.purpose,
                                       .kind = isOutOfBand() ? FabricKind::FatTree : edit_.kind,
                                       .linkSpeed = edit_.linkSpeed,
                                       .radix = design_.request.radix,
                                       .tiers = design_.tiers,
                                       .oversubscription = design_.oversubscription(),
                                       .origin = edit_.origin});
    findMiddles();
    findParts();
    if (Status placed = placeSwitches(); !placed) {
        return placed.error();
    }
    layCables();
    return std::move(change_);
}

} // namespace

Result<Change> resolveBuildFabric(const Snapshot& snapshot, const BuildFabric& edit)
{
    return FabricBuilder{snapshot, edit}.build();
}

} // namespace rackwright::edit
