// Columns of parts that make a whole, each part labelled beside it: the same on screen, in a PDF and in a picture.
#pragma once

#include "ui/charts/chart_ink.h"

#include <QRectF>
#include <QString>

#include <optional>
#include <span>
#include <string>
#include <vector>

class QPainter;

namespace rackwright::ui {

struct StackedPart
{
    QString label;
    double value = 0.0;
    ChartHue hue = ChartHue::Blue;
};

struct StackedColumn
{
    QString title;
    std::string unit;               // as in Figure
    std::vector<StackedPart> parts; // from the foot up
    std::optional<double> limit;    // what there is; the rest of it stays empty
    QString limitLabel;             // "of 80 GB"
};

// The least height at which every label has its line.
double stackedColumnsHeight(const QPainter& painter, std::span<const StackedColumn> columns);

void drawStackedColumns(QPainter& painter,
                        const QRectF& area,
                        std::span<const StackedColumn> columns,
                        const ChartInk& ink);

// For those who hear the chart: "Time of a step 8.9 s: Compute 6.2 s, 70 %; ..."
QString spoken(const StackedColumn& column);

} // namespace rackwright::ui
