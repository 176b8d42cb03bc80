#include "ui/charts/plot_axis.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace rackwright::ui {

namespace {

constexpr double roomAbove = 1.05;  // of the greatest value
constexpr double roomAround = 1.15; // a factor on each side

QString tickText(double value, const PlotAxis& axis)
{
    const double shown = value / axis.factor;
    const double size = std::abs(shown);
    int decimals = 0;
    if (size > 0.0 && size < 10.0) {
        double left = size;
        while (decimals < 4 && std::abs(left - std::round(left)) > 1e-6) {
            left *= 10.0;
            ++decimals;
        }
    }
    return QLocale().toString(shown, 'f', decimals);
}

std::vector<AxisTick> linearTicks(const AxisRange& range, const PlotAxis& axis, int wanted)
{
    const double high = range.high / axis.factor;
    const double rough = high / std::max(1, wanted);
    const double decade = std::pow(10.0, std::floor(std::log10(rough)));
    double step = decade;
    for (const double part : {2.0, 5.0, 10.0}) {
        if (step >= rough || part * decade > high) { // one tick beside zero at least
            break;
        }
        step = part * decade;
    }
    std::vector<AxisTick> ticks;
    for (int i = 0; i * step * axis.factor <= range.high * (1.0 + 1e-9); ++i) {
        const double value = i * step * axis.factor;
        ticks.push_back({value, tickText(value, axis)});
    }
    return ticks;
}

std::vector<AxisTick> logarithmicTicks(const AxisRange& range, const PlotAxis& axis, int wanted)
{
    const double decades = std::log10(range.high / range.low);
    const bool all = decades * 3.0 <= wanted + 1;
    const int every = std::max(1, static_cast<int>(std::ceil(decades / std::max(1, wanted))));
    std::vector<AxisTick> ticks;
    const int first = static_cast<int>(std::floor(std::log10(range.low / axis.factor)));
    const int last = static_cast<int>(std::ceil(std::log10(range.high / axis.factor)));
    for (int exponent = first; exponent <= last; ++exponent) {
        for (const double part : {1.0, 2.0, 5.0}) {
            const double value = part * std::pow(10.0, exponent) * axis.factor;
            if (value < range.low * (1.0 - 1e-9) || value > range.high * (1.0 + 1e-9)) {
                continue;
            }
            const bool named = all || (part == 1.0 && exponent % every == 0);
            ticks.push_back({value, named ? tickText(value, axis) : QString()});
        }
    }
    return ticks;
}

} // namespace

PlotAxis countAxis(const QString& title, double greatest, AxisScale scale)
{
    struct Step
    {
        double factor;
        const char* name;
    };
    static constexpr std::array steps{Step{1e12, QT_TRANSLATE_NOOP("Plot", "tn")},
                                      Step{1e9, QT_TRANSLATE_NOOP("Plot", "bn")},
                                      Step{1e6, QT_TRANSLATE_NOOP("Plot", "mn")}};
    for (const Step& step : steps) {
        if (greatest >= step.factor) {
            const QString name = QCoreApplication::translate("Plot", step.name);
            return {QStringLiteral("%1 (%2)").arg(title, name), step.factor, scale};
        }
    }
    return {title, 1.0, scale};
}

double AxisRange::place(double value) const
{
    if (scale == AxisScale::Linear) {
        return (value - low) / (high - low);
    }
    return std::log(std::max(value, 1e-3 * low) / low) / std::log(high / low);
}

AxisRange axisRange(double least, double greatest, AxisScale scale)
{
    if (scale == AxisScale::Linear) {
        return {0.0, greatest > 0.0 ? roomAbove * greatest : 1.0, scale};
    }
    return {least / roomAround, greatest * roomAround, scale};
}

std::vector<AxisTick> axisTicks(const AxisRange& range, const PlotAxis& axis, int wanted)
{
    return range.scale == AxisScale::Linear ? linearTicks(range, axis, wanted)
                                            : logarithmicTicks(range, axis, wanted);
}

} // namespace rackwright::ui
