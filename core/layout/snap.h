// Where a rack that is dragged comes to rest: in line with its row, against its neighbours, or on the grid.
#pragma once

#include "core/base/units.h"
#include "core/model/snapshot.h"

#include <span>

namespace rackwright::layout {

inline constexpr Length snapGrid = 0.1 * units::metre;
inline constexpr Length snapTolerance = 0.3 * units::metre;

// The centre for the rack that is held, when it is wanted at `centre` and the others in `moving` keep their
// places beside it. Across the rows, the line of a row or of a neighbour attracts it; along them, the edges of
// whatever stands in that line attract the outermost edges of all that move. What nothing attracts goes to the grid.
// Returns `centre` when `held` is not in the plan.
[[nodiscard]] FloorPosition snapped(const Snapshot& snapshot,
                                    RackId held,
                                    FloorPosition centre,
                                    std::span<const RackId> moving,
                                    Length tolerance = snapTolerance);

} // namespace rackwright::layout
