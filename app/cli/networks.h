// The networks of a plan by the names that people give them.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"

#include <string>

namespace rackwright::cli {

// The network with this name; for an empty name the GPU network. Fails with NotFound and names those there are.
Result<Fabric> findNetwork(const Snapshot& plan, const std::string& name);

} // namespace rackwright::cli
