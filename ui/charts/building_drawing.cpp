// The building without its racks.
#include "core/base/units.h"
#include "core/layout/footprint.h"
#include "ui/charts/floor_drawing.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace rackwright::ui {

using units::metre;

namespace {

constexpr double aisleNamesFrom = 14.0; // drawing units a metre
constexpr double rowNamesFrom = 5.0;
constexpr Length doubleLeaf = Length::fromBase(1.4);   // wider doors have two leaves
constexpr Length aisleAtAWall = Length::fromBase(3.0); // more than this is not the row's aisle

enum class Aisle
{
    Cold,
    Hot,
};

QString tr(const char* text)
{
    return QCoreApplication::translate("Floor", text);
}

void drawAisle(
    QPainter& painter, const FloorMap& map, const FloorRect& area, Aisle aisle, const FloorInk& ink)
{
    if (area.depth <= layout::touching) {
        return;
    }
    const QRectF rect = map.toDrawing(area);
    painter.fillRect(rect, aisle == Aisle::Cold ? ink.coldAisle : ink.hotAisle);
    if (map.scale() < aisleNamesFrom) {
        return;
    }
    const QString name = aisle == Aisle::Cold ? tr("cold aisle") : tr("hot aisle");
    const QFontMetricsF metrics(painter.font());
    if (metrics.height() > rect.height() || metrics.horizontalAdvance(name) > rect.width()) {
        return;
    }
    // Often enough that one is on the screen wherever it looks.
    painter.setPen(ink.faintText);
    const double every = std::max(24.0 * map.scale(), 4.0 * metrics.horizontalAdvance(name));
    const int count = std::max(1, static_cast<int>(rect.width() / every));
    for (int i = 0; i < count; ++i) {
        const QRectF part(
            rect.x() + rect.width() * i / count, rect.y(), rect.width() / count, rect.height());
        painter.drawText(part, Qt::AlignCenter, name);
    }
}

// What lies beyond the row on that side: cold where its racks' fronts are.
Aisle aisleOf(const Row& row, Facing side)
{
    return row.front == side ? Aisle::Cold : Aisle::Hot;
}

FloorRect strip(const Row& row, Length from, Length to)
{
    return {row.area.x, from, row.area.width, to - from};
}

// Rows run west to east, so aisles lie between the north side of one and the south side of the next.
void drawAisles(QPainter& painter,
                const FloorMap& map,
                const Hall& hall,
                const std::vector<Row>& rows,
                const FloorInk& ink)
{
    Length south = hall.area.y;
    std::optional<Aisle> before; // of the row that ends there
    for (const Row& row : rows) {
        const Aisle own = aisleOf(row, Facing::South);
        const Length gap = row.area.y - south;
        if (!before) {
            drawAisle(painter,
                      map,
                      strip(row, row.area.y - std::min(gap, aisleAtAWall), row.area.y),
                      own,
                      ink);
        } else if (*before == own) {
            drawAisle(painter, map, strip(row, south, row.area.y), own, ink);
        } else {
            const Length middle = south + gap / 2.0;
            drawAisle(painter, map, strip(row, south, middle), *before, ink);
            drawAisle(painter, map, strip(row, middle, row.area.y), own, ink);
        }
        south = layout::northOf(row.area);
        before = aisleOf(row, Facing::North);
    }
    if (before) {
        const Length gap = std::min(layout::northOf(hall.area) - south, aisleAtAWall);
        drawAisle(painter, map, strip(rows.back(), south, south + gap), *before, ink);
    }
}

// Its name stands west of it, where there is room before the wall.
void drawRow(
    QPainter& painter, const FloorMap& map, const Hall& hall, const Row& row, const FloorInk& ink)
{
    const QRectF rect = map.toDrawing(row.area);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(ink.place, 1.0, map.scale() > rowNamesFrom ? Qt::DotLine : Qt::SolidLine));
    painter.drawRect(rect);
    const QString name = QString::fromStdString(row.name);
    const QFontMetricsF metrics(painter.font());
    const double width = metrics.horizontalAdvance(name) + 2.0;
    const bool fits = width + 10.0 < map.size(row.area.x - hall.area.x) &&
                      metrics.height() <= rect.height() + 6.0;
    if (!fits) {
        return;
    }
    painter.setPen(ink.faintText);
    painter.drawText(
        QRectF(rect.left() - width - 6.0, rect.top() - 4.0, width, rect.height() + 8.0),
        Qt::AlignRight | Qt::AlignVCenter,
        name);
}

// The wall of the hall that the door is in: the nearest one.
Facing wallOf(const Fixture& door, const Hall& hall)
{
    struct Distance
    {
        Length length;
        Facing side;
    };
    const std::array distances{
        Distance{door.area.y - hall.area.y, Facing::South},
        Distance{layout::northOf(hall.area) - layout::northOf(door.area), Facing::North},
        Distance{door.area.x - hall.area.x, Facing::West},
        Distance{layout::eastOf(hall.area) - layout::eastOf(door.area), Facing::East},
    };
    return std::ranges::min(
               distances,
               {},
               [](const Distance& distance) { return std::abs(distance.length / metre); })
        .side;
}

// A leaf that stands open, and the quarter circle that it sweeps.
void drawLeaf(QPainter& painter, QPointF hinge, QPointF closedEnd, QPointF inwards)
{
    const QPointF closed = closedEnd - hinge;
    const double width = std::hypot(closed.x(), closed.y());
    const QPointF open = hinge + width * inwards;
    painter.drawLine(hinge, open);
    const double from = QLineF(hinge, closedEnd).angle();
    double sweep = QLineF(hinge, open).angle() - from;
    sweep = sweep > 180.0 ? sweep - 360.0 : sweep < -180.0 ? sweep + 360.0 : sweep;
    const QRectF circle(hinge - QPointF(width, width), QSizeF(2.0 * width, 2.0 * width));
    painter.drawArc(circle,
                    static_cast<int>(std::lround(16.0 * from)),
                    static_cast<int>(std::lround(16.0 * sweep)));
}

// The gap that a door leaves in its wall.
struct Opening
{
    QPointF from;
    QPointF to;
    QPointF inwards; // of length 1
    Length width;
};

Opening openingOf(const FloorMap& map, const Fixture& door, const Hall& hall)
{
    const QRectF way = map.toDrawing(door.area);
    const QRectF room = map.toDrawing(hall.area);
    switch (wallOf(door, hall)) {
    case Facing::South:
        return {{way.left(), room.bottom()},
                {way.right(), room.bottom()},
                {0.0, -1.0},
                door.area.width};
    case Facing::North:
        return {{way.left(), room.top()}, {way.right(), room.top()}, {0.0, 1.0}, door.area.width};
    case Facing::West:
        return {{room.left(), way.top()}, {room.left(), way.bottom()}, {1.0, 0.0}, door.area.depth};
    case Facing::East:
        return {
            {room.right(), way.top()}, {room.right(), way.bottom()}, {-1.0, 0.0}, door.area.depth};
    }
    return {};
}

void drawDoor(QPainter& painter,
              const FloorMap& map,
              const Fixture& door,
              const Hall& hall,
              const FloorInk& ink)
{
    const Opening opening = openingOf(map, door, hall);
    painter.setPen(QPen(ink.floor, 4.0, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(opening.from, opening.to);
    painter.setPen(QPen(ink.door, 1.2));
    painter.setBrush(Qt::NoBrush);
    if (opening.width > doubleLeaf) {
        const QPointF middle = (opening.from + opening.to) / 2.0;
        drawLeaf(painter, opening.from, middle, opening.inwards);
        drawLeaf(painter, opening.to, middle, opening.inwards);
    } else {
        drawLeaf(painter, opening.from, opening.to, opening.inwards);
    }
}

void drawFixture(QPainter& painter,
                 const FloorMap& map,
                 const Fixture& fixture,
                 const Hall& hall,
                 const FloorInk& ink)
{
    const QRectF rect = map.toDrawing(fixture.area);
    switch (fixture.kind) {
    case FixtureKind::Column:
        painter.fillRect(rect.adjusted(-0.2, -0.2, 0.2, 0.2), ink.column);
        break;
    case FixtureKind::Door:
        drawDoor(painter, map, fixture, hall, ink);
        break;
    case FixtureKind::KeepOut:
        painter.setPen(QPen(ink.keepOut, 1.0));
        painter.setBrush(QBrush(ink.keepOut, Qt::BDiagPattern));
        painter.drawRect(rect);
        break;
    }
}

void drawHall(QPainter& painter,
              const FloorMap& map,
              const Snapshot& snapshot,
              const Hall& hall,
              const FloorInk& ink)
{
    const QRectF rect = map.toDrawing(hall.area);
    painter.fillRect(rect, ink.floor);
    std::vector<Row> rows;
    std::ranges::copy_if(snapshot.rows, std::back_inserter(rows), [&](const Row& row) {
        return row.hall == hall.id;
    });
    std::ranges::sort(rows, {}, [](const Row& row) { return row.area.y; });
    drawAisles(painter, map, hall, rows, ink);
    for (const Row& row : rows) {
        drawRow(painter, map, hall, row, ink);
    }
    painter.setPen(QPen(ink.wall, std::clamp(0.25 * map.scale(), 1.0, 3.0)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Fixture& fixture : snapshot.fixtures) {
        if (fixture.hall == hall.id) {
            drawFixture(painter, map, fixture, hall, ink);
        }
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

// Above its north-west corner, where no rack can be.
void nameHall(QPainter& painter, const FloorMap& map, const Hall& hall, const FloorInk& ink)
{
    painter.save();
    QFont font = painter.font();
    font.setBold(true);
    painter.setFont(font);
    const QRectF rect = map.toDrawing(hall.area);
    const QString name = QString::fromStdString(hall.name);
    const QFontMetricsF metrics(font);
    const QSizeF size(metrics.horizontalAdvance(name) + 10.0, metrics.height() + 2.0);
    if (size.width() < rect.width() + 10.0) {
        const QRectF plate(rect.topLeft() - QPointF(0.0, size.height() + 3.0), size);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink.plate);
        painter.drawRoundedRect(plate, 3.0, 3.0);
        painter.setPen(ink.text);
        painter.drawText(plate, Qt::AlignCenter, name);
    }
    painter.restore();
}

// Where the cables run above the racks, which are drawn over it: a band between its two rails.
void drawTray(QPainter& painter, const FloorMap& map, const Tray& tray, const FloorInk& ink)
{
    const QPointF from = map.toDrawing(tray.from);
    const QPointF to = map.toDrawing(tray.to);
    QColor band = ink.faintText;
    band.setAlpha(56);
    painter.setPen(QPen(band, std::max(1.0, map.size(tray.width)), Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(from, to);
    if (map.scale() < rowNamesFrom) {
        return;
    }
    QLineF rail(from, to);
    const QLineF aside = rail.normalVector().unitVector();
    const QPointF half = (aside.p2() - aside.p1()) * (map.size(tray.width) / 2.0);
    painter.setPen(QPen(ink.faintText, 0.8));
    painter.drawLine(rail.translated(half));
    painter.drawLine(rail.translated(-half));
}

} // namespace

void drawBuilding(QPainter& painter,
                  const FloorMap& map,
                  const Snapshot& snapshot,
                  const FloorInk& ink)
{
    painter.save();
    for (const Site& site : snapshot.sites) {
        painter.setPen(QPen(ink.outline, 1.5));
        painter.setBrush(ink.building);
        painter.drawRect(map.toDrawing(FloorRect{Length{}, Length{}, site.width, site.depth}));
    }
    for (const Hall& hall : snapshot.halls) {
        drawHall(painter, map, snapshot, hall, ink);
    }
    for (const Hall& hall : snapshot.halls) {
        nameHall(painter, map, hall, ink);
    }
    for (const Tray& tray : snapshot.trays) {
        drawTray(painter, map, tray, ink);
    }
    painter.restore();
}

} // namespace rackwright::ui
