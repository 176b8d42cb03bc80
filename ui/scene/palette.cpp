#include "ui/scene/palette.h"

namespace rackwright::ui::scene {

namespace {

constexpr Palette light{
    .sky = Rgba::hex(0xE9ECF0),
    .skyHigh = Rgba::hex(0xF7F8FA),
    .building = Rgba::hex(0xDDE1E6),
    .outline = Rgba::hex(0xAEB6C0),
    .slab = Rgba::hex(0xF4F5F7),
    .wall = Rgba::hex(0xC3CAD3),
    .column = Rgba::hex(0xB4BBC4),
    .door = Rgba::hex(0x8FA1B5),
    .keepOut = Rgba::hex(0xD9D2C3),
    .coldAisle = Rgba::of(colours::coldAisle).withAlpha(34),
    .hotAisle = Rgba::of(colours::hotAisle).withAlpha(40),
    .shadow = Rgba::hex(0x1E2A3A).withAlpha(92),
    .line = Rgba::hex(0x101828).withAlpha(150),
    .frame = Rgba::hex(0x3A414B),
    .text = Rgba::hex(0x1F2937),
    .faintText = Rgba::hex(0x5B6675),
    .plate = Rgba::hex(0xFFFFFF).withAlpha(214),
    .accent = Rgba::of(colours::accent),
    .removed = Rgba::hex(0xD55E00),
    .cable = Rgba::hex(0x6B7C93).withAlpha(150),
};

constexpr Palette dark{
    .sky = Rgba::hex(0x14181D),
    .skyHigh = Rgba::hex(0x1B2027),
    .building = Rgba::hex(0x20262E),
    .outline = Rgba::hex(0x4A5461),
    .slab = Rgba::hex(0x2B323B),
    .wall = Rgba::hex(0x4B5562),
    .column = Rgba::hex(0x5A6472),
    .door = Rgba::hex(0x6E86A3),
    .keepOut = Rgba::hex(0x4A4535),
    .coldAisle = Rgba::of(colours::coldAisle).withAlpha(36),
    .hotAisle = Rgba::of(colours::hotAisle).withAlpha(40),
    .shadow = Rgba::hex(0x000000).withAlpha(120),
    .line = Rgba::hex(0x05070A).withAlpha(170),
    .frame = Rgba::hex(0x23282F),
    .text = Rgba::hex(0xE8ECF1),
    .faintText = Rgba::hex(0xA3AEBB),
    .plate = Rgba::hex(0x12161B).withAlpha(214),
    .accent = Rgba::hex(0x60A5FA),
    .removed = Rgba::hex(0xE69F00),
    .cable = Rgba::hex(0x8FA3BC).withAlpha(150),
};

} // namespace

const Palette& paletteOf(Theme theme)
{
    return theme == Theme::Light ? light : dark;
}

} // namespace rackwright::ui::scene
