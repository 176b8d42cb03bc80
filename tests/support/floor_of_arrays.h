// A plan for tests: halls of arrays with their servers and network racks, and racks for the upper tiers.
#pragma once

#include "core/model/snapshot.h"

namespace rackwright::test {

struct FloorOfArrays
{
    int halls = 1;
    int arraysPerHall = 1;
    int servers = 0;        // fills the arrays in order; 0: all
    int serversPerRack = 8; // eight racks an array
    int networkRacksPerHall = 2;
    int nicsPerServer = 9;
};

// Catalogue: rack type "rack-48u", server "server" (4 U), switch "switch" (2 U, 64 x 800G).
[[nodiscard]] Snapshot floorOfArrays(const FloorOfArrays& floor);

} // namespace rackwright::test
