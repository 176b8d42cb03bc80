// Which network of a plan a command is about.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"

#include <string>

namespace rackwright::cli {

// The network with this name; without one the GPU network, or the only one that the plan has. Fails with
// NotFound and the names that there are.
Result<Fabric> planNetwork(const Snapshot& plan, const std::string& name);

} // namespace rackwright::cli
