#include "core/edit/array_edits.h"

#include "core/base/units.h"
#include "core/edit/draft.h"
#include "core/edit/names.h"
#include "core/layout/places.h"

#include <algorithm>
#include <fmt/format.h>

namespace rackwright::edit {

namespace {

using layout::Place;
using units::metre;

constexpr int manifoldUnits = 1; // of the liquid to each server, facts A-35

// Rack and device types that an edit names. Null: none asked for.
struct Types
{
    const RackType* rack = nullptr;
    const DeviceType* device = nullptr;
    const DeviceType* coolingUnit = nullptr;
    const DeviceType* powerStrip = nullptr;
};

struct TypeNames
{
    const std::string& rack;
    const std::string& device;
    const std::string& coolingUnit;
    const std::string& powerStrip;
};

Result<const DeviceType*> deviceType(const Snapshot& snapshot, const std::string& slug)
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

// Fills racks with devices and gives both their names.
class Furnisher
{
public:
    Furnisher(const Snapshot& snapshot, const Hall& hall, const Types& types, Change& change)
        : snapshot_(snapshot)
        , hall_(hall)
        , types_(types)
        , hallShort_(shortName(hall.name))
        , names_(snapshot)
        , racks_(snapshot.racks, change.racks)
        , devices_(snapshot.devices, change.devices)
    {}

    // A compute rack when `devices` is more than 0: only those have a cooling unit.
    void addRack(const Place& place, RackRole role, ArrayId array, int devices)
    {
        Rack rack;
        const Row& row = snapshot_.rows.at(place.row);
        if (rowOfFeeds_ != row.id) {
            rowOfFeeds_ = row.id;
            feedA_ = feedOf(row, Feed::A);
            feedB_ = feedOf(row, Feed::B);
        }
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

    // The unit above the highest device.
    [[nodiscard]] int unitsNeeded(int devices) const
    {
        return devices == 0 ? 0 : unitOf(devices) - 1;
    }

private:
    [[nodiscard]] PowerNodeId feedOf(const Row& row, Feed feed) const
    {
        const PowerNode* busway = buswayOf(snapshot_, row, feed);
        return busway == nullptr ? PowerNodeId{} : busway->id;
    }

    // Under a cooling unit's manifold each server has one of its own, in the unit above it.
    [[nodiscard]] int unitOf(int index) const
    {
        if (types_.coolingUnit == nullptr) {
            return 1 + index * types_.device->heightUnits;
        }
        return 1 + types_.coolingUnit->heightUnits +
               index * (types_.device->heightUnits + manifoldUnits);
    }

    void furnish(RackId rack, const std::string& rackName, int devices)
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

    void addDevice(RackId rack, const DeviceType& type, std::string name, int unit)
    {
        Device device;
        device.rack = rack;
        device.type = type.id;
        device.name = std::move(name);
        device.unit = unit;
        devices_.add(std::move(device));
    }

    const Snapshot& snapshot_;
    const Hall& hall_;
    const Types& types_;
    std::string hallShort_;
    RackNames names_;
    Draft<Rack> racks_;
    Draft<Device> devices_;
    RowId rowOfFeeds_;
    PowerNodeId feedA_;
    PowerNodeId feedB_;
};

Status checkHeight(const Furnisher& furnisher, const Types& types, int devices)
{
    const int needed = furnisher.unitsNeeded(devices);
    if (needed > types.rack->heightUnits) {
        return Error{ErrorCode::DoesNotFit,
                     "rack type " + types.rack->slug,
                     fmt::format("{} x {} need {} U, the rack has {} U",
                                 devices,
                                 types.device->name,
                                 needed,
                                 types.rack->heightUnits)};
    }
    return Done{};
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

// Where an array stands: places side by side, west to east.
using Block = std::vector<Place>;

// Blocks of neighbouring places, taken greedily from the west of each row.
std::vector<std::vector<Block>> blocksByRow(const std::vector<Place>& places, std::size_t size)
{
    std::vector<std::vector<Block>> rows;
    RowId row;
    Block block;
    for (const Place& place : places) {
        if (place.row != row) {
            row = place.row;
            rows.emplace_back();
        }
        if (!block.empty() && !layout::adjoin(block.back(), place)) {
            block.clear();
        }
        block.push_back(place);
        if (block.size() == size) {
            rows.back().push_back(std::move(block));
            block.clear();
        }
    }
    return rows;
}

// As many of every row as of the others, as far as they have room; row by row from the south.
std::vector<Block> spreadEvenly(const std::vector<std::vector<Block>>& rows, int wanted)
{
    std::vector<std::size_t> taken(rows.size(), 0);
    for (int left = wanted; left > 0;) {
        for (std::size_t row = 0; row < rows.size() && left > 0; ++row) {
            if (taken[row] < rows[row].size()) {
                ++taken[row];
                --left;
            }
        }
    }
    std::vector<Block> blocks;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        blocks.insert(blocks.end(),
                      rows[row].begin(),
                      rows[row].begin() + static_cast<std::ptrdiff_t>(taken[row]));
    }
    return blocks;
}

// The number after the highest that an array of the hall has: "H1-A07" -> 8.
int nextArrayNumber(const Snapshot& snapshot, const std::string& prefix)
{
    int highest = 0;
    for (const Array& array : snapshot.arrays) {
        if (array.name.starts_with(prefix)) {
            highest = std::max(highest, std::atoi(array.name.c_str() + prefix.size()));
        }
    }
    return highest + 1;
}

Status checkArrays(const AddArrays& edit)
{
    Checks checks;
    checks.within(edit.arrays, 1, 100'000, "arrays")
        .within(edit.racksPerArray, 1, 1000, "racksPerArray")
        .within(edit.serversPerRack, 1, 100, "serversPerRack")
        .within(edit.servers.value_or(1), 1, 10'000'000, "servers")
        .that(!edit.serverType.empty(), "serverType", "must not be empty");
    return checks.status();
}

} // namespace

Result<Change> resolveEdit(const Snapshot& snapshot, const AddArrays& edit)
{
    if (const Status checked = checkArrays(edit); !checked) {
        return checked.error();
    }
    const Hall* hall = findHall(snapshot, edit.hall);
    if (hall == nullptr) {
        return notFound("hall", edit.hall);
    }
    const Result<Types> types = findTypes(
        snapshot, {edit.rackType, edit.serverType, edit.coolingUnitType, edit.powerStripType});
    if (!types) {
        return types.error();
    }
    if (const Status usable = checkTypes(*types); !usable) {
        return usable.error();
    }
    Change change;
    Furnisher furnisher(snapshot, *hall, *types, change);
    if (const Status fits = checkHeight(furnisher, *types, edit.serversPerRack); !fits) {
        return fits.error();
    }
    const long most = 1L * edit.arrays * edit.racksPerArray * edit.serversPerRack;
    if (edit.servers.value_or(0) > most) {
        return Error{ErrorCode::DoesNotFit,
                     fmt::format("{} servers", *edit.servers),
                     fmt::format("{} arrays hold {}", edit.arrays, most)};
    }
    const auto rows =
        blocksByRow(layout::placesInRows(
                        snapshot, hall->id, RowUse::Arrays, types->rack->width, types->rack->depth),
                    static_cast<std::size_t>(edit.racksPerArray) + 1);
    std::size_t room = 0;
    for (const auto& row : rows) {
        room += row.size();
    }
    if (room < static_cast<std::size_t>(edit.arrays)) {
        return Error{ErrorCode::DoesNotFit,
                     edit.hall,
                     fmt::format("has room for {} of {} arrays", room, edit.arrays)};
    }

    const std::string prefix = shortName(hall->name) + "-A";
    int number = nextArrayNumber(snapshot, prefix);
    int servers = edit.servers.value_or(static_cast<int>(most));
    Draft arrays(snapshot.arrays, change.arrays);
    for (const Block& block : spreadEvenly(rows, edit.arrays)) {
        const ArrayId array =
            arrays.add({.id = {}, .hall = hall->id, .name = prefix + twoDigits(number++)});
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (i == block.size() / 2) {
                furnisher.addRack(block[i], RackRole::Network, array, 0);
            } else if (servers > 0) {
                const int here = std::min(servers, edit.serversPerRack);
                furnisher.addRack(block[i], RackRole::Compute, array, here);
                servers -= here;
            }
        }
    }
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const AddRacks& edit)
{
    Checks checks;
    checks.within(edit.racks, 1, 100'000, "racks")
        .within(edit.devicesPerRack, 0, 100, "devicesPerRack")
        .that(edit.devicesPerRack == 0 || !edit.deviceType.empty(),
              "deviceType",
              "must be given for racks with devices");
    if (!checks.status()) {
        return checks.status().error();
    }
    const Hall* hall = findHall(snapshot, edit.hall);
    if (hall == nullptr) {
        return notFound("hall", edit.hall);
    }
    const Result<Types> types =
        findTypes(snapshot, {edit.rackType, edit.deviceType, {}, edit.powerStripType});
    if (!types) {
        return types.error();
    }
    if (const Status usable = checkTypes(*types); !usable) {
        return usable.error();
    }
    Change change;
    Furnisher furnisher(snapshot, *hall, *types, change);
    if (const Status fits = checkHeight(furnisher, *types, edit.devicesPerRack); !fits) {
        return fits.error();
    }
    const std::vector<Place> places = layout::placesInRows(
        snapshot, hall->id, RowUse::Network, types->rack->width, types->rack->depth);
    const auto wanted = static_cast<std::size_t>(edit.racks);
    if (places.size() < wanted) {
        return Error{ErrorCode::DoesNotFit,
                     edit.hall,
                     fmt::format("has room for {} of {} racks in its network rows",
                                 places.size(),
                                 edit.racks)};
    }
    for (std::size_t i = 0; i < wanted; ++i) {
        furnisher.addRack(places[i], edit.role, ArrayId{}, edit.devicesPerRack);
    }
    return change;
}

} // namespace rackwright::edit
