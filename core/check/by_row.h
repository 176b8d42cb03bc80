// Racks that break one rule alike, put together by the row that they stand in: a hall that is not cabled yet is a few
// findings, not thousands.
#pragma once

#include "core/model/snapshot.h"

#include <string>
#include <vector>

namespace rackwright::check {

struct RackGroup
{
    std::string name; // "H1-R03-07", or "Hall 1, R03" for several racks of a row
    std::vector<RackId> racks;
};

// Up to three racks of a row stay by themselves. In the order of the racks. REQUIRES: the racks are in the plan.
[[nodiscard]] std::vector<RackGroup> groupedByRow(const Snapshot& snapshot,
                                                  const std::vector<RackId>& racks);

} // namespace rackwright::check
