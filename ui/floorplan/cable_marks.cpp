#include "ui/floorplan/cable_marks.h"

#include "ui/text/colour_map.h"
#include "ui/text/figure_text.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace rackwright::ui {

namespace {

constexpr double cablingScaleHeight = 26.0;
constexpr double cablingLineHeight = 17.0;

bool isAnyOver(const std::vector<cabling::TrayFill>& fills, double limit)
{
    return std::ranges::any_of(
        fills, [limit](const cabling::TrayFill& fill) { return fill.share > limit; });
}

} // namespace

void drawTrayFills(QPainter& painter,
                   const FloorMap& map,
                   const Snapshot& snapshot,
                   const std::vector<cabling::TrayFill>& fills,
                   double limit)
{
    std::vector<std::size_t> fullestLast(fills.size());
    std::iota(fullestLast.begin(), fullestLast.end(), std::size_t{0});
    std::ranges::stable_sort(fullestLast, {}, [&](std::size_t i) { return fills[i].share; });
    painter.save();
    for (const std::size_t i : fullestLast) {
        const Tray& tray = snapshot.trays[i];
        QColor colour = toQt(colourOfFill(fills[i].share, limit));
        colour.setAlpha(210); // racks below stay in sight
        const double width = std::max(2.5, map.size(tray.width));
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        painter.drawLine(map.toDrawing(tray.from), map.toDrawing(tray.to));
    }
    painter.restore();
}

void drawCablingLegend(QPainter& painter,
                       const QRectF& area,
                       const std::vector<cabling::TrayFill>& fills,
                       double limit,
                       const std::vector<cabling::Strand>& strands,
                       const FloorInk& ink)
{
    drawScaleLegend(painter,
                    QRectF(area.topLeft(), QSizeF(area.width(), cablingScaleHeight)),
                    QCoreApplication::translate("Floor", "Tray fill"),
                    percentText(0.0),
                    percentText(limit),
                    ink);
    painter.save();
    double y = area.top() + cablingScaleHeight + 4.0;
    const auto entry = [&](const QColor& colour, const QString& text) {
        const QRectF line(area.left(), y, area.width(), cablingLineHeight);
        painter.fillRect(QRectF(line.left(), line.center().y() - 2.5, 18.0, 5.0), colour);
        painter.setPen(ink.text);
        painter.drawText(line.adjusted(26.0, 0.0, 0.0, 0.0), Qt::AlignVCenter, text);
        y += cablingLineHeight;
    };
    if (isAnyOver(fills, limit)) {
        entry(toQt(colours::refused),
              QCoreApplication::translate("Floor", "More than %1").arg(percentText(limit)));
    }
    if (!strands.empty()) {
        entry(ink.accent, QCoreApplication::translate("Floor", "Cables of the selection"));
    }
    painter.restore();
}

double cablingLegendHeight(const std::vector<cabling::TrayFill>& fills,
                           double limit,
                           const std::vector<cabling::Strand>& strands)
{
    const int lines = (isAnyOver(fills, limit) ? 1 : 0) + (strands.empty() ? 0 : 1);
    return cablingScaleHeight + (lines > 0 ? 4.0 : 0.0) + lines * cablingLineHeight;
}

void drawStrands(QPainter& painter,
                 const FloorMap& map,
                 const std::vector<cabling::Strand>& strands,
                 const FloorInk& ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    // A light edge sets them off from trays of any colour.
    for (const double edge : {2.0, 0.0}) {
        const QColor colour = edge > 0.0 ? ink.plate : ink.accent;
        for (const cabling::Strand& strand : strands) {
            const QPointF from = map.toDrawing(strand.from.place);
            const QPointF to = map.toDrawing(strand.to.place);
            const double width = 1.0 + 0.35 * std::log2(1.0 + strand.cables);
            if (from == to) { // up or down at a rack
                painter.setPen(Qt::NoPen);
                painter.setBrush(colour);
                painter.drawEllipse(from, width + 0.5 * edge, width + 0.5 * edge);
            } else {
                painter.setPen(QPen(colour, width + edge, Qt::SolidLine, Qt::RoundCap));
                painter.drawLine(from, to);
            }
        }
    }
    painter.restore();
}

} // namespace rackwright::ui
