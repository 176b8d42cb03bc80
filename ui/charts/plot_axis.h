// The axis of a plot: which values it covers, where its ticks are and what they are called.
#pragma once

#include <QString>

#include <vector>

namespace rackwright::ui {

enum class AxisScale
{
    Linear, // from zero
    Logarithmic,
};

// What the reader is told about it. Values are divided by `factor` to be written.
struct PlotAxis
{
    QString title; // with its unit: "Tokens a day (bn)"
    double factor = 1.0;
    AxisScale scale = AxisScale::Linear;
};

// "Tokens a day (bn)" for values up to 3e11.
PlotAxis countAxis(const QString& title, double greatest, AxisScale scale);

struct AxisTick
{
    double value = 0.0;
    QString text; // empty for the small ones between
};

// The part of an axis that a plot shows.
struct AxisRange
{
    double low = 0.0;
    double high = 1.0;
    AxisScale scale = AxisScale::Linear;

    // 0 at the low end, 1 at the high one.
    [[nodiscard]] double place(double value) const;
};

// A little more than the values; whole decades' parts where it is logarithmic. REQUIRES: positive values there.
AxisRange axisRange(double least, double greatest, AxisScale scale);

// About `wanted` of them with text.
std::vector<AxisTick> axisTicks(const AxisRange& range, const PlotAxis& axis, int wanted);

} // namespace rackwright::ui
