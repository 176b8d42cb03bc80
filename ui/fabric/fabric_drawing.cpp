#include "ui/fabric/fabric_drawing.h"

#include "ui/text/figure_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace rackwright::ui {

namespace {

constexpr double radius = 4.0;
constexpr double smallText = 0.8; // of the font, where that lets a text fit
constexpr double smallestBoxWithLine = 5.0;
constexpr double nameGap = 4.0; // between the names of the layers and what they name

QString tr(const char* text)
{
    return QCoreApplication::translate("Fabric", text);
}

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto between = [share](int x, int y) {
        return static_cast<int>(std::lround(x + share * (y - x)));
    };
    return {between(a.red(), b.red()), between(a.green(), b.green()), between(a.blue(), b.blue())};
}

// Links that share a segment, added up.
struct Strand
{
    int cables = 0;
    int lost = 0;
    int rail = -1;
    double load = -1.0;
};

Strand strandOf(const FabricSegment& segment, const FabricPicture& picture)
{
    Strand strand;
    strand.rail = picture.layout.links[index(segment.firstLink)].rail;
    for (int i = segment.firstLink; i <= segment.lastLink; ++i) {
        const FabricLink& link = picture.layout.links[index(i)];
        const LinkState& state = picture.states.links[index(i)];
        strand.cables += link.cables;
        strand.lost += state.lost;
        strand.rail = strand.rail == link.rail ? link.rail : -1;
        strand.load = std::max(strand.load, state.load);
    }
    return strand;
}

double widthOn(const QTransform& map, int cables)
{
    // Less than the drawing shrinks: a thick bundle stays thicker than a cable.
    return std::max(1.0, std::round(cableWidth(cables) * std::sqrt(std::min(1.0, map.m11()))));
}

QFont scaled(QFont font, double by)
{
    if (font.pixelSize() > 0) {
        font.setPixelSize(static_cast<int>(std::lround(font.pixelSize() * by)));
    } else {
        font.setPointSizeF(font.pointSizeF() * by);
    }
    return font;
}

// A line along an axis as a rectangle: sharp, and quick to fill.
QRectF band(const QLineF& line, double width)
{
    const QRectF thin = QRectF(line.p1(), line.p2()).normalized();
    const double half = std::floor(width / 2.0);
    return {QPointF(std::round(thin.left()) - half, std::round(thin.top()) - half),
            QSizeF(std::round(thin.width()) + width, std::round(thin.height()) + width)};
}

class FabricPainter
{
public:
    FabricPainter(QPainter& painter,
                  const QTransform& map,
                  const FabricPicture& picture,
                  const QRectF& visible,
                  const FloorInk& ink)
        : painter_(painter)
        , map_(map)
        , picture_(picture)
        , visible_(visible)
        , ink_(ink)
    {}

    void draw()
    {
        drawLayers();
        std::ranges::for_each(picture_.layout.frames,
                              [this](const FabricFrame& frame) { drawFrame(frame); });
        painter_.setRenderHint(QPainter::Antialiasing, false);
        std::ranges::for_each(picture_.layout.segments,
                              [this](const FabricSegment& segment) { drawSegment(segment); });
        painter_.setRenderHint(QPainter::Antialiasing);
        for (std::size_t box = 0; box < picture_.layout.boxes.size(); ++box) {
            drawBox(picture_.layout.boxes[box], picture_.states.boxes[box]);
        }
        std::ranges::for_each(picture_.layout.frames,
                              [this](const FabricFrame& frame) { drawTitle(frame); });
        drawLayerNames();
    }

private:
    void drawLayers();
    void drawLayerNames();
    void drawFrame(const FabricFrame& frame);
    void drawTitle(const FabricFrame& frame);
    void drawSegment(const FabricSegment& segment);
    void drawBox(const FabricBox& box, const BoxState& state);
    void drawDown(const QRectF& area);
    void drawTexts(const QRectF& area, const QStringList& texts, const QColor& colour);
    [[nodiscard]] QColor colourOf(const Strand& strand) const;
    [[nodiscard]] int depthOf(const FabricFrame& frame) const;
    [[nodiscard]] QStringList textsFor(const FabricBox& box, const BoxState& state) const;

    QPainter& painter_;
    const QTransform& map_;
    const FabricPicture& picture_;
    const QRectF& visible_;
    const FloorInk& ink_;
};

void FabricPainter::drawLayers()
{
    painter_.setPen(Qt::NoPen);
    for (const FabricLayer& layer : picture_.layout.layers) {
        const double top = map_.map(QPointF(0.0, layer.top)).y();
        const double bottom = map_.map(QPointF(0.0, layer.bottom)).y();
        painter_.fillRect(QRectF(visible_.left(), top - 4.0, visible_.width(), bottom - top + 8.0),
                          mixed(ink_.paper, ink_.building, 0.7));
    }
}

// They stay in a strip at the left edge, wherever the view is; what passes below it is only guessed.
void FabricPainter::drawLayerNames()
{
    const QFontMetricsF metrics(painter_.font());
    QColor veil = ink_.paper;
    veil.setAlpha(225);
    const double names = withoutLayerNames(painter_, visible_).left() - visible_.left();
    painter_.fillRect(QRectF(visible_.topLeft(), QSizeF(names - nameGap, visible_.height())), veil);
    for (const FabricLayer& layer : picture_.layout.layers) {
        const QString name = layerName(layer.tier).section(QLatin1Char(' '), 0, 0);
        const double y = map_.map(QPointF(0.0, (layer.top + layer.bottom) / 2.0)).y();
        const QRectF plate(visible_.left() + 4.0,
                           y - metrics.height() / 2.0 - 2.0,
                           metrics.horizontalAdvance(name) + 12.0,
                           metrics.height() + 4.0);
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(QColor(ink_.plate.rgb()));
        painter_.drawRoundedRect(plate, 3.0, 3.0);
        painter_.setPen(ink_.faintText);
        painter_.drawText(plate, Qt::AlignCenter, name);
    }
}

int FabricPainter::depthOf(const FabricFrame& frame) const
{
    int depth = 0;
    for (int at = frame.parent; at >= 0; at = picture_.layout.frames[index(at)].parent) {
        ++depth;
    }
    return depth;
}

void FabricPainter::drawFrame(const FabricFrame& frame)
{
    const QRectF area = map_.mapRect(frame.area);
    if (!visible_.intersects(area)) {
        return;
    }
    const double share = std::min(1.0, 0.45 + 0.25 * depthOf(frame));
    QColor fill = mixed(ink_.paper, ink_.floor, share);
    painter_.setPen(QPen(ink_.outline, 1.0));
    painter_.setBrush(fill);
    painter_.drawRoundedRect(area, radius, radius);
}

void FabricPainter::drawTitle(const FabricFrame& frame)
{
    const QRectF area = map_.mapRect(frame.area);
    if (!visible_.intersects(area)) {
        return;
    }
    const QRectF title = map_.mapRect(frame.title);
    drawTexts(title,
              {nameOf(picture_.model, frame.part) + QStringLiteral("   ") +
                   contentsOf(picture_.model, frame.part),
               nameOf(picture_.model, frame.part),
               shortNameOf(picture_.model, frame.part)},
              ink_.text);
}

QColor FabricPainter::colourOf(const Strand& strand) const
{
    if (strand.lost > 0 && strand.lost == strand.cables) {
        return toQt(colours::refused);
    }
    if (picture_.colours == LinkColours::Load) {
        return strand.load < 0.0 ? ink_.outline : toQt(cividis(strand.load / picture_.fullLoad));
    }
    if (strand.lost > 0) {
        return toQt(colours::warning);
    }
    return strand.rail < 0 ? ink_.wall : toQt(railColour(strand.rail));
}

void FabricPainter::drawSegment(const FabricSegment& segment)
{
    const QLineF line = map_.map(segment.line);
    const Strand strand = strandOf(segment, picture_);
    const QRectF area = band(line, widthOn(map_, strand.cables));
    if (!visible_.intersects(area)) {
        return;
    }
    if (strand.lost == strand.cables) {
        painter_.setPen(QPen(colourOf(strand), 1.4, Qt::DashLine));
        painter_.drawLine(line);
        return;
    }
    const bool isDark = ink_.paper.lightness() < 128;
    if (isDark && picture_.colours == LinkColours::Load) {
        // The scale begins as dark as the paper.
        painter_.fillRect(area.adjusted(-1.0, -1.0, 1.0, 1.0), ink_.outline);
    }
    painter_.fillRect(area, colourOf(strand));
}

QStringList FabricPainter::textsFor(const FabricBox& box, const BoxState& state) const
{
    QStringList texts = textsOf(picture_.model, box);
    const bool single = picture_.model.parts.part(box.part).kind == PartKind::Device;
    QString note;
    if (state.down > 0) {
        note = single ? tr("down") : tr("%1 down").arg(exactText(state.down, "1"));
    } else if (state.hampered > 0) {
        note = percentText(state.worst);
    }
    if (!note.isEmpty()) {
        for (QString& text : texts) {
            text = text.section(QLatin1Char('\n'), 0, 0) + QLatin1Char('\n') + note;
        }
        texts << note;
        if (state.down > 0) {
            texts << exactText(-state.down, "1"); // where there is room for a number only
        }
    }
    return texts;
}

void FabricPainter::drawDown(const QRectF& area)
{
    const QColor colour = toQt(colours::refused);
    QColor hatch = colour;
    hatch.setAlpha(110);
    painter_.setPen(QPen(colour, 2.0));
    painter_.setBrush(QBrush(hatch, Qt::BDiagPattern));
    painter_.drawRoundedRect(area, radius, radius);
}

void FabricPainter::drawBox(const FabricBox& box, const BoxState& state)
{
    const QRectF area = map_.mapRect(box.area);
    if (!visible_.intersects(area)) {
        return;
    }
    QColor edge = ink_.wall;
    if (state.hampered > 0 || state.down > 0) {
        edge = toQt(state.down > 0 ? colours::refused : colours::warning);
    }
    const bool marked = state.hampered > 0 || state.down > 0;
    if (area.width() < smallestBoxWithLine) {
        painter_.fillRect(area, box.rail < 0 ? edge : toQt(railColour(box.rail)));
        return;
    }
    painter_.setPen(QPen(edge, marked ? 2.0 : 1.0));
    painter_.setBrush(mixed(ink_.floor, ink_.plate, 0.6));
    painter_.drawRoundedRect(area, radius, radius);
    if (box.rail >= 0) {
        const double strip = std::clamp(0.12 * area.height(), 2.0, 7.0);
        painter_.fillRect(QRectF(area.left() + 2.0, area.top() + 2.0, area.width() - 4.0, strip),
                          toQt(railColour(box.rail)));
    }
    if (state.down == box.nodes) {
        drawDown(area);
    }
    drawTexts(area, textsFor(box, state), ink_.text);
}

void FabricPainter::drawTexts(const QRectF& area, const QStringList& texts, const QColor& colour)
{
    const QRectF room = area.adjusted(1.5, 1.0, -1.5, -1.0);
    const QRectF seen = room & withoutLayerNames(painter_, visible_);
    painter_.setPen(colour);
    const QFont whole = painter_.font();
    for (const QString& text : texts) {
        for (const double size : {1.0, smallText}) {
            painter_.setFont(scaled(whole, size));
            const QSizeF taken = QFontMetricsF(painter_.font()).size(0, text);
            if (taken.width() <= seen.width() && taken.height() <= seen.height() + 2.0) {
                painter_.drawText(seen, Qt::AlignCenter, text);
                painter_.setFont(whole);
                return;
            }
        }
    }
    painter_.setFont(whole);
}

} // namespace

QTransform fittingMap(const QRectF& area, const QRectF& target, double largest)
{
    if (area.isEmpty() || target.isEmpty()) {
        return {};
    }
    const double scale =
        std::min({largest, target.width() / area.width(), target.height() / area.height()});
    QTransform map = QTransform::fromTranslate(target.center().x(), target.center().y());
    map.scale(scale, scale);
    map.translate(-area.center().x(), -area.center().y());
    return map;
}

QRectF withoutLayerNames(const QPainter& painter, const QRectF& target)
{
    double widest = 0.0;
    for (int tier = 0; tier <= static_cast<int>(Tier::FourthTier); ++tier) {
        widest = std::max(widest,
                          QFontMetricsF(painter.font())
                              .horizontalAdvance(layerName(tier).section(QLatin1Char(' '), 0, 0)));
    }
    return target.adjusted(widest + 20.0 + nameGap, 0.0, 0.0, 0.0);
}

void drawFabric(QPainter& painter,
                const QTransform& map,
                const FabricPicture& picture,
                const QRectF& visible,
                const FloorInk& ink)
{
    painter.save();
    FabricPainter{painter, map, picture, visible, ink}.draw();
    painter.restore();
}

void drawMarkedLinks(QPainter& painter,
                     const QTransform& map,
                     const FabricLayout& layout,
                     const std::vector<char>& marked,
                     const QColor& colour)
{
    for (const FabricSegment& segment : layout.segments) {
        int cables = 0;
        for (int link = segment.firstLink; link <= segment.lastLink; ++link) {
            cables += marked[index(link)] != 0 ? layout.links[index(link)].cables : 0;
        }
        if (cables > 0) {
            painter.fillRect(band(map.map(segment.line), widthOn(map, cables)), colour);
        }
    }
}

} // namespace rackwright::ui
