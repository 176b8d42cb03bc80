// The floor plan's edits and the keys that start them.
#include "core/base/units.h"
#include "core/layout/footprint.h"
#include "ui/document/plan_document.h"
#include "ui/floorplan/floor_plan_view.h"
#include "ui/text/error_text.h"

#include <QKeyEvent>

#include <algorithm>

namespace rackwright::ui {

using units::metre;

namespace {

constexpr double nudge = 0.1; // metres
constexpr double largeNudge = 10.0 * nudge;

} // namespace

// The keys of commands (turn, remove, fit) belong to the window's actions.
void FloorPlanView::keyPressEvent(QKeyEvent* event)
{
    const double step = event->modifiers().testFlag(Qt::ShiftModifier) ? largeNudge : nudge;
    switch (event->key()) {
    case Qt::Key_Left:
        nudgeSelection(-step, 0.0);
        return;
    case Qt::Key_Right:
        nudgeSelection(step, 0.0);
        return;
    case Qt::Key_Up:
        nudgeSelection(0.0, step);
        return;
    case Qt::Key_Down:
        nudgeSelection(0.0, -step);
        return;
    case Qt::Key_Escape:
        cancelGesture();
        return;
    case Qt::Key_Backspace:
        goOut();
        return;
    default:
        break;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        std::vector<Item> items;
        std::ranges::transform(shapes_, std::back_inserter(items), &RackShape::id);
        selection_.selectAll(std::move(items));
    } else {
        QWidget::keyPressEvent(event);
    }
}

std::vector<RackId> FloorPlanView::editableRacks() const
{
    std::vector<RackId> racks = selection_.wholeRacks(shown());
    std::erase_if(racks, [&](RackId id) { return plan().racks.find(id) == nullptr; });
    return racks;
}

void FloorPlanView::edit(const Edit& edit)
{
    const std::vector<FloorRect> areas = areasOf(selection_.racks(shown()));
    const QPointF at = areas.empty() ? cursor_ : map_.toDrawing(areas.front()).center();
    note_.judge(document_->apply(edit), at);
}

void FloorPlanView::nudgeSelection(double eastMetres, double northMetres)
{
    if (std::vector<RackId> racks = editableRacks(); !racks.empty()) {
        edit(MoveRacks{std::move(racks), eastMetres * metre, northMetres * metre});
    }
}

void FloorPlanView::turnSelection()
{
    if (std::vector<RackId> racks = editableRacks(); !racks.empty()) {
        edit(TurnRacks{std::move(racks)});
    }
}

void FloorPlanView::removeSelection()
{
    if (std::vector<RackId> racks = editableRacks(); !racks.empty()) {
        edit(RemoveRacks{std::move(racks)});
    }
}

void FloorPlanView::duplicateSelection()
{
    std::vector<RackId> racks = editableRacks();
    const std::vector<FloorRect> areas = areasOf(racks);
    if (areas.empty()) {
        return;
    }
    const Length west = std::ranges::min(areas, {}, &FloorRect::x).x;
    const Length east = layout::eastOf(
        std::ranges::max(areas, {}, [](const FloorRect& area) { return layout::eastOf(area); }));
    const RackId firstCopy = plan().racks.nextId();
    edit(DuplicateRacks{std::move(racks), east - west, Length{}});
    std::vector<Item> copies;
    for (const Rack& rack : plan().racks) {
        if (rack.id >= firstCopy) {
            copies.emplace_back(rack.id);
        }
    }
    if (!copies.empty()) {
        selection_.selectAll(std::move(copies));
    }
}

// From a device to its rack, from a rack to its row, on to the hall, and out to the site.
void FloorPlanView::goOut()
{
    const Snapshot& snapshot = shown();
    const Item item = selection_.current();
    Item outer;
    if (const auto* device = std::get_if<DeviceId>(&item)) {
        outer = snapshot.devices.at(*device).rack;
    } else if (const auto* rack = std::get_if<RackId>(&item)) {
        const Rack& inner = snapshot.racks.at(*rack);
        outer = inner.row.isNone() ? Item{inner.hall} : Item{inner.row};
    } else if (const auto* array = std::get_if<ArrayId>(&item)) {
        outer = snapshot.arrays.at(*array).hall;
    } else if (const auto* row = std::get_if<RowId>(&item)) {
        outer = snapshot.rows.at(*row).hall;
    }
    selection_.select(outer);
    if (outer == Item{}) {
        fitSite();
    } else {
        emit selection_.revealed(outer);
    }
}

} // namespace rackwright::ui
