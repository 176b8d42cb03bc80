#include "ui/elevation/elevation_layout.h"

#include "core/base/units.h"
#include "core/layout/footprint.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

namespace rackwright::ui {

using namespace units;

namespace {

constexpr std::size_t mostRacks = 200;               // of a selection
constexpr Length gap = 0.08 * metre;                 // between racks
constexpr Length mountingWidth = 482.6 * millimetre; // 19 inches, EIA-310
constexpr Length stripWidth = 0.04 * metre;

RackFace emptyFace(const RackType& type, RackId rack, Length left)
{
    RackFace face{.rack = rack, .heightUnits = type.heightUnits};
    const Length inner = type.heightUnits * rackUnit;
    const Length height = std::max(type.height, inner);
    const Length width = std::max(type.width, mountingWidth);
    face.area = {left, {}, width, height};
    face.units = {
        left + (width - mountingWidth) / 2.0, (height - inner) / 2.0, mountingWidth, inner};
    return face;
}

// Strips by turns along the left and the right side of the rack; the units' numbers stand within.
FloorRect stripArea(const RackFace& face, int index)
{
    const Length aside = 0.4 * stripWidth + index / 2 * 1.2 * stripWidth;
    const Length x =
        index % 2 == 0 ? face.area.x + aside : layout::eastOf(face.area) - aside - stripWidth;
    return {x, face.units.y, stripWidth, face.units.depth};
}

void addDevices(const Snapshot& snapshot, std::vector<RackFace>& faces)
{
    std::vector<RackFace*> byRack(snapshot.racks.size(), nullptr);
    for (RackFace& face : faces) {
        byRack[snapshot.racks.indexOf(face.rack)] = &face;
    }
    std::vector<int> strips(snapshot.racks.size(), 0);
    for (const Device& device : snapshot.devices) {
        const std::size_t rack = snapshot.racks.indexOf(device.rack);
        if (byRack[rack] == nullptr) {
            continue;
        }
        const auto units = layout::unitsOf(snapshot, device);
        byRack[rack]->takenUnits += units ? units->last - units->first + 1 : 0;
        byRack[rack]->devices.push_back(
            {device.id,
             units ? areaOf(*byRack[rack], *units) : stripArea(*byRack[rack], strips[rack]++)});
    }
}

// How far to the right the rack stands for who looks at its front.
Length alongFront(const Rack& rack)
{
    switch (rack.front) {
    case Facing::South:
        return rack.centre.x;
    case Facing::North:
        return -1.0 * rack.centre.x;
    case Facing::East:
        return rack.centre.y;
    case Facing::West:
        return -1.0 * rack.centre.y;
    }
    return {};
}

template <typename Belongs>
std::vector<RackId> racksWith(const Snapshot& snapshot, Belongs belongs)
{
    std::vector<Rack> racks;
    std::ranges::copy_if(snapshot.racks, std::back_inserter(racks), belongs);
    std::ranges::stable_sort(racks, {}, alongFront);
    std::vector<RackId> ids;
    std::ranges::transform(racks, std::back_inserter(ids), &Rack::id);
    return ids;
}

} // namespace

FloorRect ElevationLayout::area() const
{
    if (racks.empty()) {
        return {};
    }
    FloorRect all = racks.front().area;
    for (const RackFace& face : racks) {
        all.width = layout::eastOf(face.area) - all.x;
        all.depth = std::max(all.depth, face.area.depth);
    }
    return all;
}

const RackFace* ElevationLayout::face(RackId rack) const
{
    const auto found = std::ranges::find(racks, rack, &RackFace::rack);
    return found == racks.end() ? nullptr : &*found;
}

const RackFace* ElevationLayout::faceAt(Length x) const
{
    const auto distance = [&](const RackFace& face) {
        return std::abs((layout::centreOf(face.area).x - x).base());
    };
    const auto nearest = std::ranges::min_element(racks, {}, distance);
    return nearest == racks.end() ? nullptr : &*nearest;
}

const DeviceFace* ElevationLayout::deviceAt(FloorPosition place) const
{
    for (const RackFace& face : racks) {
        for (const DeviceFace& device : face.devices) {
            if (layout::contains(device.area, place)) {
                return &device;
            }
        }
    }
    return nullptr;
}

const DeviceFace* ElevationLayout::face(DeviceId device) const
{
    for (const RackFace& face : racks) {
        const auto found = std::ranges::find(face.devices, device, &DeviceFace::device);
        if (found != face.devices.end()) {
            return &*found;
        }
    }
    return nullptr;
}

ElevationLayout elevationOf(const Snapshot& snapshot, const std::vector<RackId>& racks)
{
    ElevationLayout layout;
    Length left;
    for (const RackId id : racks) {
        const RackType& type = snapshot.rackTypes.at(snapshot.racks.at(id).type);
        layout.racks.push_back(emptyFace(type, id, left));
        left += layout.racks.back().area.width + gap;
    }
    addDevices(snapshot, layout.racks);
    const std::vector<power::Load> loads =
        racks.empty() ? std::vector<power::Load>{} : power::rackLoads(snapshot);
    for (RackFace& face : layout.racks) {
        face.load = loads[snapshot.racks.indexOf(face.rack)];
    }
    return layout;
}

FloorRect areaOf(const RackFace& face, layout::UnitSpan units)
{
    return {face.units.x,
            face.units.y + (units.first - 1) * rackUnit,
            face.units.width,
            (units.last - units.first + 1) * rackUnit};
}

int unitAt(const RackFace& face, Length y)
{
    return static_cast<int>(std::floor((y - face.units.y) / rackUnit)) + 1;
}

std::vector<RackId> racksToShow(const Snapshot& snapshot, const std::vector<Item>& selected)
{
    if (selected.empty()) {
        return {};
    }
    if (selected.size() > 1) {
        std::unordered_set<RackId> chosen;
        for (const Item& item : selected) {
            chosen.insert(rackOf(snapshot, item));
        }
        std::vector<RackId> racks =
            racksWith(snapshot, [&](const Rack& rack) { return chosen.contains(rack.id); });
        racks.resize(std::min(racks.size(), mostRacks));
        return racks;
    }
    const Item& item = selected.front();
    if (const auto* row = std::get_if<RowId>(&item)) {
        return racksWith(snapshot, [&](const Rack& rack) { return rack.row == *row; });
    }
    if (const auto* array = std::get_if<ArrayId>(&item)) {
        return racksWith(snapshot, [&](const Rack& rack) { return rack.array == *array; });
    }
    const Rack* chosen = snapshot.racks.find(rackOf(snapshot, item));
    if (chosen == nullptr) {
        return {};
    }
    return racksWith(snapshot, [&](const Rack& rack) {
        return rack.id == chosen->id || (!chosen->row.isNone() && rack.row == chosen->row);
    });
}

} // namespace rackwright::ui
