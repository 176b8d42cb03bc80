#include "ui/fabric/fabric_canvas.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace rackwright::ui {

namespace {

constexpr double margin = 16.0;
constexpr QSizeF smallestView{200.0, 100.0}; // that a layout is made for
constexpr double closestFit = 1.4;
constexpr double smallestScale = 0.02;
constexpr double largestScale = 6.0;
constexpr double reach = 4.0; // from a link, in pixels

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

QColor translucent(QColor colour, int alpha)
{
    colour.setAlpha(alpha);
    return colour;
}

} // namespace

FabricCanvas::FabricCanvas(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
{
    setObjectName(QStringLiteral("fabricCanvas"));
    setAccessibleName(tr("Network"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    fade_.setDuration(180);
    fade_.setStartValue(1.0);
    fade_.setEndValue(0.0);
    connect(&fade_, &QVariantAnimation::valueChanged, this, [this] { update(); });
    connect(&selection_, &Selection::changed, this, &FabricCanvas::takeSelection);
    connect(&selection_, &Selection::hoverChanged, this, qOverload<>(&QWidget::update));
    setCurrent(-1);
}

QSize FabricCanvas::minimumSizeHint() const
{
    return {240, 160};
}

void FabricCanvas::setModel(Model model)
{
    const std::string key = model_ != nullptr && current_ >= 0 ? model_->parts.keyOf(current_) : "";
    model_ = std::move(model);
    findings_.reset();
    pressed_ = {};
    hovered_ = {};
    gesture_ = Gesture::None;
    layOut(Change::Quiet);
    int found = -1;
    for (int part = 0;
         model_ != nullptr && !key.empty() && part < static_cast<int>(model_->parts.parts().size());
         ++part) {
        found = model_->parts.keyOf(part) == key ? part : found;
    }
    setCurrent(found);
    takeSelection();
    if (fitsAll_) {
        fitAll();
    }
}

void FabricCanvas::setFindings(Findings findings, LinkColours colours, double fullLoad)
{
    findings_ = std::move(findings);
    colours_ = colours;
    fullLoad_ = fullLoad;
    if (model_ != nullptr) {
        states_ =
            statesOf(layout_, model_->graph, findings_ == nullptr ? FabricFindings{} : *findings_);
    }
    redraw(Change::Quiet);
}

void FabricCanvas::setArrangement(const FabricArrangement& arrangement)
{
    arrangement_ = arrangement;
    layOut(Change::Sudden);
    fitAll();
}

FabricPicture FabricCanvas::picture() const
{
    return {.model = *model_,
            .layout = layout_,
            .states = states_,
            .colours = colours_,
            .fullLoad = fullLoad_};
}

void FabricCanvas::layOut(Change change)
{
    if (model_ == nullptr) {
        layout_ = {};
        states_ = {};
        unfolded_.clear();
    } else {
        const QRectF target = room();
        unfolded_ = unfoldedBy(model_->parts, arrangement_);
        layout_ = fabricLayout(model_->parts,
                               model_->graph,
                               arrangement_,
                               {target.size().expandedTo(smallestView), shownWidth_});
        states_ =
            statesOf(layout_, model_->graph, findings_ == nullptr ? FabricFindings{} : *findings_);
    }
    hovered_ = {};
    redraw(change);
}

void FabricCanvas::redraw(Change change)
{
    if (change == Change::Quiet && isVisible() && !picture_.isNull()) {
        fading_ = picture_;
        fade_.start();
    }
    pictureIsOld_ = true;
    update();
}

const FloorInk& FabricCanvas::ink() const
{
    return palette().color(QPalette::Window).lightness() < 128 ? darkInk() : lightInk();
}

QPixmap FabricCanvas::painted() const
{
    QPixmap pixmap(size() * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(ink().paper);
    if (model_ != nullptr && !layout_.boxes.empty()) {
        QPainter painter(&pixmap);
        painter.setFont(font());
        drawFabric(painter, map_, picture(), rect(), ink());
    }
    return pixmap;
}

void FabricCanvas::paintEvent(QPaintEvent* /*event*/)
{
    if (pictureIsOld_ || picture_.size() != size() * devicePixelRatioF()) {
        picture_ = painted();
        pictureIsOld_ = false;
    }
    QPainter painter(this);
    painter.setFont(font());
    painter.drawPixmap(0, 0, picture_);
    if (fade_.state() == QAbstractAnimation::Running && fading_.size() == picture_.size()) {
        painter.setOpacity(fade_.currentValue().toDouble());
        painter.drawPixmap(0, 0, fading_);
        painter.setOpacity(1.0);
    }
    if (model_ != nullptr && !layout_.boxes.empty()) {
        paintMarks(painter);
        const double high = QFontMetricsF(font()).height();
        drawFabricLegend(painter, QPointF(16.0, height() - 8.0 - high), picture(), ink());
    }
}

// Links of what the pointer is at.
std::vector<char> FabricCanvas::linksOf(const Hit& hit) const
{
    std::vector<char> marked(layout_.links.size(), 0);
    if (hit.link >= 0) {
        marked[index(hit.link)] = 1;
    }
    for (std::size_t link = 0; hit.box >= 0 && link < marked.size(); ++link) {
        const FabricLink& of = layout_.links[link];
        marked[link] = of.lower == hit.box || of.upper == hit.box ? 1 : 0;
    }
    return marked;
}

void FabricCanvas::paintMarks(QPainter& painter)
{
    if (hovered_.box >= 0 || hovered_.link >= 0) {
        drawMarkedLinks(painter, map_, layout_, linksOf(hovered_), ink().accent);
    }
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    std::vector<int> selected(layout_.boxes.size(), 0);
    for (std::size_t node = 0; node < selectedNodes_.size(); ++node) {
        selected[index(layout_.boxOfNode[node])] += selectedNodes_[node];
    }
    const std::vector<char> hoveredNodes = nodesOf({selection_.hovered()});
    std::vector<char> hovered(layout_.boxes.size(), 0);
    for (std::size_t node = 0; node < hoveredNodes.size(); ++node) {
        hovered[index(layout_.boxOfNode[node])] |= hoveredNodes[node];
    }
    for (std::size_t box = 0; box < layout_.boxes.size(); ++box) {
        const QRectF area = map_.mapRect(layout_.boxes[box].area).adjusted(-1.0, -1.0, 1.0, 1.0);
        if (hovered[box] != 0 || hovered_.box == static_cast<int>(box)) {
            painter.fillRect(area, translucent(ink().accent, 34));
        }
        if (selected[box] > 0) {
            const bool whole = selected[box] == layout_.boxes[box].nodes;
            painter.setPen(QPen(ink().accent, 2.0, whole ? Qt::SolidLine : Qt::DashLine));
            painter.drawRoundedRect(area, 4.0, 4.0);
        }
    }
    if (hasFocus() && current_ >= 0) {
        painter.setPen(QPen(ink().text, 1.0, Qt::DotLine));
        painter.drawRect(map_.mapRect(areaOf(current_)).adjusted(-3.0, -3.0, 3.0, 3.0));
    }
    if (gesture_ == Gesture::Band) {
        painter.setPen(QPen(ink().accent, 1.0));
        painter.setBrush(translucent(ink().accent, 40));
        painter.drawRect(QRectF(pressedAt_, cursor_).normalized());
    }
}

void FabricCanvas::resizeEvent(QResizeEvent* /*event*/)
{
    if (fitsAll_) {
        fitAll();
    }
    redraw(Change::Sudden);
}

void FabricCanvas::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        redraw(Change::Sudden);
    }
    QWidget::changeEvent(event);
}

QRectF FabricCanvas::room() const
{
    QPixmap device(1, 1);
    QPainter painter(&device);
    painter.setFont(font());
    return withoutLayerNames(
        painter,
        QRectF(rect()).adjusted(margin / 2.0, margin, -margin, -2.0 * margin)); // above the legend
}

void FabricCanvas::setMap(const QTransform& map)
{
    map_ = map;
    redraw(Change::Sudden);
}

void FabricCanvas::zoom(double factor, QPointF about)
{
    const double scale = map_.m11();
    factor = std::clamp(factor * scale, smallestScale, largestScale) / scale;
    fitsAll_ = false;
    setMap(map_ * QTransform::fromTranslate(-about.x(), -about.y()) *
           QTransform::fromScale(factor, factor) * QTransform::fromTranslate(about.x(), about.y()));
}

// The layers are spread for what is looked at, which stays where it is from left to right.
void FabricCanvas::lookAt(const std::function<QRectF()>& area)
{
    shownWidth_ = area().width();
    layOut(Change::Quiet);
    setMap(fittingMap(area(), room(), closestFit));
    fitsAll_ = false;
}

void FabricCanvas::fitAll()
{
    shownWidth_ = 0.0;
    layOut(Change::Sudden);
    setMap(fittingMap(layout_.area, room(), closestFit));
    fitsAll_ = true;
}

void FabricCanvas::fitSelection()
{
    const auto selected = [this] {
        QRectF all;
        for (std::size_t node = 0; node < selectedNodes_.size(); ++node) {
            if (selectedNodes_[node] != 0) {
                all |= layout_.boxes[index(layout_.boxOfNode[node])].area;
            }
        }
        return all;
    };
    if (selected().isEmpty()) {
        fitAll();
        return;
    }
    lookAt([selected] {
        const double around = 2.0 * fabric::boxHeight;
        return selected().adjusted(-around, -around, around, around);
    });
}

QRectF FabricCanvas::areaOf(int part) const
{
    QRectF area;
    for (const FabricFrame& frame : layout_.frames) {
        if (frame.part == part) {
            return frame.area;
        }
    }
    for (const FabricBox& box : layout_.boxes) {
        area |= box.part == part ? box.area : QRectF();
    }
    return area;
}

FabricCanvas::Hit FabricCanvas::hitAt(QPointF point) const
{
    Hit hit;
    const QPointF place = map_.inverted().map(point);
    const auto holds = [&](const auto& each) { return each.area.contains(place); };
    const auto box = std::ranges::find_if(layout_.boxes, holds);
    if (box != layout_.boxes.end()) {
        hit.box = static_cast<int>(box - layout_.boxes.begin());
        return hit;
    }
    for (std::size_t frame = 0; frame < layout_.frames.size(); ++frame) {
        hit.frame = holds(layout_.frames[frame]) ? static_cast<int>(frame) : hit.frame;
    }
    const QRectF around(point - QPointF(reach, reach), QSizeF(2.0 * reach, 2.0 * reach));
    for (const FabricSegment& segment : layout_.segments) {
        if (segment.firstLink == segment.lastLink &&
            map_.mapRect(QRectF(segment.line.p1(), segment.line.p2()).normalized())
                .adjusted(0.0, 0.0, 0.1, 0.1)
                .intersects(around)) {
            hit.link = segment.firstLink;
        }
    }
    return hit;
}

int FabricCanvas::partOf(const Hit& hit) const
{
    if (hit.box >= 0) {
        return layout_.boxes[index(hit.box)].part;
    }
    return hit.frame >= 0 ? layout_.frames[index(hit.frame)].part : -1;
}

} // namespace rackwright::ui
