#include "ui/scene/rack_field.h"

#include "ui/scene/picking.h"

#include <algorithm>

namespace rackwright::ui::scene {

namespace {

constexpr double nearDistance = 30.0; // metres from which a device is a few pixels high
constexpr std::size_t mostNearRacks = 160;
constexpr double shadowReach = 0.55; // metres beyond the rack
constexpr double reachOfFaceplates = 0.1;

Finish finishOf(DeviceKind kind)
{
    switch (kind) {
    case DeviceKind::Server:
    case DeviceKind::StorageServer:
    case DeviceKind::CpuServer:
        return Finish::Server;
    case DeviceKind::Switch:
        return Finish::Switch;
    case DeviceKind::CoolingUnit:
    case DeviceKind::PowerStrip:
    case DeviceKind::Other:
        return Finish::Plain;
    }
    return Finish::Plain;
}

Rgba metalOf(DeviceKind kind)
{
    switch (kind) {
    case DeviceKind::Server:
        return Rgba::hex(0x8A939F);
    case DeviceKind::StorageServer:
        return Rgba::hex(0x7D8B86);
    case DeviceKind::CpuServer:
        return Rgba::hex(0x8C8794);
    case DeviceKind::Switch:
        return Rgba::hex(0x4F6F8F);
    case DeviceKind::CoolingUnit:
        return Rgba::hex(0xB9C4CF);
    case DeviceKind::PowerStrip:
        return Rgba::hex(0x2B2F36);
    case DeviceKind::Other:
        return Rgba::hex(0x858B94);
    }
    return {};
}

Vec3 topOf(const Box& box)
{
    return box.centre + Vec3{0.0, 0.0, 0.5 * box.size.z};
}

} // namespace

void RackField::show(const Snapshot& shown, const Snapshot& plan)
{
    const bool sameDevices = shown.devices.sharesRowsWith(shown_.devices) &&
                             shown.deviceTypes.sharesRowsWith(shown_.deviceTypes) &&
                             shown.racks.size() == shown_.racks.size();
    shown_ = shown;
    racks_ = rackBoxes(shown);
    if (!sameDevices || colours_.ofRack.size() != racks_.size()) {
        contents_ = RackContents{shown};
        colours_ = coloursOf(shown, overlay_);
    }
    near_.clear();
    compareWith(plan);
}

void RackField::setOverlay(Overlay overlay)
{
    overlay_ = overlay;
    colours_ = coloursOf(shown_, overlay);
}

void RackField::compareWith(const Snapshot& plan)
{
    ghost_.clear();
    left_.clear();
    moves_.clear();
    if (shown_.racks.sharesRowsWith(plan.racks)) {
        return;
    }
    ghost_.resize(racks_.size());
    for (std::size_t rack = 0; rack < racks_.size(); ++rack) {
        ghost_[rack] = plan.racks.find(racks_[rack].rack) == nullptr;
    }
    for (const Rack& rack : plan.racks) {
        const Rack* now = shown_.racks.find(rack.id);
        if (now == nullptr || now->centre != rack.centre) {
            left_.push_back(rackBox(plan, rack).box);
        }
        if (now != nullptr && now->centre != rack.centre) {
            moves_.push_back({topOf(left_.back()), topOf(rackBox(shown_, *now).box)});
        }
    }
}

std::optional<Box> RackField::boxOf(RackId rack) const
{
    const std::size_t index = shown_.racks.indexOf(rack);
    return index < racks_.size() ? std::optional{racks_[index].box} : std::nullopt;
}

std::optional<Box> RackField::boxOf(DeviceId device) const
{
    const Device* row = shown_.devices.find(device);
    if (row == nullptr) {
        return std::nullopt;
    }
    const std::size_t rack = shown_.racks.indexOf(row->rack);
    if (rack >= racks_.size()) {
        return std::nullopt;
    }
    for (const DeviceBox& box : deviceBoxes(shown_, racks_[rack], contents_.of(rack))) {
        if (box.device == device) {
            return box.box;
        }
    }
    return std::nullopt;
}

bool RackField::lookFrom(const View& view)
{
    struct Candidate
    {
        double distance;
        std::size_t rack;
    };
    std::vector<Candidate> candidates;
    const Vec3 eye = view.camera().position;
    for (std::size_t rack = 0; rack < racks_.size(); ++rack) {
        const double distance = length(racks_[rack].box.centre - eye);
        if (distance < nearDistance && view.mayShow(racks_[rack].box.centre, 1.5)) {
            candidates.push_back({distance, rack});
        }
    }
    if (candidates.size() > mostNearRacks) {
        std::ranges::nth_element(
            candidates, candidates.begin() + mostNearRacks, {}, &Candidate::distance);
        candidates.resize(mostNearRacks);
    }
    std::vector<std::size_t> chosen;
    chosen.reserve(candidates.size());
    std::ranges::transform(candidates, std::back_inserter(chosen), &Candidate::rack);
    std::ranges::sort(chosen);
    const bool changed = chosen != near_;
    near_ = std::move(chosen);
    return changed;
}

bool RackField::isNear(std::size_t rack) const
{
    return std::ranges::binary_search(near_, rack);
}

std::optional<Hit> RackField::pick(const Ray& ray) const
{
    std::optional<double> nearest;
    Hit hit;
    const auto meet = [&](const Box& box, RackId rack, DeviceId device) {
        const auto distance = distanceTo(box, ray);
        if (distance && (!nearest || *distance < *nearest)) {
            nearest = distance;
            hit = {.rack = rack, .device = device, .place = ray.origin + *distance * ray.direction};
        }
    };
    for (const RackBox& rack : racks_) {
        meet(rack.box, rack.rack, {});
    }
    for (const std::size_t rack : near_) {
        if (!isGhost(rack) && distanceTo(inflated(racks_[rack].box, reachOfFaceplates), ray)) {
            for (const DeviceBox& device : deviceBoxes(shown_, racks_[rack], contents_.of(rack))) {
                meet(device.box, racks_[rack].rack, device.device);
            }
        }
    }
    return nearest ? std::optional{hit} : std::nullopt;
}

void RackField::addInterior(std::vector<Shape>& shapes,
                            std::size_t rack,
                            const Palette& palette) const
{
    shapes.push_back(shapeOf(racks_[rack].box,
                             colours_.ofRack[rack],
                             palette.line,
                             Finish::OpenRack,
                             racks_[rack].front));
    for (const DeviceBox& device : deviceBoxes(shown_, racks_[rack], contents_.of(rack))) {
        shapes.push_back(shapeOf(
            device.box, metalOf(device.kind), palette.line, finishOf(device.kind), device.front));
    }
}

std::vector<Shape> RackField::solids(const Palette& palette) const
{
    std::vector<Shape> shapes;
    shapes.reserve(racks_.size() + 16 * near_.size());
    for (std::size_t rack = 0; rack < racks_.size(); ++rack) {
        if (isGhost(rack)) {
            continue;
        }
        if (isNear(rack)) {
            addInterior(shapes, rack, palette);
        } else {
            shapes.push_back(shapeOf(racks_[rack].box,
                                     colours_.ofRack[rack],
                                     palette.line,
                                     Finish::Rack,
                                     racks_[rack].front));
        }
    }
    return shapes;
}

std::vector<Shape> RackField::shadows(const Palette& palette) const
{
    std::vector<Shape> shapes;
    shapes.reserve(racks_.size());
    for (std::size_t rack = 0; rack < racks_.size(); ++rack) {
        if (!isGhost(rack)) {
            const Box& box = racks_[rack].box;
            shapes.push_back(shapeOf(
                {.centre = {box.centre.x, box.centre.y, 0.0},
                 .size = {box.size.x + 2.0 * shadowReach, box.size.y + 2.0 * shadowReach, 0.0}},
                palette.shadow,
                transparent,
                Finish::Soft));
        }
    }
    return shapes;
}

std::vector<Shape> RackField::ghosts(const Palette& palette) const
{
    std::vector<Shape> shapes;
    for (std::size_t rack = 0; rack < ghost_.size(); ++rack) {
        if (ghost_[rack]) {
            shapes.push_back(shapeOf(
                racks_[rack].box, palette.accent.withAlpha(110), palette.accent.withAlpha(230)));
        }
    }
    return shapes;
}

std::vector<Shape> RackField::outlines(const Palette& palette) const
{
    std::vector<Shape> shapes;
    for (const Box& box : left_) {
        shapes.push_back(
            shapeOf(box, palette.removed.withAlpha(90), palette.removed, Finish::Hatched));
    }
    return shapes;
}

} // namespace rackwright::ui::scene
