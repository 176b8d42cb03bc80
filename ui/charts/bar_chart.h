// Horizontal bars with their bands, labelled directly: the same on screen, in a PDF and in a picture.
#pragma once

#include "core/base/range.h"

#include <QColor>
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
};

struct ChartInk
{
    QColor text;
    QColor faintText;
    QColor line;
    QColor bar;
    QColor band;
};

const ChartInk& chartInkOnWhite();

// The height that so many bars take at the painter's font.
double barChartHeight(const QPainter& painter, std::size_t bars);

void drawBarChart(QPainter& painter,
                  const QRectF& area,
                  std::span<const ChartBar> bars,
                  const std::string& unit,
                  const ChartInk& ink);

} // namespace rackwright::ui
