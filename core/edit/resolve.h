// Works out what an edit does to the rows of a plan. Pure: the store writes the answer, scenarios apply it
// to a snapshot in memory, a drag shows it before it happens.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

namespace rackwright::edit {

// Fails when the edit cannot be done, with the reason: Collision, OutsideHall, DoesNotFit, NotFound,
// Invalid, ImpossibleDesign. The change of an edit that alters nothing is empty.
Result<Change> resolve(const Snapshot& snapshot, const Edit& edit);

} // namespace rackwright::edit
