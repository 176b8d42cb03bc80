#include "ui/floorplan/floor_marks.h"

#include "core/layout/footprint.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace rackwright::ui {

namespace {

QColor translucent(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

void drawArrow(QPainter& painter, QPointF from, QPointF to)
{
    const QLineF line(from, to);
    if (line.length() < 4.0) {
        return;
    }
    painter.drawLine(line);
    const QPointF back = (from - to) / line.length() * std::min(8.0, line.length());
    const QPointF aside(-back.y() / 2.0, back.x() / 2.0);
    painter.drawLine(to, to + back + aside);
    painter.drawLine(to, to + back - aside);
}

} // namespace

Ghosts ghostsBetween(const Snapshot& plan, const Snapshot& shown)
{
    Ghosts ghosts;
    if (plan.racks.sharesRowsWith(shown.racks)) {
        return ghosts;
    }
    for (const Rack& rack : shown.racks) {
        const Rack* before = plan.racks.find(rack.id);
        const FloorRect area = layout::footprint(shown, rack);
        if (before == nullptr) {
            ghosts.added.push_back(area);
        } else if (before->centre != rack.centre || before->front != rack.front) {
            ghosts.moved.push_back({layout::footprint(plan, *before), area});
        }
    }
    for (const Rack& rack : plan.racks) {
        if (shown.racks.find(rack.id) == nullptr) {
            ghosts.removed.push_back(layout::footprint(plan, rack));
        }
    }
    return ghosts;
}

void drawGhosts(QPainter& painter, const FloorMap& map, const Ghosts& ghosts, const FloorInk& ink)
{
    painter.save();
    for (const FloorRect& area : ghosts.added) {
        const QRectF rect = map.toDrawing(area);
        painter.fillRect(rect, translucent(ink.accent, 110));
        if (rect.width() > 5.0) {
            painter.setPen(QPen(ink.accent, 1.0, Qt::DashLine));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(rect);
        }
    }
    const QColor gone = toQt(colours::refused);
    painter.setPen(QPen(gone, 1.2));
    painter.setBrush(QBrush(gone, Qt::BDiagPattern));
    for (const FloorRect& area : ghosts.removed) {
        painter.drawRect(map.toDrawing(area));
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    for (const MovedRack& move : ghosts.moved) {
        const QRectF from = map.toDrawing(move.from);
        const QRectF to = map.toDrawing(move.to);
        painter.setPen(QPen(ink.faintText, 1.0, Qt::DashLine));
        painter.drawRect(from);
        painter.setPen(QPen(ink.accent, 1.5));
        painter.drawRect(to);
        drawArrow(painter, from.center(), to.center());
    }
    painter.restore();
}

void drawSelected(QPainter& painter,
                  const FloorMap& map,
                  std::span<const FloorRect> racks,
                  const FloorInk& ink)
{
    painter.save();
    painter.setBrush(Qt::NoBrush);
    for (const FloorRect& area : racks) {
        const QRectF rect = map.toDrawing(area).adjusted(-1.0, -1.0, 1.0, 1.0);
        painter.setPen(QPen(ink.plate, 4.0));
        painter.drawRect(rect);
        painter.setPen(QPen(ink.accent, 2.0));
        painter.drawRect(rect);
    }
    painter.restore();
}

void drawHovered(QPainter& painter, const FloorMap& map, const FloorRect& rack, const FloorInk& ink)
{
    painter.save();
    painter.setPen(QPen(ink.text, 1.5));
    painter.setBrush(translucent(Qt::white, 60));
    painter.drawRect(map.toDrawing(rack).adjusted(-0.5, -0.5, 0.5, 0.5));
    painter.restore();
}

void drawDragged(QPainter& painter,
                 const FloorMap& map,
                 std::span<const RackShape> before,
                 std::span<const RackShape> after,
                 Verdict verdict)
{
    const QColor colour = colourOf(verdict);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.0, Qt::DashLine));
    for (const RackShape& shape : before) {
        painter.drawRect(map.toDrawing(shape.area));
    }
    painter.setPen(QPen(colour, 2.0));
    painter.setBrush(QBrush(translucent(colour, 120),
                            verdict == Verdict::Allowed ? Qt::SolidPattern : Qt::DiagCrossPattern));
    for (const RackShape& shape : after) {
        painter.drawRect(map.toDrawing(shape.area));
    }
    if (!before.empty()) {
        drawArrow(painter,
                  map.toDrawing(before.front().area).center(),
                  map.toDrawing(after.front().area).center());
    }
    painter.restore();
}

} // namespace rackwright::ui
