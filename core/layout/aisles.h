// Whether people can walk, and racks be wheeled, past the racks.
#pragma once

#include "core/model/snapshot.h"

#include <vector>

namespace rackwright::layout {

enum class Side
{
    Front,
    Back,
};

// A rack with less room before or behind it than is asked for.
struct NarrowWay
{
    RackId rack;
    Side side = Side::Front;
    Length width; // to the next rack, column or wall
};

// In the order of the racks. Racks that stand in no hall are left out, and so is what doors keep clear.
[[nodiscard]] std::vector<NarrowWay> narrowWays(const Snapshot& snapshot,
                                                Length leastFront,
                                                Length leastBack);

} // namespace rackwright::layout
