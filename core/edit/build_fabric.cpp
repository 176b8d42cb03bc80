#include "core/edit/build_fabric.h"

#include "core/cabling/laying.h"
#include "core/edit/switch_room.h"
#include "core/network/fabric_wiring.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace rackwright::edit {

namespace {

using network::FabricDesign;
using network::FabricWiring;
using network::WiredSwitch;

struct PlacedServer
{
    const Device* device = nullptr;
    const Rack* rack = nullptr;
};

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

// In the order in which they are cabled: hall by hall, array by array, rack by rack, from the bottom.
std::vector<PlacedServer> serversOf(const Snapshot& snapshot)
{
    std::vector<PlacedServer> servers;
    for (const Device& device : snapshot.devices) {
        const DeviceType* type = snapshot.deviceTypes.find(device.type);
        const Rack* rack = snapshot.racks.find(device.rack);
        if (type != nullptr && rack != nullptr && type->kind == DeviceKind::Server) {
            servers.push_back({.device = &device, .rack = rack});
        }
    }
    std::ranges::stable_sort(servers, {}, [](const PlacedServer& server) {
        const Rack& rack = *server.rack;
        return std::tuple{rack.hall, rack.array.isNone(), rack.array, rack.id, server.device->unit};
    });
    return servers;
}

// Scalable units: as many whole arrays as a leaf can serve; an array that no leaf can serve is cut up.
std::vector<int> unitsOf(const std::vector<PlacedServer>& servers, int leafDown)
{
    std::vector<int> units;
    bool open = false;
    for (std::size_t first = 0; first < servers.size();) {
        std::size_t last = first;
        const auto place = [&](std::size_t i) {
            return std::tuple{servers[i].rack->hall, servers[i].rack->array};
        };
        while (last < servers.size() && place(last) == place(first)) {
            ++last;
        }
        auto left = static_cast<int>(last - first);
        if (open && units.back() + left <= leafDown) {
            units.back() += left;
            left = 0;
        }
        for (; left > 0; left -= leafDown) {
            units.push_back(std::min(left, leafDown));
        }
        open = true;
        first = last;
    }
    return units;
}

class FabricBuilder
{
public:
    FabricBuilder(const Snapshot& snapshot, const BuildFabric& edit)
        : snapshot_(snapshot)
        , edit_(edit)
        , type_(findDeviceType(snapshot, edit.switchType))
        , servers_(serversOf(snapshot))
    {}

    Result<Change> build();

private:
    [[nodiscard]] std::optional<Error> refusal() const;
    [[nodiscard]] std::optional<Error> nicRefusal() const;
    void removeOld();
    [[nodiscard]] Result<FabricDesign> design() const;
    Status placeSwitches();
    [[nodiscard]] std::optional<SwitchPlace> placeFor(const WiredSwitch& wired,
                                                      SwitchRoom& room) const;
    void findMiddles();
    [[nodiscard]] std::string partOfArray(int firstServer) const;
    [[nodiscard]] std::string nameOf(const WiredSwitch& wired) const;
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
    std::vector<PlacedServer> servers_;
    FabricDesign design_;
    FabricWiring wiring_;
    std::vector<Middle> podMiddles_;
    Change change_;
};

std::optional<Error> FabricBuilder::refusal() const
{
    if (type_ == nullptr || type_->kind != DeviceKind::Switch) {
        return Error{ErrorCode::NotFound, edit_.switchType, "the catalogue has no such switch"};
    }
    if (!(edit_.linkSpeed > Bandwidth{}) || edit_.linkSpeed > type_->portSpeed) {
        return Error{ErrorCode::Invalid,
                     "link speed",
                     fmt::format("more than 0 and no more than the {:g} Gb/s of a port of {}",
                                 type_->portSpeed / units::gigabitPerSecond,
                                 type_->name)};
    }
    if (edit_.nicsPerServer < 1 || edit_.firstNic < 0) {
        return Error{ErrorCode::Invalid, "NICs", "at least one, counted from 0"};
    }
    if (servers_.empty()) {
        return Error{ErrorCode::NotFound, "servers", "no server stands in the plan"};
    }
    return nicRefusal();
}

// The NICs must be there, and free of other networks.
std::optional<Error> FabricBuilder::nicRefusal() const
{
    const int end = edit_.firstNic + edit_.nicsPerServer;
    for (const PlacedServer& server : servers_) {
        const DeviceType& type = snapshot_.deviceTypes.at(server.device->type);
        if (type.ports < end) {
            return Error{ErrorCode::ImpossibleDesign,
                         type.name,
                         fmt::format("it has {} NICs, the network needs {}", type.ports, end)};
        }
    }
    for (const Cable& cable : snapshot_.cables) {
        const Fabric* fabric = snapshot_.fabrics.find(cable.fabric);
        const bool stays = fabric != nullptr && fabric->purpose != edit_.purpose;
        if (!stays || cable.aPort < edit_.firstNic || cable.aPort >= end) {
            continue;
        }
        const Device* device = snapshot_.devices.find(cable.a);
        if (device != nullptr && device->fabric.isNone()) {
            return Error{ErrorCode::Collision,
                         device->name,
                         fmt::format("its NIC {} is in network {}", cable.aPort, fabric->name)};
        }
    }
    return std::nullopt;
}

void FabricBuilder::removeOld()
{
    for (const Fabric& fabric : snapshot_.fabrics) {
        if (fabric.purpose == edit_.purpose) {
            change_.fabrics.removed.push_back(fabric.id);
        }
    }
    const std::vector<FabricId>& gone = change_.fabrics.removed;
    const auto isGone = [&](FabricId id) { return std::ranges::find(gone, id) != gone.end(); };
    for (const Device& device : snapshot_.devices) {
        if (!device.fabric.isNone() && isGone(device.fabric)) {
            change_.devices.removed.push_back(device.id);
        }
    }
    for (const Cable& cable : snapshot_.cables) {
        if (isGone(cable.fabric)) {
            change_.cables.removed.push_back(cable.id);
        }
    }
}

Result<FabricDesign> FabricBuilder::design() const
{
    network::FabricRequest request;
    request.shape = edit_.kind == FabricKind::RailOptimised ? network::FabricShape::RailOptimised
                                                            : network::FabricShape::FatTree;
    request.servers = static_cast<int>(servers_.size());
    request.nicsPerServer = edit_.nicsPerServer;
    request.radix = type_->ports * static_cast<int>(type_->portSpeed / edit_.linkSpeed);
    request.tiers = edit_.tiers;
    request.oversubscription = edit_.oversubscription;
    request.linkSpeed = edit_.linkSpeed;
    if (edit_.kind == FabricKind::RailOptimised) {
        // The first answer says how many servers a leaf takes, the second how arrays fill them.
        const auto split = network::designFabric(request);
        if (!split) {
            return split;
        }
        request.units = unitsOf(servers_, split->leafServes);
    }
    return network::designFabric(request);
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
        const PlacedServer& first = servers_[static_cast<std::size_t>(wired.firstServer)];
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

// Tells units apart that share an array: empty for the first, "-2" for the second.
std::string FabricBuilder::partOfArray(int firstServer) const
{
    const auto array = [&](int i) { return servers_[static_cast<std::size_t>(i)].rack->array; };
    int before = 0;
    while (before < firstServer && array(firstServer - before - 1) == array(firstServer)) {
        ++before;
    }
    const int part = (before + design_.leafDown - 1) / design_.leafDown;
    return part == 0 ? std::string{} : fmt::format("-{}", part + 1);
}

std::string FabricBuilder::nameOf(const WiredSwitch& wired) const
{
    const std::string_view prefix = prefixOf(edit_.purpose);
    if (wired.tier == 0) {
        const Rack& rack = *servers_[static_cast<std::size_t>(wired.firstServer)].rack;
        if (wired.rail < 0) {
            return fmt::format("{}-L-{:03}", prefix, wired.ordinal + 1);
        }
        const Array* array = snapshot_.arrays.find(rack.array);
        return fmt::format("{}-L-{}{}-r{}",
                           prefix,
                           array == nullptr ? rack.name : array->name,
                           partOfArray(wired.firstServer),
                           wired.rail);
    }
    if (wired.tier == 1 && design_.tiers > 2) {
        return fmt::format("{}-S-P{:02}-{:02}", prefix, wired.group + 1, wired.ordinal + 1);
    }
    static constexpr std::array<char, 4> letters{'L', 'S', 'C', 'T'};
    return fmt::format(
        "{}-{}-{:04}", prefix, letters[static_cast<std::size_t>(wired.tier)], wired.ordinal + 1);
}

Status FabricBuilder::placeSwitches()
{
    SwitchRoom room{snapshot_, type_->heightUnits, change_.fabrics.removed};
    const FabricId fabric = change_.fabrics.written.front().id;
    int id = snapshot_.devices.nextId().value;
    std::size_t homeless = 0;
    change_.devices.written.reserve(wiring_.switches.size());
    for (const WiredSwitch& wired : wiring_.switches) {
        const auto place = placeFor(wired, room);
        if (!place) {
            ++homeless;
            continue;
        }
        change_.devices.written.push_back({.id = DeviceId{id++},
                                           .rack = place->rack,
                                           .type = type_->id,
                                           .name = nameOf(wired),
                                           .unit = place->unit,
                                           .fabric = fabric,
                                           .tier = static_cast<Tier>(wired.tier + 1),
                                           .rail = wired.rail});
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

void FabricBuilder::layCables()
{
    std::vector<cabling::Port> serverPorts;
    for (const PlacedServer& server : servers_) {
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
        const int firstPort = atServer ? edit_.firstNic : 0;
        Cable cable{.id = CableId{id++},
                    .fabric = fabric,
                    .a = atServer ? servers_[lower].device->id : change_.devices.written[lower].id,
                    .b = change_.devices.written[upper].id,
                    .aPort = static_cast<std::int16_t>(firstPort + link.lowerPort),
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
                                       .kind = edit_.kind,
                                       .linkSpeed = edit_.linkSpeed,
                                       .radix = design_.request.radix,
                                       .tiers = design_.tiers,
                                       .oversubscription = design_.oversubscription(),
                                       .origin = edit_.origin});
    findMiddles();
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
