// How a cable runs: up to the tray above the racks, along it, and down; its length says what medium it needs.
#pragma once

#include "core/base/units.h"
#include "core/model/inventory.h"

namespace rackwright::layout {

// What is taken on trust about cabling. Reaches: facts B5 (passive copper at 100 Gb/s a lane 1.5 to 3 m;
// 800G SR8 50 m on OM4 multimode fibre). Tray height and slack are assumed.
struct CableRules
{
    Length trayHeight = 2.75 * units::metre; // above the floor; clears a 48 U rack of 2.3 m
    Length slackPerEnd = 0.5 * units::metre;
    Length copperReach = 3.0 * units::metre;
    Length multimodeReach = 50.0 * units::metre;
};

// Where a cable is plugged in.
struct CableEnd
{
    RackId rack;
    FloorPosition centre; // of the rack
    Length height;        // of the port above the floor
};

struct CableRun
{
    Length length;
    Medium medium = Medium::Multimode;
};

// The end at the middle of a device that is `heightUnits` high and sits at `unit` (0: behind, at the floor).
[[nodiscard]] CableEnd cableEnd(const Rack& rack, int unit, int heightUnits);

// Inside one rack it runs straight; between racks over the tray, along the aisles' directions.
[[nodiscard]] CableRun cableRun(const CableEnd& a, const CableEnd& b, const CableRules& rules = {});

} // namespace rackwright::layout
