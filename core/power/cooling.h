// What heat the cooling has to carry away, node by node.
#pragma once

#include "core/base/quantity.h"
#include "core/model/snapshot.h"
#include "core/power/load.h"

#include <optional>
#include <vector>

namespace rackwright::power {

// One for each row of snapshot.coolingNodes, in its order: all that the racks of its hall draw becomes heat,
// and a node carries what the nodes below it carry. Halls with several loops share their heat evenly.
// `racks` as from rackLoads().
[[nodiscard]] std::vector<Power> heatLoads(const Snapshot& snapshot,
                                           const std::vector<Load>& racks);

// Of all its units; empty while it is not known.
[[nodiscard]] std::optional<Power> capacity(const CoolingNode& node);

} // namespace rackwright::power
