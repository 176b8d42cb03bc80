// A device on its way to other units: shown in the plan while it is held, done when it is let go.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"

#include <optional>

namespace rackwright::ui {

class PlanDocument;

class DeviceDrag
{
public:
    // `gripUnit`: how many units above its lowest one the device is held. REQUIRES: it is in the document's plan.
    DeviceDrag(PlanDocument& document, DeviceId device, int gripUnit);

    // The held unit is at `unit` of the rack.
    void moveTo(RackId rack, int unit);

    // Fails when the place is refused.
    Status drop();
    void cancel();

    [[nodiscard]] DeviceId device() const { return device_; }
    [[nodiscard]] RackId rack() const { return rack_; }
    [[nodiscard]] int unit() const { return unit_; }
    [[nodiscard]] int heightUnits() const { return heightUnits_; }
    [[nodiscard]] const std::optional<Error>& refusal() const { return refusal_; }

private:
    PlanDocument& document_;
    DeviceId device_;
    int gripUnit_ = 0;
    int heightUnits_ = 0; // 0: hangs behind the units
    RackId rack_;
    int unit_ = 0;
    std::optional<Error> refusal_;
};

} // namespace rackwright::ui
