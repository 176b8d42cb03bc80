#include "core/edit/rack_edits.h"

#include "core/cabling/laying.h"
#include "core/edit/draft.h"
#include "core/edit/names.h"
#include "core/layout/conflicts.h"
#include "core/layout/footprint.h"

#include <algorithm>
#include <unordered_map>

namespace rackwright::edit {

namespace {

// The racks with these ids, each once, in the order of the plan.
Result<std::vector<Rack>> racksOf(const Snapshot& snapshot, std::vector<RackId> ids)
{
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::vector<Rack> racks;
    racks.reserve(ids.size());
    for (const RackId id : ids) {
        const Rack* rack = snapshot.racks.find(id);
        if (rack == nullptr) {
            return notFound("rack", '#' + std::to_string(id.value));
        }
        racks.push_back(*rack);
    }
    return racks;
}

bool has(const std::vector<Rack>& racks, RackId id)
{
    return std::ranges::binary_search(racks, id, {}, &Rack::id);
}

enum class Motion
{
    Together, // racks that move together keep the places that they have to one another
    EachByItself,
};

// REQUIRES: the racks are in the order of their ids.
Status checkPlaces(const Snapshot& snapshot, const std::vector<Rack>& placed, Motion motion)
{
    for (const layout::Conflict& conflict : layout::conflictsOf(snapshot, placed)) {
        if (motion == Motion::Together && has(placed, conflict.otherRack)) {
            continue;
        }
        const bool isInside = conflict.obstacle == layout::Obstacle::Rack ||
                              conflict.obstacle == layout::Obstacle::Fixture;
        return Error{isInside ? ErrorCode::Collision : ErrorCode::OutsideHall,
                     std::ranges::find(placed, conflict.rack, &Rack::id)->name,
                     layout::describe(snapshot, conflict)};
    }
    return Done{};
}

const Row* rowOf(const Snapshot& snapshot, const Rack& rack)
{
    return snapshot.rows.find(rack.row);
}

PowerNodeId idOf(const PowerNode* node)
{
    return node == nullptr ? PowerNodeId{} : node->id;
}

void followBusways(const Snapshot& snapshot, const Row* oldRow, const Row* newRow, Rack& rack)
{
    if (oldRow == nullptr || newRow == nullptr || oldRow == newRow) {
        return;
    }
    const auto follow = [&](Feed feed, PowerNodeId& of) {
        const PowerNode* busway = buswayOf(snapshot, *newRow, feed);
        if (busway != nullptr && of == idOf(buswayOf(snapshot, *oldRow, feed))) {
            of = busway->id;
        }
    };
    follow(Feed::A, rack.feedA);
    follow(Feed::B, rack.feedB);
}

// Hall, row and feeds where the rack stands now.
void settle(const Snapshot& snapshot, Rack& rack)
{
    if (const Hall* hall = layout::hallAround(snapshot, layout::footprint(snapshot, rack))) {
        rack.hall = hall->id;
    }
    const Row* oldRow = rowOf(snapshot, rack);
    const Row* newRow = layout::rowAt(snapshot, rack.centre);
    rack.row = newRow == nullptr ? RowId{} : newRow->id;
    followBusways(snapshot, oldRow, newRow, rack);
}

// The cables of moved racks, laid anew.
std::vector<Cable> relaidAt(const Snapshot& snapshot, const RowChanges<Rack>& moved)
{
    Snapshot after = snapshot;
    after.racks = snapshot.racks.with(moved);
    std::vector<cabling::Affected> racks(after.racks.size(), cabling::Affected::No);
    for (const Rack& rack : moved.written) {
        racks[after.racks.indexOf(rack.id)] = cabling::Affected::Yes;
    }
    std::vector<cabling::Affected> devices;
    devices.reserve(after.devices.size());
    for (const Device& device : after.devices) {
        devices.push_back(racks[after.racks.indexOf(device.rack)]);
    }
    return devices.empty() ? std::vector<Cable>{} : cabling::relaid(after, devices);
}

// Writes racks that stand on a new place, unless it is taken.
Result<Change> placed(const Snapshot& snapshot, std::vector<Rack> racks, Motion motion)
{
    if (const Status free = checkPlaces(snapshot, racks, motion); !free) {
        return free.error();
    }
    for (Rack& rack : racks) {
        settle(snapshot, rack);
    }
    Change change;
    Draft draft(snapshot.racks, change.racks);
    for (Rack& rack : racks) {
        draft.replace(std::move(rack));
    }
    change.cables.written = relaidAt(snapshot, change.racks);
    return change;
}

Status checkDistance(Length dx, Length dy)
{
    return Checks{}.finite(dx, "dx").finite(dy, "dy").status();
}

Facing turned(Facing front)
{
    switch (front) {
    case Facing::North:
        return Facing::East;
    case Facing::East:
        return Facing::South;
    case Facing::South:
        return Facing::West;
    case Facing::West:
        return Facing::North;
    }
    return front;
}

std::vector<ArrayId> arraysWithout(const Snapshot& snapshot, const std::vector<Rack>& gone)
{
    std::vector<ArrayId> empty;
    for (const Rack& rack : gone) {
        if (!rack.array.isNone()) {
            empty.push_back(rack.array);
        }
    }
    std::ranges::sort(empty);
    empty.erase(std::unique(empty.begin(), empty.end()), empty.end());
    for (const Rack& rack : snapshot.racks) {
        if (!empty.empty() && !has(gone, rack.id)) {
            std::erase(empty, rack.array);
        }
    }
    return empty;
}

// "H1-R03-07-S5" in a rack renamed from "H1-R03-07" to "Spare" becomes "Spare-S5".
std::string renamed(const std::string& device, const std::string& from, const std::string& to)
{
    return device.starts_with(from + '-') ? to + device.substr(from.size()) : device;
}

void copyDevices(const Snapshot& snapshot,
                 const std::unordered_map<RackId, Rack>& copies,
                 RowChanges<Device>& changes)
{
    Draft draft(snapshot.devices, changes);
    for (const Device& original : snapshot.devices) {
        const auto copy = copies.find(original.rack);
        if (copy == copies.end()) {
            continue;
        }
        Device device = original;
        device.rack = copy->second.id;
        device.name =
            renamed(device.name, snapshot.racks.at(original.rack).name, copy->second.name);
        device.fabric = {};
        device.tier = Tier::None;
        device.rail = -1;
        draft.add(std::move(device));
    }
}

} // namespace

Result<Change> resolveEdit(const Snapshot& snapshot, const MoveRacks& edit)
{
    if (const Status checked = checkDistance(edit.dx, edit.dy); !checked) {
        return checked.error();
    }
    Result<std::vector<Rack>> racks = racksOf(snapshot, edit.racks);
    if (!racks) {
        return racks.error();
    }
    if (edit.dx == Length{} && edit.dy == Length{}) {
        return Change{};
    }
    std::vector<Rack> moved = *std::move(racks);
    for (Rack& rack : moved) {
        rack.centre = {rack.centre.x + edit.dx, rack.centre.y + edit.dy};
    }
    return placed(snapshot, std::move(moved), Motion::Together);
}

Result<Change> resolveEdit(const Snapshot& snapshot, const TurnRacks& edit)
{
    Result<std::vector<Rack>> racks = racksOf(snapshot, edit.racks);
    if (!racks) {
        return racks.error();
    }
    std::vector<Rack> moved = *std::move(racks);
    for (Rack& rack : moved) {
        rack.front = turned(rack.front);
    }
    return placed(snapshot, std::move(moved), Motion::EachByItself);
}

Result<Change> resolveEdit(const Snapshot& snapshot, const RemoveRacks& edit)
{
    const Result<std::vector<Rack>> racks = racksOf(snapshot, edit.racks);
    if (!racks) {
        return racks.error();
    }
    Change change;
    if (racks->empty()) {
        return change;
    }
    for (const Rack& rack : *racks) {
        change.racks.removed.push_back(rack.id);
    }
    for (const Device& device : snapshot.devices) {
        if (has(*racks, device.rack)) {
            change.devices.removed.push_back(device.id);
        }
    }
    const auto isGone = [&](DeviceId id) {
        return std::ranges::binary_search(change.devices.removed, id);
    };
    for (const Cable& cable : snapshot.cables) {
        if (isGone(cable.a) || isGone(cable.b)) {
            change.cables.removed.push_back(cable.id);
        }
    }
    change.arrays.removed = arraysWithout(snapshot, *racks);
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const DuplicateRacks& edit)
{
    if (const Status checked = checkDistance(edit.dx, edit.dy); !checked) {
        return checked.error();
    }
    const Result<std::vector<Rack>> racks = racksOf(snapshot, edit.racks);
    if (!racks) {
        return racks.error();
    }
    Change change;
    RackNames names(snapshot);
    Draft draft(snapshot.racks, change.racks);
    std::unordered_map<RackId, Rack> copies;
    for (const Rack& original : *racks) {
        Rack copy = original;
        copy.name = names.copyOf(original.name);
        copy.array = {};
        copy.centre = {original.centre.x + edit.dx, original.centre.y + edit.dy};
        settle(snapshot, copy);
        copy.id = draft.add(copy);
        copies.emplace(original.id, std::move(copy));
    }
    if (const Status free = checkPlaces(snapshot, change.racks.written, Motion::Together); !free) {
        return free.error();
    }
    copyDevices(snapshot, copies, change.devices);
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const RenameRack& edit)
{
    const Rack* old = snapshot.racks.find(edit.rack);
    if (old == nullptr) {
        return notFound("rack", '#' + std::to_string(edit.rack.value));
    }
    const Rack* other = findRack(snapshot, edit.name);
    Checks checks;
    checks.named(edit.name).that(
        other == nullptr || other == old, "name", "must differ from the other racks' names");
    if (!checks.status()) {
        return checks.status().error();
    }
    Change change;
    Rack rack = *old;
    rack.name = edit.name;
    Draft devices(snapshot.devices, change.devices);
    for (Device device : snapshot.devices) {
        if (device.rack == old->id) {
            device.name = renamed(device.name, old->name, edit.name);
            devices.replace(std::move(device));
        }
    }
    Draft(snapshot.racks, change.racks).replace(std::move(rack));
    return change;
}

} // namespace rackwright::edit
