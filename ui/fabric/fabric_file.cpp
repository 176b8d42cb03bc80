#include "ui/fabric/fabric_file.h"

#include "ui/text/names.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFontMetricsF>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

namespace rackwright::ui {

namespace {

constexpr double margin = 24.0;
constexpr double largestScale = 2.0;
constexpr int dotsPerInch = 96;

QFont fontOf(int pixels)
{
    QFont font(QStringLiteral("DejaVu Sans"));
    font.setPixelSize(pixels);
    return font;
}

void drawPage(QPainter& painter, const FabricPicture& picture, const QString& note, QSize size)
{
    FloorInk ink = lightInk();
    ink.paper = Qt::white;
    const QRectF page(QPointF(), size);
    painter.fillRect(page, ink.paper);
    QRectF room = page.adjusted(margin, margin, -margin, -margin);
    const auto write = [&](const QString& text, const QFont& font, const QColor& colour) {
        const double high = QFontMetricsF(font).height();
        painter.setFont(font);
        painter.setPen(colour);
        painter.drawText(QRectF(room.left(), room.top(), room.width(), high), text);
        room.setTop(room.top() + high + 2.0);
    };
    write(nameOf(picture.model, 0), fontOf(20), ink.text);
    write(contentsOf(picture.model, 0), fontOf(12), ink.faintText);
    if (!note.isEmpty()) {
        write(note, fontOf(12), ink.text);
    }
    painter.setFont(fontOf(11));
    const double legend = QFontMetricsF(painter.font()).height();
    drawFabricLegend(painter, QPointF(room.left(), room.bottom() - legend), picture, ink);
    room.setBottom(room.bottom() - legend - 12.0);
    room.setTop(room.top() + 12.0);
    const QTransform map =
        fittingMap(picture.layout.area, withoutLayerNames(painter, room), largestScale);
    drawFabric(painter, map, picture, room, ink);
}

QByteArray svg(const FabricPicture& picture, const QString& note, QSize size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setResolution(dotsPerInch);
    generator.setTitle(nameOf(picture.model, 0));
    QPainter painter(&generator);
    drawPage(painter, picture, note, size);
    painter.end();
    return bytes;
}

QByteArray pdf(const FabricPicture& picture, const QString& note, QSize size)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(dotsPerInch);
    const double points = 72.0 / dotsPerInch;
    writer.setPageSize(QPageSize(QSizeF(size) * points, QPageSize::Point));
    writer.setPageMargins({});
    writer.setTitle(nameOf(picture.model, 0));
    QPainter painter(&writer);
    drawPage(painter, picture, note, size);
    painter.end();
    return bytes;
}

QByteArray png(const FabricPicture& picture, const QString& note, QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    drawPage(painter, picture, note, size);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

} // namespace

Result<QByteArray> fabricFile(const FabricPicture& picture,
                              const QString& note,
                              const QString& path,
                              QSize size)
{
    if (path.endsWith(QLatin1String(".svg"), Qt::CaseInsensitive)) {
        return svg(picture, note, size);
    }
    if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        return pdf(picture, note, size);
    }
    if (path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)) {
        return png(picture, note, size);
    }
    return Error{ErrorCode::Invalid, path.toStdString(), "the name must end in .svg, .pdf or .png"};
}

Result<QByteArray> fabricFile(const Snapshot& snapshot,
                              FabricId fabric,
                              const QString& path,
                              QSize size)
{
    const FabricModel model = fabricModel(snapshot, fabric);
    if (model.parts.parts().empty()) {
        return Error{ErrorCode::NotFound, "network", "the plan has no network with cables"};
    }
    const FabricLayout layout = fabricLayout(model.parts, model.graph, {}, {.view = size});
    const FabricStates states = statesOf(layout, model.graph, {});
    return fabricFile({.model = model, .layout = layout, .states = states}, {}, path, size);
}

} // namespace rackwright::ui
