// Where things stand: footprints of racks and how rectangles on the floor relate.
#pragma once

#include "core/model/snapshot.h"

namespace rackwright::layout {

// Racks that touch share an edge; what overlaps by less than this only touches.
inline constexpr Length touching = Length::fromBase(1e-3);

[[nodiscard]] FloorRect footprint(FloorPosition centre, Length width, Length depth, Facing front);

// Empty, at the centre, when the rack's type is not in the plan.
[[nodiscard]] FloorRect footprint(const Snapshot& snapshot, const Rack& rack);

[[nodiscard]] FloorPosition centreOf(const FloorRect& rect);
[[nodiscard]] Length eastOf(const FloorRect& rect);
[[nodiscard]] Length northOf(const FloorRect& rect);

// How far one has to move so that they only touch; zero when they do not overlap.
[[nodiscard]] Length overlap(const FloorRect& a, const FloorRect& b);

[[nodiscard]] bool contains(const FloorRect& outer, const FloorRect& inner);
[[nodiscard]] bool contains(const FloorRect& rect, FloorPosition point);

// The hall that the whole rectangle lies in, or null.
[[nodiscard]] const Hall* hallAround(const Snapshot& snapshot, const FloorRect& rect);

// The row whose line the point lies in, or null.
[[nodiscard]] const Row* rowAt(const Snapshot& snapshot, FloorPosition point);

} // namespace rackwright::layout
