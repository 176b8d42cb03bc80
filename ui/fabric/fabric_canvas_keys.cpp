// Folding, selecting and walking through a drawn network by keys.
#include "ui/fabric/fabric_canvas.h"

#include <QAccessible>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>
#include <set>

namespace rackwright::ui {

namespace {

constexpr double keyZoom = 1.25;

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

} // namespace

void FabricCanvas::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        step(-1, 0);
        return;
    case Qt::Key_Right:
        step(1, 0);
        return;
    case Qt::Key_Up:
        step(0, 1);
        return;
    case Qt::Key_Down:
        step(0, -1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (current_ > 0) {
            enter(current_);
        }
        return;
    case Qt::Key_Backspace:
        goOut();
        return;
    case Qt::Key_F:
        fitSelection();
        return;
    case Qt::Key_Home:
        fitAll();
        return;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        zoom(keyZoom, rect().center());
        return;
    case Qt::Key_Minus:
        zoom(1.0 / keyZoom, rect().center());
        return;
    case Qt::Key_X:
        if (current_ > 0) {
            emit failDevices(devicesOf(current_, -1));
        }
        return;
    case Qt::Key_Escape:
        cancel();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void FabricCanvas::cancel()
{
    const Gesture gesture = std::exchange(gesture_, Gesture::None);
    unsetCursor();
    if (gesture == Gesture::Move) {
        movePart(0.0);
    } else if (gesture == Gesture::None) {
        emit repairAll();
    }
    update();
}

// Sideways within the layer; up and down to the box of the next layer that is nearest.
void FabricCanvas::step(int dx, int dy)
{
    if (layout_.boxes.empty()) {
        return;
    }
    const auto at = std::ranges::find(layout_.boxes, current_, &FabricBox::part);
    if (at == layout_.boxes.end()) {
        select(layout_.boxes.back().part, Qt::NoModifier);
        return;
    }
    const QPointF from = at->area.center();
    const FabricBox* best = nullptr;
    const auto distance = [&](const FabricBox& box) {
        return std::abs(box.area.center().x() - from.x());
    };
    for (const FabricBox& box : layout_.boxes) {
        if (box.part == current_) {
            continue;
        }
        const double ahead = (box.area.center().x() - from.x()) * dx;
        const int above = (box.tier - at->tier) * dy;
        const bool fits = dy == 0 ? box.tier == at->tier && ahead > 0.0 : above > 0;
        if (!fits) {
            continue;
        }
        const bool nearer =
            best == nullptr ||
            (dy != 0 && std::abs(box.tier - at->tier) < std::abs(best->tier - at->tier)) ||
            ((dy == 0 || box.tier == best->tier) && distance(box) < distance(*best));
        best = nearer ? &box : best;
    }
    if (best != nullptr) {
        select(best->part, Qt::NoModifier);
    }
}

void FabricCanvas::setUnfolded(int part, bool unfolded)
{
    const std::string key = model_->parts.keyOf(part);
    arrangement_.unfolded[key] = unfolded;
    layOut(Change::Quiet);
    emit arrangementChanged();
}

void FabricCanvas::unfold(int part)
{
    if (model_->parts.part(part).kind == PartKind::Device) {
        return;
    }
    setUnfolded(part, true);
    setCurrent(part);
    lookAtPart(part);
}

void FabricCanvas::lookAtPart(int part)
{
    lookAt([this, part] { return areaOf(part).adjusted(-8.0, -8.0, 8.0, 8.0); });
}

void FabricCanvas::fold(int part)
{
    if (part <= 0) {
        return;
    }
    setUnfolded(part, false);
    setCurrent(part);
    const int parent = model_->parts.part(part).parent;
    if (parent <= 0) {
        fitAll();
    } else {
        lookAtPart(parent);
    }
}

void FabricCanvas::goOut()
{
    if (model_ == nullptr || current_ <= 0) {
        fitAll();
        return;
    }
    const int inner =
        unfolded_[index(current_)] != 0 ? current_ : model_->parts.part(current_).parent;
    if (inner <= 0) {
        fitAll();
        return;
    }
    fold(inner);
    select(inner, Qt::NoModifier);
}

void FabricCanvas::enter(int part)
{
    if (model_->parts.part(part).kind == PartKind::Device) {
        select(part, Qt::NoModifier);
        emit selection_.revealed(selection_.current());
    } else if (unfolded_[index(part)] != 0) {
        lookAtPart(part);
    } else {
        unfold(part);
    }
}

std::vector<DeviceId> FabricCanvas::devicesOf(int part, int tier) const
{
    std::vector<DeviceId> devices;
    for (const network::NodeIndex node : model_->parts.nodesOf(part)) {
        const network::FabricNode& of = model_->graph.nodes()[index(node)];
        if (tier < 0 || static_cast<int>(of.tier) == tier) {
            devices.push_back(of.device);
        }
    }
    return devices;
}

// What the other views can show of a part.
std::vector<Item> FabricCanvas::itemsOf(int part) const
{
    const Part& of = model_->parts.part(part);
    switch (of.kind) {
    case PartKind::Network:
        return {};
    case PartKind::Hall:
        // A hall of one tier holds only some of what stands in it.
        if (model_->parts.part(of.parent).kind == PartKind::Network) {
            return {HallId{of.id}};
        }
        break;
    case PartKind::Array:
        return {ArrayId{of.id}};
    case PartKind::Rack:
        // Of switches, a rack holds others too.
        if (of.lowestTier == 0) {
            return {RackId{of.id}};
        }
        break;
    case PartKind::Device:
        return {DeviceId{of.id}};
    case PartKind::Pod:
    case PartKind::Tier:
        break;
    }
    std::vector<Item> items;
    for (const int child : of.children) {
        for (const Item& item : itemsOf(child)) {
            items.push_back(item);
        }
    }
    return items;
}

std::vector<char> FabricCanvas::nodesOf(const std::vector<Item>& items) const
{
    if (model_ == nullptr || items.empty()) {
        return {};
    }
    const std::set<Item> wanted(items.begin(), items.end());
    const auto has = [&](const Item& item) { return wanted.contains(item); };
    std::vector<char> found;
    found.reserve(model_->graph.nodes().size());
    for (const network::FabricNode& node : model_->graph.nodes()) {
        const Device& device = model_->snapshot.devices.at(node.device);
        const Rack* rack = model_->snapshot.racks.find(device.rack);
        const bool in =
            has(device.id) ||
            (rack != nullptr && (has(rack->id) || (!rack->array.isNone() && has(rack->array)) ||
                                 (!rack->row.isNone() && has(rack->row)) || has(rack->hall)));
        found.push_back(in ? 1 : 0);
    }
    return found;
}

void FabricCanvas::takeSelection()
{
    selectedNodes_ = nodesOf(selection_.items());
    update();
}

void FabricCanvas::select(int part, Qt::KeyboardModifiers modifiers)
{
    setCurrent(part);
    if (part < 0) {
        if (!modifiers.testFlag(Qt::ControlModifier)) {
            selection_.clear();
        }
        return;
    }
    std::vector<Item> items = itemsOf(part);
    if (modifiers.testFlag(Qt::ControlModifier)) {
        std::ranges::for_each(items, [this](const Item& item) { selection_.toggle(item); });
    } else {
        selection_.selectAll(std::move(items));
    }
}

// Screen readers say what the keys are at.
void FabricCanvas::setCurrent(int part)
{
    current_ = part;
    if (part < 0 || model_ == nullptr) {
        setAccessibleDescription(
            tr("The switches and servers as layers. Arrow keys go from one to the next, Enter "
               "unfolds, Backspace folds, X lets fail, Escape repairs, F shows the selection."));
        return;
    }
    const Part& of = model_->parts.part(part);
    QString text = QStringLiteral("%1: %2").arg(nameOf(*model_, part), contentsOf(*model_, part));
    if (of.kind != PartKind::Device) {
        text += unfolded_[index(part)] != 0 ? tr(", unfolded") : tr(", folded");
    }
    setAccessibleDescription(text);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    update();
}

} // namespace rackwright::ui
