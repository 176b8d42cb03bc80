// What the floor plan draws under the overlay of the cabling: trays in the colour of their fill, and where the cables of
// the selection lie.
#pragma once

#include "core/cabling/bundles.h"
#include "core/cabling/survey.h"
#include "ui/charts/floor_drawing.h"

#include <vector>

namespace rackwright::ui {

// Of trays above each other the fullest is seen. REQUIRES: there is a fill for each tray.
void drawTrayFills(QPainter& painter,
                   const FloorMap& map,
                   const Snapshot& snapshot,
                   const std::vector<cabling::TrayFill>& fills,
                   double limit);

// Wider where more cables lie together.
void drawStrands(QPainter& painter,
                 const FloorMap& map,
                 const std::vector<cabling::Strand>& strands,
                 const FloorInk& ink);

// What the colours of both mean.
double cablingLegendHeight(const std::vector<cabling::TrayFill>& fills,
                           double limit,
                           const std::vector<cabling::Strand>& strands);
void drawCablingLegend(QPainter& painter,
                       const QRectF& area,
                       const std::vector<cabling::TrayFill>& fills,
                       double limit,
                       const std::vector<cabling::Strand>& strands,
                       const FloorInk& ink);

} // namespace rackwright::ui
