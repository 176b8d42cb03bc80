// The version of a plan file, and the steps from one version to the next.
#pragma once

#include "core/store/database.h"

#include <span>
#include <string>

namespace rackwright::store {

// "RWKP" in the file's header: what tells a plan from other SQLite files.
inline constexpr std::int64_t applicationId = 0x52574b50;

using Migrations = std::span<const char* const>;

// migrations()[n] leads from version n to n + 1. Made from migrations/*.sql, which are never edited once a
// release has written files with them.
Migrations migrations();

// Brings the database to the newest version, each step in its own transaction.
// Fails with FileTooNew when it is past that.
Status migrate(Database& database, Migrations steps);

// Fails with NotAPlan, FileDamaged (no version), FileTooNew.
Result<std::int64_t> planVersion(const Database& database, Migrations steps);

// Fails with FileDamaged unless every table and index is declared as the migrations declare it. So a file
// cannot put something else (a view, a laxer table) in a table's place.
Status checkSchema(const Database& database, Migrations steps);

} // namespace rackwright::store
