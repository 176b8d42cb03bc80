#include "core/edit/switch_room.h"

#include <algorithm>
#include <unordered_map>

namespace rackwright::edit {

namespace {

Length distance(FloorPosition a, FloorPosition b)
{
    const auto apart = [](Length c, Length d) { return c < d ? d - c : c - d; };
    return apart(a.x, b.x) + apart(a.y, b.y);
}

void occupy(std::vector<bool>& taken, int unit, int units)
{
    for (int u = std::max(unit, 1); u < unit + units && u <= static_cast<int>(taken.size()); ++u) {
        taken[static_cast<std::size_t>(u) - 1] = true;
    }
}

} // namespace

SwitchRoom::SwitchRoom(const Snapshot& snapshot, int switchUnits, std::span<const FabricId> leaving)
    : switchUnits_(std::max(1, switchUnits))
{
    std::unordered_map<RackId, std::vector<bool>> taken;
    for (const Rack& rack : snapshot.racks) {
        const RackType* type = snapshot.rackTypes.find(rack.type);
        if (rack.role == RackRole::Network && type != nullptr) {
            taken[rack.id].resize(static_cast<std::size_t>(std::max(0, type->heightUnits)));
        }
    }
    for (const Device& device : snapshot.devices) {
        const auto found = taken.find(device.rack);
        const DeviceType* type = snapshot.deviceTypes.find(device.type);
        const bool leaves = std::ranges::find(leaving, device.fabric) != leaving.end();
        if (found != taken.end() && type != nullptr && device.unit > 0 && !leaves) {
            occupy(found->second, device.unit, type->heightUnits);
        }
    }
    for (const Rack& rack : snapshot.racks) {
        const auto found = taken.find(rack.id);
        if (found == taken.end()) {
            continue;
        }
        Space space{.rack = &rack, .taken = std::move(found->second)};
        const auto units = static_cast<int>(space.taken.size()) * 5 / 6;
        const auto used = static_cast<int>(std::ranges::count(space.taken, true));
        space.room = std::max(0, units - used) / switchUnits_;
        if (rack.array.isNone()) {
            perRack_ = std::max(perRack_, units / switchUnits_);
            rowSpaces_.push_back(std::move(space));
        } else {
            arraySpaces_.push_back(std::move(space));
        }
    }
    std::ranges::stable_sort(
        arraySpaces_, {}, [](const Space& space) { return space.rack->array; });
}

std::optional<SwitchPlace> SwitchRoom::takeIn(Space& space)
{
    int free = 0;
    for (auto unit = static_cast<int>(space.taken.size()); unit >= 1 && space.room > 0; --unit) {
        free = space.taken[static_cast<std::size_t>(unit) - 1] ? 0 : free + 1;
        if (free == switchUnits_) {
            occupy(space.taken, unit, switchUnits_);
            --space.room;
            return SwitchPlace{.rack = space.rack->id, .unit = unit};
        }
    }
    space.room = 0; // what is free is in pieces that are too small
    return std::nullopt;
}

std::optional<SwitchPlace> SwitchRoom::takeInArray(ArrayId array)
{
    const auto arrayOf = [](const Space& space) { return space.rack->array; };
    for (Space& space : std::ranges::equal_range(arraySpaces_, array, {}, arrayOf)) {
        if (const auto place = takeIn(space)) {
            return place;
        }
    }
    return std::nullopt;
}

std::optional<SwitchPlace> SwitchRoom::takeNear(FloorPosition near, HallId hall)
{
    while (true) {
        Space* best = nullptr;
        const auto isBetter = [&](const Space& space) {
            const bool inHall = space.rack->hall == hall;
            const bool bestInHall = best != nullptr && best->rack->hall == hall;
            if (best == nullptr || inHall != bestInHall) {
                return best == nullptr || inHall;
            }
            return distance(space.rack->centre, near) < distance(best->rack->centre, near);
        };
        for (Space& space : rowSpaces_) {
            if (space.room > 0 && isBetter(space)) {
                best = &space;
            }
        }
        if (best == nullptr) {
            return std::nullopt;
        }
        if (const auto place = takeIn(*best)) {
            return place;
        }
    }
}

} // namespace rackwright::edit
