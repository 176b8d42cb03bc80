// Scenarios as plans: the baseline with its dated steps done.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackwright::scenario {

inline constexpr std::string_view baseline = "baseline";

// The plan after the enabled steps dated no later than `date` (ISO; empty: all), in order. "baseline" is the
// plan itself. Fails with UnknownScenario, or with the error of the step that cannot be done, its title put
// before the subject.
Result<Snapshot> apply(const Snapshot& plan, std::string_view scenario, std::string_view date = {});

// The dates, in order, on which something changes: steps of the scenario, power that comes into service or is
// retired. Of an unknown scenario those of the power alone.
[[nodiscard]] std::vector<std::string> datesOf(const Snapshot& plan, std::string_view scenario);

} // namespace rackwright::scenario
