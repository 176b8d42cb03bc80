// The pictures of a report that are drawn here: floor plan and charts.
#pragma once

#include "core/model/snapshot.h"
#include "core/report/document.h"
#include "ui/charts/bar_chart.h"
#include "ui/charts/stacked_columns.h"

#include <QRectF>

#include <vector>

class QPainter;

namespace rackwright::ui {

// How high the floor plan is for its width.
double floorPlanAspect(const Snapshot& snapshot);

// Coloured by power, with legend, scale bar and north arrow.
void drawFloorPlan(QPainter& painter, const QRectF& area, const Snapshot& snapshot);

std::vector<ChartBar> barsOf(const report::BarChart& chart);
std::vector<StackedColumn> columnsOf(const report::StackChart& chart);

// Throughput and duration side by side.
void drawCurves(QPainter& painter, const QRectF& area, const report::SizeCurves& curves);

} // namespace rackwright::ui
