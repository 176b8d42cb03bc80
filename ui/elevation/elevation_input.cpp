// The elevation's gestures, keys and the edits that they start.
#include "core/base/units.h"
#include "core/layout/footprint.h"
#include "ui/document/plan_document.h"
#include "ui/elevation/elevation_view.h"
#include "ui/elevation/mount_dialog.h"
#include "ui/text/error_text.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace rackwright::ui {

namespace {

constexpr double zoomPerDegree = 1.012; // a notch of 15 degrees: a fifth
constexpr double smallestScale = 8.0;   // pixels a metre
constexpr double largestScale = 3000.0;
constexpr int largeNudge = 10; // units

} // namespace

bool ElevationView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), toolTipAt(help->pos()), this);
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && gesture_ != Gesture::None &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void ElevationView::wheelEvent(QWheelEvent* event)
{
    fitsHeight_ = false;
    const bool touchpad = event->phase() != Qt::NoScrollPhase && !event->pixelDelta().isNull();
    const bool zooms = event->modifiers().testFlag(Qt::ControlModifier) || !touchpad;
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        map_ = map_.panned({event->angleDelta().y() / 2.0 + event->angleDelta().x() / 2.0, 0.0});
    } else if (zooms) {
        const double factor = std::pow(zoomPerDegree, event->angleDelta().y() / 8.0);
        const double allowed =
            std::clamp(factor * map_.scale(), smallestScale, largestScale) / map_.scale();
        map_ = map_.zoomed(allowed, event->position());
    } else {
        map_ = map_.panned(event->pixelDelta());
    }
    event->accept();
    update();
}

void ElevationView::mousePressEvent(QMouseEvent* event)
{
    if (gesture_ != Gesture::None) {
        return;
    }
    note_.clear();
    pressedAt_ = event->position();
    cursor_ = pressedAt_;
    if (event->button() == Qt::LeftButton) {
        gesture_ = Gesture::Press;
        pressed_ = itemAt(pressedAt_);
    } else if (event->button() == Qt::MiddleButton || event->button() == Qt::RightButton) {
        gesture_ = Gesture::Pan;
    }
}

void ElevationView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF before = cursor_;
    cursor_ = event->position();
    switch (gesture_) {
    case Gesture::None:
        selection_.hover(itemAt(cursor_));
        break;
    case Gesture::Press:
        if ((cursor_ - pressedAt_).manhattanLength() >= QApplication::startDragDistance()) {
            startDrag();
        }
        break;
    case Gesture::Drag:
        if (!frame_.isActive()) {
            followCursor();
            frame_.start();
        }
        break;
    case Gesture::Pan:
        fitsHeight_ = false;
        map_ = map_.panned(cursor_ - before);
        update();
        break;
    }
}

// Without a device below the cursor the view is pulled along.
void ElevationView::startDrag()
{
    const auto* device = std::get_if<DeviceId>(&pressed_);
    if (device == nullptr) {
        gesture_ = Gesture::Pan;
        return;
    }
    const Device* found = editable(*device);
    if (found == nullptr) {
        gesture_ = Gesture::None;
        return;
    }
    selection_.select(*device);
    const RackFace* face = layout_.face(found->rack);
    const int grip = face == nullptr || found->unit == 0
                         ? 0
                         : unitAt(*face, map_.toFloor(pressedAt_).y) - found->unit;
    gesture_ = Gesture::Drag;
    drag_.emplace(*document_, *device, grip);
    setCursor(Qt::SizeAllCursor);
    followCursor();
}

// A scenario may have moved a device of the plan, and may have given its number to another one.
const Device* ElevationView::editable(DeviceId id)
{
    const Device* device = document_->plan().devices.find(id);
    if (device == nullptr || *device != shown().devices.at(id)) {
        note_.refuse(tr("This device is as the scenario has it. Choose the baseline to edit what "
                        "stands today."),
                     cursor_);
        return nullptr;
    }
    return device;
}

void ElevationView::followCursor()
{
    const FloorPosition place = map_.toFloor(cursor_);
    const RackFace* face = drag_ ? layout_.faceAt(place.x) : nullptr;
    if (face == nullptr) {
        return;
    }
    const RackId rack = face->rack;
    drag_->moveTo(rack, unitAt(*face, place.y)); // lays the racks out again
    const QString name = QString::fromStdString(shown().racks.at(drag_->rack()).name);
    if (drag_->refusal()) {
        note_.hold(sentenceFor(*drag_->refusal()), Verdict::Refused, cursor_);
    } else {
        note_.hold(drag_->heightUnits() == 0 ? name
                                             : tr("%1, unit %2").arg(name).arg(drag_->unit()),
                   Verdict::Allowed,
                   cursor_);
    }
}

void ElevationView::mouseReleaseEvent(QMouseEvent* event)
{
    cursor_ = event->position();
    if (gesture_ == Gesture::Drag && event->button() != Qt::LeftButton) {
        return;
    }
    const Gesture gesture = std::exchange(gesture_, Gesture::None);
    unsetCursor();
    if (gesture == Gesture::Press) {
        click(event->modifiers());
    } else if (gesture == Gesture::Drag) {
        finishDrag();
    } else if (gesture == Gesture::Pan && event->button() == Qt::RightButton &&
               (cursor_ - pressedAt_).manhattanLength() < QApplication::startDragDistance()) {
        if (const Item item = itemAt(cursor_); item != Item{} && !selection_.contains(item)) {
            selection_.select(item);
        }
        emit menuRequested(event->globalPosition().toPoint());
    }
}

void ElevationView::click(Qt::KeyboardModifiers modifiers)
{
    if (pressed_ == Item{}) {
        return; // the racks stay in sight
    }
    if (modifiers.testFlag(Qt::ControlModifier)) {
        selection_.toggle(pressed_);
    } else {
        selection_.select(pressed_);
    }
}

void ElevationView::finishDrag()
{
    followCursor();
    DeviceDrag drag = *std::exchange(drag_, std::nullopt);
    note_.judge(drag.drop(), cursor_);
}

void ElevationView::cancelGesture()
{
    gesture_ = Gesture::None;
    unsetCursor();
    if (drag_) {
        drag_->cancel();
        drag_.reset();
    }
    note_.clear();
}

void ElevationView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const Item item = itemAt(event->position());
    if (event->button() == Qt::LeftButton && item != Item{}) {
        selection_.select(item);
        emit selection_.revealed(item);
    }
}

void ElevationView::leaveEvent(QEvent* event)
{
    selection_.hover({});
    QWidget::leaveEvent(event);
}

// The mouse's comes with the press already, which may become a pan.
void ElevationView::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() != QContextMenuEvent::Mouse) {
        emit menuRequested(mapToGlobal(rect().center()));
    }
}

void ElevationView::keyPressEvent(QKeyEvent* event)
{
    const int step = event->modifiers().testFlag(Qt::ShiftModifier) ? largeNudge : 1;
    switch (event->key()) {
    case Qt::Key_Up:
        nudge(0, step);
        return;
    case Qt::Key_Down:
        nudge(0, -step);
        return;
    case Qt::Key_Left:
        nudge(-1, 0);
        return;
    case Qt::Key_Right:
        nudge(1, 0);
        return;
    case Qt::Key_Escape:
        cancelGesture();
        return;
    case Qt::Key_Backspace:
        if (const RackId rack = chosenRack(); !rack.isNone()) {
            selection_.select(rack);
        }
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

// The chosen device by units and by racks; without one the chosen rack goes on to its neighbour.
void ElevationView::nudge(int racks, int units)
{
    const auto at = std::ranges::find(layout_.racks, chosenRack(), &RackFace::rack);
    if (at == layout_.racks.end()) {
        return;
    }
    const auto to = at - layout_.racks.begin() + racks;
    if (to < 0 || to >= std::ssize(layout_.racks)) {
        return;
    }
    const RackId rack = layout_.racks[static_cast<std::size_t>(to)].rack;
    const Item item = selection_.current();
    const auto* device = std::get_if<DeviceId>(&item);
    if (device == nullptr) {
        selection_.select(rack);
        return;
    }
    if (const Device* moved = editable(*device)) {
        edit(MoveDevice{*device, rack, moved->unit == 0 ? 0 : moved->unit + units});
    }
}

void ElevationView::removeSelection()
{
    if (std::vector<DeviceId> devices = selection_.devices(); !devices.empty()) {
        edit(RemoveDevices{std::move(devices)});
    }
}

void ElevationView::mountDevice()
{
    const Rack* rack = document_ == nullptr ? nullptr : document_->plan().racks.find(chosenRack());
    if (rack == nullptr) {
        return;
    }
    MountDialog dialog(document_->plan(), rack->id, this);
    if (dialog.exec() == QDialog::Accepted) {
        edit(dialog.edit());
    }
}

void ElevationView::edit(const Edit& edit)
{
    const RackFace* face = layout_.face(chosenRack());
    const QPointF at = face == nullptr ? cursor_ : map_.toDrawing(face->area).center();
    const Status done = document_->apply(edit);
    if (isVisible()) {
        note_.judge(done, at);
    } else if (!done) {
        emit document_->failed(done.error());
    }
}

} // namespace rackwright::ui
