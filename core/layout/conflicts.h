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
    Wall, // of the hall that has its centre
    NoHall,
};

struct Conflict
{
    RackId rack;
    Obstacle obstacle = Obstacle::Rack;
    RackId otherRack;  // of Obstacle::Rack
    FixtureId fixture; // of Obstacle::Fixture
    HallId hall;       // of Obstacle::Wall
    Length by;         // how far it has to move to be free; zero when that is not known
};

// All of a plan, each pair of racks once.
[[nodiscard]] std::vector<Conflict> findConflicts(const Snapshot& snapshot);

// Of racks as they would stand (new ones, or racks of the plan on a new place) with one another and with the
// rest of the plan. In the order of `placed`.
[[nodiscard]] std::vector<Conflict> conflictsOf(const Snapshot& snapshot,
                                                std::span<const Rack> placed);

enum class Tense
{
    Would, // of a place that is asked for
    Does,  // of the place where it stands
};

// Why the rack cannot stand there, as a clause: "it would overlap rack H1-R03-07 by 0.32 m".
[[nodiscard]] std::string describe(const Snapshot& snapshot,
                                   const Conflict& conflict,
                                   Tense tense = Tense::Would);

// What is in the way: "rack H1-R03-07", "column C3", "the walls of Hall 1", "no hall".
[[nodiscard]] std::string obstacleOf(const Snapshot& snapshot, const Conflict& conflict);

} // namespace rackwright::layout
