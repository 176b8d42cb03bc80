#include "core/cabling/router.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

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

std::uint64_t Router::Racks::key() const
{
    return static_cast<std::uint64_t>(first.value) << 32 | static_cast<std::uint32_t>(second.value);
}

const std::optional<layout::TrayPlace>& Router::placeOf(RackId rack) const
{
    return places_[snapshot_.racks.indexOf(rack)];
}

Router::Pair Router::straight(Racks racks) const
{
    const FloorPosition& from = snapshot_.racks.at(racks.first).centre;
    const FloorPosition& to = snapshot_.racks.at(racks.second).centre;
    return {.along = distance(from.x, to.x) + distance(from.y, to.y),
            .heightAtFirst = rules_.straightHeight,
            .heightAtSecond = rules_.straightHeight};
}

// REQUIRES: both racks have a place.
std::optional<layout::Way> Router::wayOf(Racks racks)
{
    return network_.way(*placeOf(racks.first), *placeOf(racks.second), racks.key());
}

Router::Pair Router::measure(Racks racks)
{
    if (!hasTrays()) {
        return straight(racks);
    }
    const auto& first = placeOf(racks.first);
    const auto& second = placeOf(racks.second);
    if (!first || !second) {
        return {.obstacle = first ? Obstacle::NoTrayAtB : Obstacle::NoTrayAtA};
    }
    const auto way = wayOf(racks);
    if (!way) {
        return {.obstacle = Obstacle::NotJoined};
    }
    return {.along = way->length + first->aside + second->aside,
            .heightAtFirst = snapshot_.trays[way->first].height,
            .heightAtSecond = snapshot_.trays[way->last].height};
}

const Router::Pair& Router::pairOf(Racks racks)
{
    const auto known = pairs_.find(racks.key());
    return known != pairs_.end() ? known->second
                                 : pairs_.emplace(racks.key(), measure(racks)).first->second;
}

Run Router::run(const Port& a, const Port& b)
{
    const Length slack = 2.0 * rules_.slackPerEnd;
    if (a.rack == b.rack) {
        return {.length = distance(a.height, b.height) + slack};
    }
    if (b.rack < a.rack) {
        Run run = this->run(b, a);
        if (run.obstacle == Obstacle::NoTrayAtA || run.obstacle == Obstacle::NoTrayAtB) {
            run.obstacle =
                run.obstacle == Obstacle::NoTrayAtA ? Obstacle::NoTrayAtB : Obstacle::NoTrayAtA;
        }
        return run;
    }
    const Pair& pair = pairOf({a.rack, b.rack});
    if (!pair.along) {
        return {.length = {}, .obstacle = pair.obstacle};
    }
    const Length drops =
        distance(pair.heightAtFirst, a.height) + distance(pair.heightAtSecond, b.height);
    return {.length = (1.0 + rules_.bends) * (*pair.along + drops) + slack};
}

std::vector<layout::Stretch> Router::way(RackId a, RackId b)
{
    const Racks racks{std::min(a, b), std::max(a, b)};
    if (a == b || !placeOf(a) || !placeOf(b)) {
        return {};
    }
    auto way = wayOf(racks);
    if (!way) {
        return {};
    }
    if (a != racks.first) {
        std::ranges::reverse(way->stretches);
        for (layout::Stretch& stretch : way->stretches) {
            std::swap(stretch.from, stretch.to);
        }
    }
    return std::move(way->stretches);
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
