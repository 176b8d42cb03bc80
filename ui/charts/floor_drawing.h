// The floor plan as a drawing, the same on screen, in a PDF and in a picture.
#pragma once

#include "core/model/snapshot.h"
#include "ui/charts/floor_map.h"
#include "ui/text/colour_map.h"

#include <QColor>

#include <cstddef>
#include <span>
#include <vector>

class QPainter;

namespace rackwright::ui {

QColor toQt(Colour colour);

// What the drawing is made with, besides the colours that carry data.
struct FloorInk
{
    QColor paper;
    QColor building;
    QColor outline;
    QColor floor;
    QColor wall;
    QColor place; // where racks can stand in a row
    QColor column;
    QColor door;
    QColor keepOut;
    QColor coldAisle;
    QColor hotAisle;
    QColor text;
    QColor faintText;
    QColor plate; // behind text that lies on something
    QColor accent;
};

const FloorInk& lightInk();
const FloorInk& darkInk();

// The rectangle and the front of each rack, in the order of snapshot.racks.
struct RackShape
{
    RackId id;
    FloorRect area;
    Facing front = Facing::South;
};

std::vector<RackShape> rackShapes(const Snapshot& snapshot);

// What the plan covers: the building, or what stands there when the building has no size.
FloorRect siteArea(const Snapshot& snapshot);

// The halls with some floor around them; what siteArea() says when there are none.
FloorRect hallsArea(const Snapshot& snapshot);

// Everything but the racks: building, halls, aisles, rows, columns, doors and their names.
void drawBuilding(QPainter& painter,
                  const FloorMap& map,
                  const Snapshot& snapshot,
                  const FloorInk& ink);

enum class RackNames
{
    None,
    WhereTheyFit,
};

// `colours`, `shapes` and snapshot.racks run side by side. Draws what lies within `visible`.
void drawRacks(QPainter& painter,
               const FloorMap& map,
               const Snapshot& snapshot,
               std::span<const RackShape> shapes,
               std::span<const Colour> colours,
               const QRectF& visible,
               RackNames names = RackNames::WhereTheyFit);

// A bar of a round length with its length, its left end at `corner`.
void drawScaleBar(QPainter& painter, const FloorMap& map, QPointF corner, const FloorInk& ink);

// A swatch and a name for each role that racks of the plan have, one below the other.
double roleLegendHeight(const QPainter& painter, const Snapshot& snapshot);
void drawRoleLegend(QPainter& painter,
                    QPointF corner,
                    const Snapshot& snapshot,
                    const FloorInk& ink);

// The colours of cividis from nothing to an end, and what they mean.
void drawScaleLegend(QPainter& painter,
                     const QRectF& area,
                     const QString& name,
                     const QString& nothing,
                     const QString& end,
                     const FloorInk& ink);
void drawPowerLegend(QPainter& painter, const QRectF& area, Power end, const FloorInk& ink);

void drawNorthArrow(QPainter& painter, QPointF centre, const FloorInk& ink);

} // namespace rackwright::ui
