// The building as shapes: its outline and floor, halls, aisles, columns, doors.
#pragma once

#include "core/model/snapshot.h"
#include "ui/scene/palette.h"
#include "ui/scene/shape.h"

#include <vector>

namespace rackwright::ui::scene {

// A rectangle of the floor from one height to another.
[[nodiscard]] Box boxOn(const FloorRect& floor, double from, double to);

// Flat on the floor, in the order to draw them: building, halls, aisles.
[[nodiscard]] std::vector<Shape> groundShapes(const Snapshot& snapshot, const Palette& palette);

// What stands on the floor beside the racks.
[[nodiscard]] std::vector<Shape> structureShapes(const Snapshot& snapshot, const Palette& palette);

enum class AisleKind
{
    Cold,
    Hot,
};

struct Aisle
{
    AisleKind kind = AisleKind::Cold;
    FloorRect area;
};

// The strips between rows and beside the outer ones; where a front looks at a back, each has its half.
[[nodiscard]] std::vector<Aisle> aisles(const Snapshot& snapshot);

// What a first look shows: the halls with their racks; without halls the building.
[[nodiscard]] Box contentBounds(const Snapshot& snapshot);

// All that can be drawn.
[[nodiscard]] Box siteBounds(const Snapshot& snapshot);

} // namespace rackwright::ui::scene
