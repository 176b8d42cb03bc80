// The log of committed edits: each entry holds the changeset that undoes and redoes it.
#pragma once

#include "core/model/snapshot.h"
#include "core/store/database.h"
#include "core/store/plan_file.h"

#include <optional>
#include <vector>

namespace rackwright::store {

// All of these REQUIRE a write transaction, but readLog.

Result<std::vector<LogEntry>> readLog(const Database& database);

// Writes the change and its entry; undone entries are forgotten. Nothing when the change leaves every row as
// it was: then nothing has been written.
Result<std::optional<LogEntry>> recordChange(Database& database,
                                             const Change& change,
                                             const std::string& label);

Status forgetAll(Database& database);

enum class Direction
{
    Undo,
    Redo,
};

// Replays an entry, marks it, and says what changed in the rows.
Result<Change> replay(Database& database, ChangeNumber number, Direction direction);

} // namespace rackwright::store
