// What the colours of a drawn network mean.
#include "ui/fabric/fabric_drawing.h"
#include "ui/text/figure_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <set>

namespace rackwright::ui {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Fabric", text);
}

void drawPlate(QPainter& painter, QPointF corner, double width, const FloorInk& ink)
{
    const double high = QFontMetricsF(painter.font()).height();
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink.plate);
    painter.drawRoundedRect(
        QRectF(corner, QSizeF(width, high)).adjusted(-6.0, -3.0, 6.0, 3.0), 3.0, 3.0);
    painter.setPen(ink.text);
}

void drawRailLegend(QPainter& painter,
                    QPointF corner,
                    const FabricLayout& layout,
                    const FloorInk& ink)
{
    std::set<int> rails;
    for (const FabricLink& link : layout.links) {
        rails.insert(link.rail);
    }
    rails.erase(-1);
    if (rails.empty()) {
        return;
    }
    const QFontMetricsF metrics(painter.font());
    const double line = metrics.height();
    const auto nameOf = [](int rail) { return tr("rail %1").arg(rail); };
    const auto widthOf = [&](int rail) { return line + metrics.horizontalAdvance(nameOf(rail)); };
    double width = 12.0 * (static_cast<double>(rails.size()) - 1.0);
    for (const int rail : rails) {
        width += widthOf(rail);
    }
    drawPlate(painter, corner, width, ink);
    for (const int rail : rails) {
        painter.fillRect(QRectF(corner.x(), corner.y() + 3.0, line - 6.0, line - 6.0),
                         toQt(railColour(rail)));
        painter.drawText(QRectF(corner.x() + line, corner.y(), widthOf(rail), line),
                         Qt::AlignVCenter,
                         nameOf(rail));
        corner.rx() += widthOf(rail) + 12.0;
    }
}

void drawLoadLegend(QPainter& painter, QPointF corner, double full, const FloorInk& ink)
{
    constexpr double scale = 120.0;
    const QFontMetricsF metrics(painter.font());
    const QString text = tr("0 to %1 of a link, the busiest of each bundle").arg(percentText(full));
    const double words = metrics.horizontalAdvance(text) + 2.0;
    drawPlate(painter, corner, scale + 8.0 + words, ink);
    QLinearGradient gradient(corner.x(), 0.0, corner.x() + scale, 0.0);
    for (int step = 0; step <= 8; ++step) {
        gradient.setColorAt(step / 8.0, toQt(cividis(step / 8.0)));
    }
    const double high = metrics.height();
    painter.fillRect(QRectF(corner.x(), corner.y() + 3.0, scale, high - 6.0), gradient);
    painter.drawText(
        QRectF(corner.x() + scale + 8.0, corner.y(), words, high), Qt::AlignVCenter, text);
}

} // namespace

void drawFabricLegend(QPainter& painter,
                      QPointF corner,
                      const FabricPicture& picture,
                      const FloorInk& ink)
{
    if (picture.colours == LinkColours::Load) {
        drawLoadLegend(painter, corner, picture.fullLoad, ink);
    } else {
        drawRailLegend(painter, corner, picture.layout, ink);
    }
}

} // namespace rackwright::ui
