#include "core/store/change_log.h"

#include "core/store/changeset_format.h"
#include "core/store/plan_rows.h"
#include "core/store/row_statements.h"
#include "core/store/tables.h"

#include <algorithm>
#include <memory>

namespace rackwright::store {

namespace {

constexpr const char* logDamage = "change log";

struct Free
{
    void operator()(void* memory) const { sqlite3_free(memory); }
    void operator()(sqlite3_session* session) const { sqlite3session_delete(session); }
    void operator()(sqlite3_changeset_iter* walk) const { sqlite3changeset_finalize(walk); }
};

// Bytes that the session extension allocated.
struct Changeset
{
    std::unique_ptr<void, Free> memory;
    int size = 0;

    [[nodiscard]] std::string_view bytes() const
    {
        return {static_cast<const char*>(memory.get()), static_cast<std::size_t>(size)};
    }
};

// Watches the tables that a change writes to.
class Recording
{
public:
    static Result<Recording> start(Database& database, const Change& change)
    {
        sqlite3_session* session = nullptr;
        int code = sqlite3session_create(database.handle(), "main", &session);
        Recording recording{session};
        forEachTable([&]<typename Row>(auto, RowChanges<Row> Change::*changes) {
            if (code == SQLITE_OK && !(change.*changes).isEmpty()) {
                code = sqlite3session_attach(session, Described<Row>::table.data());
            }
        });
        if (code != SQLITE_OK) {
            return database.failure(code);
        }
        return recording;
    }

    [[nodiscard]] Result<Changeset> changeset(const Database& database) const
    {
        Changeset result;
        void* memory = nullptr;
        const int code = sqlite3session_changeset(session_.get(), &result.size, &memory);
        result.memory.reset(memory);
        if (code != SQLITE_OK) {
            return database.failure(code);
        }
        return result;
    }

private:
    explicit Recording(sqlite3_session* session)
        : session_(session)
    {}

    std::unique_ptr<sqlite3_session, Free> session_;
};

Status forgetUndone(Database& database)
{
    return database.execute(
        "DELETE FROM changeset WHERE number IN (SELECT number FROM change_log WHERE undone = 1);"
        "DELETE FROM change_log WHERE undone = 1");
}

Result<LogEntry> writeEntry(const Database& database,
                            const std::string& label,
                            std::string_view bytes)
{
    Result<Statement> logging =
        database.prepare("INSERT INTO change_log (at_utc, label, undone) "
                         "VALUES (strftime('%Y-%m-%dT%H:%M:%SZ', 'now'), ?1, 0) "
                         "RETURNING number, at_utc");
    Result<Statement> keeping =
        database.prepare("INSERT INTO changeset (number, content) VALUES (?1, ?2)");
    if (!logging || !keeping) {
        return database.failure();
    }
    Statement log = *std::move(logging);
    log.bind(1, std::string_view{label});
    if (const Result<bool> stepped = log.step(); !stepped) {
        return stepped.error();
    }
    LogEntry entry{.number = log.integer(0), .when = log.text(1), .label = label};
    log.reset();
    Statement keep = *std::move(keeping);
    keep.bind(1, entry.number);
    keep.bindBlob(2, bytes);
    if (const Status kept = keep.run(); !kept) {
        return kept.error();
    }
    return entry;
}

// Steps through what a changeset, or its inverse, does.
class Walk
{
public:
    static Result<Walk> start(const Database& database, std::string_view bytes, Direction direction)
    {
        sqlite3_changeset_iter* iterator = nullptr;
        // The session extension reads through a pointer that is not const.
        auto* memory = const_cast<char*>(bytes.data()); // NOLINT(*-const-cast)
        const int code = sqlite3changeset_start_v2(
            &iterator,
            static_cast<int>(bytes.size()),
            memory,
            direction == Direction::Undo ? SQLITE_CHANGESETSTART_INVERT : 0);
        if (code != SQLITE_OK) {
            return database.failure(code);
        }
        return Walk{database, iterator};
    }

    // False at the end.
    Result<bool> next()
    {
        const int code = sqlite3changeset_next(iterator_.get());
        if (code == SQLITE_DONE) {
            return false;
        }
        const char* table = nullptr;
        int indirect = 0;
        if (code != SQLITE_ROW ||
            sqlite3changeset_op(iterator_.get(), &table, &columns_, &operation_, &indirect) !=
                SQLITE_OK) {
            return database_->damage(logDamage);
        }
        table_ = table;
        return true;
    }

    [[nodiscard]] std::string_view table() const { return table_; }
    [[nodiscard]] int operation() const { return operation_; }
    [[nodiscard]] int columns() const { return columns_; }

    // Of an inserted or updated row. Null where an update leaves the value as it was.
    [[nodiscard]] sqlite3_value* newValue(int column) const
    {
        sqlite3_value* value = nullptr;
        sqlite3changeset_new(iterator_.get(), column, &value);
        return value;
    }

    // Of an updated or deleted row. 0 when the changeset is damaged.
    [[nodiscard]] std::int32_t id() const
    {
        sqlite3_value* value = nullptr;
        sqlite3changeset_old(iterator_.get(), 0, &value);
        std::int32_t id = 0;
        return value != nullptr && readField(value, id, AtLeast{1}) ? id : 0;
    }

private:
    Walk(const Database& database, sqlite3_changeset_iter* iterator)
        : database_(&database)
        , iterator_(iterator)
    {}

    const Database* database_;
    std::unique_ptr<sqlite3_changeset_iter, Free> iterator_;
    std::string_view table_;
    int operation_ = 0;
    int columns_ = 0;
};

// Takes the changes of one table, from the one where the walk stands. False when the walk ended there.
template <typename Row>
Result<bool> takeTable(const Database& database,
                       Walk& walk,
                       const Table<Row>& table,
                       RowChanges<Row>& changes)
{
    while (walk.table() == Described<Row>::table) {
        if (walk.columns() != static_cast<int>(columnCount<Row>)) {
            return database.damage(logDamage);
        }
        if (walk.operation() == SQLITE_DELETE) {
            changes.removed.push_back({walk.id()});
        } else {
            // A changeset holds only those values of an updated row that differ.
            const Row* before =
                walk.operation() == SQLITE_UPDATE ? table.find({walk.id()}) : nullptr;
            Row& row = changes.written.emplace_back(before == nullptr ? Row{} : *before);
            if (!readRow(row, [&](int column) { return walk.newValue(column); }).empty()) {
                return database.damage(logDamage);
            }
        }
        const Result<bool> stepped = walk.next();
        if (!stepped || !*stepped) {
            return stepped;
        }
    }
    return true;
}

// A changeset keeps its rows in no order; in the order of their ids they are written several times quicker.
template <typename Row>
void sortById(RowChanges<Row>& changes)
{
    std::ranges::sort(changes.written, {}, &Row::id);
    std::ranges::sort(changes.removed);
}

Result<Change> changeIn(const Database& database, Walk walk, const Snapshot& snapshot)
{
    Change change;
    Result<bool> more = walk.next();
    while (more && *more) {
        bool isKnown = false;
        forEachTable([&]<typename Row>(Table<Row> Snapshot::*table, RowChanges<Row> Change::*rows) {
            if (!isKnown && walk.table() == Described<Row>::table) {
                isKnown = true;
                more = takeTable(database, walk, snapshot.*table, change.*rows);
            }
        });
        if (!isKnown) {
            return database.damage(logDamage);
        }
    }
    if (!more) {
        return more.error();
    }
    forEachTable([&](auto, auto rows) { sortById(change.*rows); });
    return change;
}

} // namespace

Result<std::vector<LogEntry>> readLog(const Database& database)
{
    Result<Statement> prepared =
        database.prepare("SELECT number, at_utc, label, undone FROM change_log ORDER BY number");
    if (!prepared) {
        return prepared.error();
    }
    Statement statement = *std::move(prepared);
    std::vector<LogEntry> log;
    while (true) {
        const Result<bool> stepped = statement.step();
        if (!stepped) {
            return stepped.error();
        }
        if (!*stepped) {
            break;
        }
        log.push_back({.number = statement.integer(0),
                       .when = statement.text(1),
                       .label = statement.text(2),
                       .undone = statement.integer(3) != 0});
    }
    if (!std::ranges::is_partitioned(log, [](const LogEntry& entry) { return !entry.undone; })) {
        return database.damage(logDamage);
    }
    return log;
}

Result<std::optional<LogEntry>> recordChange(Database& database,
                                             const Change& change,
                                             const std::string& label)
{
    const Result<Recording> recording = Recording::start(database, change);
    if (!recording) {
        return recording.error();
    }
    if (const Status written = writeChange(database, change); !written) {
        return written.error();
    }
    const Result<Changeset> changeset = recording->changeset(database);
    if (!changeset) {
        return changeset.error();
    }
    if (changeset->size == 0) {
        return std::optional<LogEntry>{};
    }
    if (const Status forgotten = forgetUndone(database); !forgotten) {
        return forgotten.error();
    }
    const Result<LogEntry> entry = writeEntry(database, label, changeset->bytes());
    if (!entry) {
        return entry.error();
    }
    return std::optional{*entry};
}

Result<Change> readEntry(const Database& database,
                         ChangeNumber number,
                         Direction direction,
                         const Snapshot& snapshot)
{
    Result<Statement> prepared =
        database.prepare("SELECT content FROM changeset WHERE number = ?1");
    if (!prepared) {
        return prepared.error();
    }
    Statement statement = *std::move(prepared);
    statement.bind(1, number);
    const Result<bool> stepped = statement.step();
    if (!stepped) {
        return stepped.error();
    }
    if (!*stepped || !isChangeset(statement.blob(0))) {
        return database.damage(logDamage);
    }
    Result<Walk> walk = Walk::start(database, statement.blob(0), direction);
    if (!walk) {
        return walk.error();
    }
    return changeIn(database, *std::move(walk), snapshot);
}

Status markEntry(const Database& database, ChangeNumber number, Direction direction)
{
    Result<Statement> prepared =
        database.prepare("UPDATE change_log SET undone = ?2 WHERE number = ?1");
    if (!prepared) {
        return prepared.error();
    }
    Statement statement = *std::move(prepared);
    statement.bind(1, number);
    statement.bind(2, std::int64_t{direction == Direction::Undo});
    return statement.run();
}

Status forgetAll(Database& database)
{
    return database.execute("DELETE FROM changeset; DELETE FROM change_log");
}

} // namespace rackwright::store
