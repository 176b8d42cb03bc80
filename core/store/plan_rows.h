// Reads a snapshot from the tables and writes a change into them.
#pragma once

#include "core/model/snapshot.h"
#include "core/store/database.h"

#include <string>

namespace rackwright::store {

// Fails with FileDamaged, naming table, row and column, when a row breaks its description or a reference.
Result<Snapshot> readSnapshot(const Database& database);

// Where a row refers to one that is not there, or is its own ancestor: "cable 17: a_id". Empty: nowhere.
std::string brokenReference(const Snapshot& snapshot);

// Fails with Invalid when a value breaks its column's rule. REQUIRES: a write transaction.
Status writeChange(const Database& database, const Change& change);

} // namespace rackwright::store
