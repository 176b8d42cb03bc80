// What is written over the picture: names, legend, north arrow, scale bar. The same on screen and in files.
#pragma once

#include "ui/scene/labels.h"
#include "ui/scene/overlay.h"
#include "ui/scene/palette.h"
#include "ui/scene/rack_field.h"

class QPainter;

namespace rackwright::ui::scene {

// All draw with the painter's font. `taken`: where labels must not stand.
void drawLabels(QPainter& painter,
                const View& view,
                const std::vector<Label>& labels,
                const std::vector<QRectF>& taken,
                const Palette& palette);

// An arrow from where each rack was to where it is.
void drawMoves(QPainter& painter,
               const View& view,
               const std::vector<Move>& moves,
               const Palette& palette);

// Bottom left. Returns the area it took.
QRectF drawLegend(QPainter& painter, QSizeF picture, const Legend& legend, const Palette& palette);

// Bottom right: which way is north, and how long things are in the middle of the picture.
// Returns the area it took.
QRectF drawCompass(QPainter& painter, const View& view, const Palette& palette);

// The longest of 1, 2 or 5 times a power of ten that is not longer than this.
[[nodiscard]] double roundLength(double longest);

} // namespace rackwright::ui::scene
