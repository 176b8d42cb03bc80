#include "ui/panels/totals/total_button.h"

#include "ui/look/theme.h"
#include "ui/text/figure_text.h"

#include <QPaintEvent>
#include <QPainter>
#include <QStyleOption>

#include <algorithm>

namespace rackwright::ui {

namespace {

constexpr int margin = 8;
constexpr int gap = 6;
constexpr int barHeight = 4;

QFont captionFont(const QFont& base)
{
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * 0.85);
    return font;
}

QFont valueFont(const QFont& base)
{
    QFont font = base;
    font.setPointSizeF(base.pointSizeF() * 1.15);
    font.setWeight(QFont::DemiBold);
    return font;
}

int widthOf(const QFont& font, const QString& text)
{
    return QFontMetrics(font).horizontalAdvance(text);
}

} // namespace

TotalButton::TotalButton(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void TotalButton::setTotal(const Total& total)
{
    total_ = total;
    value_ = figureText(total.figure);
    band_ = bandText(total.figure.value, total.figure.unit);
    if (total.limit) {
        band_ += tr(" of %1").arg(exactText(*total.limit, total.figure.unit));
    }
    const QString spoken = band_.isEmpty() ? value_ : tr("%1, between %2").arg(value_, band_);
    setAccessibleName(tr("%1: %2").arg(total.caption, spoken));
    setToolTip(tr("%1: %2\nClick to see where it comes from.").arg(total.caption, spoken));
    updateGeometry();
    update();
}

QString TotalButton::changeText() const
{
    if (!total_.before || total_.before->value.likely == total_.figure.value.likely) {
        return {};
    }
    return differenceText(
        total_.before->value.likely, total_.figure.value.likely, total_.figure.unit);
}

QColor TotalButton::changeColour() const
{
    const bool rises = total_.figure.value.likely > total_.before->value.likely;
    if (total_.better == Total::Better::Neither) {
        return palette().color(QPalette::WindowText);
    }
    return rises == (total_.better == Total::Better::Higher) ? betterColour(palette())
                                                             : worseColour(palette());
}

QSize TotalButton::sizeHint() const
{
    const QFont small = captionFont(font());
    const int bandWidth = band_.isEmpty() ? 0 : gap + widthOf(small, band_);
    const QString change = changeText();
    const int captionWidth =
        widthOf(small, total_.caption) + (change.isEmpty() ? 0 : 2 * gap + widthOf(small, change));
    const int width = std::max(widthOf(valueFont(font()), value_) + bandWidth, captionWidth);
    const int height = QFontMetrics(small).height() + QFontMetrics(valueFont(font())).height();
    return {width + 2 * margin, height + barHeight + margin};
}

void TotalButton::paintBar(QPainter& painter, const QRect& area) const
{
    if (!total_.limit || *total_.limit <= 0.0) {
        return;
    }
    const double share = total_.figure.value.likely / *total_.limit;
    painter.fillRect(area, palette().color(QPalette::Mid));
    QRect filled = area;
    filled.setWidth(static_cast<int>(area.width() * std::clamp(share, 0.0, 1.0)));
    painter.fillRect(filled, share > 1.0 ? worseColour(palette()) : accentColour());
}

void TotalButton::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    if (underMouse() || isDown()) {
        painter.fillRect(rect(), palette().color(QPalette::Midlight));
    }
    if (hasFocus()) {
        QStyleOptionFocusRect focus;
        focus.initFrom(this);
        style()->drawPrimitive(QStyle::PE_FrameFocusRect, &focus, &painter, this);
    }
    const QFont small = captionFont(font());
    const QFont large = valueFont(font());
    const QColor text = palette().color(QPalette::WindowText);
    const QColor faint = palette().color(QPalette::PlaceholderText);
    const QRect inner = rect().adjusted(margin, margin / 4, -margin, 0);

    const int captionBase = inner.top() + QFontMetrics(small).ascent();
    painter.setFont(small);
    painter.setPen(faint);
    painter.drawText(inner.left(), captionBase, total_.caption);
    if (const QString change = changeText(); !change.isEmpty()) {
        painter.setPen(changeColour());
        painter.drawText(inner.right() - widthOf(small, change), captionBase, change);
    }

    const int valueBase = inner.top() + QFontMetrics(small).height() + QFontMetrics(large).ascent();
    painter.setFont(large);
    painter.setPen(text);
    painter.drawText(inner.left(), valueBase, value_);
    painter.setFont(small);
    painter.setPen(faint);
    painter.drawText(inner.left() + widthOf(large, value_) + gap, valueBase, band_);

    paintBar(painter, QRect(inner.left(), height() - barHeight - 2, inner.width(), barHeight));
}

} // namespace rackwright::ui
