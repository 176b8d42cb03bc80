// What a network connects, in the order in which it is cabled.
#pragma once

#include "core/model/snapshot.h"

#include <vector>

namespace rackwright::edit {

struct Endpoint
{
    const Device* device = nullptr;
    const Rack* rack = nullptr;
};

// The servers; for an out-of-band network all that has a management port, also the switches of the other
// networks. Hall by hall, array by array, rack by rack, from the bottom.
[[nodiscard]] std::vector<Endpoint> endpointsOf(const Snapshot& snapshot, FabricPurpose purpose);

// Scalable units of at most `most` endpoints: as many whole arrays as go in; an array that is larger is cut up.
[[nodiscard]] std::vector<int> unitsOf(const std::vector<Endpoint>& endpoints, int most);

} // namespace rackwright::edit
