#include "ui/scene/annotations.h"

#include "ui/text/figure_text.h"

#include <QColor>
#include <QFontMetricsF>
#include <QLinearGradient>
#include <QPainter>
#include <QPolygonF>

#include <cmath>

namespace rackwright::ui::scene {

namespace {

QColor colourOf(Rgba rgba)
{
    return {rgba.red, rgba.green, rgba.blue, rgba.alpha};
}

QFont fontOf(LabelKind kind, const QFont& base)
{
    QFont font = base;
    font.setBold(kind == LabelKind::Hall || kind == LabelKind::Hovered);
    const double scale = kind == LabelKind::Hall ? 1.15 : kind == LabelKind::Hovered ? 1.0 : 0.85;
    if (base.pixelSize() > 0) {
        font.setPixelSize(static_cast<int>(std::lround(base.pixelSize() * scale)));
    } else {
        font.setPointSizeF(base.pointSizeF() * scale);
    }
    return font;
}

// A grid of the size of the text: all distances follow the font.
double lineOf(const QPainter& painter)
{
    return QFontMetricsF{painter.font()}.height();
}

void drawPlate(QPainter& painter, const QRectF& area, const Palette& palette)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colourOf(palette.plate));
    painter.drawRoundedRect(area, 4.0, 4.0);
}

double widestText(const QPainter& painter, const Legend& legend)
{
    const QFontMetricsF metrics{painter.font()};
    double widest = metrics.horizontalAdvance(legend.title);
    for (const LegendEntry& entry : legend.entries) {
        widest = std::max(widest, metrics.horizontalAdvance(entry.text) + 1.5 * metrics.height());
    }
    return widest;
}

void drawScale(QPainter& painter,
               const QRectF& area,
               const ColourScale& scale,
               const Palette& palette)
{
    const double line = lineOf(painter);
    const QRectF bar{area.left(), area.top(), area.width(), 0.6 * line};
    QLinearGradient gradient{bar.topLeft(), bar.topRight()};
    constexpr int stops = 9;
    for (int stop = 0; stop <= stops; ++stop) {
        const double part = static_cast<double>(stop) / stops;
        gradient.setColorAt(part, colourOf(Rgba::of(cividis(part))));
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRect(bar);
    painter.setPen(colourOf(palette.text));
    const QRectF ends{area.left(), bar.bottom() + 0.1 * line, area.width(), line};
    painter.drawText(ends, Qt::AlignLeft | Qt::AlignVCenter, valueText(scale.low, scale.unit));
    painter.drawText(ends, Qt::AlignRight | Qt::AlignVCenter, valueText(scale.high, scale.unit));
}

void drawEntry(QPainter& painter, QPointF at, const LegendEntry& entry, const Palette& palette)
{
    const double line = lineOf(painter);
    painter.setPen(colourOf(palette.line));
    painter.setBrush(colourOf(entry.colour));
    painter.drawRect(QRectF{at.x(), at.y() + 0.2 * line, 0.9 * line, 0.6 * line});
    painter.setPen(colourOf(palette.text));
    painter.drawText(QRectF{at.x() + 1.4 * line, at.y(), 1000.0, line},
                     Qt::AlignLeft | Qt::AlignVCenter,
                     entry.text);
}

void drawNorth(QPainter& painter, QPointF centre, const View& view, const Palette& palette)
{
    const double reach = 0.9 * lineOf(painter);
    const Vec3 north{0.0, 1.0, 0.0};
    QPointF to{dot(north, view.right()), -dot(north, view.up())};
    to /= std::max(std::hypot(to.x(), to.y()), 1e-3);
    const QPointF aside{-to.y(), to.x()};
    painter.setPen(Qt::NoPen);
    painter.setBrush(colourOf(palette.text));
    painter.drawPolygon(QPolygonF{{centre + reach * to,
                                   centre - 0.8 * reach * to + 0.55 * reach * aside,
                                   centre - 0.45 * reach * to,
                                   centre - 0.8 * reach * to - 0.55 * reach * aside}});
    painter.setPen(colourOf(palette.text));
    const QPointF letter = centre + 1.75 * reach * to;
    painter.drawText(QRectF{letter.x() - 20.0, letter.y() - 20.0, 40.0, 40.0},
                     Qt::AlignCenter,
                     QStringLiteral("N"));
}

// How far away the floor is where one looks.
double depthInTheMiddle(const View& view)
{
    const double nearby = view.camera().distance();
    const auto floor =
        floorPoint(view.rayThrough({0.5 * view.size().width(), 0.5 * view.size().height()}));
    return floor ? std::min(view.depthOf(*floor), 3.0 * nearby) : nearby;
}

} // namespace

double roundLength(double longest)
{
    const double power = std::pow(10.0, std::floor(std::log10(longest)));
    const double digits = longest / power;
    return power * (digits >= 5.0 ? 5.0 : digits >= 2.0 ? 2.0 : 1.0);
}

void drawLabels(QPainter& painter,
                const View& view,
                const std::vector<Label>& labels,
                const std::vector<QRectF>& taken,
                const Palette& palette)
{
    const QFont base = painter.font();
    const auto sizeOf = [&base](const Label& label) {
        const QFontMetricsF metrics{fontOf(label.kind, base)};
        return QSizeF{metrics.horizontalAdvance(label.text) + 0.7 * metrics.height(),
                      1.15 * metrics.height()};
    };
    for (const PlacedLabel& label : placed(labels, view, taken, sizeOf)) {
        drawPlate(painter, label.area, palette);
        painter.setFont(fontOf(label.kind, base));
        painter.setPen(colourOf(label.kind == LabelKind::Row ? palette.faintText : palette.text));
        painter.drawText(label.area, Qt::AlignCenter, label.text);
    }
    painter.setFont(base);
}

void drawMoves(QPainter& painter,
               const View& view,
               const std::vector<Move>& moves,
               const Palette& palette)
{
    const double head = 0.6 * lineOf(painter);
    const QColor colour = colourOf(palette.accent);
    for (const Move& move : moves) {
        const auto from = view.project(move.from);
        const auto to = view.project(move.to);
        if (!from || !to) {
            continue;
        }
        QLineF shaft{*from, *to};
        if (shaft.length() < 2.0 * head) {
            continue; // too far away to be more than a dot
        }
        QLineF barb{*to, *from};
        barb.setLength(head);
        constexpr double halfAngle = 24.0; // degrees
        QPolygonF tip{*to};
        for (const double turn : {-halfAngle, halfAngle}) {
            QLineF side = barb;
            side.setAngle(barb.angle() + turn);
            tip << side.p2();
        }
        shaft.setLength(shaft.length() - 0.8 * head);
        painter.setPen(QPen{colour, 0.14 * lineOf(painter)});
        painter.drawLine(shaft);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(tip);
    }
}

QRectF drawLegend(QPainter& painter, QSizeF picture, const Legend& legend, const Palette& palette)
{
    const double line = lineOf(painter);
    const double width = std::max(widestText(painter, legend), legend.scale ? 11.0 * line : 0.0);
    const double height = line * (1.2 + (legend.scale ? 1.9 : 0.0) +
                                  1.15 * static_cast<double>(legend.entries.size()));
    const QRectF inner{1.4 * line, picture.height() - height - 1.3 * line, width, height};
    const QRectF outer = inner.adjusted(-0.6 * line, -0.5 * line, 0.6 * line, 0.5 * line);
    drawPlate(painter, outer, palette);
    painter.setPen(colourOf(palette.text));
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop, legend.title);
    QPointF at = inner.topLeft() + QPointF{0.0, 1.3 * line};
    if (legend.scale) {
        drawScale(painter, {at, QSizeF{width, 1.8 * line}}, *legend.scale, palette);
        at.ry() += 1.9 * line;
    }
    for (const LegendEntry& entry : legend.entries) {
        drawEntry(painter, at, entry, palette);
        at.ry() += 1.15 * line;
    }
    return outer;
}

QRectF drawCompass(QPainter& painter, const View& view, const Palette& palette)
{
    const double line = lineOf(painter);
    const QPointF corner{view.size().width() - 1.4 * line, view.size().height() - 1.3 * line};
    const double room = 8.0 * line;
    const double perMetre = view.pixelsPerMetre(depthInTheMiddle(view));
    const double metres = roundLength(room / perMetre);
    const double width = metres * perMetre;

    const QRectF plate{corner - QPointF{room + 3.2 * line, 2.6 * line}, corner};
    const QRectF outer = plate.adjusted(-0.3 * line, -0.5 * line, 0.6 * line, 0.5 * line);
    drawPlate(painter, outer, palette);
    drawNorth(painter, {plate.left() + 1.3 * line, plate.center().y() + 0.2 * line}, view, palette);

    painter.setPen(QPen{colourOf(palette.text), 1.5});
    const QLineF bar{
        corner.x() - width, corner.y() - 0.4 * line, corner.x(), corner.y() - 0.4 * line};
    painter.drawLine(bar);
    for (const QPointF end : {bar.p1(), bar.p2()}) {
        painter.drawLine(end - QPointF{0.0, 0.3 * line}, end + QPointF{0.0, 0.3 * line});
    }
    painter.drawText(QRectF{corner.x() - room, plate.top(), room, 1.4 * line},
                     Qt::AlignRight | Qt::AlignVCenter,
                     valueText(metres, "m"));
    return outer;
}

} // namespace rackwright::ui::scene
