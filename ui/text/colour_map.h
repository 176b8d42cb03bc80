// The colours that carry meaning, one definition for 3D, floor plan, charts and reports. All are told apart by
// colour-blind eyes.
#pragma once

#include "core/model/catalogue.h"
#include "core/model/inventory.h"

#include <cstdint>

namespace rackwright::ui {

struct Colour
{
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;

    friend bool operator==(const Colour&, const Colour&) = default;
};

// Dark blue at 0 to yellow at 1. Nuñez, Anderton, Renslow, "Optimizing colormaps with consideration for color
// vision deficiency", PLOS ONE 13(7), 2018.
Colour cividis(double share);

// Where a scale from 0 ends that has to hold `greatest`: the next of 1, 2, 2.5, 5 and 10 times a power of ten.
double endOfScale(double greatest);

// How full a cable tray is: on the scale up to its limit, beyond it as what is refused.
Colour colourOfFill(double share, double limit);

// Of the categories of Okabe and Ito, "Color Universal Design", 2008.
Colour colourOf(RackRole role);
Colour colourOf(
    DeviceKind kind); // as the racks that hold mostly such devices, where there are such

// Of the same categories, grey for the eighth. Repeats after eight rails.
Colour railColour(int rail);

namespace colours {

inline constexpr Colour unknown{0x9c, 0xa3, 0xaf}; // a value that is not known
inline constexpr Colour aside{0xb4, 0xba, 0xc2};   // what the overlay does not speak of
inline constexpr Colour allowed{0x00, 0x9e, 0x73};
inline constexpr Colour refused{0xd5, 0x5e, 0x00};
inline constexpr Colour warning{0xe6, 0x9f, 0x00};
inline constexpr Colour accent{0x3b, 0x82, 0xf6};
inline constexpr Colour coldAisle{0x56, 0xb4, 0xe9};
inline constexpr Colour hotAisle{0xd5, 0x5e, 0x00};

} // namespace colours

} // namespace rackwright::ui
