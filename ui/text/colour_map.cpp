#include "ui/text/colour_map.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace rackwright::ui {

namespace {

// Equally spaced points of the map; between them straight lines differ from it by less than the eye sees.
constexpr std::array<Colour, 10> cividisPoints{{
    {0x00, 0x22, 0x4e},
    {0x12, 0x35, 0x70},
    {0x3b, 0x49, 0x6c},
    {0x57, 0x5d, 0x6d},
    {0x70, 0x71, 0x73},
    {0x8a, 0x86, 0x78},
    {0xa5, 0x9c, 0x74},
    {0xc3, 0xb3, 0x69},
    {0xe1, 0xcc, 0x55},
    {0xfe, 0xe8, 0x38},
}};

std::uint8_t between(std::uint8_t a, std::uint8_t b, double share)
{
    return static_cast<std::uint8_t>(std::lround(a + share * (b - a)));
}

} // namespace

Colour cividis(double share)
{
    const double place = std::clamp(share, 0.0, 1.0) * (cividisPoints.size() - 1);
    const auto index = std::min(static_cast<std::size_t>(place), cividisPoints.size() - 2);
    const Colour& a = cividisPoints[index];
    const Colour& b = cividisPoints[index + 1];
    const double rest = place - static_cast<double>(index);
    return {between(a.red, b.red, rest),
            between(a.green, b.green, rest),
            between(a.blue, b.blue, rest)};
}

double endOfScale(double greatest)
{
    if (greatest <= 0.0) {
        return 1.0;
    }
    const double power = std::pow(10.0, std::floor(std::log10(greatest)));
    for (const double digits : {1.0, 2.0, 2.5, 5.0}) {
        if (greatest <= digits * power) {
            return digits * power;
        }
    }
    return 10.0 * power;
}

Colour colourOfFill(double share, double limit)
{
    return share > limit ? colours::refused : cividis(limit > 0.0 ? share / limit : 0.0);
}

Colour colourOf(RackRole role)
{
    switch (role) {
    case RackRole::Compute:
        return {0x56, 0xb4, 0xe9};
    case RackRole::Network:
        return {0xe6, 0x9f, 0x00};
    case RackRole::Storage:
        return {0x00, 0x9e, 0x73};
    case RackRole::Cpu:
        return {0xcc, 0x79, 0xa7};
    case RackRole::Management:
        return {0xf0, 0xe4, 0x42};
    }
    return colours::unknown;
}

Colour colourOf(DeviceKind kind)
{
    switch (kind) {
    case DeviceKind::Server:
        return colourOf(RackRole::Compute);
    case DeviceKind::Switch:
        return colourOf(RackRole::Network);
    case DeviceKind::StorageServer:
        return colourOf(RackRole::Storage);
    case DeviceKind::CpuServer:
        return colourOf(RackRole::Cpu);
    case DeviceKind::CoolingUnit:
        return {0x00, 0x72, 0xb2};
    case DeviceKind::PowerStrip:
        return {0x4b, 0x55, 0x63};
    case DeviceKind::Other:
        break;
    }
    return colours::unknown;
}

Colour railColour(int rail)
{
    static constexpr std::array<Colour, 8> rails{{
        {0x00, 0x72, 0xb2},
        {0xe6, 0x9f, 0x00},
        {0x00, 0x9e, 0x73},
        {0xcc, 0x79, 0xa7},
        {0x56, 0xb4, 0xe9},
        {0xd5, 0x5e, 0x00},
        {0xf0, 0xe4, 0x42},
        {0x8a, 0x92, 0x9c},
    }};
    return rails[static_cast<std::size_t>(rail) % rails.size()];
}

} // namespace rackwright::ui
