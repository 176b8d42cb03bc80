// Edits of racks on the floor: their places, their names, their existence.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

namespace rackwright::edit {

// Cables of moved racks change in length and, with it, in medium. A rack that was fed from its row's busways
// is fed from those of its new row, if it has any.
Result<Change> resolveEdit(const Snapshot& snapshot, const MoveRacks& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const TurnRacks& edit);

// An array that loses its last rack goes too.
Result<Change> resolveEdit(const Snapshot& snapshot, const RemoveRacks& edit);

// The copies belong to no array, and copies of switches to no fabric: they have no cables.
Result<Change> resolveEdit(const Snapshot& snapshot, const DuplicateRacks& edit);

// Devices that are named for their rack follow.
Result<Change> resolveEdit(const Snapshot& snapshot, const RenameRack& edit);

} // namespace rackwright::edit
