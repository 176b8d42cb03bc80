// The cables of some devices, gathered by the racks that they join: the way that each bundle takes, and where bundles lie
// side by side.
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
    RackId a; // the lower id
    RackId b;
    int cables = 0;
    std::vector<WayPoint>
        way; // from the top of one rack to the top of the other; empty: there is none
};

// With an end in one of the devices and the other in another rack; the most cables first. Without trays a way has one
// bend.
[[nodiscard]] std::vector<Bundle> bundlesOf(const Snapshot& snapshot,
                                            const std::vector<DeviceId>& devices);

// A straight piece, along x, along y or upright, in which as many cables lie.
struct Strand
{
    WayPoint from;
    WayPoint to;
    int cables = 0;
};

[[nodiscard]] std::vector<Strand> strandsOf(const std::vector<Bundle>& bundles);

} // namespace rackwright::cabling
