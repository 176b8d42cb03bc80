// The colours of the drawing that carry no data: quiet, so that the overlay's colours can speak.
#pragma once

#include "ui/scene/rgba.h"

namespace rackwright::ui::scene {

enum class Theme
{
    Light,
    Dark,
};

struct Palette
{
    Rgba sky; // behind everything
    Rgba skyHigh;
    Rgba building; // floor inside the outline
    Rgba outline;
    Rgba slab; // floor of a hall
    Rgba wall;
    Rgba column;
    Rgba door;
    Rgba keepOut;
    Rgba coldAisle;
    Rgba hotAisle;
    Rgba shadow;
    Rgba line;  // edges of solid things; alpha is its strength
    Rgba frame; // rack bodies and posts seen from near
    Rgba text;
    Rgba faintText;
    Rgba plate; // behind labels
    Rgba accent;
    Rgba removed;
    Rgba cable;
};

[[nodiscard]] const Palette& paletteOf(Theme theme);

} // namespace rackwright::ui::scene
