// Edits of what a plan knows: catalogue, sources, assumptions.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

namespace rackwright::edit {

Result<Change> resolveEdit(const Snapshot& snapshot, const AddCatalogue& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const SetAssumption& edit);

} // namespace rackwright::edit
