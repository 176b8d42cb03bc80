#include "core/layout/rack_units.h"

#include <algorithm>

namespace rackwright::layout {

std::optional<UnitSpan> unitsOf(const Snapshot& snapshot, const Device& device)
{
    const int height = snapshot.deviceTypes.at(device.type).heightUnits;
    if (device.unit < 1 || height < 1) {
        return std::nullopt;
    }
    // Far above every rack it does not matter where.
    constexpr int beyond = 1'000'000;
    const int first = std::min(device.unit, beyond);
    return UnitSpan{first, first + std::min(height, beyond) - 1};
}

std::vector<UnitSpan> freeUnits(const Snapshot& snapshot, RackId id)
{
    const int height = snapshot.rackTypes.at(snapshot.racks.at(id).type).heightUnits;
    std::vector<bool> taken(static_cast<std::size_t>(height), false);
    for (const Device& device : snapshot.devices) {
        const auto units = device.rack == id ? unitsOf(snapshot, device) : std::nullopt;
        for (int unit = units ? units->first : 1; units && unit <= std::min(units->last, height);
             ++unit) {
            taken[static_cast<std::size_t>(unit) - 1] = true;
        }
    }
    std::vector<UnitSpan> free;
    for (int unit = 1; unit <= height; ++unit) {
        if (taken[static_cast<std::size_t>(unit) - 1]) {
            continue;
        }
        if (!free.empty() && free.back().last == unit - 1) {
            free.back().last = unit;
        } else {
            free.push_back({unit, unit});
        }
    }
    return free;
}

const Device* inTheWay(const Snapshot& snapshot, RackId rack, UnitSpan units, DeviceId except)
{
    for (const Device& device : snapshot.devices) {
        if (device.rack != rack || device.id == except) {
            continue;
        }
        const auto taken = unitsOf(snapshot, device);
        if (taken && taken->first <= units.last && units.first <= taken->last) {
            return &device;
        }
    }
    return nullptr;
}

} // namespace rackwright::layout
