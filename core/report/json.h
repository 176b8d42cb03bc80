// Answers written down for programs: SI units, the C locale, a number where a value is exact and
// {"low", "likely", "high"} where it is not, null where nothing is known.
#pragma once

#include "core/base/figure.h"
#include "core/check/findings.h"
#include "core/scenario/estimate.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackwright::report {

[[nodiscard]] std::string toJson(const scenario::Inventory& inventory);

// With "explain": the whole tree of each figure, by its key.
[[nodiscard]] std::string toJson(const scenario::Estimate& estimate, std::string_view scenario);

[[nodiscard]] std::string toJson(const std::vector<scenario::Difference>& differences,
                                 std::string_view before,
                                 std::string_view after);

[[nodiscard]] std::string toJson(const std::vector<check::Finding>& findings,
                                 const Snapshot& snapshot,
                                 std::string_view scenario,
                                 std::string_view date);

} // namespace rackwright::report
