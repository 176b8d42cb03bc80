// The planning report: what a plan holds, costs, draws and trains, with every assumption and its source.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"
#include "core/report/document.h"

#include <string_view>

namespace rackwright::report {

// Of a scenario of the plan, compared with the plan itself; of the plan itself when it is "baseline". As it is on
// `date` (ISO; empty: the end state). Fails as scenario::apply does.
[[nodiscard]] Result<Document> planningReport(const Snapshot& plan,
                                              std::string_view scenario,
                                              std::string_view date = {});

} // namespace rackwright::report
