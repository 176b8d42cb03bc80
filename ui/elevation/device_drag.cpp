#include "ui/elevation/device_drag.h"

#include "ui/document/plan_document.h"

#include <algorithm>

namespace rackwright::ui {

DeviceDrag::DeviceDrag(PlanDocument& document, DeviceId device, int gripUnit)
    : document_(document)
    , device_(device)
    , gripUnit_(gripUnit)
{
    const Device& old = document.plan().devices.at(device);
    heightUnits_ = document.plan().deviceTypes.at(old.type).heightUnits;
    rack_ = old.rack;
    unit_ = old.unit;
}

void DeviceDrag::moveTo(RackId rack, int unit)
{
    const Snapshot& plan = document_.plan();
    const Rack* target = plan.racks.find(rack);
    if (target == nullptr) {
        refusal_ = Error{ErrorCode::DoesNotFit,
                         document_.shown().devices.at(device_).name,
                         "the rack belongs to the scenario"};
        return;
    }
    int place = 0;
    if (heightUnits_ > 0) {
        // Beyond the ends of the rack means at its ends.
        const int highest = plan.rackTypes.at(target->type).heightUnits - heightUnits_ + 1;
        place = std::clamp(unit - gripUnit_, 1, std::max(highest, 1));
    }
    if (rack == rack_ && place == unit_ && document_.isPreviewing()) {
        return;
    }
    rack_ = rack;
    unit_ = place;
    const Status shown = document_.preview(MoveDevice{device_, rack_, unit_});
    refusal_ = shown ? std::nullopt : std::optional{shown.error()};
}

Status DeviceDrag::drop()
{
    if (refusal_) {
        document_.endPreview();
        return *refusal_;
    }
    return document_.apply(MoveDevice{device_, rack_, unit_});
}

void DeviceDrag::cancel()
{
    document_.endPreview();
}

} // namespace rackwright::ui
