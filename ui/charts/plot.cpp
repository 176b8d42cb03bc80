#include "ui/charts/plot.h"

#include "ui/text/figure_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>

namespace rackwright::ui {

namespace {

constexpr double gap = 6.0;
constexpr double dotRadius = 3.2;
constexpr double nearEnough = 12.0; // from a point that is pointed at
constexpr double tickEvery = 70.0;  // about, of width or twice of height

struct Extent
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void take(double value)
    {
        low = std::min(low, value);
        high = std::max(high, value);
    }
};

// Where values lie on the paper.
class Frame
{
public:
    Frame(const QFont& font, const QRectF& area, const Plot& plot)
        : metrics_(font)
    {
        Extent across;
        Extent up;
        for (const PlotSeries& series : plot.series) {
            for (const PlotPoint& point : series.points) {
                across.take(point.x);
                up.take(point.y.low);
                up.take(point.y.high);
            }
        }
        x_ = axisRange(across.low, across.high, plot.x.scale);
        y_ = axisRange(up.low, up.high, plot.y.scale);
        const double line = metrics_.height();
        const double head = 2.0 * line + gap; // the plot's title, the vertical axis's title
        const double foot = 2.0 * line + gap;
        yTicks_ =
            axisTicks(y_, plot.y, std::max(2, static_cast<int>(2.0 * area.height() / tickEvery)));
        double widest = 0.0;
        for (const AxisTick& tick : yTicks_) {
            widest = std::max(widest, metrics_.horizontalAdvance(tick.text));
        }
        inner_ = area.adjusted(widest + gap, head, -2.0 * gap, -foot);
        xTicks_ = axisTicks(x_, plot.x, std::max(2, static_cast<int>(inner_.width() / tickEvery)));
    }

    [[nodiscard]] const QRectF& inner() const { return inner_; }
    [[nodiscard]] const std::vector<AxisTick>& xTicks() const { return xTicks_; }
    [[nodiscard]] const std::vector<AxisTick>& yTicks() const { return yTicks_; }
    [[nodiscard]] const QFontMetricsF& metrics() const { return metrics_; }

    [[nodiscard]] double x(double value) const
    {
        return inner_.left() + inner_.width() * x_.place(value);
    }

    [[nodiscard]] double y(double value) const
    {
        return inner_.bottom() - inner_.height() * y_.place(value);
    }

    [[nodiscard]] QPointF at(const PlotPoint& point) const
    {
        return {x(point.x), y(point.y.likely)};
    }

private:
    QFontMetricsF metrics_;
    QRectF inner_;
    AxisRange x_;
    AxisRange y_;
    std::vector<AxisTick> xTicks_;
    std::vector<AxisTick> yTicks_;
};

void drawTitles(QPainter& painter,
                const QRectF& area,
                const Plot& plot,
                const Frame& frame,
                const ChartInk& ink)
{
    const double line = frame.metrics().height();
    const QFont plain = painter.font();
    QFont bold = plain;
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(ink.text);
    painter.drawText(QRectF(area.left(), area.top(), area.width(), line),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(bold).elidedText(plot.title, Qt::ElideRight, area.width()));
    painter.setFont(plain);
    painter.setPen(ink.faintText);
    painter.drawText(QRectF(area.left(), area.top() + line, area.width(), line),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     plot.y.title);
    painter.drawText(QRectF(area.left(), area.bottom() - line, area.width() - gap, line),
                     Qt::AlignRight | Qt::AlignVCenter,
                     plot.x.title);
}

void drawAxes(QPainter& painter, const Frame& frame, const ChartInk& ink)
{
    const QRectF& inner = frame.inner();
    const double line = frame.metrics().height();
    double written = -std::numeric_limits<double>::infinity();
    for (const AxisTick& tick : frame.xTicks()) {
        const double x = frame.x(tick.value);
        painter.setPen(QPen(ink.grid, 0.8));
        painter.drawLine(QPointF(x, inner.top()), QPointF(x, inner.bottom()));
        const double width = frame.metrics().horizontalAdvance(tick.text);
        if (tick.text.isEmpty() || x - 0.5 * width < written + gap) {
            continue;
        }
        written = x + 0.5 * width;
        painter.setPen(ink.faintText);
        painter.drawText(QRectF(x - 0.5 * width - 1.0, inner.bottom() + 2.0, width + 2.0, line),
                         Qt::AlignCenter,
                         tick.text);
    }
    for (const AxisTick& tick : frame.yTicks()) {
        const double y = frame.y(tick.value);
        painter.setPen(QPen(ink.grid, 0.8));
        painter.drawLine(QPointF(inner.left(), y), QPointF(inner.right(), y));
        painter.setPen(ink.faintText);
        const double width = frame.metrics().horizontalAdvance(tick.text) + 2.0;
        painter.drawText(QRectF(inner.left() - gap - width, y - 0.5 * line, width, line),
                         Qt::AlignRight | Qt::AlignVCenter,
                         tick.text);
    }
    painter.setPen(QPen(ink.line, 1.0));
    painter.drawLine(inner.bottomLeft(), inner.bottomRight());
    painter.drawLine(inner.topLeft(), inner.bottomLeft());
}

void drawBand(QPainter& painter, const PlotSeries& series, const Frame& frame)
{
    QPolygonF band;
    for (const PlotPoint& point : series.points) {
        band << QPointF(frame.x(point.x), frame.y(point.y.high));
    }
    for (auto point = series.points.rbegin(); point != series.points.rend(); ++point) {
        band << QPointF(frame.x(point->x), frame.y(point->y.low));
    }
    QColor fill = colourOf(series.hue);
    fill.setAlpha(48);
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawPolygon(band);
}

void drawLine(QPainter& painter, const PlotSeries& series, const Frame& frame, const ChartInk& ink)
{
    QPolygonF line;
    for (const PlotPoint& point : series.points) {
        line << frame.at(point);
    }
    const bool dashed = series.mark == PlotMark::Dashes;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(dashed ? QPen(ink.line, 1.2, Qt::DashLine) : QPen(colourOf(series.hue), 2.0));
    painter.drawPolyline(line);
}

void drawDots(QPainter& painter, const PlotSeries& series, const Frame& frame, const ChartInk& ink)
{
    QColor fill = colourOf(series.hue);
    fill.setAlpha(190);
    painter.setPen(QPen(ink.paper, 0.7));
    painter.setBrush(fill);
    for (const PlotPoint& point : series.points) {
        painter.drawEllipse(frame.at(point), dotRadius, dotRadius);
    }
}

// Inside the frame, above the line's end.
void drawLabel(QPainter& painter, const PlotSeries& series, const Frame& frame, const ChartInk& ink)
{
    if (series.label.isEmpty() || series.points.empty()) {
        return;
    }
    const QRectF& inner = frame.inner();
    const QPointF end = frame.at(series.points.back());
    const double width = frame.metrics().horizontalAdvance(series.label) + 2.0;
    const double height = frame.metrics().height();
    QRectF place(end.x() - width - gap, end.y() - height - 2.0, width, height);
    place.moveLeft(
        std::clamp(place.left(), inner.left(), std::max(inner.left(), inner.right() - width)));
    place.moveTop(std::clamp(place.top(), inner.top(), inner.bottom() - height));
    painter.setPen(ink.faintText);
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, series.label);
}

void drawPlace(QPainter& painter, const PlotPlace& place, const Frame& frame, const ChartInk& ink)
{
    const QRectF& inner = frame.inner();
    const double x = frame.x(place.x);
    painter.setPen(QPen(ink.text, 1.0, Qt::DotLine));
    painter.drawLine(QPointF(x, inner.top()), QPointF(x, inner.bottom()));
    const double width = frame.metrics().horizontalAdvance(place.label) + 2.0;
    const bool left = x - width - gap > inner.left();
    const QRectF text(left ? x - width - gap : x + gap,
                      inner.bottom() - frame.metrics().height() - 2.0,
                      width,
                      frame.metrics().height());
    painter.setPen(ink.text);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, place.label);
}

} // namespace

bool isEmpty(const Plot& plot)
{
    return std::ranges::all_of(plot.series,
                               [](const PlotSeries& series) { return series.points.empty(); });
}

void drawPlot(QPainter& painter, const QRectF& area, const Plot& plot, const ChartInk& ink)
{
    if (isEmpty(plot)) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const Frame frame(painter.font(), area, plot);
    drawTitles(painter, area, plot, frame, ink);
    drawAxes(painter, frame, ink);
    painter.save();
    painter.setClipRect(frame.inner().adjusted(-dotRadius, -dotRadius, dotRadius, dotRadius));
    for (const PlotSeries& series : plot.series) {
        if (series.mark == PlotMark::Dots) {
            drawDots(painter, series, frame, ink);
            continue;
        }
        if (series.mark == PlotMark::Line) {
            drawBand(painter, series, frame);
        }
        drawLine(painter, series, frame, ink);
    }
    painter.restore();
    if (plot.place) {
        drawPlace(painter, *plot.place, frame, ink);
    }
    for (const PlotSeries& series : plot.series) {
        drawLabel(painter, series, frame, ink);
    }
    painter.restore();
}

std::optional<PlotHit> pointAt(const QPointF& position,
                               const QFont& font,
                               const QRectF& area,
                               const Plot& plot)
{
    if (isEmpty(plot)) {
        return std::nullopt;
    }
    const Frame frame(font, area, plot);
    std::optional<PlotHit> hit;
    double least = nearEnough;
    for (const PlotSeries& series : plot.series) {
        for (const PlotPoint& point : series.points) {
            const QPointF at = frame.at(point);
            const double distance = std::hypot(at.x() - position.x(), at.y() - position.y());
            if (!point.name.isEmpty() && distance < least) {
                least = distance;
                hit = PlotHit{&series, &point, at};
            }
        }
    }
    return hit;
}

QString spoken(const Plot& plot)
{
    QStringList points;
    for (const PlotSeries& series : plot.series) {
        for (const PlotPoint& point : series.points) {
            if (!point.name.isEmpty()) {
                points << point.name;
            }
        }
    }
    return QStringLiteral("%1. %2, %3. %4")
        .arg(plot.title, plot.y.title, plot.x.title, points.join(QStringLiteral("; ")));
}

} // namespace rackwright::ui
