// A network as a drawing, the same on screen, in a PDF and in a picture.
#pragma once

#include "ui/charts/floor_drawing.h"
#include "ui/fabric/fabric_names.h"
#include "ui/fabric/fabric_state.h"

#include <QTransform>

#include <vector>

class QPainter;

namespace rackwright::ui {

enum class LinkColours
{
    Rails,
    Load,
};

// Everything that is drawn.
struct FabricPicture
{
    const FabricModel& model;
    const FabricLayout& layout;
    const FabricStates& states;
    LinkColours colours = LinkColours::Rails;
    double fullLoad = 1.0; // the load with the last colour of the scale
};

// The layout in the middle of the target, as large as it fits, but no larger than `largest`.
[[nodiscard]] QTransform fittingMap(const QRectF& area, const QRectF& target, double largest);

// What is left of `target` beside the names of the tiers.
[[nodiscard]] QRectF withoutLayerNames(const QPainter& painter, const QRectF& target);

// Draws what lies within `visible`, at its left edge the names of the tiers.
void drawFabric(QPainter& painter,
                const QTransform& map,
                const FabricPicture& picture,
                const QRectF& visible,
                const FloorInk& ink);

// The links of some boxes once more, in one colour; `marked`: by link.
void drawMarkedLinks(QPainter& painter,
                     const QTransform& map,
                     const FabricLayout& layout,
                     const std::vector<char>& marked,
                     const QColor& colour);

// What the colours mean, from `corner` to the right; nothing when they mean nothing.
void drawFabricLegend(QPainter& painter,
                      QPointF corner,
                      const FabricPicture& picture,
                      const FloorInk& ink);

} // namespace rackwright::ui
