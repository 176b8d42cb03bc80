#include "ui/charts/bar_chart.h"

#include "ui/text/figure_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <vector>

namespace rackwright::ui {

namespace {

constexpr double lines = 1.9; // height of a bar's place in lines of text
constexpr double gap = 8.0;

double widest(const QFontMetricsF& metrics, const std::vector<QString>& texts)
{
    double width = 0.0;
    for (const QString& text : texts) {
        width = std::max(width, metrics.horizontalAdvance(text));
    }
    return width;
}

} // namespace

double barChartHeight(const QPainter& painter, std::size_t bars)
{
    return static_cast<double>(bars) * lines * QFontMetricsF(painter.font()).height();
}

void drawBarChart(QPainter& painter,
                  const QRectF& area,
                  std::span<const ChartBar> bars,
                  const std::string& unit,
                  const ChartInk& ink)
{
    if (bars.empty()) {
        return;
    }
    const QFontMetricsF metrics(painter.font());
    std::vector<QString> labels;
    std::vector<QString> values;
    double greatest = 0.0;
    for (const ChartBar& bar : bars) {
        labels.push_back(bar.label);
        values.push_back(rangeText(bar.value, unit));
        greatest = std::max({greatest, bar.value.likely, bar.value.high});
    }
    const double labelWidth = std::min(widest(metrics, labels) + gap, 0.4 * area.width());
    const double valueWidth = widest(metrics, values) + gap;
    const double length = std::max(20.0, area.width() - labelWidth - valueWidth - gap);
    const double place = area.height() / static_cast<double>(bars.size());
    const double zero = area.left() + labelWidth;
    const auto x = [&](double value) {
        return greatest > 0.0 ? zero + length * std::max(0.0, value) / greatest : zero;
    };
    painter.save();
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const Range<double>& value = bars[i].value;
        const QRectF row(
            area.left(), area.top() + place * static_cast<double>(i), area.width(), place);
        const double middle = row.center().y();
        const double half = 0.3 * place;
        painter.fillRect(QRectF(zero, middle - half, x(value.likely) - zero, 2.0 * half),
                         colourOf(bars[i].hue));
        if (!value.isExact()) {
            const QRectF band(
                x(value.low), middle - 0.4 * half, x(value.high) - x(value.low), 0.8 * half);
            painter.fillRect(band, ink.band);
        }
        painter.setPen(ink.text);
        painter.drawText(QRectF(row.left(), row.top(), labelWidth - gap, place),
                         Qt::AlignRight | Qt::AlignVCenter,
                         metrics.elidedText(labels[i], Qt::ElideRight, labelWidth - gap));
        painter.setPen(ink.faintText);
        const double end = std::max(x(value.likely), value.isExact() ? zero : x(value.high));
        painter.drawText(QRectF(end + gap, row.top(), valueWidth, place),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         values[i]);
    }
    painter.setPen(QPen(ink.line, 0.8));
    painter.drawLine(QPointF(zero, area.top()), QPointF(zero, area.bottom()));
    painter.restore();
}

} // namespace rackwright::ui
