// Walking through the halls at eye height, between the racks and not through them.
#pragma once

#include "ui/scene/rack_field.h"

#include <QFlags>

namespace rackwright::ui {

inline constexpr double eyeHeight = 1.7; // metres

enum class Step
{
    Forward = 1,
    Back = 2,
    Left = 4,
    Right = 8,
    Fast = 16,
};
Q_DECLARE_FLAGS(Steps, Step)
Q_DECLARE_OPERATORS_FOR_FLAGS(Steps)

// Where one stands who wants to walk from what the camera looks at: in the nearest aisle, looking the same
// way, level.
[[nodiscard]] scene::Camera standing(const scene::Camera& camera, const Snapshot& snapshot);

// After walking for `seconds`. Racks are in the way: one slides along them.
[[nodiscard]] scene::Camera walked(const scene::Camera& camera,
                                   Steps steps,
                                   double seconds,
                                   const std::vector<scene::RackBox>& racks);

} // namespace rackwright::ui
