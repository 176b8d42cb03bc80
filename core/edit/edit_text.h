// Edits written down: as a kind and a JSON object of parameters, in scenario steps, the change log and data
// files. Keys are snake_case and carry the unit: {"hall": "Hall 1", "arrays": 49}, {"dx_m": 0.6}.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"

#include <string>
#include <string_view>

namespace rackwright::edit {

// Racks are named, and looked up in the snapshot. Fails with NotFound for a rack that is not there, else with
// Invalid; subject names the kind or "kind.field", detail says what is allowed.
Result<Edit> parseEdit(const Snapshot& snapshot,
                       std::string_view kind,
                       std::string_view parametersJson);

// Whether the edit is written well; says nothing about the racks that it names.
Status checkEdit(std::string_view kind, std::string_view parametersJson);

// The kind of an edit, as parseEdit takes it: "move_racks".
std::string_view kindOf(const Edit& edit);

// What the edit does in a few words, for the history: "Move 3 racks".
std::string describe(const Edit& edit);

} // namespace rackwright::edit
