#include "ui/reporting/pictures.h"

#include "core/base/units.h"
#include "ui/charts/floor_drawing.h"
#include "ui/charts/rack_colours.h"
#include "ui/charts/training_charts.h"

#include <QPainter>

#include <algorithm>

namespace rackwright::ui {

namespace {

constexpr double legendHeight = 30.0;
constexpr double nameHeight = 14.0; // of the northern halls' names

FloorInk inkOnPaper()
{
    FloorInk ink = lightInk();
    ink.paper = Qt::white;
    ink.building = QColor(0xf3, 0xf4, 0xf6);
    ink.floor = Qt::white;
    return ink;
}

} // namespace

double floorPlanAspect(const Snapshot& snapshot)
{
    const FloorRect site = hallsArea(snapshot);
    return std::clamp(site.depth / site.width, 0.2, 1.2);
}

void drawFloorPlan(QPainter& painter, const QRectF& area, const Snapshot& snapshot)
{
    const FloorInk ink = inkOnPaper();
    const QRectF plan = area.adjusted(0.0, 0.0, 0.0, -legendHeight);
    const FloorMap map =
        FloorMap::fitting(hallsArea(snapshot), plan.adjusted(0.0, nameHeight, 0.0, 0.0));
    const PowerColours colours = coloursByPower(snapshot);
    painter.save();
    painter.setClipRect(plan);
    drawBuilding(painter, map, snapshot, ink);
    drawRacks(painter, map, snapshot, rackShapes(snapshot), colours.racks, plan, RackNames::None);
    painter.setClipping(false);
    painter.setPen(QPen(ink.outline, 0.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(plan);
    drawScaleBar(painter, map, QPointF(area.left() + 4.0, area.bottom() - 6.0), ink);
    drawPowerLegend(painter,
                    QRectF(area.center().x() - 85.0, area.bottom() - 24.0, 170.0, 22.0),
                    colours.end,
                    ink);
    drawNorthArrow(painter, QPointF(area.right() - 16.0, area.bottom() - 13.0), ink);
    painter.restore();
}

std::vector<ChartBar> barsOf(const report::BarChart& chart)
{
    std::vector<ChartBar> bars;
    for (const report::Bar& bar : chart.bars) {
        bars.push_back({QString::fromStdString(bar.label), bar.value});
    }
    return bars;
}

std::vector<StackedColumn> columnsOf(const report::StackChart& chart)
{
    std::vector<StackedColumn> columns;
    for (const report::Stack& stack : chart.stacks) {
        const QString title = QString::fromStdString(stack.title);
        columns.push_back(stack.limit ? columnOf(title, stack.parts, *stack.limit)
                                      : columnOf(title, stack.parts));
    }
    return columns;
}

void drawCurves(QPainter& painter, const QRectF& area, const report::SizeCurves& curves)
{
    const auto points = [](const std::vector<report::SizeValue>& values) {
        std::vector<SizePoint> found;
        for (const report::SizeValue& each : values) {
            found.push_back({each.accelerators, each.value});
        }
        return found;
    };
    const double width = 0.48 * area.width();
    const QRectF left(area.left(), area.top(), width, area.height());
    const QRectF right(area.right() - width, area.top(), width, area.height());
    const ChartInk& ink = chartInkOnWhite();
    drawPlot(painter, left, throughputPlot(points(curves.tokensPerDay), curves.accelerators), ink);
    drawPlot(painter, right, durationPlot(points(curves.days), curves.accelerators), ink);
}

} // namespace rackwright::ui
