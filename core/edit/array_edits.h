// Edits that fill rows: arrays of compute racks, racks for switches, storage and CPU servers.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

namespace rackwright::edit {

Result<Change> resolveEdit(const Snapshot& snapshot, const AddArrays& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const AddRacks& edit);

} // namespace rackwright::edit
