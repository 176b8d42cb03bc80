// How much power the site asks for: at the racks, at the meter, and over a year.
#pragma once

#include "core/base/figure.h"
#include "core/model/snapshot.h"

namespace rackwright::power {

struct Demand
{
    Figure it;       // W, at full work
    Figure facility; // W, with cooling and losses
    Figure energy;   // Wh/a
};

[[nodiscard]] Demand demand(const Snapshot& snapshot);

// The transceivers and active plugs of all links, a part of the IT power.
[[nodiscard]] Figure opticsPower(const Snapshot& snapshot);

// The rule of thumb of Epoch AI, to check the sum against: power of all accelerators x chip-to-server
// factor x PUE.
[[nodiscard]] Figure ruleOfThumb(const Snapshot& snapshot);

} // namespace rackwright::power
