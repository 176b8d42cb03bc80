// The parts of a step's time and of an accelerator's memory by name, for tables and charts.
#pragma once

#include "core/training/step_time.h"

#include <span>
#include <string_view>

namespace rackwright::training {

struct TimePart
{
    std::string_view key; // as in JSON: compute_s
    std::string_view label;
    Duration StepTime::*time;
};

struct MemoryPart
{
    std::string_view key; // weights_gib
    std::string_view label;
    Data MemoryUse::*size;
};

// In the order of a stacked bar; together they are the total.
[[nodiscard]] std::span<const TimePart> timeParts();
[[nodiscard]] std::span<const MemoryPart> memoryParts();

} // namespace rackwright::training
