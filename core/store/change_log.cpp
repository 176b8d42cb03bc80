#include "core/store/change_log.h"

#include "core/store/plan_rows.h"
#include "core/store/row_statements.h"
#include "core/store/tables.h"

#include <algorithm>
#include <memory>

namespace rackwright::store {

namespace {

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

Status runWith(const Database& database, const std::string& sql, ChangeNumber number)
{
    Result<Statement> prepared = database.prepare(sql);
    if (!prepared) {
        return prepared.error();
    }
    Statement statement = *std::move(prepared);
    statement.bind(1, number);
    return statement.run();
}

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
        int columns = 0;
        int indirect = 0;
        if (code != SQLITE_ROW ||
            sqlite3changeset_op(iterator_.get(), &table, &columns, &operation_, &indirect) !=
                SQLITE_OK) {
            return database_->damage("change log");
        }
        table_ = table;
        ++steps_;
        return true;
    }

    [[nodiscard]] std::string_view table() const { return table_; }
    [[nodiscard]] int operation() const { return operation_; }
    [[nodiscard]] std::int64_t steps() const { return steps_; }

    // Of an inserted row. Null when the changeset is damaged.
    [[nodiscard]] sqlite3_value* inserted(int column) const
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
    std::int64_t steps_ = 0;
};

// A changeset holds only those values of an updated row that differ, so the row is read from its table.
template <typename Row>
Status readStored(const Database& database, Statement& select, std::int32_t id, Row& row)
{
    select.bind(1, std::int64_t{id});
    const Result<bool> stepped = select.step();
    if (!stepped) {
        return stepped.error();
    }
    if (!*stepped) {
        return database.damage("change log");
    }
    const std::string_view wrong = readRow(row, [&](int column) { return select.value(column); });
    select.reset();
    if (!wrong.empty()) {
        return database.damage(placeOf<Row>(id, wrong));
    }
    return Done{};
}

// Takes the changes of one table, from the one where the walk stands. False when the walk ended there.
template <typename Row>
Result<bool> takeTable(const Database& database, Walk& walk, RowChanges<Row>& changes)
{
    Result<Statement> prepared = database.prepare(selectAll<Row>() + " WHERE id = ?1");
    if (!prepared) {
        return prepared.error();
    }
    Statement select = *std::move(prepared);
    while (walk.table() == Described<Row>::table) {
        if (walk.operation() == SQLITE_DELETE) {
            changes.removed.push_back({walk.id()});
        } else if (walk.operation() == SQLITE_UPDATE) {
            Row& row = changes.written.emplace_back();
            if (const Status read = readStored(database, select, walk.id(), row); !read) {
                return read.error();
            }
        } else if (!readRow(changes.written.emplace_back(), [&](int column) {
                        return walk.inserted(column);
                    }).empty()) {
            return database.damage("change log");
        }
        const Result<bool> stepped = walk.next();
        if (!stepped || !*stepped) {
            return stepped;
        }
    }
    return true;
}

// What a changeset that was just applied did to the rows. `expected` is how many rows SQLite touched: it
// passes over parts of a changeset that do not fit the tables, which only a damaged file has.
Result<Change> changeIn(const Database& database, Walk walk, std::int64_t expected)
{
    Change change;
    Result<bool> more = walk.next();
    while (more && *more) {
        bool isKnown = false;
        forEachTable([&]<typename Row>(auto, RowChanges<Row> Change::*changes) {
            if (!isKnown && walk.table() == Described<Row>::table) {
                isKnown = true;
                more = takeTable(database, walk, change.*changes);
            }
        });
        if (!isKnown) {
            return database.damage("change log");
        }
    }
    if (!more) {
        return more.error();
    }
    if (walk.steps() != expected) {
        return database.damage("change log");
    }
    return change;
}

int isPlanTable(void* /*context*/, const char* name)
{
    bool isKnown = false;
    forEachTable([&]<typename Row>(auto, RowChanges<Row> Change::*) {
        isKnown = isKnown || Described<Row>::table == name;
    });
    return isKnown ? 1 : 0;
}

// The log is replayed in order on the rows it was recorded from: any conflict is damage.
int giveUp(void* /*context*/, int /*reason*/, sqlite3_changeset_iter* /*walk*/)
{
    return SQLITE_CHANGESET_ABORT;
}

Status apply(const Database& database, std::string_view bytes, Direction direction)
{
    auto* memory = const_cast<char*>(bytes.data()); // NOLINT(*-const-cast): as in Walk
    const int inverted = direction == Direction::Undo ? SQLITE_CHANGESETAPPLY_INVERT : 0;
    const int code = sqlite3changeset_apply_v2(database.handle(),
                                               static_cast<int>(bytes.size()),
                                               memory,
                                               isPlanTable,
                                               giveUp,
                                               nullptr,
                                               nullptr,
                                               nullptr,
                                               SQLITE_CHANGESETAPPLY_NOSAVEPOINT | inverted);
    if (code == SQLITE_ABORT || (code & 0xff) == SQLITE_CONSTRAINT) {
        return database.damage("change log");
    }
    if (code != SQLITE_OK) {
        return database.failure(code);
    }
    return Done{};
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
        return database.damage("change log");
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

Status forgetAll(Database& database)
{
    return database.execute("DELETE FROM changeset; DELETE FROM change_log");
}

Result<Change> replay(Database& database, ChangeNumber number, Direction direction)
{
    Result<Statement> prepared =
        database.prepare("SELECT content FROM changeset WHERE number = ?1");
    if (!prepared) {
        return prepared.error();
    }
    Statement statement = *std::move(prepared);
    statement.bind(1, number);
    if (const Result<bool> stepped = statement.step(); !stepped) {
        return stepped.error();
    }
    const std::string_view bytes = statement.blob(0); // empty when there is none: nothing to do
    const std::int64_t before = sqlite3_total_changes64(database.handle());
    if (const Status applied = apply(database, bytes, direction); !applied) {
        return applied.error();
    }
    const std::int64_t touched = sqlite3_total_changes64(database.handle()) - before;
    const Status marked =
        runWith(database,
                direction == Direction::Undo ? "UPDATE change_log SET undone = 1 WHERE number = ?1"
                                             : "UPDATE change_log SET undone = 0 WHERE number = ?1",
                number);
    if (!marked) {
        return marked.error();
    }
    Result<Walk> walk = Walk::start(database, bytes, direction);
    if (!walk) {
        return walk.error();
    }
    return changeIn(database, *std::move(walk), touched);
}

} // namespace rackwright::store
