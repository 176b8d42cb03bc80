#include "ui/charts/training_charts.h"

#include "ui/text/figure_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace rackwright::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("TrainingCharts", text);
}

struct PartLook
{
    std::string_view start; // of the key
    const char* label;      // shorter than the figure's
    ChartHue hue;
};

constexpr std::array partLooks{
    PartLook{"compute", QT_TRANSLATE_NOOP("TrainingCharts", "Compute"), ChartHue::Blue},
    PartLook{"tensor", QT_TRANSLATE_NOOP("TrainingCharts", "Tensor traffic"), ChartHue::Orange},
    PartLook{"context", QT_TRANSLATE_NOOP("TrainingCharts", "Context traffic"), ChartHue::Yellow},
    PartLook{"expert", QT_TRANSLATE_NOOP("TrainingCharts", "Expert traffic"), ChartHue::Purple},
    PartLook{"pipeline", QT_TRANSLATE_NOOP("TrainingCharts", "Pipeline traffic"), ChartHue::Sky},
    PartLook{"bubble", QT_TRANSLATE_NOOP("TrainingCharts", "Pipeline bubble"), ChartHue::PaleGrey},
    PartLook{"data", QT_TRANSLATE_NOOP("TrainingCharts", "Data traffic"), ChartHue::Green},
    PartLook{"optimizer", QT_TRANSLATE_NOOP("TrainingCharts", "Optimizer"), ChartHue::Brown},
    PartLook{"host", QT_TRANSLATE_NOOP("TrainingCharts", "Host"), ChartHue::Grey},
    PartLook{"stragglers", QT_TRANSLATE_NOOP("TrainingCharts", "Stragglers"), ChartHue::Teal},
    PartLook{"failures", QT_TRANSLATE_NOOP("TrainingCharts", "Failures"), ChartHue::Vermilion},
    PartLook{"weights", QT_TRANSLATE_NOOP("TrainingCharts", "Weights"), ChartHue::Blue},
    PartLook{"gradients", QT_TRANSLATE_NOOP("TrainingCharts", "Gradients"), ChartHue::Green},
    PartLook{"activations", QT_TRANSLATE_NOOP("TrainingCharts", "Activations"), ChartHue::Orange},
    PartLook{"workspace", QT_TRANSLATE_NOOP("TrainingCharts", "Workspace"), ChartHue::Grey}};

StackedPart stackedPart(const Figure& figure)
{
    const auto* const look = std::ranges::find_if(
        partLooks, [&](const PartLook& each) { return figure.key.starts_with(each.start); });
    const bool known = look != partLooks.end();
    return {known ? tr(look->label) : QString::fromStdString(figure.label),
            figure.value.likely,
            known ? look->hue : ChartHue::Grey};
}

Plot sizePlot(const QString& title,
              const PlotAxis& y,
              const std::string& unit,
              std::span<const SizePoint> values,
              double own)
{
    PlotSeries series;
    for (const SizePoint& each : values) {
        series.points.push_back(
            {each.accelerators,
             each.value,
             tr("%1 GPUs: %2")
                 .arg(exactText(each.accelerators, "1"), rangeText(each.value, unit))});
    }
    Plot plot{.title = title,
              .x = {tr("GPUs"), 1.0, AxisScale::Linear},
              .y = y,
              .series = {std::move(series)}};
    if (own > 0.0) {
        plot.place = PlotPlace{own, tr("this plan")};
    }
    return plot;
}

// Predicted is `ratio` times measured.
PlotSeries ratioLine(double least, double greatest, double ratio, PlotMark mark)
{
    const auto point = [&](double x) { return PlotPoint{x, Range<double>::exact(ratio * x), {}}; };
    return {{}, mark, ChartHue::Grey, {point(least), point(greatest)}};
}

// As if the smallest size's speed of a GPU held for all.
PlotSeries inProportion(std::span<const SizePoint> values)
{
    const SizePoint& first = values.front();
    const double end = values.back().accelerators;
    const double rate = first.value.likely / first.accelerators;
    return {tr("in proportion"),
            PlotMark::Dashes,
            ChartHue::Grey,
            {{0.0, Range<double>::exact(0.0), {}}, {end, Range<double>::exact(rate * end), {}}}};
}

} // namespace

StackedColumn columnOf(const QString& title, std::span<const Figure> parts)
{
    StackedColumn column{.title = title};
    for (const Figure& part : parts) {
        column.unit = part.unit;
        column.parts.push_back(stackedPart(part));
    }
    return column;
}

StackedColumn columnOf(const QString& title, std::span<const Figure> parts, const Figure& limit)
{
    StackedColumn column = columnOf(title, parts);
    column.limit = limit.value.likely;
    column.limitLabel = tr("of %1").arg(exactText(limit.value.likely, limit.unit));
    return column;
}

Plot throughputPlot(std::span<const SizePoint> tokensPerDay, double own)
{
    double greatest = 0.0;
    for (const SizePoint& each : tokensPerDay) {
        greatest = std::max(greatest, each.value.high);
    }
    Plot plot = sizePlot(tr("Throughput with more GPUs"),
                         countAxis(tr("Tokens a day"), greatest, AxisScale::Linear),
                         "tokens/d",
                         tokensPerDay,
                         own);
    if (!tokensPerDay.empty()) {
        plot.series.insert(plot.series.begin(), inProportion(tokensPerDay));
    }
    return plot;
}

Plot durationPlot(std::span<const SizePoint> days, double own)
{
    return sizePlot(tr("Training time with more GPUs"),
                    {tr("Days"), 1.0, AxisScale::Logarithmic},
                    "d",
                    days,
                    own);
}

Plot accuracyPlot(std::span<const ComparedRun> runs)
{
    Plot plot{.title = tr("Predicted against measured step time; lines: equal, ±10 %"),
              .x = {tr("Measured step time (s)"), 1.0, AxisScale::Logarithmic},
              .y = {tr("Predicted step time (s)"), 1.0, AxisScale::Logarithmic}};
    if (runs.empty()) {
        return plot;
    }
    const auto measured = std::ranges::minmax_element(runs, {}, &ComparedRun::measured);
    const double least = measured.min->measured / 1.1;
    const double greatest = measured.max->measured * 1.1;
    plot.series = {ratioLine(least, greatest, 1.1, PlotMark::Dashes),
                   ratioLine(least, greatest, 1.0, PlotMark::Line),
                   ratioLine(least, greatest, 0.9, PlotMark::Dashes)};
    PlotSeries dots{.mark = PlotMark::Dots};
    for (const ComparedRun& run : runs) {
        dots.points.push_back(
            {run.measured,
             Range<double>::exact(run.predicted),
             tr("%1: measured %2, predicted %3")
                 .arg(run.name, valueText(run.measured, "s"), valueText(run.predicted, "s"))});
    }
    plot.series.push_back(std::move(dots));
    return plot;
}

} // namespace rackwright::ui
