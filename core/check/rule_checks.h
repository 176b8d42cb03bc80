// The rules by their field. Each gives its findings in the order of the plan.
#pragma once

#include "core/check/findings.h"

namespace rackwright::check {

// Racks on other racks, on columns, before doors, outside halls; ways that are too narrow.
[[nodiscard]] std::vector<Finding> placeFindings(const Snapshot& snapshot);

// Devices on one another or above their rack.
[[nodiscard]] std::vector<Finding> unitFindings(const Snapshot& snapshot);

// Racks without feeds, feeds and supply that carry too little.
[[nodiscard]] std::vector<Finding> powerFindings(const Snapshot& snapshot, std::string_view date);

// The racks that a power node feeds, directly or through others.
[[nodiscard]] std::vector<RackId> racksBelow(const Snapshot& snapshot, PowerNodeId node);

// Cooling that carries too little.
[[nodiscard]] std::vector<Finding> coolingFindings(const Snapshot& snapshot);

// Servers without network, ports used twice.
[[nodiscard]] std::vector<Finding> networkFindings(const Snapshot& snapshot);

// Cables that cannot be laid, trays that are too full.
[[nodiscard]] std::vector<Finding> cablingFindings(const Snapshot& snapshot);

// Figures that the estimates need and nobody knows.
[[nodiscard]] std::vector<Finding> unknownFindings(const Snapshot& snapshot);

} // namespace rackwright::check
