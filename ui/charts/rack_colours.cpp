#include "ui/charts/rack_colours.h"

#include "core/base/units.h"
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
    Power greatest;
    for (const power::Load& load : loads) {
        greatest = std::max(greatest, load.draw);
    }
    PowerColours result{.racks = {}, .end = endOfScale(greatest / units::watt) * units::watt};
    result.racks.reserve(loads.size());
    for (const power::Load& load : loads) {
        const bool unknown = load.draw == Power{} && load.unknownParts > 0;
        result.racks.push_back(unknown ? colours::unknown : cividis(load.draw / result.end));
    }
    return result;
}

} // namespace rackwright::ui
