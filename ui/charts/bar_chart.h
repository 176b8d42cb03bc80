// Horizontal bars with their bands, labelled directly: the same on screen, in a PDF and in a picture.
#pragma once

#include "core/base/range.h"
#include "ui/charts/chart_ink.h"

#include <QRectF>
#include <QString>

#include <span>
#include <string>

class QPainter;

namespace rackwright::ui {

struct ChartBar
{
    QString label;
    Range<double> value;
    ChartHue hue = ChartHue::Blue;
};

// The height that so many bars take at the painter's font.
double barChartHeight(const QPainter& painter, std::size_t bars);

void drawBarChart(QPainter& painter,
                  const QRectF& area,
                  std::span<const ChartBar> bars,
                  const std::string& unit,
                  const ChartInk& ink);

} // namespace rackwright::ui
