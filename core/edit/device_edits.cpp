#include "core/edit/device_edits.h"

#include "core/cabling/laying.h"
#include "core/edit/draft.h"
#include "core/layout/rack_units.h"

#include <algorithm>
#include <fmt/format.h>

namespace rackwright::edit {

namespace {

Error notInPlan(std::string_view what, std::int32_t id)
{
    return notFound(what, '#' + std::to_string(id));
}

// Whether a device of this type can be in these units. `self`: the device itself, when it moves.
Status checkUnits(const Snapshot& snapshot,
                  const DeviceType& type,
                  const Rack& rack,
                  int unit,
                  DeviceId self = {})
{
    if (type.heightUnits == 0) {
        return Checks{}.that(unit == 0, "unit", "must be 0: it hangs behind the units").status();
    }
    const int height = snapshot.rackTypes.at(rack.type).heightUnits;
    const int highest = height - type.heightUnits + 1;
    if (unit < 1 || unit > highest) {
        return Error{
            ErrorCode::DoesNotFit,
            type.name,
            highest < 1
                ? fmt::format(
                      "it takes {} U, rack {} has {} U", type.heightUnits, rack.name, height)
                : fmt::format("in rack {} it can be in units 1 to {}", rack.name, highest)};
    }
    const layout::UnitSpan units{unit, unit + type.heightUnits - 1};
    if (const Device* other = layout::inTheWay(snapshot, rack.id, units, self)) {
        const layout::UnitSpan taken = *layout::unitsOf(snapshot, *other);
        return Error{
            ErrorCode::DoesNotFit,
            type.name,
            taken.first == taken.last
                ? fmt::format("{} is in unit {}", other->name, taken.first)
                : fmt::format("{} is in units {} to {}", other->name, taken.first, taken.last)};
    }
    return Done{};
}

std::vector<Cable> relaidFor(const Snapshot& snapshot, const Device& moved)
{
    Snapshot after = snapshot;
    after.devices = snapshot.devices.with({.written = {moved}});
    std::vector<cabling::Affected> affected(after.devices.size(), cabling::Affected::No);
    affected[after.devices.indexOf(moved.id)] = cabling::Affected::Yes;
    return cabling::relaid(after, affected);
}

std::string_view letterOf(DeviceKind kind)
{
    switch (kind) {
    case DeviceKind::Server:
    case DeviceKind::StorageServer:
    case DeviceKind::CpuServer:
        return "S";
    case DeviceKind::Switch:
        return "N";
    case DeviceKind::CoolingUnit:
        return "CDU";
    case DeviceKind::PowerStrip:
        return "P";
    case DeviceKind::Other:
        return "D";
    }
    return "D";
}

// "H1-R03-07-S9", the first number that is free.
std::string freeName(const Snapshot& snapshot, const Rack& rack, DeviceKind kind)
{
    for (int number = 1;; ++number) {
        std::string name = fmt::format("{}-{}{}", rack.name, letterOf(kind), number);
        if (findBy(snapshot.devices, &Device::name, name) == nullptr) {
            return name;
        }
    }
}

} // namespace

Result<Change> resolveEdit(const Snapshot& snapshot, const MoveDevice& edit)
{
    const Device* old = snapshot.devices.find(edit.device);
    if (old == nullptr) {
        return notInPlan("device", edit.device.value);
    }
    const Rack* rack = snapshot.racks.find(edit.rack);
    if (rack == nullptr) {
        return notInPlan("rack", edit.rack.value);
    }
    const DeviceType& type = snapshot.deviceTypes.at(old->type);
    if (const Status fits = checkUnits(snapshot, type, *rack, edit.unit, old->id); !fits) {
        return fits.error();
    }
    Device device = *old;
    device.rack = rack->id;
    device.unit = edit.unit;
    Change change;
    Draft(snapshot.devices, change.devices).replace(device);
    if (!change.devices.isEmpty()) {
        change.cables.written = relaidFor(snapshot, device);
    }
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const MountDevice& edit)
{
    const DeviceType* type = findDeviceType(snapshot, edit.type);
    if (type == nullptr) {
        return notFound("device type", edit.type);
    }
    const Rack* rack = snapshot.racks.find(edit.rack);
    if (rack == nullptr) {
        return notInPlan("rack", edit.rack.value);
    }
    if (const Status fits = checkUnits(snapshot, *type, *rack, edit.unit); !fits) {
        return fits.error();
    }
    if (!edit.name.empty() && findBy(snapshot.devices, &Device::name, edit.name) != nullptr) {
        return invalid("name", "must differ from the other devices' names");
    }
    Device device;
    device.rack = rack->id;
    device.type = type->id;
    device.unit = edit.unit;
    device.name = edit.name.empty() ? freeName(snapshot, *rack, type->kind) : edit.name;
    Change change;
    Draft(snapshot.devices, change.devices).add(std::move(device));
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const RemoveDevices& edit)
{
    Change change;
    std::vector<DeviceId>& gone = change.devices.removed;
    gone = edit.devices;
    std::ranges::sort(gone);
    gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
    for (const DeviceId id : gone) {
        if (snapshot.devices.find(id) == nullptr) {
            return notInPlan("device", id.value);
        }
    }
    const auto isGone = [&](DeviceId id) { return std::ranges::binary_search(gone, id); };
    for (const Cable& cable : snapshot.cables) {
        if (isGone(cable.a) || isGone(cable.b)) {
            change.cables.removed.push_back(cable.id);
        }
    }
    return change;
}

} // namespace rackwright::edit
