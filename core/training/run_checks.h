// Whether a published run could have been run as its row states it.
#pragma once

#include "core/training/measured_run.h"

#include <string>
#include <vector>

namespace rackwright::training {

// What does not go round, a sentence each that begins with the column. Unknown microbatches and interleaves go round.
[[nodiscard]] std::vector<std::string> contradictionsIn(const MeasuredRun& run);

} // namespace rackwright::training
