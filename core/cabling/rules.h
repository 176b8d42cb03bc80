// What a plan takes on trust about laying cables: its assumptions of the group "Cabling", or, in a plan without
// them, what is assumed here.
#pragma once

#include "core/base/units.h"
#include "core/model/snapshot.h"

namespace rackwright::cabling {

struct Rules
{
    // "cabling.slack": a loop that lets the device be pulled out
    Length slackPerEnd = 0.5 * units::metre;
    // "cabling.bends": what bends add to a way, as a share of it
    double bends = 0.0;
    // "cabling.tray-reach": from the middle of a rack to its tray
    Length trayReach = 1.5 * units::metre;
    // Of the ways in a plan without trays; clears a 48 U rack.
    Length straightHeight = 2.75 * units::metre;
};

[[nodiscard]] Rules rulesOf(const Snapshot& snapshot);

} // namespace rackwright::cabling
