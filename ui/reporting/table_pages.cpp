#include "ui/reporting/table_pages.h"

#include "ui/reporting/cell_text.h"
#include "ui/reporting/page_flow.h"

#include <QFontMetricsF>

#include <algorithm>
#include <numeric>
#include <vector>

namespace rackwright::ui {

namespace {

constexpr double padding = 5.0; // left and right of a cell's text
constexpr double leading = 2.5; // above and below
constexpr double indent = 9.0;

// The table's texts and the place they take.
class Layout
{
public:
    Layout(const report::Table& table, double width);

    [[nodiscard]] double headerHeight() const { return headerHeight_; }
    [[nodiscard]] double rowHeight(std::size_t row) const { return heights_[row]; }

    void drawHeader(PageFlow& pages) const;
    void drawRow(PageFlow& pages, std::size_t row) const;

private:
    [[nodiscard]] std::vector<double> wishedWidths() const;
    void shareOut(const std::vector<double>& wished, double width);
    [[nodiscard]] double indentOf(std::size_t row, std::size_t column) const;
    [[nodiscard]] double heightOf(const std::vector<QString>& texts,
                                  const QFont& font,
                                  std::size_t row) const;
    void drawCells(PageFlow& pages,
                   const std::vector<QString>& texts,
                   const QFont& font,
                   std::size_t row,
                   double height) const;
    [[nodiscard]] QFont fontOf(std::size_t row) const;

    static constexpr std::size_t noRow = static_cast<std::size_t>(-1);

    const report::Table& table_;
    std::vector<QString> header_;
    std::vector<std::vector<QString>> texts_;
    std::vector<double> widths_;
    std::vector<double> heights_;
    double headerHeight_ = 0.0;
};

QFont bold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

Layout::Layout(const report::Table& table, double width)
    : table_(table)
{
    for (const report::Column& column : table.columns) {
        header_.push_back(QString::fromStdString(column.title));
    }
    for (const report::TableRow& row : table.rows) {
        std::vector<QString>& texts = texts_.emplace_back();
        std::ranges::transform(row.cells, std::back_inserter(texts), cellText);
        texts.resize(header_.size());
    }
    shareOut(wishedWidths(), width);
    headerHeight_ = heightOf(header_, bold(tableFont()), noRow);
    for (std::size_t row = 0; row < texts_.size(); ++row) {
        heights_.push_back(heightOf(texts_[row], fontOf(row), row));
    }
}

std::vector<double> Layout::wishedWidths() const
{
    std::vector<double> wished;
    const QFontMetricsF metrics(bold(tableFont()));
    for (std::size_t column = 0; column < header_.size(); ++column) {
        double widest = metrics.horizontalAdvance(header_[column]);
        for (std::size_t row = 0; row < texts_.size(); ++row) {
            widest = std::max(
                widest, metrics.horizontalAdvance(texts_[row][column]) + indentOf(row, column));
        }
        wished.push_back(widest + 2.0 * padding + 1.0);
    }
    return wished;
}

// Numbers get what they wish; texts share the rest, narrow ones first.
void Layout::shareOut(const std::vector<double>& wished, double width)
{
    widths_ = wished;
    std::vector<std::size_t> texts;
    double left = width;
    for (std::size_t column = 0; column < wished.size(); ++column) {
        if (table_.columns[column].alignment == report::Alignment::Left) {
            texts.push_back(column);
        } else {
            left -= wished[column];
        }
    }
    std::ranges::sort(texts, {}, [&](std::size_t column) { return wished[column]; });
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const double share = std::max(30.0, left / static_cast<double>(texts.size() - i));
        // The widest text takes what is left, so that the table is as wide as the page.
        widths_[texts[i]] = i + 1 == texts.size() ? share : std::min(wished[texts[i]], share);
        left -= widths_[texts[i]];
    }
}

double Layout::indentOf(std::size_t row, std::size_t column) const
{
    return row == noRow || column > 0 ? 0.0 : indent * table_.rows[row].depth;
}

QFont Layout::fontOf(std::size_t row) const
{
    return table_.rows[row].weight == report::RowWeight::Total ? bold(tableFont()) : tableFont();
}

double Layout::heightOf(const std::vector<QString>& texts, const QFont& font, std::size_t row) const
{
    double height = QFontMetricsF(font).height();
    for (std::size_t column = 0; column < texts.size(); ++column) {
        const double width = widths_[column] - 2.0 * padding - indentOf(row, column);
        height = std::max(height, PageFlow::heightOf(texts[column], font, width));
    }
    return height + 2.0 * leading;
}

void Layout::drawCells(PageFlow& pages,
                       const std::vector<QString>& texts,
                       const QFont& font,
                       std::size_t row,
                       double height) const
{
    QPainter& painter = pages.painter();
    painter.setFont(font);
    painter.setPen(QColor(paper::ink));
    double x = pages.left();
    for (std::size_t column = 0; column < texts.size(); ++column) {
        const QRectF cell(x + padding + indentOf(row, column),
                          pages.y() + leading,
                          widths_[column] - 2.0 * padding - indentOf(row, column) + 0.5,
                          height - leading);
        const bool right = table_.columns[column].alignment == report::Alignment::Right;
        painter.drawText(
            cell, Qt::TextWordWrap | (right ? Qt::AlignRight : Qt::AlignLeft), texts[column]);
        x += widths_[column];
    }
}

void Layout::drawHeader(PageFlow& pages) const
{
    QPainter& painter = pages.painter();
    painter.fillRect(QRectF(pages.left(), pages.y(), pages.width(), headerHeight_),
                     QColor(0xf1, 0xf4, 0xf8));
    drawCells(pages, header_, bold(tableFont()), noRow, headerHeight_);
    pages.advance(headerHeight_);
    painter.setPen(QPen(QColor(paper::faint), 0.8));
    painter.drawLine(QPointF(pages.left(), pages.y()),
                     QPointF(pages.left() + pages.width(), pages.y()));
}

void Layout::drawRow(PageFlow& pages, std::size_t row) const
{
    QPainter& painter = pages.painter();
    const QPointF from(pages.left(), pages.y());
    const QPointF to(pages.left() + pages.width(), pages.y());
    if (table_.rows[row].weight == report::RowWeight::Total) {
        painter.setPen(QPen(QColor(paper::faint), 0.8));
        painter.drawLine(from, to);
    }
    drawCells(pages, texts_[row], fontOf(row), row, heights_[row]);
    pages.advance(heights_[row]);
    painter.setPen(QPen(QColor(paper::rule), 0.4));
    painter.drawLine(QPointF(from.x(), pages.y()), QPointF(to.x(), pages.y()));
}

} // namespace

void drawTable(PageFlow& pages, const report::Table& table)
{
    const Layout layout(table, pages.width());
    const double start = table.rows.empty() ? 0.0 : layout.rowHeight(0);
    pages.need(20.0 + layout.headerHeight() + start);
    if (!table.caption.empty()) {
        pages.text(QString::fromStdString(table.caption), captionFont(), QColor(paper::ink));
        pages.advance(4.0);
    }
    layout.drawHeader(pages);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        const int page = pages.page();
        pages.need(layout.rowHeight(row));
        if (pages.page() != page) {
            layout.drawHeader(pages);
        }
        layout.drawRow(pages, row);
    }
    pages.advance(14.0);
}

} // namespace rackwright::ui
