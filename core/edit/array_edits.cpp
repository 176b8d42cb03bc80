#include "core/edit/array_edits.h"

#include "core/edit/furnisher.h"

#include <algorithm>
#include <fmt/format.h>

namespace rackwright::edit {

namespace {

using layout::Place;

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

Status checkServers(const AddArrays& edit)
{
    const long most = 1L * edit.arrays * edit.racksPerArray * edit.serversPerRack;
    if (edit.servers.value_or(0) <= most) {
        return Done{};
    }
    return Error{ErrorCode::DoesNotFit,
                 fmt::format("{} servers", *edit.servers),
                 fmt::format("{} arrays hold {}", edit.arrays, most)};
}

Result<std::vector<Block>> blocksFor(const Snapshot& snapshot,
                                     const Order& order,
                                     const AddArrays& edit)
{
    const RackType& rack = *order.types.rack;
    const auto rows = blocksByRow(
        layout::placesInRows(snapshot, order.hall->id, RowUse::Arrays, rack.width, rack.depth),
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
    return spreadEvenly(rows, edit.arrays);
}

// Rack after rack is filled; those that no server is left for are not built.
class ArrayBuilder
{
public:
    ArrayBuilder(Furnisher& furnisher, const AddArrays& edit)
        : furnisher_(furnisher)
        , serversPerRack_(edit.serversPerRack)
        , serversLeft_(edit.servers ? *edit.servers
                                    : 1L * edit.arrays * edit.racksPerArray * edit.serversPerRack)
    {}

    void build(ArrayId array, const Block& block)
    {
        const std::size_t middle = block.size() / 2;
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (i == middle) {
                furnisher_.addRack(block[i], RackRole::Network, array, 0);
            } else if (serversLeft_ > 0) {
                const long here = std::min<long>(serversLeft_, serversPerRack_);
                furnisher_.addRack(block[i], RackRole::Compute, array, static_cast<int>(here));
                serversLeft_ -= here;
            }
        }
    }

private:
    Furnisher& furnisher_;
    int serversPerRack_;
    long serversLeft_;
};

Status checkRacks(const AddRacks& edit)
{
    Checks checks;
    checks.within(edit.racks, 1, 100'000, "racks")
        .within(edit.devicesPerRack, 0, 100, "devicesPerRack")
        .that(edit.devicesPerRack == 0 || !edit.deviceType.empty(),
              "deviceType",
              "must be given for racks with devices");
    return checks.status();
}

} // namespace

Result<Change> resolveEdit(const Snapshot& snapshot, const AddArrays& edit)
{
    if (const Status checked = checkArrays(edit); !checked) {
        return checked.error();
    }
    const Result<Order> order =
        findOrder(snapshot,
                  edit.hall,
                  {edit.rackType, edit.serverType, edit.coolingUnitType, edit.powerStripType});
    if (!order) {
        return order.error();
    }
    Change change;
    Furnisher furnisher(snapshot, *order, change);
    for (const Status& fits : {furnisher.checkHeight(edit.serversPerRack), checkServers(edit)}) {
        if (!fits) {
            return fits.error();
        }
    }
    const Result<std::vector<Block>> blocks = blocksFor(snapshot, *order, edit);
    if (!blocks) {
        return blocks.error();
    }

    const std::string prefix = shortName(order->hall->name) + "-A";
    int number = nextArrayNumber(snapshot, prefix);
    Draft arrays(snapshot.arrays, change.arrays);
    ArrayBuilder builder(furnisher, edit);
    for (const Block& block : *blocks) {
        const std::string name = prefix + twoDigits(number++);
        builder.build(arrays.add({.id = {}, .hall = order->hall->id, .name = name}), block);
    }
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const AddRacks& edit)
{
    if (const Status checked = checkRacks(edit); !checked) {
        return checked.error();
    }
    const Result<Order> order =
        findOrder(snapshot, edit.hall, {edit.rackType, edit.deviceType, {}, edit.powerStripType});
    if (!order) {
        return order.error();
    }
    Change change;
    Furnisher furnisher(snapshot, *order, change);
    if (const Status fits = furnisher.checkHeight(edit.devicesPerRack); !fits) {
        return fits.error();
    }
    const RackType& rack = *order->types.rack;
    const std::vector<Place> places =
        layout::placesInRows(snapshot, order->hall->id, RowUse::Network, rack.width, rack.depth);
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
