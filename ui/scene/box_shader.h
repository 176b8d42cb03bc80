// The shader of BoxProp.
#pragma once

#include "ui/scene/shape.h"

#include <bitset>
#include <string>
#include <vector>

namespace rackwright::ui::scene {

// What some shapes need of the fragment shader. llvmpipe runs every branch for every pixel: what no shape needs is
// left out before it is compiled.
struct ShaderNeeds
{
    std::bitset<8> finishes; // by Finish
    bool lines = false;

    friend bool operator==(const ShaderNeeds&, const ShaderNeeds&) = default;
};

[[nodiscard]] ShaderNeeds needsOf(const std::vector<Shape>& shapes);
[[nodiscard]] std::string boxFragmentShader(const ShaderNeeds& needs);

inline constexpr auto boxVertexShader = R"(//VTK::System::Dec
in vec3 corner; // x: axis of the face, yz: place on it
in vec3 centre;
in vec3 size;
in vec4 fill;
in vec4 line;
in vec4 look; // finish, front

uniform mat4 worldToClip;
uniform vec3 eye;

out vec2 onFace;    // metres from the middle of the face
out float height;   // metres above the floor
flat out vec2 halfFace;
flat out vec4 fillColour;
flat out vec4 lineColour;
flat out vec2 looks; // finish, 1 on the front face

void main()
{
    vec3 half_ = 0.5 * size;
    vec3 towards = step(centre, eye) * 2.0 - 1.0;
    int axis = int(corner.x + 0.5);
    vec3 offset;
    float light;
    float front = floor(look.y * 255.0 + 0.5); // Facing: north, east, south, west
    float isFront = 0.0;
    if (axis == 0) { // east or west
        offset = vec3(towards.x, corner.y, corner.z);
        halfFace = half_.yz;
        light = towards.x > 0.0 ? 0.84 : 0.76;
        isFront = front == (towards.x > 0.0 ? 1.0 : 3.0) ? 1.0 : 0.0;
    } else if (axis == 1) { // north or south
        offset = vec3(corner.y, towards.y, corner.z);
        halfFace = half_.xz;
        light = towards.y < 0.0 ? 0.92 : 0.70;
        isFront = front == (towards.y > 0.0 ? 0.0 : 2.0) ? 1.0 : 0.0;
    } else {
        offset = vec3(corner.y, corner.z, towards.z);
        halfFace = half_.xy;
        light = 1.0;
    }
    vec3 place = centre + offset * half_;
    onFace = corner.yz * halfFace;
    height = place.z;
    fillColour = vec4(fill.rgb * light, fill.a);
    lineColour = line;
    looks = vec2(floor(look.x * 255.0 + 0.5), isFront);
    gl_Position = worldToClip * vec4(place, 1.0);
}
)";

} // namespace rackwright::ui::scene
