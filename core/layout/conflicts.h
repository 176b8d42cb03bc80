// Racks that stand where they cannot: on another rack, on a column, in front of a door, outside every hall.
#pragma once

#include "core/model/snapshot.h"

#include <span>
#include <string>
#include <vector>

namespace rackwright::layout {

enum class Obstacle
{
    Rack,
    Fixture,
    Wall, // no hall has the whole rack
};

struct Conflict
{
    RackId rack;
    Obstacle obstacle = Obstacle::Rack;
    RackId otherRack;  // of Obstacle::Rack
    FixtureId fixture; // of Obstacle::Fixture
    Length by;         // how far they overlap; unknown, zero, for walls
};

// All of a plan, each pair of racks once.
[[nodiscard]] std::vector<Conflict> findConflicts(const Snapshot& snapshot);

// Of racks as they would stand (new ones, or racks of the plan on a new place) with one another and with the
// rest of the plan. In the order of `placed`.
[[nodiscard]] std::vector<Conflict> conflictsOf(const Snapshot& snapshot,
                                                std::span<const Rack> placed);

// The obstacle as a clause: "rack H1-R03-07 by 0.32 m".
[[nodiscard]] std::string describe(const Snapshot& snapshot, const Conflict& conflict);

} // namespace rackwright::layout
