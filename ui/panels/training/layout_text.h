// How a run is spread over GPUs, in words.
#pragma once

#include "core/training/strategy.h"

#include <QString>

namespace rackwright::ui {

// "TP 8, PP 16 in 8 chunks, DP 781, 16 microbatches of 1 sequence"
QString layoutText(const training::Strategy& strategy);

} // namespace rackwright::ui
