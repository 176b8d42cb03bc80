// What a plan does not know: values that are missing and values that somebody assumed.
#pragma once

#include "core/model/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackwright::scenario {

// The group of assumptions that describe what stands on the site, rather than what it does or costs.
inline constexpr std::string_view layoutGroup = "Layout";

[[nodiscard]] bool isAssumed(std::string_view origin);

// One clause each: "number of storage racks at the real site (assumed here)".
[[nodiscard]] std::vector<std::string> unknowns(const Snapshot& snapshot);

} // namespace rackwright::scenario
