// Where switches find room: the free rack units of the racks that may take them.
#pragma once

#include "core/model/snapshot.h"

#include <optional>
#include <span>
#include <vector>

namespace rackwright::edit {

struct SwitchPlace
{
    RackId rack;
    int unit = 0; // lowest of the units that it takes, from 1
};

// Racks fill from the top, near the tray. At most five sixths of a rack take devices: 20 switches of 2 U in
// 48 U; the rest is left to patch panels and cable (assumed).
class SwitchRoom
{
public:
    // Devices of the fabrics in `leaving` take no room. Only network racks are looked at.
    SwitchRoom(const Snapshot& snapshot, int switchUnits, std::span<const FabricId> leaving);

    // In the network racks of an array, or nothing.
    std::optional<SwitchPlace> takeInArray(ArrayId array);

    // In the racks outside arrays: in `hall` while there is room, else in another; the nearest to `near` first.
    std::optional<SwitchPlace> takeNear(FloorPosition near, HallId hall);

    // How many switches a rack of those outside arrays takes when empty; 0: there is no such rack.
    [[nodiscard]] int switchesPerRack() const { return perRack_; }

private:
    struct Space
    {
        const Rack* rack = nullptr;
        std::vector<bool> taken; // by unit
        int room = 0;            // switches that still go in
    };

    [[nodiscard]] std::optional<SwitchPlace> takeIn(Space& space);

    int switchUnits_;
    int perRack_ = 0;
    std::vector<Space> arraySpaces_; // by array
    std::vector<Space> rowSpaces_;
};

} // namespace rackwright::edit
