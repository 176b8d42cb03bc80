#include "core/cabling/bundles.h"

#include <algorithm>
#include <map>

namespace rackwright::cabling {

namespace {

WayPoint pointOn(const Tray& tray, Length along)
{
    const Length whole = layout::lengthOf(tray);
    const double share = whole > Length{} ? along / whole : 0.0;
    return {.place = {.x = tray.from.x + share * (tray.to.x - tray.from.x),
                      .y = tray.from.y + share * (tray.to.y - tray.from.y)},
            .height = tray.height};
}

std::vector<WayPoint> wayBetween(const Snapshot& snapshot, Router& router, RackId a, RackId b)
{
    std::vector<WayPoint> way;
    if (!router.hasTrays()) {
        const Length height = rulesOf(snapshot).straightHeight;
        const FloorPosition from = snapshot.racks.at(a).centre;
        const FloorPosition to = snapshot.racks.at(b).centre;
        return {{from, height}, {{.x = to.x, .y = from.y}, height}, {to, height}};
    }
    for (const layout::Stretch& stretch : router.way(a, b)) {
        const Tray& tray = snapshot.trays[stretch.tray];
        way.push_back(pointOn(tray, stretch.from));
        way.push_back(pointOn(tray, stretch.to));
    }
    return way;
}

} // namespace

std::vector<Bundle> bundlesOf(const Snapshot& snapshot, RackId rack)
{
    std::map<RackId, int> counts;
    for (const Cable& cable : snapshot.cables) {
        const RackId a = snapshot.devices.at(cable.a).rack;
        const RackId b = snapshot.devices.at(cable.b).rack;
        if (a != b && (a == rack || b == rack)) {
            ++counts[a == rack ? b : a];
        }
    }
    std::vector<Bundle> bundles;
    if (counts.empty()) {
        return bundles;
    }
    Router router(snapshot);
    for (const auto& [other, cables] : counts) {
        bundles.push_back({other, cables, wayBetween(snapshot, router, rack, other)});
    }
    std::ranges::stable_sort(bundles, std::greater{}, &Bundle::cables);
    return bundles;
}

} // namespace rackwright::cabling
