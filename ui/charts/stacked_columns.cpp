#include "ui/charts/stacked_columns.h"

#include "ui/text/figure_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace rackwright::ui {

namespace {

constexpr double lineHeight = 1.25; // of a label, in heights of the font
constexpr double gap = 6.0;
constexpr double leader = 16.0; // from a column to its labels
constexpr double widestColumn = 48.0;

double wholeOf(const StackedColumn& column)
{
    double whole = 0.0;
    for (const StackedPart& part : column.parts) {
        whole += part.value;
    }
    return whole;
}

// Whole per cents where that says enough.
QString shareText(double share)
{
    constexpr double least = 0.001;
    if (share > 0.0 && share < least) {
        return QStringLiteral("< %1").arg(percentText(least));
    }
    const double step = share < 0.0995 ? 1e-3 : 1e-2;
    return percentText(step * std::round(share / step));
}

QString labelOf(const StackedPart& part, const StackedColumn& column)
{
    return QStringLiteral("%1  %2  %3")
        .arg(part.label,
             valueText(part.value, column.unit),
             shareText(part.value / wholeOf(column)));
}

QString titleOf(const StackedColumn& column)
{
    const QString title =
        QStringLiteral("%1  %2").arg(column.title, valueText(wholeOf(column), column.unit));
    return column.limitLabel.isEmpty() ? title
                                       : QStringLiteral("%1 %2").arg(title, column.limitLabel);
}

// Moves the labels' middles apart until none covers another, and keeps them between top and bottom.
// REQUIRES: middles descend on the paper, as the parts of a column from its foot do not: sorted by y.
void spread(std::vector<double>& middles, double height, double top, double bottom)
{
    double free = top;
    for (double& middle : middles) {
        middle = std::max(middle, free + 0.5 * height);
        free = middle + 0.5 * height;
    }
    free = bottom;
    for (auto middle = middles.rbegin(); middle != middles.rend(); ++middle) {
        *middle = std::min(*middle, free - 0.5 * height);
        free = *middle - 0.5 * height;
    }
}

class ColumnDrawing
{
public:
    ColumnDrawing(QPainter& painter,
                  const QRectF& area,
                  const StackedColumn& column,
                  const ChartInk& ink)
        : painter_(painter)
        , area_(area)
        , column_(column)
        , ink_(ink)
        , metrics_(painter.font())
        , line_(lineHeight * metrics_.height())
    {
        const double top = area.top() + line_ + gap;
        bar_ = QRectF(area.left(),
                      top,
                      std::min(widestColumn, 0.25 * area.width()),
                      std::max(1.0, area.bottom() - top - 1.0));
    }

    void draw()
    {
        painter_.setPen(ink_.text);
        QFont bold = painter_.font();
        const QFont plain = bold;
        bold.setBold(true);
        painter_.setFont(bold);
        painter_.drawText(
            QRectF(area_.left(), area_.top(), area_.width(), line_),
            Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetricsF(bold).elidedText(titleOf(column_), Qt::ElideRight, area_.width()));
        painter_.setFont(plain);
        drawParts();
        drawLimit();
        drawLabels();
    }

private:
    [[nodiscard]] double greatest() const
    {
        return std::max({wholeOf(column_), column_.limit.value_or(0.0), 1e-300});
    }

    [[nodiscard]] double y(double value) const
    {
        return bar_.bottom() - bar_.height() * value / greatest();
    }

    void drawParts()
    {
        double foot = 0.0;
        for (const StackedPart& part : column_.parts) {
            const double top = y(foot + part.value);
            const QRectF place(bar_.left(), top, bar_.width(), y(foot) - top);
            painter_.fillRect(place, colourOf(part.hue));
            painter_.setPen(QPen(ink_.paper, 0.7));
            painter_.drawLine(place.topLeft(), place.topRight());
            middles_.push_back(place.center().y());
            foot += part.value;
        }
    }

    // The room that is left is outlined; what is over the limit lies above a line.
    void drawLimit()
    {
        if (!column_.limit) {
            return;
        }
        const double at = y(*column_.limit);
        painter_.setBrush(Qt::NoBrush);
        painter_.setPen(QPen(ink_.line, 1.0, Qt::DashLine));
        painter_.drawRect(QRectF(bar_.left(), at, bar_.width(), bar_.bottom() - at));
        if (wholeOf(column_) > *column_.limit) {
            painter_.setPen(QPen(ink_.text, 2.0));
            painter_.drawLine(QPointF(bar_.left() - 3.0, at), QPointF(bar_.right() + 3.0, at));
        }
    }

    // Without the value where there is no room for it.
    [[nodiscard]] QString fittingLabel(const StackedPart& part, double width) const
    {
        const QString whole = labelOf(part, column_);
        if (metrics_.horizontalAdvance(whole) <= width) {
            return whole;
        }
        const QString brief =
            QStringLiteral("%1  %2").arg(part.label, shareText(part.value / wholeOf(column_)));
        return metrics_.elidedText(brief, Qt::ElideRight, width);
    }

    void drawLabels()
    {
        std::vector<double> places(middles_.rbegin(), middles_.rend());
        spread(places, line_, area_.top() + line_, area_.bottom());
        std::ranges::reverse(places);
        const double left = bar_.right() + leader;
        for (std::size_t i = 0; i < places.size(); ++i) {
            painter_.setPen(QPen(ink_.line, 0.8));
            painter_.drawPolyline(std::vector<QPointF>{{bar_.right() + 1.0, middles_[i]},
                                                       {bar_.right() + 0.5 * leader, places[i]},
                                                       {left - 3.0, places[i]}}
                                      .data(),
                                  3);
            const double width = area_.right() - left;
            painter_.setPen(ink_.text);
            painter_.drawText(QRectF(left, places[i] - 0.5 * line_, width, line_),
                              Qt::AlignLeft | Qt::AlignVCenter,
                              fittingLabel(column_.parts[i], width));
        }
    }

    QPainter& painter_;
    QRectF area_;
    const StackedColumn& column_;
    const ChartInk& ink_;
    QFontMetricsF metrics_;
    double line_;
    QRectF bar_;
    std::vector<double> middles_; // of the parts
};

} // namespace

double stackedColumnsHeight(const QPainter& painter, std::span<const StackedColumn> columns)
{
    std::size_t most = 0;
    for (const StackedColumn& column : columns) {
        most = std::max(most, column.parts.size());
    }
    const double line = lineHeight * QFontMetricsF(painter.font()).height();
    return static_cast<double>(most + 1) * line + gap;
}

void drawStackedColumns(QPainter& painter,
                        const QRectF& area,
                        std::span<const StackedColumn> columns,
                        const ChartInk& ink)
{
    if (columns.empty()) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double space = 2.0 * gap;
    const auto count = static_cast<double>(columns.size());
    const double width = (area.width() - (count - 1.0) * space) / count;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const double left = area.left() + static_cast<double>(i) * (width + space);
        ColumnDrawing(painter, QRectF(left, area.top(), width, area.height()), columns[i], ink)
            .draw();
    }
    painter.restore();
}

QString spoken(const StackedColumn& column)
{
    QStringList parts;
    for (const StackedPart& part : column.parts) {
        parts << labelOf(part, column);
    }
    return QStringLiteral("%1: %2").arg(titleOf(column), parts.join(QStringLiteral("; ")));
}

} // namespace rackwright::ui
