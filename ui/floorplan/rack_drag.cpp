#include "ui/floorplan/rack_drag.h"

#include "core/layout/footprint.h"
#include "core/layout/snap.h"
#include "ui/document/plan_document.h"

#include <utility>

namespace rackwright::ui {

RackDrag::RackDrag(PlanDocument& document,
                   std::vector<RackId> racks,
                   RackId held,
                   FloorPosition grip)
    : document_(document)
    , racks_(std::move(racks))
    , held_(held)
    , grip_(grip)
{
    const Snapshot& plan = document_.plan();
    for (const RackId id : racks_) {
        const Rack& rack = plan.racks.at(id);
        before_.push_back({id, layout::footprint(plan, rack), rack.front});
    }
}

void RackDrag::moveTo(FloorPosition cursor, Snapping snapping)
{
    const FloorPosition start = document_.plan().racks.at(held_).centre;
    FloorPosition centre{start.x + (cursor.x - grip_.x), start.y + (cursor.y - grip_.y)};
    if (snapping == Snapping::On) {
        centre = snapped(centre);
    }
    dx_ = centre.x - start.x;
    dy_ = centre.y - start.y;
    const Status shown = document_.preview(move());
    refusal_ = shown ? std::nullopt : std::optional{shown.error()};
}

FloorPosition RackDrag::snapped(FloorPosition centre) const
{
    return layout::snapped(document_.plan(), held_, centre, racks_);
}

Status RackDrag::drop()
{
    if (refusal_) {
        document_.endPreview();
        return *refusal_;
    }
    return document_.apply(move());
}

void RackDrag::cancel()
{
    document_.endPreview();
}

std::vector<RackShape> RackDrag::after() const
{
    std::vector<RackShape> shapes = before_;
    for (RackShape& shape : shapes) {
        shape.area.x += dx_;
        shape.area.y += dy_;
    }
    return shapes;
}

} // namespace rackwright::ui
