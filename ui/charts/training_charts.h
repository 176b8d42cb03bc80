// The charts of a training run, for the screen and for the report.
#pragma once

#include "core/base/figure.h"
#include "ui/charts/plot.h"
#include "ui/charts/stacked_columns.h"

#include <span>

namespace rackwright::ui {

// A column of figures that make a whole. The colour of a part goes by the figure's key.
StackedColumn columnOf(const QString& title, std::span<const Figure> parts);

// In memory that has a limit.
StackedColumn columnOf(const QString& title, std::span<const Figure> parts, const Figure& limit);

struct SizePoint
{
    double accelerators = 0.0;
    Range<double> value;
};

// How a figure changes with the number of GPUs. `own`: the plan's number.
Plot throughputPlot(std::span<const SizePoint> tokensPerDay, double own);
Plot durationPlot(std::span<const SizePoint> days, double own);

struct ComparedRun
{
    QString name;
    double measured = 0.0; // seconds
    double predicted = 0.0;
    ChartHue hue = ChartHue::Blue;
};

// Predicted over measured step time, with what is equal and ten per cent to both sides.
Plot accuracyPlot(std::span<const ComparedRun> runs);

} // namespace rackwright::ui
