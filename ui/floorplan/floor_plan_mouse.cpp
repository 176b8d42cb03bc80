// The floor plan's gestures: what the mouse and the touchpad do.
#include "core/base/units.h"
#include "core/layout/footprint.h"
#include "ui/document/plan_document.h"
#include "ui/floorplan/floor_plan_view.h"
#include "ui/text/error_text.h"
#include "ui/text/figure_text.h"
#include "ui/text/names.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace rackwright::ui {

using units::metre;

namespace {

constexpr double zoomPerDegree = 1.012; // a notch of 15 degrees: a fifth
constexpr double smallestScale = 0.2;   // pixels a metre
constexpr double largestScale = 600.0;

double allowedFactor(double factor, double scale)
{
    return std::clamp(factor * scale, smallestScale, largestScale) / scale;
}

// "0.6 m east, 1.2 m north"
QString distanceText(Length dx, Length dy)
{
    const auto part = [](Length length, const QString& ahead, const QString& back) {
        const double metres = length / metre;
        return std::abs(metres) < 5e-4
                   ? QString()
                   : QStringLiteral("%1 %2").arg(valueText(std::abs(metres), "m"),
                                                 metres > 0.0 ? ahead : back);
    };
    QStringList parts{part(dx, nameOf(Facing::East), nameOf(Facing::West)),
                      part(dy, nameOf(Facing::North), nameOf(Facing::South))};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

} // namespace

bool FloorPlanView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), this);
        return true;
    }
    if (event->type() == QEvent::NativeGesture) {
        const auto* pinch = static_cast<QNativeGestureEvent*>(event);
        if (pinch->gestureType() == Qt::ZoomNativeGesture) {
            fitsSite_ = false;
            setMap(
                map_.zoomed(allowedFactor(1.0 + pinch->value(), map_.scale()), pinch->position()));
            return true;
        }
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // While the floor plan has the keyboard, its keys are its own.
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->key() == Qt::Key_Escape && gesture_ != Gesture::None) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

QString FloorPlanView::toolTipAt(QPointF point) const
{
    const std::optional<RackId> id = rackAt(point);
    const Rack* rack = id ? shown().racks.find(*id) : nullptr;
    if (rack == nullptr) {
        return {};
    }
    const auto metres = [](Length length) { return exactText(length / metre, "m"); };
    return tr("%1\n%2, front to the %3\nx %4, y %5")
        .arg(QString::fromStdString(rack->name),
             nameOf(rack->role),
             nameOf(rack->front),
             metres(rack->centre.x),
             metres(rack->centre.y));
}

void FloorPlanView::wheelEvent(QWheelEvent* event)
{
    fitsSite_ = false;
    const bool touchpad = event->phase() != Qt::NoScrollPhase && !event->pixelDelta().isNull();
    if (touchpad && !event->modifiers().testFlag(Qt::ControlModifier)) {
        setMap(map_.panned(event->pixelDelta()));
    } else {
        const double degrees = event->angleDelta().y() / 8.0;
        const double factor = allowedFactor(std::pow(zoomPerDegree, degrees), map_.scale());
        setMap(map_.zoomed(factor, event->position()));
    }
    event->accept();
}

void FloorPlanView::mousePressEvent(QMouseEvent* event)
{
    if (gesture_ != Gesture::None) {
        return;
    }
    note_.clear();
    pressedAt_ = event->position();
    cursor_ = pressedAt_;
    if (event->button() == Qt::LeftButton) {
        gesture_ = Gesture::Press;
        pressedRack_ = rackAt(pressedAt_);
    } else if (event->button() == Qt::MiddleButton || event->button() == Qt::RightButton) {
        gesture_ = Gesture::Pan;
        setCursor(Qt::ClosedHandCursor);
    }
}

void FloorPlanView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF before = cursor_;
    cursor_ = event->position();
    switch (gesture_) {
    case Gesture::None:
        hoverAt(cursor_);
        break;
    case Gesture::Press:
        if ((cursor_ - pressedAt_).manhattanLength() >= QApplication::startDragDistance()) {
            startMoving(cursor_);
        }
        break;
    case Gesture::Drag:
        if (!frame_.isActive()) {
            followCursor();
            frame_.start();
        }
        break;
    case Gesture::Band:
        update();
        break;
    case Gesture::Pan:
        fitsSite_ = false;
        setMap(map_.panned(cursor_ - before));
        break;
    }
}

void FloorPlanView::startMoving(QPointF point)
{
    cursor_ = point;
    if (!pressedRack_) {
        gesture_ = Gesture::Band;
        update();
        return;
    }
    const std::vector<RackId> selected = selection_.racks(shown());
    if (std::ranges::find(selected, *pressedRack_) == selected.end()) {
        selection_.select(*pressedRack_);
    }
    startDrag();
}

void FloorPlanView::startDrag()
{
    const std::vector<RackId> racks = editableRacks();
    if (std::ranges::find(racks, *pressedRack_) == racks.end()) {
        gesture_ = Gesture::None;
        note_.refuse(
            tr("This rack belongs to the scenario. Choose the baseline to move what stands today."),
            cursor_);
        return;
    }
    gesture_ = Gesture::Drag;
    drag_.emplace(*document_, racks, *pressedRack_, map_.toFloor(pressedAt_));
    setCursor(Qt::SizeAllCursor);
    redraw();
    followCursor();
}

void FloorPlanView::followCursor()
{
    if (!drag_) {
        return;
    }
    const bool free = QApplication::keyboardModifiers().testFlag(Qt::AltModifier);
    drag_->moveTo(map_.toFloor(cursor_), free ? RackDrag::Snapping::Off : RackDrag::Snapping::On);
    if (drag_->refusal()) {
        note_.hold(sentenceFor(*drag_->refusal()), Verdict::Refused, cursor_);
    } else {
        note_.hold(distanceText(drag_->dx(), drag_->dy()), Verdict::Allowed, cursor_);
    }
}

void FloorPlanView::mouseReleaseEvent(QMouseEvent* event)
{
    cursor_ = event->position();
    const Gesture gesture = std::exchange(gesture_, Gesture::None);
    unsetCursor();
    switch (gesture) {
    case Gesture::None:
        break;
    case Gesture::Press:
        click(event->modifiers());
        break;
    case Gesture::Drag:
        finishDrag();
        break;
    case Gesture::Band:
        finishBand(event->modifiers());
        break;
    case Gesture::Pan:
        if (event->button() == Qt::RightButton &&
            (cursor_ - pressedAt_).manhattanLength() < QApplication::startDragDistance()) {
            openMenu(event->globalPosition().toPoint());
        }
        break;
    }
}

void FloorPlanView::openMenu(QPoint globalPosition)
{
    const std::optional<RackId> rack = rackAt(cursor_);
    const std::vector<RackId> selected = selection_.racks(shown());
    if (rack && std::ranges::find(selected, *rack) == selected.end()) {
        selection_.select(*rack);
    }
    emit menuRequested(globalPosition);
}

// The mouse's comes with the press already, which may become a pan.
void FloorPlanView::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() != QContextMenuEvent::Mouse) {
        emit menuRequested(mapToGlobal(rect().center()));
    }
}

void FloorPlanView::click(Qt::KeyboardModifiers modifiers)
{
    const Item item = pressedRack_ ? Item{*pressedRack_} : Item{};
    if (modifiers.testFlag(Qt::ControlModifier)) {
        selection_.toggle(item);
    } else {
        selection_.select(item);
    }
}

void FloorPlanView::finishDrag()
{
    followCursor();
    RackDrag drag = *std::exchange(drag_, std::nullopt);
    note_.judge(drag.drop(), cursor_);
    takeShown();
}

void FloorPlanView::finishBand(Qt::KeyboardModifiers modifiers)
{
    const QRectF band = QRectF(pressedAt_, cursor_).normalized();
    std::vector<Item> items;
    if (modifiers.testFlag(Qt::ControlModifier)) {
        items = selection_.items();
    }
    for (const RackShape& shape : shapes_) {
        if (band.intersects(map_.toDrawing(shape.area)) &&
            std::ranges::find(items, Item{shape.id}) == items.end()) {
            items.emplace_back(shape.id);
        }
    }
    selection_.selectAll(std::move(items));
    update();
}

void FloorPlanView::cancelGesture()
{
    const Gesture gesture = std::exchange(gesture_, Gesture::None);
    unsetCursor();
    if (gesture == Gesture::None) {
        selection_.clear();
    }
    if (drag_) {
        drag_->cancel();
        drag_.reset();
        takeShown();
    }
    note_.clear();
}

void FloorPlanView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton) {
        return;
    }
    if (const std::optional<RackId> rack = rackAt(event->position())) {
        selection_.select(*rack);
        emit selection_.revealed(*rack);
        return;
    }
    const FloorPosition place = map_.toFloor(event->position());
    for (const Hall& hall : shown().halls) {
        if (layout::contains(hall.area, place)) {
            selection_.select(hall.id);
            emit selection_.revealed(hall.id);
        }
    }
}

void FloorPlanView::hoverAt(QPointF point)
{
    const std::optional<RackId> rack = rackAt(point);
    selection_.hover(rack ? Item{*rack} : Item{});
}

void FloorPlanView::leaveEvent(QEvent* event)
{
    selection_.hover({});
    QWidget::leaveEvent(event);
}

} // namespace rackwright::ui
