// Takes in a network that another program wrote: its switches, cables and what they connect.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

namespace rackwright::edit {

// Fails with Invalid, DoesNotFit (a port or switch of another network, no room) or Collision (a rack unit that
// is taken).
Result<Change> resolveImportNetwork(const Snapshot& snapshot, const ImportNetwork& edit);

} // namespace rackwright::edit
