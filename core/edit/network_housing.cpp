#include "core/edit/network_housing.h"

#include "core/base/units.h"

#include <algorithm>
#include <fmt/format.h>

namespace rackwright::edit {

namespace {

using units::metre;

constexpr int racksInLine = 20;
constexpr Length aisle = 1.5 * metre;
constexpr int leastUnits = 42;

RackType plainRack(int heightUnits)
{
    return {.id = {},
            .slug = fmt::format("imported-rack-{}u", heightUnits),
            .name = fmt::format("Rack of {} U of an imported network", heightUnits),
            .width = 0.6 * metre,
            .depth = 1.2 * metre,
            .height = heightUnits * units::rackUnit + 0.15 * metre,
            .heightUnits = heightUnits,
            .mass = {},
            .origin = "assumed: the file says nothing about racks"};
}

// The lowest unit of `count` free ones, from the top; 0: there are none.
int highestFree(const std::vector<bool>& taken, int count)
{
    int free = 0;
    for (auto unit = static_cast<int>(taken.size()); unit >= 1; --unit) {
        free = taken[static_cast<std::size_t>(unit) - 1] ? 0 : free + 1;
        if (free == count) {
            return unit;
        }
    }
    return 0;
}

void occupy(std::vector<bool>& taken, int unit, int count)
{
    for (int u = std::max(unit, 1); u < unit + count && u <= static_cast<int>(taken.size()); ++u) {
        taken[static_cast<std::size_t>(u) - 1] = true;
    }
}

bool isFree(const std::vector<bool>& taken, int unit, int count)
{
    for (int u = unit; u < unit + count; ++u) {
        if (u > static_cast<int>(taken.size()) || taken[static_cast<std::size_t>(u) - 1]) {
            return false;
        }
    }
    return true;
}

} // namespace

NetworkHousing::NetworkHousing(const Snapshot& snapshot,
                               std::string network,
                               int highest,
                               Change& change)
    : snapshot_(snapshot)
    , network_(std::move(network))
    , change_(change)
    , racks_(snapshot.racks, change.racks)
{
    std::vector<DeviceId> leaving = change.devices.removed;
    std::ranges::sort(leaving);
    for (const Device& device : snapshot.devices) {
        if (!std::ranges::binary_search(leaving, device.id)) {
            devicesOfRack_[device.rack].push_back(&device);
        }
    }
    const int least = std::max(leastUnits, highest);
    const auto isHigh = [&](const RackType& type) { return type.heightUnits >= least; };
    const auto known = std::ranges::find_if(snapshot.rackTypes, isHigh);
    rackType_ = known != snapshot.rackTypes.end() ? *known : plainRack(least);
}

int NetworkHousing::heightOf(RackTypeId type) const
{
    const RackType* found = snapshot_.rackTypes.find(type);
    return found == nullptr ? 0 : std::max(0, found->heightUnits);
}

// East of all halls, as deep as it takes.
void NetworkHousing::addHall()
{
    if (rackType_.id.isNone()) {
        rackType_.id = snapshot_.rackTypes.nextId();
        change_.rackTypes.written.push_back(rackType_);
    }
    hall_.id = snapshot_.halls.nextId();
    hall_.name = "Hall of " + network_;
    hall_.origin = "assumed: the file says nothing about the place";
    hall_.height = 4.0 * metre;
    for (const Hall& other : snapshot_.halls) {
        hall_.area.x = std::max(hall_.area.x, other.area.x + other.area.width + 2.0 * metre);
    }
    if (snapshot_.sites.isEmpty()) {
        Site site;
        site.id = snapshot_.sites.nextId();
        site.name = "Site of " + network_;
        change_.sites.written.push_back(site);
        hall_.site = site.id;
    } else {
        hall_.site = snapshot_.sites[0].id;
    }
}

NetworkHousing::Space& NetworkHousing::addRack(const std::string& name)
{
    if (newRacks_ == 0) {
        addHall();
    }
    const int column = newRacks_ % racksInLine;
    const int line = newRacks_ / racksInLine;
    ++newRacks_;
    Rack rack;
    rack.hall = hall_.id;
    rack.type = rackType_.id;
    rack.role = RackRole::Network;
    rack.name = name;
    rack.centre.x = hall_.area.x + aisle + (column + 0.5) * rackType_.width;
    rack.centre.y = hall_.area.y + aisle + 0.5 * rackType_.depth + line * (rackType_.depth + aisle);
    spaceOfRack_[name] = spaces_.size();
    spaces_.push_back(
        {.rack = racks_.add(std::move(rack)),
         .name = name,
         .taken = std::vector<bool>(static_cast<std::size_t>(rackType_.heightUnits))});
    return spaces_.back();
}

NetworkHousing::Space& NetworkHousing::spaceOf(const std::string& rack)
{
    if (const auto known = spaceOfRack_.find(rack); known != spaceOfRack_.end()) {
        return spaces_[known->second];
    }
    const Rack* stands = findRack(snapshot_, rack);
    if (stands == nullptr) {
        return addRack(rack);
    }
    spaceOfRack_[rack] = spaces_.size();
    Space& space = spaces_.emplace_back();
    space.rack = stands->id;
    space.name = rack;
    space.taken.resize(static_cast<std::size_t>(heightOf(stands->type)));
    for (const Device* device : devicesOfRack_[stands->id]) {
        if (device->unit > 0) {
            occupy(space.taken, device->unit, snapshot_.deviceTypes.at(device->type).heightUnits);
        }
    }
    return space;
}

NetworkHousing::Space& NetworkHousing::looseSpace(int heightUnits)
{
    if (loose_ > 0 && highestFree(spaces_[loose_ - 1].taken, heightUnits) > 0) {
        return spaces_[loose_ - 1];
    }
    std::string name;
    do {
        name = fmt::format("{}-{:03}", network_, ++looseRacks_);
    } while (spaceOfRack_.contains(name) || findRack(snapshot_, name) != nullptr);
    addRack(name);
    loose_ = spaces_.size();
    return spaces_.back();
}

Result<SwitchPlace> NetworkHousing::place(const std::string& rack, int unit, int heightUnits)
{
    Space& space = rack.empty() ? looseSpace(heightUnits) : spaceOf(rack);
    const auto height = static_cast<int>(space.taken.size());
    if (heightUnits == 0) {
        return SwitchPlace{.rack = space.rack, .unit = 0};
    }
    if (rack.empty() || unit == 0) {
        unit = highestFree(space.taken, heightUnits);
    }
    if (unit == 0 || unit + heightUnits - 1 > height) {
        return Error{ErrorCode::DoesNotFit,
                     "a device of " + network_,
                     fmt::format("rack {} of {} U has no {} free U in a row{}",
                                 space.name,
                                 height,
                                 heightUnits,
                                 unit == 0 ? "" : fmt::format(" at {}", unit))};
    }
    if (!isFree(space.taken, unit, heightUnits)) {
        return Error{ErrorCode::Collision,
                     "a device of " + network_,
                     fmt::format("U {} of rack {} is taken", unit, space.name)};
    }
    occupy(space.taken, unit, heightUnits);
    return SwitchPlace{.rack = space.rack, .unit = unit};
}

void NetworkHousing::finish()
{
    if (newRacks_ == 0) {
        return;
    }
    const int columns = std::min(newRacks_, racksInLine);
    const int lines = (newRacks_ + racksInLine - 1) / racksInLine;
    hall_.area.width = 2.0 * aisle + columns * rackType_.width;
    hall_.area.depth = aisle + lines * (rackType_.depth + aisle);
    change_.halls.written.push_back(hall_);
    const Length east = hall_.area.x + hall_.area.width;
    const Length north = hall_.area.y + hall_.area.depth;
    Site site = change_.sites.written.empty() ? snapshot_.sites[0] : change_.sites.written.back();
    site.width = std::max(site.width, east);
    site.depth = std::max(site.depth, north);
    change_.sites.written = {site};
}

} // namespace rackwright::edit
