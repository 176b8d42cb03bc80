// Places on the floor. Site coordinates: metres from the building's south-west corner, x east, y north.
#pragma once

#include "core/base/quantity.h"

namespace rackwright {

struct FloorPosition
{
    Length x;
    Length y;

    friend bool operator==(const FloorPosition&, const FloorPosition&) = default;
};

// An axis-parallel rectangle by its south-west corner and size.
struct FloorRect
{
    Length x;
    Length y;
    Length width; // along x
    Length depth; // along y

    friend bool operator==(const FloorRect&, const FloorRect&) = default;
};

// Where the front (cold side) of a rack looks.
enum class Facing
{
    North,
    East,
    South,
    West,
};

} // namespace rackwright
