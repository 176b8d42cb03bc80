// The parameters that were fitted to measured runs, for any accelerator, number format and software era.
#pragma once

#include "core/training/parameters.h"
#include "core/training/strategy.h"

namespace rackwright::training {

// For an accelerator without measured runs these are those of the nearest generation.
[[nodiscard]] Parameters shippedParameters(const AcceleratorSpec& accelerator,
                                           const Strategy& strategy);

} // namespace rackwright::training
