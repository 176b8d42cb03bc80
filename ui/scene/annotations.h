// What is written over the picture: names, legend, north arrow, scale bar. The same on screen and in files.
#pragma once

#include "ui/scene/labels.h"
#include "ui/scene/overlay.h"
#include "ui/scene/palette.h"

class QPainter;

namespace rackwright::ui::scene {

// Draws with the painter's font.
void drawLabels(QPainter& painter,
                const View& view,
                const std::vector<Label>& labels,
                const Palette& palette);

// Bottom left.
void drawLegend(QPainter& painter, QSizeF picture, const Legend& legend, const Palette& palette);

// Bottom right: which way is north, and how long things are in the middle of the picture.
void drawCompass(QPainter& painter, const View& view, const Palette& palette);

// The longest of 1, 2 or 5 times a power of ten that is not longer than this.
[[nodiscard]] double roundLength(double longest);

} // namespace rackwright::ui::scene
