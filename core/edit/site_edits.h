// Edits of the building: its outline and its halls.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

namespace rackwright::edit {

Result<Change> resolveEdit(const Snapshot& snapshot, const SetSite& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const AddHall& edit);

} // namespace rackwright::edit
