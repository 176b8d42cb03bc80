// The shader of BoxProp.
#pragma once

namespace rackwright::ui::scene {

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

inline constexpr auto boxFragmentShader = R"(//VTK::System::Dec
//VTK::Output::Dec
in vec2 onFace;
in float height;
flat in vec2 halfFace;
flat in vec4 fillColour;
flat in vec4 lineColour;
flat in vec2 looks;

uniform float strength;

// How much of this pixel a line of the given half width covers at this distance from its middle.
float covered(float distance, float halfWidth, float pixel)
{
    float drawn = max(halfWidth, 0.5 * pixel);
    return clamp((drawn - distance) / pixel + 0.5, 0.0, 1.0);
}

void main()
{
    vec2 pixel = max(fwidth(onFace), vec2(1e-5));
    vec2 inside = halfFace - abs(onFace);
    vec4 colour = fillColour;
    int finish = int(looks.x + 0.5);
    if (finish == 2) { // Soft
        vec2 fade = smoothstep(vec2(0.0), min(halfFace, vec2(0.6)), inside);
        colour.a *= fade.x * fade.y;
    } else if (finish == 3) { // Hatched
        float stripe = abs(fract((onFace.x + onFace.y) * 1.6) - 0.5);
        colour.a *= stripe < 0.12 ? 1.0 : 0.25;
    } else if (finish != 0) {
        colour.rgb *= mix(0.74, 1.0, smoothstep(-0.1, 1.5, height));
    }
    if (looks.y > 0.5 && finish == 4) { // Rack: eight devices above a foot
        float across = pixel.y;
        float unit = 2.0 * halfFace.y / 9.0;
        float seam = abs(fract((onFace.y + halfFace.y) / unit + 0.5) - 0.5) * unit;
        float seen = clamp(0.09 / across, 0.0, 1.0);
        float field = step(abs(onFace.x), halfFace.x * 0.86);
        colour.rgb *= 1.0 - 0.30 * field * seen;
        colour.rgb *= 1.0 - 0.45 * field * seen * covered(seam, 0.012, across);
    } else if (looks.y > 0.5 && finish == 7) { // OpenRack: a dark opening between the posts
        float opening = clamp(min((inside.x - 0.05) / pixel.x, (inside.y - 0.06) / pixel.y) + 0.5, 0.0, 1.0);
        colour.rgb = mix(colour.rgb, vec3(0.11, 0.12, 0.14), opening);
    } else if (looks.y > 0.5 && finish == 5) { // Server: two fields of vents between handles
        float seen = clamp(0.008 / pixel.x - 1.0, 0.0, 1.0);
        float vent = step(abs(onFace.x), halfFace.x * 0.88) * step(abs(onFace.y), halfFace.y * 0.62);
        float hole = smoothstep(0.2, 0.4, abs(fract(onFace.x * 60.0) - 0.5));
        colour.rgb *= 1.0 - vent * mix(0.28, 0.55 * hole, seen);
    } else if (looks.y > 0.5 && finish == 6) { // Switch: rows of ports
        float seen = clamp(0.014 / pixel.x - 1.0, 0.0, 1.0);
        vec2 port = abs(fract(onFace * vec2(36.0, 40.0)) - 0.5);
        float field = step(abs(onFace.x), halfFace.x * 0.9) * step(abs(onFace.y), halfFace.y * 0.8);
        float hole = step(port.x, 0.36) * step(port.y, 0.34);
        colour.rgb *= 1.0 - field * mix(0.30, 0.6 * hole, seen);
    }
    if (lineColour.a > 0.0) {
        float lineWidth = min(0.03, 0.08 * min(halfFace.x, halfFace.y)); // metres
        vec2 edge = vec2(covered(inside.x, lineWidth, pixel.x), covered(inside.y, lineWidth, pixel.y));
        // Lines give way before they cover what they bound.
        edge *= clamp(halfFace / (4.0 * pixel), 0.0, 1.0);
        float drawn = max(edge.x, edge.y) * lineColour.a;
        float alpha = drawn + colour.a * (1.0 - drawn);
        colour.rgb = mix(colour.rgb, lineColour.rgb, drawn / max(alpha, 1e-4));
        colour.a = alpha;
    }
    gl_FragData[0] = vec4(colour.rgb, colour.a * strength);
}
)";

} // namespace rackwright::ui::scene
