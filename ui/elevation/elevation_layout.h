// Racks from the front, side by side: where each rack, device and unit is drawn. Metres; x to the right as the viewer
// stands before the racks, y up from the floor.
#pragma once

#include "core/layout/rack_units.h"
#include "core/model/snapshot.h"
#include "core/power/load.h"
#include "ui/document/selection.h"

#include <optional>
#include <vector>

namespace rackwright::ui {

struct DeviceFace
{
    DeviceId device;
    FloorRect area;
};

struct RackFace
{
    RackId rack;
    FloorRect area;
    FloorRect units; // where devices are mounted
    int heightUnits = 0;
    int takenUnits = 0;
    power::Load load;
    std::vector<DeviceFace> devices; // strips that hang behind the units stand beside them
};

struct ElevationLayout
{
    std::vector<RackFace> racks;

    // All of it; empty without racks.
    [[nodiscard]] FloorRect area() const;
    [[nodiscard]] const RackFace* face(RackId rack) const; // null: not shown
    [[nodiscard]] const RackFace* faceAt(Length x) const;  // the nearest one; null: no racks
    [[nodiscard]] const DeviceFace* deviceAt(FloorPosition place) const;
    [[nodiscard]] const DeviceFace* face(DeviceId device) const;
};

// REQUIRES: the racks are in the plan.
[[nodiscard]] ElevationLayout elevationOf(const Snapshot& snapshot,
                                          const std::vector<RackId>& racks);

// The part of the face that these units take.
[[nodiscard]] FloorRect areaOf(const RackFace& face, layout::UnitSpan units);

// The unit at this height, also beyond the rack's.
[[nodiscard]] int unitAt(const RackFace& face, Length y);

// What is shown for a selection: several racks as they are (200 at most), one rack with its row, a row, an array; in the order
// in which they stand, seen from the front. Empty for nothing and for halls.
[[nodiscard]] std::vector<RackId> racksToShow(const Snapshot& snapshot,
                                              const std::vector<Item>& selected);

} // namespace rackwright::ui
