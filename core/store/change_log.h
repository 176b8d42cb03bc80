// The log of committed edits: each entry holds the changeset that undoes and redoes it.
#pragma once

#include "core/model/snapshot.h"
#include "core/store/database.h"
#include "core/store/plan_file.h"

#include <optional>
#include <vector>

namespace rackwright::store {

Result<std::vector<LogEntry>> readLog(const Database& database);

// The others REQUIRE a write transaction.

// Writes the change and its entry; undone entries are forgotten. Nothing when the change leaves every row as
// it was: then nothing has been written.
Result<std::optional<LogEntry>> recordChange(Database& database,
                                             const Change& change,
                                             const std::string& label);

enum class Direction
{
    Undo,
    Redo,
};

// What undoing or redoing an entry does to the rows of the plan as it is now.
Result<Change> readEntry(const Database& database,
                         ChangeNumber number,
                         Direction direction,
                         const Snapshot& snapshot);

// Marks the entry as undone, or as done again.
Status markEntry(const Database& database, ChangeNumber number, Direction direction);

Status forgetAll(Database& database);

} // namespace rackwright::store
