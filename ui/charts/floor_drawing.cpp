#include "ui/charts/floor_drawing.h"

#include "core/base/units.h"
#include "core/layout/footprint.h"
#include "ui/text/figure_text.h"
#include "ui/text/names.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <set>

namespace rackwright::ui {

using units::metre;

namespace {

constexpr double frontFrom = 7.0; // smallest rack, in drawing units, whose front is marked
constexpr double gapFrom = 4.0;   // from which neighbours are set apart
constexpr double nameFrom = 24.0; // that gets its name

QColor rgb(QRgb value, int alpha = 255)
{
    QColor colour(value);
    colour.setAlpha(alpha);
    return colour;
}

bool isEmpty(const FloorRect& area)
{
    return area.width <= Length{} || area.depth <= Length{};
}

FloorRect united(const FloorRect& a, const FloorRect& b)
{
    if (isEmpty(a) || isEmpty(b)) {
        return isEmpty(a) ? b : a;
    }
    const Length x = std::min(a.x, b.x);
    const Length y = std::min(a.y, b.y);
    return {x,
            y,
            std::max(layout::eastOf(a), layout::eastOf(b)) - x,
            std::max(layout::northOf(a), layout::northOf(b)) - y};
}

FloorRect grown(const FloorRect& area, Length by)
{
    return {area.x - by, area.y - by, area.width + 2.0 * by, area.depth + 2.0 * by};
}

std::set<RackRole> rolesIn(const Snapshot& snapshot)
{
    std::set<RackRole> roles;
    for (const Rack& rack : snapshot.racks) {
        roles.insert(rack.role);
    }
    return roles;
}

QColor readableOn(Colour colour)
{
    const double lightness = 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue;
    return lightness > 140.0 ? rgb(0x111827) : rgb(0xffffff);
}

QString fullName(const Rack& rack)
{
    return QString::fromStdString(rack.name);
}

// "H1-R03-07" -> "07": within a row the last part tells racks apart.
QString shortName(const Rack& rack)
{
    return fullName(rack).section(QLatin1Char('-'), -1);
}

// The edge of the rectangle on that side.
QLineF edge(const QRectF& rect, Facing side)
{
    switch (side) {
    case Facing::North:
        return {rect.topLeft(), rect.topRight()};
    case Facing::East:
        return {rect.topRight(), rect.bottomRight()};
    case Facing::South:
        return {rect.bottomLeft(), rect.bottomRight()};
    case Facing::West:
        return {rect.topLeft(), rect.bottomLeft()};
    }
    return {};
}

// Along the longer side, upwards when that is the height.
void drawName(QPainter& painter, const QRectF& rect, const QString& name)
{
    painter.save();
    painter.translate(rect.center());
    QSizeF room = rect.size();
    if (rect.height() > rect.width()) {
        painter.rotate(-90.0);
        room.transpose();
    }
    painter.drawText(
        QRectF(QPointF(-room.width() / 2.0, -room.height() / 2.0), room), Qt::AlignCenter, name);
    painter.restore();
}

void nameRack(QPainter& painter, const QRectF& rect, const Rack& rack, Colour colour)
{
    const QFontMetricsF metrics(painter.font());
    const double along = std::max(rect.width(), rect.height()) - 6.0;
    const double across = std::min(rect.width(), rect.height()) - 2.0;
    if (metrics.height() > across + 4.0) {
        return;
    }
    const QString full = fullName(rack);
    const QString name = metrics.horizontalAdvance(full) <= along ? full : shortName(rack);
    if (metrics.horizontalAdvance(name) <= along) {
        painter.setPen(readableOn(colour));
        drawName(painter, rect, name);
    }
}

} // namespace

QColor toQt(Colour colour)
{
    return {colour.red, colour.green, colour.blue};
}

const FloorInk& lightInk()
{
    static const FloorInk ink{
        .paper = rgb(0xe9ecf0),
        .building = rgb(0xdde1e6),
        .outline = rgb(0xaeb6c0),
        .floor = rgb(0xf7f8fa),
        .wall = rgb(0x6b7684),
        .place = rgb(0xc3cad3),
        .column = rgb(0x7d8794),
        .door = rgb(0x4b6a8f),
        .keepOut = rgb(0xb8a77a),
        .coldAisle = rgb(0x56b4e9, 40),
        .hotAisle = rgb(0xd55e00, 32),
        .text = rgb(0x1f2937),
        .faintText = rgb(0x5b6675),
        .plate = rgb(0xffffff, 224),
        .accent = rgb(0x1d64d8),
    };
    return ink;
}

const FloorInk& darkInk()
{
    static const FloorInk ink{
        .paper = rgb(0x14181d),
        .building = rgb(0x20262e),
        .outline = rgb(0x4a5461),
        .floor = rgb(0x2b323b),
        .wall = rgb(0x8b97a6),
        .place = rgb(0x434c58),
        .column = rgb(0x7a8594),
        .door = rgb(0x8fb0d8),
        .keepOut = rgb(0x7a7050),
        .coldAisle = rgb(0x56b4e9, 36),
        .hotAisle = rgb(0xd55e00, 44),
        .text = rgb(0xe8ecf1),
        .faintText = rgb(0xa3aebb),
        .plate = rgb(0x12161b, 224),
        .accent = rgb(0x7db4ff),
    };
    return ink;
}

std::vector<RackShape> rackShapes(const Snapshot& snapshot)
{
    std::vector<RackShape> shapes;
    shapes.reserve(snapshot.racks.size());
    for (const Rack& rack : snapshot.racks) {
        shapes.push_back({rack.id, layout::footprint(snapshot, rack), rack.front});
    }
    return shapes;
}

FloorRect siteArea(const Snapshot& snapshot)
{
    FloorRect all;
    for (const Site& site : snapshot.sites) {
        all = united(all, {Length{}, Length{}, site.width, site.depth});
    }
    for (const Hall& hall : snapshot.halls) {
        all = united(all, hall.area);
    }
    return isEmpty(all) ? FloorRect{Length{}, Length{}, 100.0 * metre, 60.0 * metre} : all;
}

FloorRect hallsArea(const Snapshot& snapshot)
{
    FloorRect all;
    for (const Hall& hall : snapshot.halls) {
        all = united(all, hall.area);
    }
    return isEmpty(all) ? siteArea(snapshot) : grown(all, 6.0 * metre);
}

void drawRacks(QPainter& painter,
               const FloorMap& map,
               const Snapshot& snapshot,
               std::span<const RackShape> shapes,
               std::span<const Colour> colours,
               const QRectF& visible,
               RackNames names)
{
    painter.save();
    for (std::size_t index = 0; index < shapes.size(); ++index) {
        const RackShape& shape = shapes[index];
        const QRectF rect = map.toDrawing(shape.area);
        if (!visible.intersects(rect)) {
            continue;
        }
        const double smallest = std::min(rect.width(), rect.height());
        const double gap = smallest >= gapFrom ? 0.5 : 0.0;
        const QRectF body = rect.adjusted(gap, gap, -gap, -gap);
        painter.fillRect(body, toQt(colours[index]));
        if (smallest >= frontFrom) {
            QLineF front = edge(body, shape.front);
            front.translate(0.12 * (body.center() - front.center()));
            painter.setPen(QPen(readableOn(colours[index]), std::max(1.0, 0.05 * smallest)));
            painter.drawLine(front);
        }
        if (names == RackNames::WhereTheyFit && smallest >= nameFrom) {
            nameRack(painter, body, snapshot.racks[index], colours[index]);
        }
    }
    painter.restore();
}

void drawScaleBar(QPainter& painter, const FloorMap& map, QPointF corner, const FloorInk& ink)
{
    // The roundest length that is about a hundred units long.
    const double wished = map.length(110.0) / metre;
    const double decade = std::pow(10.0, std::floor(std::log10(wished)));
    const double share = wished / decade;
    const double metres = decade * (share >= 5.0 ? 5.0 : share >= 2.0 ? 2.0 : 1.0);
    const double width = metres * map.scale();
    painter.save();
    const QString text = valueText(metres, "m");
    const QFontMetricsF metrics(painter.font());
    const QRectF plate(corner.x() - 6.0,
                       corner.y() - metrics.height() - 8.0,
                       std::max(width, metrics.horizontalAdvance(text)) + 12.0,
                       metrics.height() + 14.0);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink.plate);
    painter.drawRoundedRect(plate, 3.0, 3.0);
    painter.setPen(QPen(ink.text, 1.5));
    painter.drawLine(corner, corner + QPointF(width, 0.0));
    painter.drawLine(corner - QPointF(0.0, 4.0), corner);
    painter.drawLine(corner + QPointF(width, -4.0), corner + QPointF(width, 0.0));
    painter.drawText(
        QPointF(corner.x() + (width - metrics.horizontalAdvance(text)) / 2.0, corner.y() - 5.0),
        text);
    painter.restore();
}

double roleLegendHeight(const QPainter& painter, const Snapshot& snapshot)
{
    return static_cast<double>(rolesIn(snapshot).size()) *
           (QFontMetricsF(painter.font()).height() + 2.0);
}

void drawRoleLegend(QPainter& painter,
                    QPointF corner,
                    const Snapshot& snapshot,
                    const FloorInk& ink)
{
    painter.save();
    const double line = QFontMetricsF(painter.font()).height() + 2.0;
    for (const RackRole role : rolesIn(snapshot)) {
        painter.fillRect(QRectF(corner.x(), corner.y() + 3.0, line - 6.0, line - 6.0),
                         toQt(colourOf(role)));
        painter.setPen(ink.text);
        painter.drawText(QRectF(corner.x() + line, corner.y(), 400.0, line),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         nameOf(role));
        corner.ry() += line;
    }
    painter.restore();
}

void drawScaleLegend(QPainter& painter,
                     const QRectF& area,
                     const QString& name,
                     const QString& nothing,
                     const QString& end,
                     const FloorInk& ink)
{
    painter.save();
    QLinearGradient gradient(area.left(), 0.0, area.right(), 0.0);
    for (int step = 0; step <= 8; ++step) {
        gradient.setColorAt(step / 8.0, toQt(cividis(step / 8.0)));
    }
    painter.fillRect(QRectF(area.topLeft(), QSizeF(area.width(), 0.4 * area.height())), gradient);
    const QRectF words = area.adjusted(0.0, 0.45 * area.height(), 0.0, 0.0);
    painter.setPen(ink.text);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, nothing);
    painter.drawText(words, Qt::AlignHCenter | Qt::AlignTop, name);
    painter.drawText(words, Qt::AlignRight | Qt::AlignTop, end);
    painter.restore();
}

void drawPowerLegend(QPainter& painter, const QRectF& area, Power end, const FloorInk& ink)
{
    drawScaleLegend(painter,
                    area,
                    QCoreApplication::translate("Floor", "Power of a rack"),
                    valueText(0.0, "W"),
                    valueText(end / units::watt, "W"),
                    ink);
}

void drawNorthArrow(QPainter& painter, QPointF centre, const FloorInk& ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink.plate);
    painter.drawEllipse(centre, 16.0, 16.0);
    painter.setBrush(ink.text);
    const QPolygonF arrow{
        centre + QPointF(0.0, -13.0), centre + QPointF(4.5, -2.0), centre + QPointF(-4.5, -2.0)};
    painter.drawPolygon(arrow);
    painter.setPen(ink.text);
    painter.drawText(QRectF(centre.x() - 12.0, centre.y() - 2.0, 24.0, 15.0),
                     Qt::AlignCenter,
                     QCoreApplication::translate("Floor", "N"));
    painter.restore();
}

} // namespace rackwright::ui
