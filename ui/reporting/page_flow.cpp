#include "ui/reporting/page_flow.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPageSize>
#include <QPdfWriter>

#include <utility>

namespace rackwright::ui {

namespace {

constexpr double margin = 54.0;
constexpr double top = 64.0;
constexpr double bottom = 60.0;

QSizeF paperSize()
{
    return QPageSize::size(QPageSize::A4, QPageSize::Point);
}

QFont sans(int size, QFont::Weight weight = QFont::Normal)
{
    QFont font;
    font.setFamilies({QStringLiteral("Noto Sans"),
                      QStringLiteral("Liberation Sans"),
                      QStringLiteral("DejaVu Sans"),
                      QStringLiteral("Sans Serif")});
    font.setStyleHint(QFont::SansSerif);
    font.setPixelSize(size); // points: the painter is scaled to them
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    return font;
}

} // namespace

QFont bodyFont()
{
    return sans(9);
}

QFont tableFont()
{
    return sans(8);
}

QFont captionFont()
{
    return sans(9, QFont::DemiBold);
}

QFont headingFont()
{
    return sans(15, QFont::DemiBold);
}

PageFlow::PageFlow(QPdfWriter& writer, QString head, int pages)
    : writer_(writer)
    , painter_(&writer)
    , head_(std::move(head))
    , pages_(pages)
    , y_(top)
{
    const double unit = writer.resolution() / 72.0;
    painter_.scale(unit, unit);
}

double PageFlow::left() const
{
    return margin;
}

double PageFlow::width() const
{
    return paperSize().width() - 2.0 * margin;
}

double PageFlow::room() const
{
    return paperSize().height() - bottom - y_;
}

bool PageFlow::isAtTop() const
{
    return y_ <= top;
}

void PageFlow::startPage()
{
    writer_.newPage();
    ++page_;
    y_ = top;
    drawHeadAndFoot();
}

void PageFlow::need(double height)
{
    if (height > room() && !isAtTop()) {
        startPage();
    }
}

void PageFlow::drawHeadAndFoot()
{
    painter_.save();
    painter_.setFont(tableFont());
    painter_.setPen(QColor(paper::faint));
    const QRectF head(left(), 30.0, width(), 14.0);
    painter_.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, head_);
    painter_.setPen(QPen(QColor(paper::rule), 0.5));
    painter_.drawLine(QPointF(left(), 48.0), QPointF(left() + width(), 48.0));
    painter_.setPen(QColor(paper::faint));
    const QRectF foot(left(), paperSize().height() - 40.0, width(), 14.0);
    const QString number = QCoreApplication::translate("Report", "Page %1 of %2")
                               .arg(QString::number(page_), QString::number(pages_));
    painter_.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, number);
    painter_.restore();
}

double PageFlow::heightOf(const QString& text, const QFont& font, double width)
{
    const QRectF room(0.0, 0.0, width, 1e6);
    return QFontMetricsF(font).boundingRect(room, Qt::TextWordWrap, text).height();
}

void PageFlow::text(const QString& text, const QFont& font, const QColor& colour)
{
    const double height = heightOf(text, font, width());
    need(height);
    painter_.setFont(font);
    painter_.setPen(colour);
    painter_.drawText(QRectF(left(), y_, width(), height + 2.0), Qt::TextWordWrap, text);
    advance(height);
}

} // namespace rackwright::ui
