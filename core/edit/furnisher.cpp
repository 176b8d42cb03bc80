#include "core/edit/furnisher.h"

#include <fmt/format.h>

namespace rackwright::edit {

namespace {

constexpr int manifoldUnits = 1; // of the liquid to each server, facts A-35

Result<const DeviceType*> deviceType(const Snapshot& snapshot, std::string_view slug)
{
    if (slug.empty()) {
        return nullptr;
    }
    if (const DeviceType* type = findDeviceType(snapshot, slug)) {
        return type;
    }
    return notFound("device type", slug);
}

Result<Types> findTypes(const Snapshot& snapshot, const TypeNames& names)
{
    const RackType* rack = findRackType(snapshot, names.rack);
    if (rack == nullptr) {
        return notFound("rack type", names.rack);
    }
    const Result<const DeviceType*> device = deviceType(snapshot, names.device);
    const Result<const DeviceType*> coolingUnit = deviceType(snapshot, names.coolingUnit);
    const Result<const DeviceType*> powerStrip = deviceType(snapshot, names.powerStrip);
    for (const auto* found : {&device, &coolingUnit, &powerStrip}) {
        if (!*found) {
            return found->error();
        }
    }
    return Types{rack, *device, *coolingUnit, *powerStrip};
}

// Power strips hang behind the devices, where rack units do not count.
Status checkTypes(const Types& types)
{
    if (types.powerStrip != nullptr && types.powerStrip->heightUnits > 0) {
        return invalid("powerStripType", "must be a vertical strip, which takes no rack unit");
    }
    if (types.device != nullptr && types.device->heightUnits < 1) {
        return Error{
            ErrorCode::Invalid, "device type " + types.device->slug, "must take a rack unit"};
    }
    return Done{};
}

} // namespace

Result<Order> findOrder(const Snapshot& snapshot,
                        const std::string& hallName,
                        const TypeNames& names)
{
    const Hall* hall = findHall(snapshot, hallName);
    if (hall == nullptr) {
        return notFound("hall", hallName);
    }
    const Result<Types> types = findTypes(snapshot, names);
    if (!types) {
        return types.error();
    }
    if (const Status usable = checkTypes(*types); !usable) {
        return usable.error();
    }
    return Order{hall, *types};
}

Furnisher::Furnisher(const Snapshot& snapshot, const Order& order, Change& change)
    : snapshot_(snapshot)
    , hall_(*order.hall)
    , types_(order.types)
    , hallShort_(shortName(hall_.name))
    , names_(snapshot)
    , racks_(snapshot.racks, change.racks)
    , devices_(snapshot.devices, change.devices)
{}

Status Furnisher::checkHeight(int devices) const
{
    const int needed = devices == 0 ? 0 : unitOf(devices) - 1;
    if (needed <= types_.rack->heightUnits) {
        return Done{};
    }
    return Error{ErrorCode::DoesNotFit,
                 "rack type " + types_.rack->slug,
                 fmt::format("{} x {} need {} U, the rack has {} U",
                             devices,
                             types_.device->name,
                             needed,
                             types_.rack->heightUnits)};
}

void Furnisher::addRack(const layout::Place& place, RackRole role, ArrayId array, int devices)
{
    const Row& row = snapshot_.rows.at(place.row);
    findFeeds(row);
    Rack rack;
    rack.hall = hall_.id;
    rack.row = row.id;
    rack.array = array;
    rack.type = types_.rack->id;
    rack.role = role;
    rack.name = names_.next(hallShort_, row.name, place.number);
    rack.centre = place.centre;
    rack.front = place.front;
    rack.feedA = feedA_;
    rack.feedB = feedB_;
    const std::string name = rack.name;
    furnish(racks_.add(std::move(rack)), name, devices);
}

// Racks come row by row, so the last row's feeds are remembered.
void Furnisher::findFeeds(const Row& row)
{
    if (rowOfFeeds_ != row.id) {
        rowOfFeeds_ = row.id;
        feedA_ = feedOf(row, Feed::A);
        feedB_ = feedOf(row, Feed::B);
    }
}

PowerNodeId Furnisher::feedOf(const Row& row, Feed feed) const
{
    const PowerNode* busway = buswayOf(snapshot_, row, feed);
    return busway == nullptr ? PowerNodeId{} : busway->id;
}

// Under a cooling unit's manifold each server has one of its own, in the unit above it.
int Furnisher::unitOf(int index) const
{
    if (types_.coolingUnit == nullptr) {
        return 1 + index * types_.device->heightUnits;
    }
    return 1 + types_.coolingUnit->heightUnits +
           index * (types_.device->heightUnits + manifoldUnits);
}

void Furnisher::furnish(RackId rack, const std::string& rackName, int devices)
{
    if (devices > 0 && types_.coolingUnit != nullptr) {
        addDevice(rack, *types_.coolingUnit, rackName + "-CDU", 1);
    }
    for (int i = 0; i < devices; ++i) {
        addDevice(rack, *types_.device, fmt::format("{}-S{}", rackName, i + 1), unitOf(i));
    }
    if (types_.powerStrip != nullptr) {
        addDevice(rack, *types_.powerStrip, rackName + "-PA", 0);
        addDevice(rack, *types_.powerStrip, rackName + "-PB", 0);
    }
}

void Furnisher::addDevice(RackId rack, const DeviceType& type, std::string name, int unit)
{
    Device device;
    device.rack = rack;
    device.type = type.id;
    device.name = std::move(name);
    device.unit = unit;
    devices_.add(std::move(device));
}

} // namespace rackwright::edit
