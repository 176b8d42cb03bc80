#include "ui/reporting/page_flow.h"
#include "ui/reporting/pictures.h"
#include "ui/reporting/report.h"
#include "ui/reporting/table_pages.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QLocale>
#include <QPageSize>
#include <QPdfWriter>

#include <algorithm>
#include <type_traits>
#include <vector>

namespace rackwright::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Report", text);
}

// Learnt by laying the report out once: what the table of contents and the page numbers say.
struct Contents
{
    std::vector<int> sectionPages;
    int pages = 0;
};

class PdfReport
{
public:
    PdfReport(const Report& report, QPdfWriter& writer, const Contents& known)
        : report_(report)
        , known_(known)
        , pages_(writer, QString::fromStdString(report.document.title), known.pages)
    {}

    Contents draw();

private:
    void drawTitlePage();
    void drawContents();
    void drawSection(const report::Section& section);

    void drawBlock(const report::Paragraph& paragraph);
    void drawBlock(const report::BulletList& list);
    void drawBlock(const report::Table& table) { drawTable(pages_, table); }
    void drawBlock(const report::Picture& picture);
    void drawBlock(const report::BarChart& chart);
    void drawBlock(const report::StackChart& chart);
    void drawBlock(const report::SizeCurves& curves);
    void drawCaption(const std::string& caption, double heightBelow);

    const Report& report_;
    const Contents& known_;
    PageFlow pages_;
};

Contents PdfReport::draw()
{
    Contents found;
    drawTitlePage();
    pages_.startPage();
    for (const report::Section& section : report_.document.sections) {
        pages_.need(120.0); // a heading does not stand alone
        found.sectionPages.push_back(pages_.page());
        drawSection(section);
    }
    found.pages = pages_.page();
    return found;
}

void PdfReport::drawTitlePage()
{
    QFont title = headingFont();
    title.setPixelSize(30);
    QFont subtitle = bodyFont();
    subtitle.setPixelSize(14);
    pages_.painter().fillRect(QRectF(pages_.left(), 64.0, 48.0, 4.0), QColor(paper::accent));
    pages_.advance(22.0);
    pages_.text(QString::fromStdString(report_.document.title), title, QColor(paper::ink));
    pages_.advance(8.0);
    pages_.text(QString::fromStdString(report_.document.subtitle), subtitle, QColor(paper::faint));
    pages_.advance(24.0);
    if (!report_.view3d.isNull()) {
        const QSizeF size =
            QSizeF(report_.view3d.size()).scaled(pages_.width(), 330.0, Qt::KeepAspectRatio);
        const QRectF place(QPointF(pages_.left(), pages_.y()), size);
        pages_.painter().drawImage(place, report_.view3d);
        pages_.painter().setPen(QPen(QColor(paper::rule), 0.5));
        pages_.painter().drawRect(place);
        pages_.advance(size.height() + 24.0);
    }
    drawContents();
    const QString made =
        tr("Made with Rackwright on %1").arg(QLocale().toString(report_.date, QLocale::LongFormat));
    pages_.advance(std::max(0.0, pages_.room() - 12.0));
    pages_.text(made, tableFont(), QColor(paper::faint));
}

void PdfReport::drawContents()
{
    pages_.text(tr("Contents"), captionFont(), QColor(paper::ink));
    pages_.advance(6.0);
    QPainter& painter = pages_.painter();
    for (std::size_t i = 0; i < report_.document.sections.size(); ++i) {
        const int page = i < known_.sectionPages.size() ? known_.sectionPages[i] : 0;
        const QRectF line(pages_.left(), pages_.y(), pages_.width(), 15.0);
        painter.setFont(bodyFont());
        painter.setPen(QColor(paper::ink));
        painter.drawText(line,
                         Qt::AlignLeft | Qt::AlignVCenter,
                         QString::fromStdString(report_.document.sections[i].title));
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, QString::number(page));
        painter.setPen(QPen(QColor(paper::rule), 0.4));
        painter.drawLine(line.bottomLeft(), line.bottomRight());
        pages_.advance(line.height());
    }
}

void PdfReport::drawSection(const report::Section& section)
{
    if (!pages_.isAtTop()) {
        pages_.advance(10.0);
    }
    pages_.text(QString::fromStdString(section.title), headingFont(), QColor(paper::ink));
    pages_.painter().fillRect(QRectF(pages_.left(), pages_.y() + 3.0, 28.0, 2.0),
                              QColor(paper::accent));
    pages_.advance(14.0);
    for (const report::Block& block : section.blocks) {
        std::visit([this](const auto& part) { drawBlock(part); }, block);
    }
}

void PdfReport::drawBlock(const report::Paragraph& paragraph)
{
    pages_.text(QString::fromStdString(paragraph.text), bodyFont(), QColor(paper::ink));
    pages_.advance(10.0);
}

void PdfReport::drawBlock(const report::BulletList& list)
{
    for (const std::string& item : list.items) {
        pages_.text(
            QStringLiteral("•  ") + QString::fromStdString(item), bodyFont(), QColor(paper::ink));
        pages_.advance(3.0);
    }
    pages_.advance(8.0);
}

void PdfReport::drawCaption(const std::string& caption, double heightBelow)
{
    pages_.need(heightBelow + 20.0);
    pages_.text(QString::fromStdString(caption), captionFont(), QColor(paper::ink));
    pages_.advance(4.0);
}

void PdfReport::drawBlock(const report::Picture& picture)
{
    if (picture.role == report::PictureRole::View3d) {
        return; // it is on the title page
    }
    const double height = std::min(pages_.width() * floorPlanAspect(report_.shown) + 30.0, 480.0);
    drawCaption(picture.caption, height);
    pages_.painter().setFont(tableFont());
    drawFloorPlan(
        pages_.painter(), QRectF(pages_.left(), pages_.y(), pages_.width(), height), report_.shown);
    pages_.advance(height + 14.0);
}

void PdfReport::drawBlock(const report::BarChart& chart)
{
    if (chart.bars.empty()) {
        return;
    }
    pages_.painter().setFont(tableFont());
    const double height = barChartHeight(pages_.painter(), chart.bars.size());
    drawCaption(chart.caption, height);
    pages_.painter().setFont(tableFont());
    drawBarChart(pages_.painter(),
                 QRectF(pages_.left(), pages_.y(), pages_.width(), height),
                 barsOf(chart),
                 chart.unit,
                 chartInkOnWhite());
    pages_.advance(height + 14.0);
}

void PdfReport::drawBlock(const report::StackChart& chart)
{
    const auto columns = columnsOf(chart);
    pages_.painter().setFont(tableFont());
    const double height = std::max(170.0, stackedColumnsHeight(pages_.painter(), columns));
    drawCaption(chart.caption, height);
    pages_.painter().setFont(tableFont());
    drawStackedColumns(pages_.painter(),
                       QRectF(pages_.left(), pages_.y(), pages_.width(), height),
                       columns,
                       chartInkOnWhite());
    pages_.advance(height + 14.0);
}

void PdfReport::drawBlock(const report::SizeCurves& curves)
{
    constexpr double height = 170.0;
    drawCaption(curves.caption, height);
    pages_.painter().setFont(tableFont());
    drawCurves(pages_.painter(), QRectF(pages_.left(), pages_.y(), pages_.width(), height), curves);
    pages_.advance(height + 14.0);
}

Contents layOut(const Report& report, QByteArray& bytes, const Contents& known)
{
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins({});
    writer.setTitle(
        QString::fromStdString(report.document.title + ": " + report.document.subtitle));
    writer.setCreator(QStringLiteral("Rackwright"));
    return PdfReport(report, writer, known).draw();
}

} // namespace

QByteArray pdfOf(const Report& report)
{
    QByteArray draft;
    const Contents contents = layOut(report, draft, {});
    QByteArray bytes;
    layOut(report, bytes, contents);
    return bytes;
}

} // namespace rackwright::ui
