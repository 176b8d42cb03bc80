// Hangs, moves and removes cable trays; the cables follow.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

namespace rackwright::edit {

Result<Change> resolveEdit(const Snapshot& snapshot, const AddTrays& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const AddTray& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const SetTray& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const RemoveTrays& edit);

} // namespace rackwright::edit
