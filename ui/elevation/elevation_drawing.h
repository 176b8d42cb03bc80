// Racks from the front, as a drawing.
#pragma once

#include "ui/charts/floor_drawing.h"
#include "ui/elevation/elevation_layout.h"

class QPainter;

namespace rackwright::ui {

// Frames, units, devices and names, as much of the text as can be read at this scale. Draws what lies within
// `visible`.
void drawElevation(QPainter& painter,
                   const FloorMap& map,
                   const Snapshot& snapshot,
                   const ElevationLayout& layout,
                   const QRectF& visible,
                   const FloorInk& ink);

// A swatch and a name for each kind of device that is drawn, from `corner` to the right.
void drawDeviceLegend(QPainter& painter,
                      QPointF corner,
                      const Snapshot& snapshot,
                      const ElevationLayout& layout,
                      const FloorInk& ink);

} // namespace rackwright::ui
