// Works out a fabric for one number of tiers.
#pragma once

#include "core/network/fabric_design.h"

namespace rackwright::network {

// REQUIRES: the request is valid by itself (invalid() in fabric_request.h). Fails with ImpossibleDesign.
Result<FabricDesign> sizeFabric(const FabricRequest& request, int tiers);

} // namespace rackwright::network
