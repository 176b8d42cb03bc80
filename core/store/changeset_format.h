// Whether bytes are a changeset at all. SQLite's session extension trusts what it reads: on bytes that are
// none, sqlite3changeset_next of 3.40 may never return.
#pragma once

#include <string_view>

namespace rackwright::store {

// The format is described at the top of SQLite's ext/session/sqlite3session.c.
[[nodiscard]] bool isChangeset(std::string_view bytes);

} // namespace rackwright::store
