// The cables of a rack gathered by where they lead, with the way that each bundle takes.
#pragma once

#include "core/cabling/router.h"

#include <vector>

namespace rackwright::cabling {

struct WayPoint
{
    FloorPosition place;
    Length height;
};

struct Bundle
{
    RackId other;
    int cables = 0;
    std::vector<WayPoint> way; // from tray to tray, without the drops; empty: there is none
};

// To other racks, the most cables first. Without trays a way has one bend.
[[nodiscard]] std::vector<Bundle> bundlesOf(const Snapshot& snapshot, RackId rack);

} // namespace rackwright::cabling
