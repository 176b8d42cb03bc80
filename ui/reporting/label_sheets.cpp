#include "ui/reporting/label_sheets.h"

#include "core/base/units.h"
#include "ui/reporting/page_flow.h"
#include "ui/text/figure_text.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QTextOption>

#include <algorithm>

namespace rackwright::ui {

namespace {

// Points, to which the painter is scaled.
constexpr double millimetre = 72.0 / 25.4;
constexpr int columns = 5;
constexpr int rows = 13;
constexpr double labelWidth = 38.1 * millimetre;
constexpr double labelHeight = 21.2 * millimetre;
constexpr double columnPitch = 40.6 * millimetre;
constexpr double leftEdge = 4.75 * millimetre;
constexpr double topEdge = 10.7 * millimetre;
constexpr double padding = 1.8 * millimetre; // printers are off by as much
constexpr double narrowest = 0.6;            // to which letters are squeezed before a name is cut

static_assert(columns * rows == labelsOnSheet);

QString toText(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

class LabelSheets
{
public:
    explicit LabelSheets(QPdfWriter& writer)
        : writer_(writer)
        , painter_(&writer)
    {
        const double unit = writer.resolution() / 72.0;
        painter_.scale(unit, unit);
        heading_ = captionFont();
        heading_.setPixelSize(9);
        text_ = bodyFont();
        text_.setPixelSize(7);
    }

    void draw(const std::vector<cabling::Label>& labels);

private:
    void drawLabel(QRectF area, const cabling::Label& label);
    void drawEnd(QRectF& area, const QString& before, const cabling::LabelledEnd& end);
    void drawLine(const QRectF& area, const QString& text, const QFont& font, Qt::Alignment side);
    QRectF takeLine(QRectF& area, double height) const;

    QPdfWriter& writer_;
    QPainter painter_;
    QFont heading_;
    QFont text_;
};

QRectF LabelSheets::takeLine(QRectF& area, double height) const
{
    const QRectF line(area.topLeft(), QSizeF(area.width(), height));
    area.setTop(line.bottom());
    return line;
}

// Squeezed into the width; what is far too long is cut in its middle.
void LabelSheets::drawLine(const QRectF& area,
                           const QString& text,
                           const QFont& font,
                           Qt::Alignment side)
{
    const QFontMetricsF metrics(font);
    const QString fitting = metrics.elidedText(text, Qt::ElideMiddle, area.width() / narrowest);
    const double squeeze = std::min(1.0, area.width() / metrics.horizontalAdvance(fitting));
    painter_.save();
    painter_.setFont(font);
    painter_.translate(area.topLeft());
    painter_.scale(squeeze, 1.0);
    QTextOption option(side | Qt::AlignVCenter);
    option.setWrapMode(QTextOption::NoWrap);
    painter_.drawText(QRectF(0.0, 0.0, area.width() / squeeze, area.height()), fitting, option);
    painter_.restore();
}

// Two lines: rack and unit, device and port.
void LabelSheets::drawEnd(QRectF& area, const QString& before, const cabling::LabelledEnd& end)
{
    constexpr double lineHeight = 9.0;
    const QString place = end.unit > 0
                              ? toText(end.rack) + QStringLiteral("  U") + QString::number(end.unit)
                              : toText(end.rack);
    drawLine(takeLine(area, lineHeight), before + place, text_, Qt::AlignLeft);
    drawLine(takeLine(area, lineHeight),
             QCoreApplication::translate("Labels", "%1  port %2")
                 .arg(toText(end.device), QString::number(end.port)),
             text_,
             Qt::AlignLeft);
}

void LabelSheets::drawLabel(QRectF area, const cabling::Label& label)
{
    painter_.setPen(QPen(QColor(paper::rule), 0.25)); // to cut along on plain paper
    painter_.drawRoundedRect(area, 3.0, 3.0);
    area.adjust(padding, padding, -padding, -padding);
    painter_.setPen(Qt::black);
    const QRectF head = takeLine(area, 11.0);
    const QString name =
        QString::fromStdString(label.cable) + QLatin1Char(' ') + QLatin1Char(label.end);
    drawLine(head, name, heading_, Qt::AlignLeft);
    if (label.sold) {
        const QString length = exactText(*label.sold / units::metre, "m");
        drawLine(head, length, text_, Qt::AlignRight);
    }
    drawEnd(area, {}, label.here);
    area.setTop(area.top() + 1.5);
    drawEnd(area, QCoreApplication::translate("Labels", "to "), label.there);
}

void LabelSheets::draw(const std::vector<cabling::Label>& labels)
{
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const auto place = static_cast<int>(i % labelsOnSheet);
        if (place == 0 && i > 0) {
            writer_.newPage();
        }
        drawLabel(QRectF(leftEdge + place % columns * columnPitch,
                         topEdge + place / columns * labelHeight,
                         labelWidth,
                         labelHeight),
                  labels[i]);
    }
}

} // namespace

QByteArray labelSheets(const std::vector<cabling::Label>& labels, const QString& title)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins({});
    writer.setTitle(title);
    writer.setCreator(QStringLiteral("Rackwright"));
    LabelSheets(writer).draw(labels);
    return bytes;
}

} // namespace rackwright::ui
