// The units of a rack: which are taken, which are free.
#pragma once

#include "core/model/snapshot.h"

#include <optional>
#include <vector>

namespace rackwright::layout {

// Both ends included; unit 1 is at the foot of the rack.
struct UnitSpan
{
    int first = 0;
    int last = 0;

    friend bool operator==(const UnitSpan&, const UnitSpan&) = default;
};

// Empty for what is mounted behind the units, such as a vertical power strip, and while the unit is not known.
[[nodiscard]] std::optional<UnitSpan> unitsOf(const Snapshot& snapshot, const Device& device);

// From the foot up, as long as they are in one piece. REQUIRES: the rack is in the plan.
[[nodiscard]] std::vector<UnitSpan> freeUnits(const Snapshot& snapshot, RackId rack);

// A device that is in one of these units, or null. `except` is not looked at: a device that moves is not in its
// own way.
[[nodiscard]] const Device* inTheWay(const Snapshot& snapshot,
                                     RackId rack,
                                     UnitSpan units,
                                     DeviceId except = {});

} // namespace rackwright::layout
