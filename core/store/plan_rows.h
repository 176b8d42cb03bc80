// Reads a snapshot from the tables and writes a change into them.
#pragma once

#include "core/model/snapshot.h"
#include "core/store/database.h"

namespace rackwright::store {

// Fails with FileDamaged, naming table, row and column, when a row breaks its description, refers to a row
// that is not there, or is its own ancestor.
Result<Snapshot> readSnapshot(const Database& database);

// REQUIRES: a write transaction.
Status writeChange(const Database& database, const Change& change);

} // namespace rackwright::store
