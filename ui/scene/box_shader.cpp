#include "ui/scene/box_shader.h"

#include <array>

namespace rackwright::ui::scene {

namespace {

// By Finish.
constexpr std::array finishNames{
    "PLAIN", "SHADED", "SOFT", "HATCHED", "RACK", "SERVER", "SWITCH", "OPEN_RACK"};

constexpr auto fragmentShader = R"(//VTK::Output::Dec
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
#ifdef SOFT
    if (finish == 2) {
        vec2 fade = smoothstep(vec2(0.0), min(halfFace, vec2(0.6)), inside);
        colour.a *= fade.x * fade.y;
    }
#endif
#ifdef HATCHED
    if (finish == 3) {
        float stripe = abs(fract((onFace.x + onFace.y) * 1.6) - 0.5);
        colour.a *= stripe < 0.12 ? 1.0 : 0.25;
    }
#endif
#if defined(SHADED) || defined(RACK) || defined(SERVER) || defined(SWITCH) || defined(OPEN_RACK)
    if (finish == 1 || finish > 3) {
        colour.rgb *= mix(0.74, 1.0, smoothstep(-0.1, 1.5, height));
    }
#endif
#ifdef RACK
    if (looks.y > 0.5 && finish == 4) { // eight devices above a foot
        float across = pixel.y;
        float unit = 2.0 * halfFace.y / 9.0;
        float seam = abs(fract((onFace.y + halfFace.y) / unit + 0.5) - 0.5) * unit;
        float seen = clamp(0.09 / across, 0.0, 1.0);
        float field = step(abs(onFace.x), halfFace.x * 0.86);
        colour.rgb *= 1.0 - 0.30 * field * seen;
        colour.rgb *= 1.0 - 0.45 * field * seen * covered(seam, 0.012, across);
    }
#endif
#ifdef OPEN_RACK
    if (looks.y > 0.5 && finish == 7) { // a dark opening between the posts
        float opening = clamp(min((inside.x - 0.05) / pixel.x, (inside.y - 0.06) / pixel.y) + 0.5, 0.0, 1.0);
        colour.rgb = mix(colour.rgb, vec3(0.11, 0.12, 0.14), opening);
    }
#endif
#ifdef SERVER
    if (looks.y > 0.5 && finish == 5) { // two fields of vents between handles
        float seen = clamp(0.008 / pixel.x - 1.0, 0.0, 1.0);
        float vent = step(abs(onFace.x), halfFace.x * 0.88) * step(abs(onFace.y), halfFace.y * 0.62);
        float hole = smoothstep(0.2, 0.4, abs(fract(onFace.x * 60.0) - 0.5));
        colour.rgb *= 1.0 - vent * mix(0.28, 0.55 * hole, seen);
    }
#endif
#ifdef SWITCH
    if (looks.y > 0.5 && finish == 6) { // rows of ports
        float seen = clamp(0.014 / pixel.x - 1.0, 0.0, 1.0);
        vec2 port = abs(fract(onFace * vec2(36.0, 40.0)) - 0.5);
        float field = step(abs(onFace.x), halfFace.x * 0.9) * step(abs(onFace.y), halfFace.y * 0.8);
        float hole = step(port.x, 0.36) * step(port.y, 0.34);
        colour.rgb *= 1.0 - field * mix(0.30, 0.6 * hole, seen);
    }
#endif
#ifdef LINES
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
#endif
    gl_FragData[0] = vec4(colour.rgb, colour.a * strength);
}
)";

} // namespace

ShaderNeeds needsOf(const std::vector<Shape>& shapes)
{
    ShaderNeeds needs;
    for (const Shape& shape : shapes) {
        needs.finishes.set(static_cast<std::size_t>(shape.finish));
        needs.lines = needs.lines || shape.line.alpha > 0;
    }
    return needs;
}

std::string boxFragmentShader(const ShaderNeeds& needs)
{
    std::string source =
        "//VTK::System::Dec\n"; // becomes the line with the version: it must come first
    for (std::size_t finish = 0; finish < finishNames.size(); ++finish) {
        if (needs.finishes[finish]) {
            source += std::string{"#define "} + finishNames[finish] + "\n";
        }
    }
    if (needs.lines) {
        source += "#define LINES\n";
    }
    return source + fragmentShader;
}

} // namespace rackwright::ui::scene
