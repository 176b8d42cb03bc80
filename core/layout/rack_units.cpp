#include "core/layout/rack_units.h"

#include <algorithm>

namespace rackwright::layout {

namespace {

// From the foot up.
std::vector<bool> takenUnits(const Snapshot& snapshot, const Rack& rack)
{
    const int height = snapshot.rackTypes.at(rack.type).heightUnits;
    std::vector<bool> taken(static_cast<std::size_t>(height), false);
    for (const Device& device : snapshot.devices) {
        const auto units = device.rack == rack.id ? unitsOf(snapshot, device) : std::nullopt;
        if (units) {
            const int last = std::min(units->last, height);
            const int first = std::min(units->first, last + 1);
            std::fill(taken.begin() + first - 1, taken.begin() + last, true);
        }
    }
    return taken;
}

} // namespace

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
    const std::vector<bool> taken = takenUnits(snapshot, snapshot.racks.at(id));
    std::vector<UnitSpan> free;
    for (int unit = 1; unit <= std::ssize(taken); ++unit) {
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
