// The network's gestures: what the mouse and the touchpad do.
#include "ui/fabric/fabric_canvas.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace rackwright::ui {

namespace {

constexpr double zoomPerDegree = 1.012; // a notch of 15 degrees: a fifth
constexpr double grid = 4.0;            // that moved parts keep to

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

} // namespace

bool FabricCanvas::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        QToolTip::showText(help->globalPos(), textOf(hitAt(help->pos())), this);
        return true;
    }
    if (event->type() == QEvent::NativeGesture) {
        const auto* pinch = static_cast<QNativeGestureEvent*>(event);
        if (pinch->gestureType() == Qt::ZoomNativeGesture) {
            zoom(1.0 + pinch->value(), pinch->position());
            return true;
        }
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // While the network has the keyboard, its keys are its own.
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() == Qt::NoModifier &&
            (key->key() == Qt::Key_F || key->key() == Qt::Key_Home ||
             key->key() == Qt::Key_Escape)) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

QString FabricCanvas::textOf(const Hit& hit) const
{
    if (model_ == nullptr) {
        return {};
    }
    if (hit.box >= 0) {
        return describe(*model_, layout_.boxes[index(hit.box)], states_.boxes[index(hit.box)]);
    }
    if (hit.link >= 0) {
        return describe(
            *model_, layout_, layout_.links[index(hit.link)], states_.links[index(hit.link)]);
    }
    if (hit.frame >= 0) {
        const int part = layout_.frames[index(hit.frame)].part;
        return QStringLiteral("%1\n%2").arg(nameOf(*model_, part), contentsOf(*model_, part));
    }
    return {};
}

void FabricCanvas::wheelEvent(QWheelEvent* event)
{
    const bool touchpad = event->phase() != Qt::NoScrollPhase && !event->pixelDelta().isNull();
    if (touchpad && !event->modifiers().testFlag(Qt::ControlModifier)) {
        fitsAll_ = false;
        const QPointF by = event->pixelDelta();
        setMap(map_ * QTransform::fromTranslate(by.x(), by.y()));
    } else {
        zoom(std::pow(zoomPerDegree, event->angleDelta().y() / 8.0), event->position());
    }
    event->accept();
}

void FabricCanvas::mousePressEvent(QMouseEvent* event)
{
    if (gesture_ != Gesture::None || model_ == nullptr) {
        return;
    }
    button_ = event->button();
    pressedAt_ = cursor_ = event->position();
    pressed_ = hitAt(pressedAt_);
    gesture_ = Gesture::Press;
    if (button_ == Qt::MiddleButton) {
        gesture_ = Gesture::Pan;
        setCursor(Qt::ClosedHandCursor);
    }
}

void FabricCanvas::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF before = cursor_;
    cursor_ = event->position();
    if (gesture_ == Gesture::None) {
        hoverAt(cursor_);
        return;
    }
    const bool far = (cursor_ - pressedAt_).manhattanLength() >= QApplication::startDragDistance();
    if (gesture_ == Gesture::Press && far) {
        if (button_ != Qt::LeftButton) {
            gesture_ = Gesture::Pan;
            setCursor(Qt::ClosedHandCursor);
        } else if (pressed_.box >= 0) {
            gesture_ = Gesture::Move;
            setCursor(Qt::SizeHorCursor);
            const auto moved = arrangement_.moved.find(model_->parts.keyOf(partOf(pressed_)));
            movedFrom_ = moved == arrangement_.moved.end() ? 0.0 : moved->second;
            setCurrent(partOf(pressed_));
        } else {
            gesture_ = Gesture::Band;
        }
    }
    if (gesture_ == Gesture::Move) {
        movePart((cursor_.x() - pressedAt_.x()) / map_.m11());
    } else if (gesture_ == Gesture::Pan) {
        fitsAll_ = false;
        const QPointF by = cursor_ - before;
        setMap(map_ * QTransform::fromTranslate(by.x(), by.y()));
    } else {
        update();
    }
}

void FabricCanvas::mouseReleaseEvent(QMouseEvent* event)
{
    cursor_ = event->position();
    const Gesture gesture = std::exchange(gesture_, Gesture::None);
    unsetCursor();
    if (gesture == Gesture::Press && button_ == Qt::LeftButton) {
        select(partOf(pressed_), event->modifiers());
    } else if (gesture == Gesture::Press && button_ == Qt::RightButton) {
        setCurrent(partOf(pressed_));
        openMenu(pressed_, current_, event->globalPosition().toPoint());
    } else if (gesture == Gesture::Move) {
        emit arrangementChanged();
    } else if (gesture == Gesture::Band) {
        finishBand(event->modifiers());
    }
    update();
}

// Along its layer; links and frames follow.
void FabricCanvas::movePart(double dx)
{
    const double to = grid * std::round((movedFrom_ + dx) / grid);
    const std::string key = model_->parts.keyOf(current_);
    if (to == 0.0) {
        arrangement_.moved.erase(key);
    } else {
        arrangement_.moved[key] = to;
    }
    fitsAll_ = false;
    layOut(Change::Sudden);
}

void FabricCanvas::resetPositions()
{
    arrangement_.moved.clear();
    layOut(Change::Quiet);
    emit arrangementChanged();
}

void FabricCanvas::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && model_ != nullptr) {
        goIn(hitAt(event->position()));
    }
}

void FabricCanvas::goIn(const Hit& hit)
{
    const int part = partOf(hit);
    if (part < 0) {
        fitAll();
        return;
    }
    enter(part);
}

void FabricCanvas::finishBand(Qt::KeyboardModifiers modifiers)
{
    const QRectF band = QRectF(pressedAt_, cursor_).normalized();
    std::vector<Item> items;
    if (modifiers.testFlag(Qt::ControlModifier)) {
        items = selection_.items();
    }
    for (const FabricBox& box : layout_.boxes) {
        if (!band.intersects(map_.mapRect(box.area))) {
            continue;
        }
        for (const Item& item : itemsOf(box.part)) {
            if (std::ranges::find(items, item) == items.end()) {
                items.push_back(item);
            }
        }
    }
    selection_.selectAll(std::move(items));
}

void FabricCanvas::hoverAt(QPointF point)
{
    const Hit before = hovered_;
    hovered_ = hitAt(point);
    if (hovered_.box != before.box || hovered_.link != before.link) {
        update();
    }
    Item item;
    if (hovered_.box >= 0) {
        const Part& part = model_->parts.part(partOf(hovered_));
        if (part.kind == PartKind::Rack) {
            item = RackId{part.id};
        } else if (part.kind == PartKind::Device) {
            item = model_->snapshot.devices.at(DeviceId{part.id}).rack;
        }
    }
    selection_.hover(item);
}

void FabricCanvas::leaveEvent(QEvent* event)
{
    hovered_ = {};
    selection_.hover({});
    QWidget::leaveEvent(event);
}

void FabricCanvas::contextMenuEvent(QContextMenuEvent* event)
{
    if (event->reason() !=
        QContextMenuEvent::Mouse) { // the mouse's comes when its button is let go
        openMenu({}, current_, mapToGlobal(rect().center()));
    }
}

void FabricCanvas::openMenu(const Hit& hit, int part, QPoint globalPosition)
{
    if (layout_.boxes.empty()) {
        return;
    }
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (hit.link >= 0) {
        menu->addAction(tr("&Fail these cables"), this, [this, hit] { emit failLink(hit.link); });
    } else if (part > 0) {
        addActionsOf(*menu, part, hit.box >= 0 ? layout_.boxes[index(hit.box)].tier : -1);
    }
    menu->addSeparator();
    menu->addAction(tr("&Repair all"), this, &FabricCanvas::repairAll);
    menu->addAction(tr("Reset &positions"), this, &FabricCanvas::resetPositions)
        ->setEnabled(!arrangement_.moved.empty());
    menu->addAction(tr("&Whole network"), this, &FabricCanvas::fitAll);
    menu->popup(globalPosition);
}

void FabricCanvas::addActionsOf(QMenu& menu, int part, int tier)
{
    const bool isDevice = model_->parts.part(part).kind == PartKind::Device;
    const std::vector<DeviceId> devices = devicesOf(part, tier);
    const QString what =
        isDevice || tier < 0
            ? nameOf(*model_, part)
            : tr("%1 of %2")
                  .arg(countText(static_cast<int>(devices.size()), tier), nameOf(*model_, part));
    menu.addAction(tr("&Fail %1").arg(what), this, [this, devices] { emit failDevices(devices); });
    if (isDevice) {
        return;
    }
    if (unfolded_[index(part)] != 0) {
        menu.addAction(tr("F&old"), this, [this, part] { fold(part); });
    } else {
        menu.addAction(tr("&Unfold"), this, [this, part] { unfold(part); });
    }
}

} // namespace rackwright::ui
