#include "ui/panels/training/chart_view.h"

#include "ui/text/figure_text.h"

#include <QHelpEvent>
#include <QImage>
#include <QPainter>
#include <QToolTip>

#include <cmath>
#include <utility>

namespace rackwright::ui {

namespace {

constexpr double margin = 8.0;
constexpr int leastWidth = 260;
constexpr int leastColumn = 190; // of parts with their labels
constexpr int leastHeight = 150;

struct Draw
{
    QPainter& painter;
    const QRectF& area;
    const ChartInk& ink;

    void operator()(std::monostate /*nothing*/) const {}
    void operator()(const std::vector<StackedColumn>& columns) const
    {
        drawStackedColumns(painter, area, columns, ink);
    }
    void operator()(const Plot& plot) const { drawPlot(painter, area, plot, ink); }
    void operator()(const Bars& bars) const
    {
        const double line = 1.5 * painter.fontMetrics().height();
        painter.save();
        QFont bold = painter.font();
        bold.setBold(true);
        painter.setFont(bold);
        painter.setPen(ink.text);
        painter.drawText(QRectF(area.left(), area.top(), area.width(), line),
                         Qt::AlignLeft | Qt::AlignTop,
                         bars.title);
        painter.restore();
        drawBarChart(painter, area.adjusted(0.0, line, 0.0, 0.0), bars.bars, bars.unit, ink);
    }
};

struct Speak
{
    QString operator()(std::monostate /*nothing*/) const { return {}; }
    QString operator()(const std::vector<StackedColumn>& columns) const
    {
        QStringList texts;
        for (const StackedColumn& column : columns) {
            texts << spoken(column);
        }
        return texts.join(QStringLiteral(". "));
    }
    QString operator()(const Plot& plot) const { return spoken(plot); }
    QString operator()(const Bars& bars) const
    {
        QStringList texts;
        for (const ChartBar& bar : bars.bars) {
            texts << QStringLiteral("%1: %2").arg(bar.label, rangeText(bar.value, bars.unit));
        }
        return QStringLiteral("%1. %2").arg(bars.title, texts.join(QStringLiteral("; ")));
    }
};

// The height that a chart takes at a font, where it is not the widget's to choose.
struct LeastHeight
{
    const QPainter& painter;

    double operator()(std::monostate /*nothing*/) const { return leastHeight; }
    double operator()(const std::vector<StackedColumn>& columns) const
    {
        return stackedColumnsHeight(painter, columns);
    }
    double operator()(const Plot& /*plot*/) const { return leastHeight; }
    double operator()(const Bars& bars) const
    {
        return barChartHeight(painter, bars.bars.size()) + 1.5 * painter.fontMetrics().height();
    }
};

} // namespace

ChartView::ChartView(const QString& empty, QWidget* parent)
    : QWidget(parent)
    , empty_(empty)
{
    setFocusPolicy(Qt::TabFocus);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleDescription(empty_);
}

void ChartView::show(std::vector<StackedColumn> columns)
{
    take(columns.empty() ? Chart{} : Chart{std::move(columns)});
}

void ChartView::show(Plot plot)
{
    take(isEmpty(plot) ? Chart{} : Chart{std::move(plot)});
}

void ChartView::show(Bars bars)
{
    take(bars.bars.empty() ? Chart{} : Chart{std::move(bars)});
}

void ChartView::clear()
{
    take({});
}

void ChartView::take(Chart chart)
{
    chart_ = std::move(chart);
    setAccessibleDescription(hasChart() ? std::visit(Speak{}, chart_) : empty_);
    updateGeometry();
    update();
}

bool ChartView::hasChart() const
{
    return !std::holds_alternative<std::monostate>(chart_);
}

QSize ChartView::minimumSizeHint() const
{
    QImage none(1, 1, QImage::Format_RGB32);
    QPainter measuring(&none);
    measuring.setFont(font());
    const double height = std::visit(LeastHeight{measuring}, chart_) + 2.0 * margin;
    const auto* columns = std::get_if<std::vector<StackedColumn>>(&chart_);
    const int beside = columns == nullptr ? 1 : static_cast<int>(columns->size());
    return {std::max(leastWidth, beside * leastColumn),
            std::max(leastHeight, static_cast<int>(std::ceil(height)))};
}

// Charts take the room there is, and ask for none beyond what they need.
QSize ChartView::sizeHint() const
{
    return minimumSizeHint();
}

QRectF ChartView::area() const
{
    return QRectF(rect()).adjusted(margin, margin, -margin, -margin);
}

void ChartView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    if (!hasChart()) {
        painter.setPen(palette().color(QPalette::PlaceholderText));
        painter.drawText(area(), Qt::AlignCenter | Qt::TextWordWrap, empty_);
    } else {
        std::visit(Draw{painter, area(), chartInkOn(palette())}, chart_);
    }
    if (hasFocus()) {
        painter.setPen(palette().color(QPalette::Highlight));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

bool ChartView::event(QEvent* event)
{
    const Plot* plot = std::get_if<Plot>(&chart_);
    if (event->type() != QEvent::ToolTip || plot == nullptr) {
        return QWidget::event(event);
    }
    const auto* help = static_cast<QHelpEvent*>(event);
    if (const auto hit = pointAt(help->pos(), font(), area(), *plot)) {
        QToolTip::showText(help->globalPos(), hit->point->name, this);
    } else {
        QToolTip::hideText();
    }
    return true;
}

} // namespace rackwright::ui
