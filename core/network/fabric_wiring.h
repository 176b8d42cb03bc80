// Writes a fabric design out: each switch with its place in the structure, each link with both ports.
#pragma once

#include "core/network/fabric_design.h"

#include <cstdint>
#include <vector>

namespace rackwright::network {

struct WiredSwitch
{
    int tier = 0; // 0: leaf
    int group =
        0; // the pod of a leaf or spine, the group of those above; counted through all copies
    int ordinal = 0; // within its group
    int plane = 0;
    int rail = -1;        // of a leaf; of every switch where rails are not joined
    int unit = -1;        // of a leaf that serves a scalable unit
    int firstServer = -1; // of a leaf: the first that it serves
};

struct WiredLink
{
    std::int32_t lower = 0;     // the server of a link of tier 0, else a switch
    std::int32_t upper = 0;     // a switch
    std::int16_t lowerPort = 0; // of a server: NIC x planes + plane
    std::int16_t upperPort = 0; // down ports first
};

struct FabricWiring
{
    std::vector<WiredSwitch> switches; // tier by tier
    std::vector<std::size_t>
        firstOfTier;              // index of the first switch of each tier, and their number
    std::vector<WiredLink> links; // tier by tier; servers in order. No fabric manager links.
    std::vector<std::size_t> firstLinkOfTier; // likewise
};

// Uplinks are dealt out in turn to the switches above: a leaf reaches every spine of its pod by equally
// many links, and every pod sends equally many links to each core, give or take one. Where pods do not divide
// the ports of a core, a fabric is non-blocking by the count of its links and between halves (but for a few
// tenths of a percent), not for every traffic: loadsOf() tells.
[[nodiscard]] FabricWiring wireFabric(const FabricDesign& design);

} // namespace rackwright::network
