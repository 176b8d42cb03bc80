#include "ui/charts/verdict.h"

#include "ui/text/error_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <chrono>

namespace rackwright::ui {

namespace {

// A tick or a cross in a disc.
void drawSign(QPainter& painter, QPointF centre, double radius, Verdict verdict)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(colourOf(verdict));
    painter.drawEllipse(centre, radius, radius);
    painter.setPen(QPen(Qt::white, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const double arm = 0.42 * radius;
    if (verdict == Verdict::Allowed) {
        painter.drawPolyline(QPolygonF{centre + QPointF(-arm, 0.1 * arm),
                                       centre + QPointF(-0.2 * arm, 0.9 * arm),
                                       centre + QPointF(1.1 * arm, -0.8 * arm)});
    } else {
        painter.drawLine(centre + QPointF(-arm, -arm), centre + QPointF(arm, arm));
        painter.drawLine(centre + QPointF(-arm, arm), centre + QPointF(arm, -arm));
    }
}

} // namespace

QColor colourOf(Verdict verdict)
{
    return toQt(verdict == Verdict::Allowed ? colours::allowed : colours::refused);
}

VerdictNote::VerdictNote()
{
    timer_.setSingleShot(true);
    timer_.setInterval(std::chrono::seconds(6));
    connect(&timer_, &QTimer::timeout, this, &VerdictNote::clear);
}

void VerdictNote::hold(const QString& text, Verdict verdict, QPointF at)
{
    text_ = text;
    verdict_ = verdict;
    at_ = at;
    timer_.stop();
    emit changed();
}

void VerdictNote::refuse(const QString& text, QPointF at)
{
    hold(text, Verdict::Refused, at);
    timer_.start();
}

void VerdictNote::judge(const Status& done, QPointF at)
{
    if (done) {
        clear();
    } else {
        refuse(sentenceFor(done.error()), at);
    }
}

void VerdictNote::clear()
{
    hold({}, Verdict::Allowed, {});
}

void VerdictNote::paint(QPainter& painter, const QRectF& visible, const FloorInk& ink) const
{
    if (text_.isEmpty()) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF metrics(painter.font());
    constexpr double radius = 8.0;
    const QRectF room(0.0, 0.0, 320.0, 200.0);
    const QRectF written = metrics.boundingRect(room, Qt::TextWordWrap, text_);
    QRectF plate(at_ + QPointF(18.0, 14.0),
                 QSizeF(written.width() + 2.0 * radius + 22.0,
                        std::max(written.height(), 2.0 * radius) + 12.0));
    plate.moveRight(std::min(plate.right(), visible.right() - 8.0));
    plate.moveLeft(std::max(plate.left(), visible.left() + 8.0));
    if (plate.bottom() > visible.bottom() - 8.0) {
        plate.moveBottom(std::max(at_.y() - 10.0, visible.top() + plate.height() + 8.0));
    }
    QColor solid = ink.plate;
    solid.setAlpha(250);
    painter.setPen(QPen(colourOf(verdict_), 1.5));
    painter.setBrush(solid);
    painter.drawRoundedRect(plate, 4.0, 4.0);
    drawSign(painter,
             QPointF(plate.left() + radius + 7.0, plate.top() + radius + 6.0),
             radius,
             verdict_);
    painter.setPen(ink.text);
    painter.drawText(plate.adjusted(2.0 * radius + 14.0, 4.0, -6.0, -4.0),
                     Qt::TextWordWrap | Qt::AlignVCenter,
                     text_);
    painter.restore();
}

} // namespace rackwright::ui
