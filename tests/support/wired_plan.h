// Plans for tests that hold nothing but devices and cables.
#pragma once

#include "core/model/snapshot.h"
#include "core/network/fabric_design.h"

#include <span>

namespace rackwright::test {

struct TestLink
{
    int lower = 0; // index into the tiers
    int upper = 0;
};

// Device i has id i + 1 and is named "D<i>"; its network is fabric 1.
[[nodiscard]] Snapshot wiredPlan(std::span<const Tier> tiers, std::span<const TestLink> links);

// Servers first, then switches tier by tier. REQUIRES: the design is possible.
[[nodiscard]] Snapshot wiredPlan(const network::FabricRequest& request);

} // namespace rackwright::test
