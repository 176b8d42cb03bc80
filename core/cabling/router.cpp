#include "core/cabling/router.h"

#include <algorithm>
#include <fmt/format.h>

namespace rackwright::cabling {

namespace {

Length distance(Length a, Length b)
{
    return a < b ? b - a : a - b;
}

} // namespace

Port portOf(const Snapshot& snapshot, const Device& device)
{
    const DeviceType* type = snapshot.deviceTypes.find(device.type);
    const int units = type == nullptr ? 0 : std::max(type->heightUnits, 0);
    const double middle = std::max(device.unit, 1) - 1 + units / 2.0;
    return {.rack = device.rack, .height = middle * units::rackUnit};
}

Router::Router(const Snapshot& snapshot)
    : snapshot_(snapshot)
    , rules_(rulesOf(snapshot))
    , network_(snapshot.trays)
{
    places_.reserve(snapshot.racks.size());
    for (const Rack& rack : snapshot.racks) {
        places_.push_back(network_.placeNear(rack.centre, rules_.trayReach));
    }
}

Router::Pair Router::measure(RackId a, RackId b)
{
    const std::size_t first = snapshot_.racks.indexOf(a);
    const std::size_t second = snapshot_.racks.indexOf(b);
    if (!hasTrays()) {
        const FloorPosition& from = snapshot_.racks[first].centre;
        const FloorPosition& to = snapshot_.racks[second].centre;
        return {distance(from.x, to.x) + distance(from.y, to.y), Obstacle::None};
    }
    if (!places_[first] || !places_[second]) {
        return {std::nullopt, places_[first] ? Obstacle::NoTrayAtB : Obstacle::NoTrayAtA};
    }
    const auto along = network_.distance(*places_[first], *places_[second]);
    if (!along) {
        return {std::nullopt, Obstacle::NotJoined};
    }
    return {*along + places_[first]->aside + places_[second]->aside, Obstacle::None};
}

const Router::Pair& Router::pairOf(RackId a, RackId b)
{
    const auto key =
        static_cast<std::uint64_t>(a.value) << 32 | static_cast<std::uint32_t>(b.value);
    const auto known = pairs_.find(key);
    return known != pairs_.end() ? known->second : pairs_.emplace(key, measure(a, b)).first->second;
}

// REQUIRES: the rack has a tray, or the plan has none.
Length Router::drop(const Port& port) const
{
    const auto& place = places_[snapshot_.racks.indexOf(port.rack)];
    return distance(place ? snapshot_.trays[place->tray].height : rules_.straightHeight,
                    port.height);
}

Run Router::run(const Port& a, const Port& b)
{
    const Length slack = 2.0 * rules_.slackPerEnd;
    if (a.rack == b.rack) {
        return {.length = distance(a.height, b.height) + slack};
    }
    const Pair& pair = pairOf(a.rack, b.rack);
    if (!pair.along) {
        return {.length = {}, .obstacle = pair.obstacle};
    }
    return {.length = (1.0 + rules_.bends) * (*pair.along + drop(a) + drop(b)) + slack};
}

std::vector<layout::Stretch> Router::way(RackId a, RackId b)
{
    const auto& from = places_[snapshot_.racks.indexOf(a)];
    const auto& to = places_[snapshot_.racks.indexOf(b)];
    return a == b || !from || !to ? std::vector<layout::Stretch>{} : network_.way(*from, *to);
}

std::string describe(const Snapshot& snapshot, Obstacle obstacle, RackId a, RackId b)
{
    const auto nameOf = [&](RackId id) { return snapshot.racks.at(id).name; };
    switch (obstacle) {
    case Obstacle::NoTrayAtA:
    case Obstacle::NoTrayAtB:
        return fmt::format("no tray within {:g} m of rack {}",
                           rulesOf(snapshot).trayReach / units::metre,
                           nameOf(obstacle == Obstacle::NoTrayAtA ? a : b));
    case Obstacle::NotJoined:
        return fmt::format("no trays lead from rack {} to rack {}", nameOf(a), nameOf(b));
    case Obstacle::None:
        break;
    }
    return {};
}

} // namespace rackwright::cabling
