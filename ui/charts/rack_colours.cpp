#include "ui/charts/rack_colours.h"

#include "core/power/load.h"

#include <algorithm>

namespace rackwright::ui {

std::vector<Colour> coloursByRole(const Snapshot& snapshot)
{
    std::vector<Colour> colours;
    colours.reserve(snapshot.racks.size());
    for (const Rack& rack : snapshot.racks) {
        colours.push_back(colourOf(rack.role));
    }
    return colours;
}

PowerColours coloursByPower(const Snapshot& snapshot)
{
    const std::vector<power::Load> loads = power::rackLoads(snapshot);
    PowerColours result;
    for (const power::Load& load : loads) {
        result.greatest = std::max(result.greatest, load.draw);
    }
    result.racks.reserve(loads.size());
    for (const power::Load& load : loads) {
        const bool unknown = load.draw == Power{} && load.unknownParts > 0;
        result.racks.push_back(unknown || result.greatest == Power{}
                                   ? colours::unknown
                                   : cividis(load.draw / result.greatest));
    }
    return result;
}

} // namespace rackwright::ui
