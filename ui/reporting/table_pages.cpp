#include "ui/reporting/table_pages.h"

#include "ui/reporting/cell_text.h"
#include "ui/reporting/page_flow.h"

#include <QFontMetricsF>
#include <QRegularExpression>

#include <algorithm>
#include <vector>

namespace rackwright::ui {

namespace {

constexpr double padding = 5.0; // left and right of a cell's text
constexpr double leading = 2.5; // above and below
constexpr double indent = 9.0;

// The width that a column needs so that no word breaks, and those of its texts in one line.
struct Wish
{
    double least = 0.0;
    std::vector<double> lines; // of each row
};

// A number may break before its band, nowhere else.
QString unbroken(QString number)
{
    const QChar noBreak(QChar::Nbsp);
    const QChar joiner(0x2060);
    const QChar dash(0x2013);
    number.replace(QLatin1Char(' '), noBreak);
    number.replace(dash, QString(joiner) + dash + joiner);
    return number.replace(QString(noBreak) + QLatin1Char('('), QStringLiteral(" ("));
}

double longestWord(const QFontMetricsF& metrics, const QString& text)
{
    static const QRegularExpression breaks(QStringLiteral("\\s+|(?<=[A-Za-z])-"));
    double widest = 0.0;
    for (const QString& word : text.split(breaks)) {
        widest = std::max(widest, metrics.horizontalAdvance(word));
    }
    return widest;
}

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
    [[nodiscard]] Wish wishOf(std::size_t column) const;
    [[nodiscard]] std::vector<double> gainsOf(const std::vector<Wish>& wishes, double bit) const;
    void shareOut(double width);
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
        for (std::size_t column = 0; column < texts.size(); ++column) {
            if (table.columns[column].alignment == report::Alignment::Right) {
                texts[column] = unbroken(texts[column]);
            }
        }
    }
    shareOut(width);
    headerHeight_ = heightOf(header_, bold(tableFont()), noRow);
    for (std::size_t row = 0; row < texts_.size(); ++row) {
        heights_.push_back(heightOf(texts_[row], fontOf(row), row));
    }
}

Wish Layout::wishOf(std::size_t column) const
{
    const QFontMetricsF headerMetrics(bold(tableFont()));
    const double frame = 2.0 * padding + 2.0;
    Wish wish{.least = longestWord(headerMetrics, header_[column]) + frame};
    for (std::size_t row = 0; row < texts_.size(); ++row) {
        const QFontMetricsF metrics(fontOf(row));
        const QString& text = texts_[row][column];
        const double around = frame + indentOf(row, column);
        wish.least = std::max(wish.least, longestWord(metrics, text) + around);
        wish.lines.push_back(metrics.horizontalAdvance(text) + around);
    }
    return wish;
}

// Every column gets the least it needs. The rest goes bit by bit to the column that makes the table lower, whose
// rows are as high as the text that wraps most; what nobody needs goes to all, so that the table is as wide as
// the page.
void Layout::shareOut(double width)
{
    std::vector<Wish> wishes;
    double rest = width;
    for (std::size_t column = 0; column < header_.size(); ++column) {
        wishes.push_back(wishOf(column));
        widths_.push_back(wishes.back().least);
        rest -= widths_.back();
    }
    constexpr double bit = 4.0;
    for (; rest >= bit; rest -= bit) {
        const std::vector<double> gains = gainsOf(wishes, bit);
        const auto best = std::ranges::max_element(gains);
        if (best == gains.end() || *best <= 0.0) {
            break;
        }
        widths_[static_cast<std::size_t>(best - gains.begin())] += bit;
    }
    for (double& columnWidth : widths_) {
        columnWidth += std::max(rest, 0.0) / static_cast<double>(widths_.size());
    }
}

// How many lines lower the rows would be, for each column, were it wider by `bit`. Lines count as fractions:
// a text on its way to fewer lines is worth helping.
std::vector<double> Layout::gainsOf(const std::vector<Wish>& wishes, double bit) const
{
    std::vector<double> gains(wishes.size(), 0.0);
    for (std::size_t row = 0; row < texts_.size(); ++row) {
        const auto lines = [&](std::size_t column, double more) {
            return std::max(1.0, wishes[column].lines[row] / (widths_[column] + more));
        };
        std::size_t highest = 0;
        for (std::size_t column = 1; column < wishes.size(); ++column) {
            highest = lines(column, 0.0) > lines(highest, 0.0) ? column : highest;
        }
        gains[highest] += lines(highest, 0.0) - lines(highest, bit);
    }
    return gains;
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
        // The last row does not go to a page of its own.
        const bool secondLast = row + 2 == table.rows.size();
        pages.need(layout.rowHeight(row) + (secondLast ? layout.rowHeight(row + 1) : 0.0));
        if (pages.page() != page) {
            layout.drawHeader(pages);
        }
        layout.drawRow(pages, row);
    }
    pages.advance(14.0);
}

} // namespace rackwright::ui
