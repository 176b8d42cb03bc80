// What a plan costs to run for a year.
#pragma once

#include "core/base/figure.h"
#include "core/cost/capex.h"
#include "core/model/snapshot.h"
#include "core/power/demand.h"

#include <vector>

namespace rackwright::cost {

// USD/a: energy, water, staff, maintenance, leases. The wear of the hardware is not in it.
[[nodiscard]] Figure opex(const Snapshot& snapshot,
                          const power::Demand& demand,
                          const std::vector<BillLine>& bill);

} // namespace rackwright::cost
