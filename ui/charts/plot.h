// Lines, bands and dots over two axes: the same on screen, in a PDF and in a picture.
#pragma once

#include "core/base/range.h"
#include "ui/charts/chart_ink.h"
#include "ui/charts/plot_axis.h"

#include <QPointF>
#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

class QPainter;

namespace rackwright::ui {

struct PlotPoint
{
    double x = 0.0;
    Range<double> y;
    QString name; // for those who point at it or hear it
};

enum class PlotMark
{
    Line, // with its band where values have one
    Dashes,
    Dots,
};

struct PlotSeries
{
    QString label; // beside its last point; empty: none
    PlotMark mark = PlotMark::Line;
    ChartHue hue = ChartHue::Blue;
    std::vector<PlotPoint> points; // by x, but for dots
};

// A place on the horizontal axis that has a name.
struct PlotPlace
{
    double x = 0.0;
    QString label;
};

struct Plot
{
    QString title;
    PlotAxis x;
    PlotAxis y;
    std::vector<PlotSeries> series;
    std::optional<PlotPlace> place;
};

[[nodiscard]] bool isEmpty(const Plot& plot);

void drawPlot(QPainter& painter, const QRectF& area, const Plot& plot, const ChartInk& ink);

// The point of a series of dots or a line that is drawn nearest to a position, if one is near.
struct PlotHit
{
    const PlotSeries* series = nullptr;
    const PlotPoint* point = nullptr;
    QPointF position;
};

[[nodiscard]] std::optional<PlotHit> pointAt(const QPointF& position,
                                             const QFont& font,
                                             const QRectF& area,
                                             const Plot& plot);

// "Tokens a day (bn) over GPUs: 1,024: 12.4 (11–13.7); ..."
QString spoken(const Plot& plot);

} // namespace rackwright::ui
