#include "ui/document/selection.h"

#include <algorithm>
#include <type_traits>
#include <unordered_set>

namespace rackwright::ui {

namespace {

bool exists(const Item& item, const Snapshot& snapshot)
{
    return std::visit(
        [&](auto id) {
            using ItemId = decltype(id);
            if constexpr (std::is_same_v<ItemId, HallId>) {
                return snapshot.halls.find(id) != nullptr;
            } else if constexpr (std::is_same_v<ItemId, RowId>) {
                return snapshot.rows.find(id) != nullptr;
            } else if constexpr (std::is_same_v<ItemId, ArrayId>) {
                return snapshot.arrays.find(id) != nullptr;
            } else if constexpr (std::is_same_v<ItemId, RackId>) {
                return snapshot.racks.find(id) != nullptr;
            } else if constexpr (std::is_same_v<ItemId, DeviceId>) {
                return snapshot.devices.find(id) != nullptr;
            } else {
                return false;
            }
        },
        item);
}

// Whether the rack is in the item.
bool isPartOf(const Rack& rack, const Item& item)
{
    return std::visit(
        [&](auto id) {
            using ItemId = decltype(id);
            if constexpr (std::is_same_v<ItemId, HallId>) {
                return rack.hall == id;
            } else if constexpr (std::is_same_v<ItemId, RowId>) {
                return rack.row == id;
            } else if constexpr (std::is_same_v<ItemId, ArrayId>) {
                return rack.array == id;
            } else {
                return false;
            }
        },
        item);
}

std::vector<RackId> racksOf(const std::vector<Item>& items, const Snapshot& snapshot)
{
    std::unordered_set<RackId> single;
    std::vector<Item> groups;
    for (const Item& item : items) {
        if (const RackId rack = rackOf(snapshot, item); !rack.isNone()) {
            single.insert(rack);
        } else {
            groups.push_back(item);
        }
    }
    std::vector<RackId> result;
    for (const Rack& rack : snapshot.racks) {
        if (single.contains(rack.id) ||
            std::ranges::any_of(groups, [&](const Item& group) { return isPartOf(rack, group); })) {
            result.push_back(rack.id);
        }
    }
    return result;
}

} // namespace

RackId rackOf(const Snapshot& snapshot, const Item& item)
{
    if (const auto* rack = std::get_if<RackId>(&item)) {
        return *rack;
    }
    const auto* device = std::get_if<DeviceId>(&item);
    const Device* found = device == nullptr ? nullptr : snapshot.devices.find(*device);
    return found == nullptr ? RackId{} : found->rack;
}

Item Selection::current() const
{
    return items_.empty() ? Item{} : items_.back();
}

std::vector<DeviceId> Selection::devices() const
{
    std::vector<DeviceId> devices;
    for (const Item& item : items_) {
        if (const auto* device = std::get_if<DeviceId>(&item)) {
            devices.push_back(*device);
        }
    }
    return devices;
}

bool Selection::contains(const Item& item) const
{
    return std::ranges::find(items_, item) != items_.end();
}

std::vector<RackId> Selection::racks(const Snapshot& snapshot) const
{
    return racksOf(items_, snapshot);
}

std::vector<RackId> Selection::wholeRacks(const Snapshot& snapshot) const
{
    std::vector<Item> whole = items_;
    std::erase_if(whole, [](const Item& item) { return std::holds_alternative<DeviceId>(item); });
    return racksOf(whole, snapshot);
}

void Selection::select(const Item& item)
{
    selectAll(item == Item{} ? std::vector<Item>{} : std::vector<Item>{item});
}

void Selection::selectAll(std::vector<Item> items)
{
    if (items != items_) {
        items_ = std::move(items);
        emit changed();
    }
}

void Selection::toggle(const Item& item)
{
    if (item == Item{}) {
        return;
    }
    if (std::erase(items_, item) == 0) {
        items_.push_back(item);
    }
    emit changed();
}

void Selection::clear()
{
    selectAll({});
}

void Selection::hover(const Item& item)
{
    if (item != hovered_) {
        hovered_ = item;
        emit hoverChanged();
    }
}

void Selection::prune(const Snapshot& snapshot)
{
    std::vector<Item> left = items_;
    std::erase_if(left, [&](const Item& item) { return !exists(item, snapshot); });
    selectAll(std::move(left));
    if (!exists(hovered_, snapshot)) {
        hover({});
    }
}

} // namespace rackwright::ui
