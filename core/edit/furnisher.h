// Puts racks on the floor and devices into them, and gives both their names.
#pragma once

#include "core/base/result.h"
#include "core/edit/draft.h"
#include "core/edit/names.h"
#include "core/layout/places.h"
#include "core/model/snapshot.h"

#include <string>
#include <string_view>

namespace rackwright::edit {

// Rack and device types that an edit names. Null: none asked for.
struct Types
{
    const RackType* rack = nullptr;
    const DeviceType* device = nullptr;
    const DeviceType* coolingUnit = nullptr;
    const DeviceType* powerStrip = nullptr;
};

// Slugs; empty: none asked for.
struct TypeNames
{
    std::string_view rack;
    std::string_view device;
    std::string_view coolingUnit;
    std::string_view powerStrip;
};

// Where racks are added, and of what.
struct Order
{
    const Hall* hall = nullptr;
    Types types;
};

// Fails with NotFound for a hall or type that is not in the plan, with Invalid for a type of the wrong kind.
Result<Order> findOrder(const Snapshot& snapshot, const std::string& hall, const TypeNames& names);

class Furnisher
{
public:
    // Writes to `change`; all arguments must outlive it.
    Furnisher(const Snapshot& snapshot, const Order& order, Change& change);

    // Fails when so many devices are higher than the rack.
    [[nodiscard]] Status checkHeight(int devices) const;

    // A rack without devices has no cooling unit either.
    void addRack(const layout::Place& place, RackRole role, ArrayId array, int devices);

private:
    void findFeeds(const Row& row);
    [[nodiscard]] PowerNodeId feedOf(const Row& row, Feed feed) const;
    [[nodiscard]] int unitOf(int index) const;
    void furnish(RackId rack, const std::string& rackName, int devices);
    void addDevice(RackId rack, const DeviceType& type, std::string name, int unit);

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

} // namespace rackwright::edit
