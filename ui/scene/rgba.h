// Colours with transparency, as the graphics card takes them.
#pragma once

#include "ui/text/colour_map.h"

#include <cstdint>

namespace rackwright::ui::scene {

struct Rgba
{
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    std::uint8_t alpha = 255;

    friend constexpr bool operator==(const Rgba&, const Rgba&) = default;

    // 0xRRGGBB, as designers write it.
    static constexpr Rgba hex(std::uint32_t rgb)
    {
        return {static_cast<std::uint8_t>(rgb >> 16U),
                static_cast<std::uint8_t>(rgb >> 8U),
                static_cast<std::uint8_t>(rgb)};
    }

    static constexpr Rgba of(Colour colour) { return {colour.red, colour.green, colour.blue}; }

    [[nodiscard]] constexpr Rgba withAlpha(std::uint8_t value) const
    {
        return {red, green, blue, value};
    }
};

inline constexpr Rgba transparent{0, 0, 0, 0};

// `part` of the way from `a` to `b`.
constexpr Rgba mixed(Rgba a, Rgba b, double part)
{
    const auto channel = [part](std::uint8_t from, std::uint8_t to) {
        return static_cast<std::uint8_t>(from + part * (to - from) + 0.5);
    };
    return {channel(a.red, b.red),
            channel(a.green, b.green),
            channel(a.blue, b.blue),
            channel(a.alpha, b.alpha)};
}

} // namespace rackwright::ui::scene
