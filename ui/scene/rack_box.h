// Racks and what is mounted in them as boxes, with their identity: what is drawn is what is picked.
#pragma once

#include "core/model/snapshot.h"
#include "ui/scene/vec3.h"

#include <cstdint>
#include <span>
#include <vector>

namespace rackwright::ui::scene {

struct RackBox
{
    RackId rack;
    RackRole role = RackRole::Compute;
    Facing front = Facing::South;
    Box box;
};

[[nodiscard]] RackBox rackBox(const Snapshot& snapshot, const Rack& rack);

// In the order of the plan's racks.
[[nodiscard]] std::vector<RackBox> rackBoxes(const Snapshot& snapshot);

// Which devices each rack holds, as positions in the plan's table of devices.
class RackContents
{
public:
    RackContents() = default;
    explicit RackContents(const Snapshot& snapshot);

    [[nodiscard]] std::span<const std::uint32_t> of(std::size_t rackIndex) const;

private:
    std::vector<std::uint32_t> firstOfRack_{0};
    std::vector<std::uint32_t> devices_;
};

struct DeviceBox
{
    DeviceId device;
    DeviceKind kind = DeviceKind::Other;
    Facing front = Facing::South;
    Box box;
};

// Their faceplates stand out a little from the rack. `devices` as RackContents gives them.
[[nodiscard]] std::vector<DeviceBox> deviceBoxes(const Snapshot& snapshot,
                                                 const RackBox& rack,
                                                 std::span<const std::uint32_t> devices);

} // namespace rackwright::ui::scene
