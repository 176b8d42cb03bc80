#include "ui/scene/rack_box.h"

#include "core/base/units.h"
#include "core/layout/footprint.h"

#include <numeric>

namespace rackwright::ui::scene {

using namespace units;

namespace {

constexpr double panel = 0.04;       // metres of sheet metal
constexpr double faceWidth = 0.4826; // of 19 inch devices, EIA-310
constexpr double standOut = 0.02;    // of faceplates before the rack, so that they are seen
constexpr double rearRoom = 0.25;    // for manifolds, power strips and cables

// A box given in the rack's own axes: across to the right of one who looks at the front, inwards from the
// front, up from the floor.
struct Inside
{
    double across = 0.0;  // of the middle, from the rack's middle
    double inwards = 0.0; // of the near side, from the front
    double up = 0.0;      // of the lower side
    double width = 0.0;
    double depth = 0.0;
    double height = 0.0;
};

double widthOf(const RackBox& rack)
{
    const bool alongX = rack.front == Facing::North || rack.front == Facing::South;
    return alongX ? rack.box.size.x : rack.box.size.y;
}

double depthOf(const RackBox& rack)
{
    return rack.box.size.x + rack.box.size.y - widthOf(rack);
}

Box placed(const RackBox& rack, const Inside& inside)
{
    const double outwards = depthOf(rack) / 2.0 - inside.inwards - inside.depth / 2.0;
    const Vec3 floor{rack.box.centre.x, rack.box.centre.y, inside.up + inside.height / 2.0};
    switch (rack.front) {
    case Facing::South:
        return {floor + Vec3{inside.across, -outwards, 0.0},
                {inside.width, inside.depth, inside.height}};
    case Facing::North:
        return {floor + Vec3{-inside.across, outwards, 0.0},
                {inside.width, inside.depth, inside.height}};
    case Facing::East:
        return {floor + Vec3{outwards, inside.across, 0.0},
                {inside.depth, inside.width, inside.height}};
    case Facing::West:
        return {floor + Vec3{-outwards, -inside.across, 0.0},
                {inside.depth, inside.width, inside.height}};
    }
    return rack.box;
}

// Where rack unit 1 starts: units are centred in the height.
double firstUnit(const Snapshot& snapshot, const RackBox& rack)
{
    const RackType* type = snapshot.rackTypes.find(snapshot.racks.at(rack.rack).type);
    const double units = type == nullptr ? 0.0 : type->heightUnits * (rackUnit / metre);
    return std::max(panel, (rack.box.size.z - units) / 2.0);
}

} // namespace

RackBox rackBox(const Snapshot& snapshot, const Rack& rack)
{
    const RackType* type = snapshot.rackTypes.find(rack.type);
    const FloorRect floor = layout::footprint(snapshot, rack);
    const double height = type == nullptr ? 0.0 : type->height / metre;
    return {.rack = rack.id,
            .role = rack.role,
            .front = rack.front,
            .box = {.centre = {rack.centre.x / metre, rack.centre.y / metre, height / 2.0},
                    .size = {floor.width / metre, floor.depth / metre, height}}};
}

std::vector<RackBox> rackBoxes(const Snapshot& snapshot)
{
    std::vector<RackBox> boxes;
    boxes.reserve(snapshot.racks.size());
    for (const Rack& rack : snapshot.racks) {
        boxes.push_back(rackBox(snapshot, rack));
    }
    return boxes;
}

RackContents::RackContents(const Snapshot& snapshot)
    : firstOfRack_(snapshot.racks.size() + 1)
{
    std::vector<std::uint32_t> rackOf;
    rackOf.reserve(snapshot.devices.size());
    for (const Device& device : snapshot.devices) {
        const std::size_t rack = snapshot.racks.indexOf(device.rack);
        rackOf.push_back(static_cast<std::uint32_t>(rack));
        if (rack < snapshot.racks.size()) {
            ++firstOfRack_[rack + 1];
        }
    }
    std::partial_sum(firstOfRack_.begin(), firstOfRack_.end(), firstOfRack_.begin());
    std::vector<std::uint32_t> next = firstOfRack_;
    devices_.resize(firstOfRack_.back());
    for (std::uint32_t device = 0; device < rackOf.size(); ++device) {
        if (rackOf[device] < snapshot.racks.size()) {
            devices_[next[rackOf[device]]++] = device;
        }
    }
}

std::span<const std::uint32_t> RackContents::of(std::size_t rackIndex) const
{
    if (rackIndex + 1 >= firstOfRack_.size()) {
        return {};
    }
    const std::uint32_t first = firstOfRack_[rackIndex];
    return std::span{devices_}.subspan(first, firstOfRack_[rackIndex + 1] - first);
}

std::vector<DeviceBox> deviceBoxes(const Snapshot& snapshot,
                                   const RackBox& rack,
                                   std::span<const std::uint32_t> devices)
{
    std::vector<DeviceBox> boxes;
    const double foot = firstUnit(snapshot, rack);
    const double width = std::min(faceWidth, widthOf(rack) - 2.0 * panel);
    double strips = 0.0;
    for (const std::uint32_t index : devices) {
        const Device& device = snapshot.devices[index];
        const DeviceType* type = snapshot.deviceTypes.find(device.type);
        if (type == nullptr) {
            continue;
        }
        Inside inside{.inwards = -standOut,
                      .up = foot + (device.unit - 1) * (rackUnit / metre),
                      .width = width,
                      .depth = depthOf(rack) - rearRoom,
                      .height = type->heightUnits * (rackUnit / metre)};
        if (device.unit == 0 ||
            type->heightUnits == 0) { // upright behind the devices, beside each other
            inside = {.across = widthOf(rack) / 2.0 - panel - 0.05 - 0.07 * strips++,
                      .inwards = depthOf(rack) - 0.04,
                      .up = foot,
                      .width = 0.05,
                      .depth = 0.06,
                      .height = 0.8 * rack.box.size.z};
        }
        boxes.push_back({.device = device.id,
                         .kind = type->kind,
                         .front = rack.front,
                         .box = placed(rack, inside)});
    }
    return boxes;
}

} // namespace rackwright::ui::scene
