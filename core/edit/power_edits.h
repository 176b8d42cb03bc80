// Edits of the power tree and the cooling loop.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

namespace rackwright::edit {

Result<Change> resolveEdit(const Snapshot& snapshot, const AddPowerNode& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const FeedRacks& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const AddCoolingNode& edit);

} // namespace rackwright::edit
