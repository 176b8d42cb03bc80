#include "core/layout/conflicts.h"

#include "core/base/units.h"
#include "core/layout/floor_index.h"

#include <fmt/format.h>
#include <unordered_set>

namespace rackwright::layout {

namespace {

using units::metre;

// The racks in question, and the conflicts found so far of each.
class Search
{
public:
    Search(const Snapshot& snapshot, std::span<const Rack> placed)
        : snapshot_(snapshot)
        , placed_(placed)
        , areas_(footprints(snapshot, placed))
        , index_(areas_)
        , found_(placed.size())
    {}

    void amongThemselves()
    {
        for (std::size_t i = 0; i < placed_.size(); ++i) {
            index_.forEachOverlap(areas_[i], [&](std::size_t other, Length by) {
                if (i < other) {
                    found_[i].push_back(onRack(placed_[i], placed_[other], by));
                }
            });
        }
    }

    void withTheOtherRacks()
    {
        std::unordered_set<RackId> ours;
        for (const Rack& rack : placed_) {
            ours.insert(rack.id);
        }
        for (const Rack& other : snapshot_.racks) {
            if (ours.contains(other.id)) {
                continue;
            }
            index_.forEachOverlap(footprint(snapshot_, other), [&](std::size_t i, Length by) {
                found_[i].push_back(onRack(placed_[i], other, by));
            });
        }
    }

    void withTheBuilding()
    {
        for (const Fixture& fixture : snapshot_.fixtures) {
            index_.forEachOverlap(fixture.area, [&](std::size_t i, Length by) {
                found_[i].push_back({.rack = placed_[i].id,
                                     .obstacle = Obstacle::Fixture,
                                     .fixture = fixture.id,
                                     .by = by});
            });
        }
        for (std::size_t i = 0; i < placed_.size(); ++i) {
            if (hallAround(snapshot_, areas_[i]) == nullptr) {
                found_[i].push_back(beyondTheWalls(placed_[i], areas_[i]));
            }
        }
    }

    [[nodiscard]] std::vector<Conflict> found() const
    {
        std::vector<Conflict> all;
        for (const std::vector<Conflict>& ofOne : found_) {
            all.insert(all.end(), ofOne.begin(), ofOne.end());
        }
        return all;
    }

private:
    static std::vector<FloorRect> footprints(const Snapshot& snapshot, std::span<const Rack> racks)
    {
        std::vector<FloorRect> areas;
        areas.reserve(racks.size());
        for (const Rack& rack : racks) {
            areas.push_back(footprint(snapshot, rack));
        }
        return areas;
    }

    [[nodiscard]] Conflict beyondTheWalls(const Rack& rack, const FloorRect& area) const
    {
        for (const Hall& hall : snapshot_.halls) {
            if (contains(hall.area, rack.centre)) {
                const Length alongX =
                    std::max(hall.area.x - area.x, eastOf(area) - eastOf(hall.area));
                const Length alongY =
                    std::max(hall.area.y - area.y, northOf(area) - northOf(hall.area));
                return {.rack = rack.id,
                        .obstacle = Obstacle::Wall,
                        .hall = hall.id,
                        .by = std::max(alongX, alongY)};
            }
        }
        return {.rack = rack.id, .obstacle = Obstacle::NoHall};
    }

    static Conflict onRack(const Rack& rack, const Rack& other, Length by)
    {
        return {.rack = rack.id, .otherRack = other.id, .by = by};
    }

    const Snapshot& snapshot_;
    std::span<const Rack> placed_;
    std::vector<FloorRect> areas_;
    FloorIndex index_;
    std::vector<std::vector<Conflict>> found_;
};

std::string_view kindName(FixtureKind kind)
{
    switch (kind) {
    case FixtureKind::Column:
        return "column";
    case FixtureKind::Door:
        return "door";
    case FixtureKind::KeepOut:
        return "keep-out";
    }
    return {};
}

} // namespace

std::vector<Conflict> findConflicts(const Snapshot& snapshot)
{
    const std::vector<Rack> racks{snapshot.racks.begin(), snapshot.racks.end()};
    Search search(snapshot, racks);
    search.amongThemselves();
    search.withTheBuilding();
    return search.found();
}

std::vector<Conflict> conflictsOf(const Snapshot& snapshot, std::span<const Rack> placed)
{
    Search search(snapshot, placed);
    search.amongThemselves();
    search.withTheOtherRacks();
    search.withTheBuilding();
    return search.found();
}

std::string obstacleOf(const Snapshot& snapshot, const Conflict& conflict)
{
    switch (conflict.obstacle) {
    case Obstacle::Rack: {
        const Rack* other = snapshot.racks.find(conflict.otherRack);
        return other == nullptr ? "another of them" : "rack " + other->name;
    }
    case Obstacle::Fixture: {
        const Fixture& fixture = snapshot.fixtures.at(conflict.fixture);
        return fmt::format("{} {}", kindName(fixture.kind), fixture.name);
    }
    case Obstacle::Wall:
        return "the walls of " + snapshot.halls.at(conflict.hall).name;
    case Obstacle::NoHall:
        break;
    }
    return "no hall";
}

std::string describe(const Snapshot& snapshot, const Conflict& conflict, Tense tense)
{
    const bool does = tense == Tense::Does;
    const std::string obstacle = obstacleOf(snapshot, conflict);
    switch (conflict.obstacle) {
    case Obstacle::Rack:
    case Obstacle::Fixture:
        return fmt::format("it {} {} by {:.2f} m",
                           does ? "overlaps" : "would overlap",
                           obstacle,
                           conflict.by / metre);
    case Obstacle::Wall:
        return fmt::format("it {} {:.2f} m beyond {}",
                           does ? "reaches" : "would reach",
                           conflict.by / metre,
                           obstacle);
    case Obstacle::NoHall:
        break;
    }
    return fmt::format("it {} in {}", does ? "stands" : "would stand", obstacle);
}

} // namespace rackwright::layout
