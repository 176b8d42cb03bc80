#include "core/cabling/bundles.h"

#include "core/base/units.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace rackwright::cabling {

namespace {

using units::millimetre;

WayPoint pointOn(const Tray& tray, Length along)
{
    const Length whole = layout::lengthOf(tray);
    const double share = whole > Length{} ? along / whole : 0.0;
    return {.place = {.x = tray.from.x + share * (tray.to.x - tray.from.x),
                      .y = tray.from.y + share * (tray.to.y - tray.from.y)},
            .height = tray.height};
}

// From above one rack to above the other.
std::vector<WayPoint> wayAbove(const Snapshot& snapshot,
                               Router& router,
                               const Rack& a,
                               const Rack& b)
{
    if (!router.hasTrays()) {
        const Length height = rulesOf(snapshot).straightHeight;
        return {
            {a.centre, height}, {{.x = b.centre.x, .y = a.centre.y}, height}, {b.centre, height}};
    }
    std::vector<WayPoint> way;
    for (const layout::Stretch& stretch : router.way(a.id, b.id)) {
        const Tray& tray = snapshot.trays[stretch.tray];
        way.push_back(pointOn(tray, stretch.from));
        way.push_back(pointOn(tray, stretch.to));
    }
    if (!way.empty()) { // to the trays, which may run beside the racks
        way.insert(way.begin(), {a.centre, way.front().height});
        way.push_back({b.centre, way.back().height});
    }
    return way;
}

WayPoint topOf(const Snapshot& snapshot, const Rack& rack)
{
    const RackType* type = snapshot.rackTypes.find(rack.type);
    return {rack.centre, type == nullptr ? Length{} : type->height};
}

// Three coordinates, in metres.
using Place = std::array<double, 3>;

Place placeOf(const WayPoint& point)
{
    return {point.place.x.base(), point.place.y.base(), point.height.base()};
}

WayPoint pointAt(const Place& place)
{
    return {.place = {Length::fromBase(place[0]), Length::fromBase(place[1])},
            .height = Length::fromBase(place[2])};
}

// All that lies on one line along an axis: where cables come in and leave.
class Lines
{
public:
    // Along one axis after the other where the ends are on none together.
    void add(const WayPoint& from, const WayPoint& to, int cables);
    [[nodiscard]] std::vector<Strand> strands();

private:
    struct Turn
    {
        double at = 0.0;
        int cables = 0;
    };
    struct Line
    {
        Place start{};
        std::vector<Turn> turns;
    };
    using Key =
        std::tuple<std::size_t, std::int64_t, std::int64_t>; // axis, and the others' millimetres

    std::map<Key, Line> lines_;
};

void Lines::add(const WayPoint& from, const WayPoint& to, int cables)
{
    const auto rounded = [](double metres) {
        return std::llround(Length::fromBase(metres) / millimetre);
    };
    Place at = placeOf(from);
    const Place end = placeOf(to);
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
        if (rounded(at[axis]) == rounded(end[axis])) {
            continue;
        }
        const Key key{axis, rounded(at[(axis + 1) % 3]), rounded(at[(axis + 2) % 3])};
        Line& line = lines_.try_emplace(key, Line{at, {}}).first->second;
        const auto [low, high] = std::minmax(at[axis], end[axis]);
        line.turns.push_back({low, cables});
        line.turns.push_back({high, -cables});
        at[axis] = end[axis];
    }
}

std::vector<Strand> Lines::strands()
{
    std::vector<Strand> strands;
    for (auto& [key, line] : lines_) {
        const std::size_t axis = std::get<0>(key);
        std::ranges::sort(line.turns, {}, &Turn::at);
        int cables = 0;
        Place from = line.start;
        for (const Turn& turn : line.turns) {
            Place to = line.start;
            to[axis] = turn.at;
            if (cables > 0 && to[axis] - from[axis] > millimetre.base()) {
                strands.push_back({pointAt(from), pointAt(to), cables});
            }
            cables += turn.cables;
            from = to;
        }
    }
    return strands;
}

} // namespace

std::vector<Bundle> bundlesOf(const Snapshot& snapshot, const std::vector<DeviceId>& devices)
{
    std::vector<bool> isMeant(snapshot.devices.size() + 1); // the last: no such device
    for (const DeviceId device : devices) {
        isMeant[snapshot.devices.indexOf(device)] = true;
    }
    isMeant.back() = false;
    std::map<std::pair<RackId, RackId>, int> counts;
    for (const Cable& cable : snapshot.cables) {
        if (isMeant[snapshot.devices.indexOf(cable.a)] ||
            isMeant[snapshot.devices.indexOf(cable.b)]) {
            const auto racks =
                std::minmax(snapshot.devices.at(cable.a).rack, snapshot.devices.at(cable.b).rack);
            counts[racks] += racks.first == racks.second ? 0 : 1;
        }
    }
    std::vector<Bundle> bundles;
    Router router(snapshot);
    for (const auto& [racks, cables] : counts) {
        if (cables == 0) {
            continue;
        }
        const Rack& a = snapshot.racks.at(racks.first);
        const Rack& b = snapshot.racks.at(racks.second);
        Bundle bundle{a.id, b.id, cables, wayAbove(snapshot, router, a, b)};
        if (!bundle.way.empty()) {
            bundle.way.insert(bundle.way.begin(), topOf(snapshot, a));
            bundle.way.push_back(topOf(snapshot, b));
        }
        bundles.push_back(std::move(bundle));
    }
    std::ranges::stable_sort(bundles, std::greater{}, &Bundle::cables);
    return bundles;
}

std::vector<Strand> strandsOf(const std::vector<Bundle>& bundles)
{
    Lines lines;
    for (const Bundle& bundle : bundles) {
        for (std::size_t i = 1; i < bundle.way.size(); ++i) {
            lines.add(bundle.way[i - 1], bundle.way[i], bundle.cables);
        }
    }
    return lines.strands();
}

} // namespace rackwright::cabling
