#include "ui/reporting/cell_text.h"
#include "ui/reporting/pictures.h"
#include "ui/reporting/report.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QLocale>
#include <QPainter>
#include <QSvgGenerator>

#include <algorithm>

namespace rackwright::ui {

namespace {

constexpr const char* style = R"(
:root { color-scheme: light dark; --ink: #1f2937; --faint: #5b6675; --rule: #d5dae1; --head: #f1f4f8;
  --paper: #fff; --accent: #1d4ed8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ecf1; --faint: #a3aebb; --rule: #3a434e;
  --head: #232a33; --paper: #171b20; --accent: #7db4ff; } }
body { font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; color: var(--ink);
  background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 2rem; margin: 0; border-top: 4px solid var(--accent); padding-top: 1rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; border-bottom: 2px solid var(--accent);
  display: inline-block; }
.subtitle, .made, figcaption { color: var(--faint); }
figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; background: #fff; border-radius: 3px; }
nav a { color: var(--accent); margin-right: 1rem; white-space: nowrap; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1.5rem; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th { background: var(--head); text-align: left; border-bottom: 2px solid var(--faint); }
th, td { padding: .25rem .6rem; vertical-align: top; }
td { border-bottom: 1px solid var(--rule); }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.total td { font-weight: 600; border-top: 2px solid var(--faint); }
@media print { thead { display: table-header-group; } tr, figure { break-inside: avoid; } }
)";

QString tr(const char* text)
{
    return QCoreApplication::translate("Report", text);
}

QString escaped(const std::string& text)
{
    return QString::fromStdString(text).toHtmlEscaped();
}

QString figure(const QByteArray& bytes, const char* type, const std::string& caption)
{
    return QStringLiteral("<figure><figcaption>%1</figcaption><img alt=\"%1\" "
                          "src=\"data:%2;base64,%3\"></figure>\n")
        .arg(escaped(caption), QLatin1String(type), QLatin1String(bytes.toBase64()));
}

QByteArray png(const QImage& image)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QByteArray floorPlanPng(const Snapshot& snapshot)
{
    constexpr double width = 1000.0;
    constexpr double sharpness = 2.0; // pixels a unit: for high-density screens
    const QSizeF size(width, width * floorPlanAspect(snapshot) + 30.0);
    QImage image((sharpness * size).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.scale(sharpness, sharpness);
    QFont font = painter.font();
    font.setPixelSize(12);
    painter.setFont(font);
    drawFloorPlan(painter, QRectF(QPointF(), size).adjusted(1.0, 1.0, -1.0, -1.0), snapshot);
    painter.end();
    return png(image);
}

constexpr double svgWidth = 900.0;

QFont svgFont()
{
    QFont font;
    font.setPixelSize(13);
    return font;
}

// The height follows from the font: measured on a picture of no size.
template <typename Measure>
double svgHeight(Measure measure)
{
    QImage none(1, 1, QImage::Format_RGB32);
    QPainter painter(&none);
    painter.setFont(svgFont());
    return measure(painter);
}

template <typename Draw>
QByteArray svgOf(double height, Draw draw)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(96);
    const QSizeF size(svgWidth, height);
    svg.setSize(size.toSize());
    svg.setViewBox(QRectF(QPointF(), size));
    QPainter painter(&svg);
    painter.setFont(svgFont());
    draw(painter, QRectF(QPointF(), size));
    painter.end();
    return bytes;
}

QByteArray chartSvg(const report::BarChart& chart)
{
    const double height = svgHeight(
        [&](const QPainter& painter) { return barChartHeight(painter, chart.bars.size()); });
    return svgOf(height, [&](QPainter& painter, const QRectF& area) {
        drawBarChart(painter, area, barsOf(chart), chart.unit, chartInkOnWhite());
    });
}

QByteArray chartSvg(const report::StackChart& chart)
{
    const auto columns = columnsOf(chart);
    const double height = svgHeight([&](const QPainter& painter) {
        return std::max(280.0, stackedColumnsHeight(painter, columns));
    });
    return svgOf(height, [&](QPainter& painter, const QRectF& area) {
        drawStackedColumns(painter, area, columns, chartInkOnWhite());
    });
}

QByteArray chartSvg(const report::SizeCurves& curves)
{
    return svgOf(280.0,
                 [&](QPainter& painter, const QRectF& area) { drawCurves(painter, area, curves); });
}

class HtmlBlock
{
public:
    explicit HtmlBlock(const Report& report)
        : report_(report)
    {}

    QString operator()(const report::Paragraph& paragraph) const
    {
        return QStringLiteral("<p>%1</p>\n").arg(escaped(paragraph.text));
    }

    QString operator()(const report::BulletList& list) const
    {
        QString items;
        for (const std::string& item : list.items) {
            items += QStringLiteral("<li>%1</li>\n").arg(escaped(item));
        }
        return QStringLiteral("<ul>\n%1</ul>\n").arg(items);
    }

    QString operator()(const report::Table& table) const;

    QString operator()(const report::Picture& picture) const
    {
        switch (picture.role) {
        case report::PictureRole::View3d:
            return report_.view3d.isNull()
                       ? QString()
                       : figure(png(report_.view3d), "image/png", picture.caption);
        case report::PictureRole::FloorPlan:
            return figure(floorPlanPng(report_.shown), "image/png", picture.caption);
        }
        return {};
    }

    QString operator()(const report::BarChart& chart) const
    {
        return chart.bars.empty() ? QString()
                                  : figure(chartSvg(chart), "image/svg+xml", chart.caption);
    }

    QString operator()(const report::StackChart& chart) const
    {
        return figure(chartSvg(chart), "image/svg+xml", chart.caption);
    }

    QString operator()(const report::SizeCurves& curves) const
    {
        return figure(chartSvg(curves), "image/svg+xml", curves.caption);
    }

private:
    const Report& report_;
};

QString HtmlBlock::operator()(const report::Table& table) const
{
    const auto classOf = [&](std::size_t column) {
        return table.columns[column].alignment == report::Alignment::Right
                   ? QStringLiteral(" class=\"number\"")
                   : QString();
    };
    QString html =
        QStringLiteral("<table><caption>%1</caption>\n<thead><tr>").arg(escaped(table.caption));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        html += QStringLiteral("<th scope=\"col\"%1>%2</th>")
                    .arg(classOf(i), escaped(table.columns[i].title));
    }
    html += QStringLiteral("</tr></thead>\n<tbody>\n");
    for (const report::TableRow& row : table.rows) {
        html += row.weight == report::RowWeight::Total ? QStringLiteral("<tr class=\"total\">")
                                                       : QStringLiteral("<tr>");
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const QString indent =
                i == 0 && row.depth > 0
                    ? QStringLiteral(" style=\"padding-left:%1rem\"").arg(0.6 + 1.2 * row.depth)
                    : QString();
            html += QStringLiteral("<td%1%2>%3</td>")
                        .arg(classOf(i), indent, cellText(row.cells[i]).toHtmlEscaped());
        }
        html += QStringLiteral("</tr>\n");
    }
    return html + QStringLiteral("</tbody></table>\n");
}

} // namespace

QByteArray htmlOf(const Report& report)
{
    QString links;
    QString sections;
    int number = 0;
    for (const report::Section& section : report.document.sections) {
        ++number;
        links += QStringLiteral("<a href=\"#s%1\">%2</a> ")
                     .arg(QString::number(number), escaped(section.title));
        sections += QStringLiteral("<section id=\"s%1\"><h2>%2</h2>\n")
                        .arg(QString::number(number), escaped(section.title));
        for (const report::Block& block : section.blocks) {
            sections += std::visit(HtmlBlock(report), block);
        }
        sections += QStringLiteral("</section>\n");
    }
    const QString made =
        tr("Made with Rackwright on %1").arg(QLocale().toString(report.date, QLocale::LongFormat));
    QString html =
        QStringLiteral("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    html += escaped(report.document.title + ": " + report.document.subtitle);
    html += QStringLiteral("</title>\n<style>") + QLatin1String(style) +
            QStringLiteral("</style></head>\n<body>\n<h1>") + escaped(report.document.title) +
            QStringLiteral("</h1>\n<p class=\"subtitle\">") + escaped(report.document.subtitle) +
            QStringLiteral("</p>\n<nav>") + links + QStringLiteral("</nav>\n") + sections +
            QStringLiteral("<p class=\"made\">") + made.toHtmlEscaped() +
            QStringLiteral("</p>\n</body></html>\n");
    return html.toUtf8();
}

} // namespace rackwright::ui
