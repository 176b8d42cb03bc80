// A box as the graphics card draws it. Everything in the scene but lines is made of these.
#pragma once

#include "core/model/geometry.h"
#include "ui/scene/rgba.h"
#include "ui/scene/vec3.h"

#include <array>

namespace rackwright::ui::scene {

// How the shader finishes a box. The numbers are known to the shader.
enum class Finish : std::uint8_t
{
    Plain = 0,
    Shaded = 1,  // darker towards the floor, as in a row of racks
    Soft = 2,    // fades out towards its edges: a shadow
    Hatched = 3, // diagonal stripes
    Rack = 4,    // as Shaded, with the seams of mounted devices on the front
    Server = 5,  // a faceplate: vents
    Switch = 6,  // a faceplate: rows of ports
    OpenRack = 7 // as Rack, with a dark opening that devices are drawn in front of
};

struct Shape
{
    std::array<float, 3> centre{};
    std::array<float, 3> size{};
    Rgba fill;
    Rgba line; // edges; alpha 0: none
    Finish finish = Finish::Plain;
    std::uint8_t front = 0; // the side that the finish decorates, a Facing
    std::array<std::uint8_t, 2> unused{};
};

[[nodiscard]] inline Shape shapeOf(const Box& box,
                                   Rgba fill,
                                   Rgba line = transparent,
                                   Finish finish = Finish::Plain,
                                   Facing front = Facing::South)
{
    const auto single = [](Vec3 v) {
        return std::array{
            static_cast<float>(v.x), static_cast<float>(v.y), static_cast<float>(v.z)};
    };
    return {.centre = single(box.centre),
            .size = single(box.size),
            .fill = fill,
            .line = line,
            .finish = finish,
            .front = static_cast<std::uint8_t>(front)};
}

} // namespace rackwright::ui::scene
