// Builds a network over the servers of a plan: switches, their places in the racks, cables.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

namespace rackwright::edit {

// Fails with NotFound, Invalid, DoesNotFit (no free rack unit for the switches), ImpossibleDesign.
Result<Change> resolveBuildFabric(const Snapshot& snapshot, const BuildFabric& edit);

} // namespace rackwright::edit
