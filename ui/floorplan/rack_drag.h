// Racks on their way to another place: what a drag would do, shown before it is done.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "ui/charts/floor_drawing.h"

#include <optional>
#include <vector>

namespace rackwright::ui {

class PlanDocument;

class RackDrag
{
public:
    enum class Snapping
    {
        Off,
        On,
    };

    // The user holds the rack `held` at `grip`; the others come along. REQUIRES: all are in the plan.
    RackDrag(PlanDocument& document, std::vector<RackId> racks, RackId held, FloorPosition grip);

    // Works out where the racks stand with the grip at `cursor`, and previews it when that is allowed.
    void moveTo(FloorPosition cursor, Snapping snapping);

    // Does the move. Fails with the reason when the place is not free; then nothing has changed.
    Status drop();
    void cancel();

    // Why the racks cannot stand there, or nothing.
    [[nodiscard]] const std::optional<Error>& refusal() const { return refusal_; }

    [[nodiscard]] const std::vector<RackId>& racks() const { return racks_; }
    [[nodiscard]] Length dx() const { return dx_; }
    [[nodiscard]] Length dy() const { return dy_; }

    // Where the racks stood, and where they would stand.
    [[nodiscard]] const std::vector<RackShape>& before() const { return before_; }
    [[nodiscard]] std::vector<RackShape> after() const;

private:
    [[nodiscard]] FloorPosition snapped(FloorPosition centre) const;
    [[nodiscard]] MoveRacks move() const { return {racks_, dx_, dy_}; }

    PlanDocument& document_;
    std::vector<RackId> racks_;
    RackId held_;
    FloorPosition grip_;
    std::vector<RackShape> before_;
    Length dx_;
    Length dy_;
    std::optional<Error> refusal_;
};

} // namespace rackwright::ui
