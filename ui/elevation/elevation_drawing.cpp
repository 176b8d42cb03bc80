#include "ui/elevation/elevation_drawing.h"

#include "core/base/units.h"
#include "ui/text/figure_text.h"
#include "ui/text/names.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <set>

namespace rackwright::ui {

using namespace units;

namespace {

constexpr double readableUnit = 9.0;  // pixels: every unit has its number
constexpr double countableUnit = 3.0; // every fifth
constexpr double readableFace = 11.0; // a device with its name

QString tr(const char* text)
{
    return QCoreApplication::translate("Elevation", text);
}

// Dark text on light colours, and the other way round.
QColor textOn(const QColor& colour)
{
    constexpr int middle = 140;
    return qGray(colour.rgb()) > middle ? QColor(0x11, 0x18, 0x27) : QColor(Qt::white);
}

// "S5" of "H1-R03-07-S5" in its own rack.
QString shortName(const Device& device, const Rack& rack)
{
    const QString name = QString::fromStdString(device.name);
    const QString prefix = QString::fromStdString(rack.name) + QLatin1Char('-');
    return name.startsWith(prefix) ? name.mid(prefix.size()) : name;
}

class Drawing
{
public:
    Drawing(QPainter& painter, const FloorMap& map, const Snapshot& snapshot, const FloorInk& ink)
        : painter_(painter)
        , map_(map)
        , snapshot_(snapshot)
        , ink_(ink)
        , unit_(map.size(rackUnit))
    {}

    void draw(const RackFace& face)
    {
        const Rack& rack = snapshot_.racks.at(face.rack);
        painter_.setPen(QPen(ink_.wall, 1.5));
        painter_.setBrush(ink_.floor);
        painter_.drawRect(map_.toDrawing(face.area));
        painter_.setPen(QPen(ink_.outline, 1.0));
        painter_.setBrush(ink_.place);
        painter_.drawRect(map_.toDrawing(face.units));
        drawUnits(face);
        for (const DeviceFace& device : face.devices) {
            draw(snapshot_.devices.at(device.device), rack, map_.toDrawing(device.area));
        }
        drawNames(face, rack);
    }

private:
    void drawUnits(const RackFace& face)
    {
        if (unit_ < countableUnit) {
            return;
        }
        const int step = unit_ >= readableUnit ? 1 : 5;
        const double height = std::clamp(0.9 * step * unit_, 7.0, 11.0);
        QFont font = painter_.font();
        const QFont before = font;
        font.setPixelSize(static_cast<int>(height));
        painter_.setFont(font);
        for (int unit = 1; unit <= face.heightUnits; ++unit) {
            const QRectF area = map_.toDrawing(areaOf(face, {unit, unit}));
            painter_.setPen(QPen(ink_.outline, 0.5));
            painter_.drawLine(area.bottomLeft(), area.bottomRight());
            if (unit % step == 0) {
                const QRectF number(
                    area.left() - 40.0, area.center().y() - height, 38.0, 2.0 * height);
                painter_.setPen(ink_.faintText);
                painter_.drawText(number, Qt::AlignRight | Qt::AlignVCenter, QString::number(unit));
            }
        }
        painter_.setFont(before);
    }

    void draw(const Device& device, const Rack& rack, const QRectF& area)
    {
        const DeviceType& type = snapshot_.deviceTypes.at(device.type);
        const QColor colour = toQt(colourOf(type.kind));
        painter_.setPen(QPen(colour.darker(150), 1.0));
        painter_.setBrush(colour);
        painter_.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5));
        if (area.height() < readableFace || area.width() < 4.0 * readableFace) {
            return;
        }
        const QFontMetricsF metrics(painter_.font());
        QString text = shortName(device, rack);
        const QString more = text + QStringLiteral("  ") + QString::fromStdString(type.name);
        if (metrics.horizontalAdvance(more) < area.width() - 8.0) {
            text = more;
        }
        painter_.setPen(textOn(colour));
        painter_.drawText(area.adjusted(4.0, 0.0, -4.0, 0.0),
                          Qt::AlignLeft | Qt::AlignVCenter,
                          metrics.elidedText(text, Qt::ElideMiddle, area.width() - 8.0));
    }

    // The rack's name above it, what it draws and has left below.
    void drawNames(const RackFace& face, const Rack& rack)
    {
        const QRectF area = map_.toDrawing(face.area);
        const QFontMetricsF metrics(painter_.font());
        const auto write = [&](double top, const QColor& colour, const QString& text) {
            painter_.setPen(colour);
            painter_.drawText(QRectF(area.left(), top, area.width(), metrics.height()),
                              Qt::AlignCenter,
                              metrics.elidedText(text, Qt::ElideRight, area.width()));
        };
        if (area.width() < 3.0 * metrics.height()) {
            return;
        }
        const int free = std::max(face.heightUnits - face.takenUnits, 0);
        const QString draw = valueText(face.load.draw / watt, "W");
        write(area.top() - metrics.height() - 3.0, ink_.text, QString::fromStdString(rack.name));
        write(area.bottom() + 3.0,
              ink_.faintText,
              face.load.unknownParts == 0 ? draw : tr("more than %1").arg(draw));
        write(area.bottom() + 3.0 + metrics.height(), ink_.faintText, tr("%1 U free").arg(free));
    }

    QPainter& painter_;
    const FloorMap& map_;
    const Snapshot& snapshot_;
    const FloorInk& ink_;
    double unit_; // pixels
};

} // namespace

void drawElevation(QPainter& painter,
                   const FloorMap& map,
                   const Snapshot& snapshot,
                   const ElevationLayout& layout,
                   const QRectF& visible,
                   const FloorInk& ink)
{
    Drawing drawing(painter, map, snapshot, ink);
    for (const RackFace& face : layout.racks) {
        if (map.toDrawing(face.area).intersects(visible)) {
            drawing.draw(face);
        }
    }
}

void drawDeviceLegend(QPainter& painter,
                      QPointF corner,
                      const Snapshot& snapshot,
                      const ElevationLayout& layout,
                      const FloorInk& ink)
{
    std::set<DeviceKind> kinds;
    for (const RackFace& face : layout.racks) {
        for (const DeviceFace& device : face.devices) {
            kinds.insert(snapshot.deviceTypes.at(snapshot.devices.at(device.device).type).kind);
        }
    }
    const QFontMetricsF metrics(painter.font());
    constexpr double swatch = 12.0;
    for (const DeviceKind kind : kinds) {
        const QString name = nameOf(kind);
        painter.setPen(Qt::NoPen);
        painter.setBrush(toQt(colourOf(kind)));
        painter.drawRect(QRectF(corner.x(), corner.y(), swatch, swatch));
        painter.setPen(ink.text);
        painter.drawText(QPointF(corner.x() + swatch + 5.0, corner.y() + swatch - 1.0), name);
        corner.rx() += swatch + 20.0 + metrics.horizontalAdvance(name);
    }
}

} // namespace rackwright::ui
