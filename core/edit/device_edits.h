// Edits of devices in racks.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

namespace rackwright::edit {

// All fail with DoesNotFit where the units are taken or not there, and say by what.
// The device keeps its name; its cables are laid anew.
Result<Change> resolveEdit(const Snapshot& snapshot, const MoveDevice& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const MountDevice& edit);

// Their cables go with them.
Result<Change> resolveEdit(const Snapshot& snapshot, const RemoveDevices& edit);

} // namespace rackwright::edit
