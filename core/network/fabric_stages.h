// The tiers above the leaves: how many switches join what stands below them, and with how many uplinks.
#pragma once

#include "core/network/fabric_design.h"

#include <cstdint>

namespace rackwright::network {

// a / b, rounded up.
[[nodiscard]] std::int64_t dividedUp(std::int64_t a, std::int64_t b);

// So many leaves, and as few spines as carry all their uplinks and take equally many from each leaf.
[[nodiscard]] Group podOf(const FabricDesign& design, int leaves);

// Adds the tiers above the pods. REQUIRES: the pods are the only stage of the design, and the tiers reach them all.
void joinTopTiers(FabricDesign& design);

} // namespace rackwright::network
