#include "core/power/load.h"

#include "core/base/units.h"

#include <array>
#include <cstdint>
#include <optional>

namespace rackwright::power {

using namespace units;

namespace {

constexpr std::array media{Medium::Dac,
                           Medium::Multimode,
                           Medium::SingleMode,
                           Medium::Acc,
                           Medium::Aoc,
                           Medium::TwistedPair};

Load typeLoad(const Snapshot& snapshot, const DeviceType& type)
{
    const std::string_view key = drawKey(type.kind);
    if (key.empty()) {
        return {};
    }
    const Assumption* share = findAssumption(snapshot, key);
    return type.power && share != nullptr ? Load{share->value.likely * *type.power}
                                          : Load{.unknownParts = 1};
}

Load transceiverLoad(const Snapshot& snapshot, Medium medium)
{
    const std::string_view key = opticsKey(medium);
    if (key.empty()) {
        return {};
    }
    const Assumption* power = findAssumption(snapshot, key);
    return power != nullptr ? Load{power->value.likely * watt} : Load{.unknownParts = 1};
}

// What one end of a link draws: by fabric, then by medium.
std::vector<std::array<Load, media.size()>> endLoads(const Snapshot& snapshot)
{
    std::vector<std::array<Load, media.size()>> loads(snapshot.fabrics.size());
    for (std::size_t i = 0; i < loads.size(); ++i) {
        for (const Medium medium : media) {
            Load& load = loads[i][static_cast<std::size_t>(medium)];
            load = transceiverLoad(snapshot, medium);
            load.draw = transceiversPerEnd(snapshot.fabrics[i]) * load.draw;
        }
    }
    return loads;
}

void addDevices(const Snapshot& snapshot,
                const std::vector<std::size_t>& rackOfDevice,
                std::vector<Load>& racks)
{
    std::vector<Load> byType;
    for (const DeviceType& type : snapshot.deviceTypes) {
        byType.push_back(typeLoad(snapshot, type));
    }
    for (std::size_t i = 0; i < rackOfDevice.size(); ++i) {
        racks[rackOfDevice[i]] += byType[snapshot.deviceTypes.indexOf(snapshot.devices[i].type)];
    }
}

void addOptics(const Snapshot& snapshot,
               const std::vector<std::size_t>& rackOfDevice,
               std::vector<Load>& racks)
{
    const auto ends = endLoads(snapshot);
    for (const Cable& cable : snapshot.cables) {
        const Load& end =
            ends[snapshot.fabrics.indexOf(cable.fabric)][static_cast<std::size_t>(cable.medium)];
        racks[rackOfDevice[snapshot.devices.indexOf(cable.a)]] += end;
        racks[rackOfDevice[snapshot.devices.indexOf(cable.b)]] += end;
    }
}

// Sums the loads of racks over the rows of `groups` that they refer to.
template <typename Group>
std::vector<Load> grouped(const Snapshot& snapshot,
                          const std::vector<Load>& racks,
                          const Table<Group>& groups,
                          decltype(Group::id) Rack::*group)
{
    std::vector<Load> loads(groups.size());
    for (std::size_t i = 0; i < racks.size(); ++i) {
        const std::size_t index = groups.indexOf(snapshot.racks[i].*group);
        if (index < loads.size()) {
            loads[index] += racks[i];
        }
    }
    return loads;
}

} // namespace

std::vector<Load> rackLoads(const Snapshot& snapshot)
{
    std::vector<std::size_t> rackOfDevice;
    rackOfDevice.reserve(snapshot.devices.size());
    for (const Device& device : snapshot.devices) {
        rackOfDevice.push_back(snapshot.racks.indexOf(device.rack));
    }
    std::vector<Load> racks(snapshot.racks.size());
    addDevices(snapshot, rackOfDevice, racks);
    addOptics(snapshot, rackOfDevice, racks);
    return racks;
}

std::vector<Load> hallLoads(const Snapshot& snapshot, const std::vector<Load>& racks)
{
    return grouped(snapshot, racks, snapshot.halls, &Rack::hall);
}

std::vector<Load> rowLoads(const Snapshot& snapshot, const std::vector<Load>& racks)
{
    return grouped(snapshot, racks, snapshot.rows, &Rack::row);
}

std::string_view drawKey(DeviceKind kind)
{
    switch (kind) {
    case DeviceKind::Server:
        return "draw.server";
    case DeviceKind::Switch:
        return "draw.switch";
    case DeviceKind::CoolingUnit:
        return "draw.cooling-unit";
    case DeviceKind::StorageServer:
        return "draw.storage-server";
    case DeviceKind::CpuServer:
        return "draw.cpu-server";
    case DeviceKind::Other:
        return "draw.other";
    case DeviceKind::PowerStrip:
        break;
    }
    return "";
}

std::string_view opticsKey(Medium medium)
{
    switch (medium) {
    case Medium::Multimode:
        return "optics.multimode";
    case Medium::SingleMode:
        return "optics.single-mode";
    case Medium::Acc:
        return "optics.acc";
    case Medium::Aoc:
        return "optics.aoc";
    case Medium::Dac:
    case Medium::TwistedPair:
        break;
    }
    return "";
}

double transceiversPerEnd(const Fabric& fabric)
{
    return fabric.linkSpeed / (400.0 * gigabitPerSecond);
}

} // namespace rackwright::power
