// Edits of scenarios, camera bookmarks and waivers.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

namespace rackwright::edit {

Result<Change> resolveEdit(const Snapshot& snapshot, const AddScenario& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const EnableStep& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const AddBookmark& edit);
Result<Change> resolveEdit(const Snapshot& snapshot, const WaiveFinding& edit);

} // namespace rackwright::edit
