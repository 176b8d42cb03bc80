// The colours of the racks under an overlay, in the order of snapshot.racks.
#pragma once

#include "core/model/snapshot.h"
#include "ui/text/colour_map.h"

#include <vector>

namespace rackwright::ui {

std::vector<Colour> coloursByRole(const Snapshot& snapshot);

// From nothing to the end of the scale.
struct PowerColours
{
    std::vector<Colour> racks;
    Power end;
};

PowerColours coloursByPower(const Snapshot& snapshot);

} // namespace rackwright::ui
