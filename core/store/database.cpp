#include "core/store/database.h"

#include <array>
#include <cassert>
#include <cerrno>

namespace rackwright::store {

namespace {

// Long enough for another program's edit, short enough not to look frozen.
constexpr int patienceMilliseconds = 250;

// SQLite knows a full disk, but takes a used-up quota or a file at its size limit for any failed write; what
// the system said is often overwritten by then. Only a broken disk says so in both.
bool isFull(int resultCode, int systemError)
{
    return resultCode == SQLITE_FULL || (resultCode == SQLITE_IOERR_WRITE && systemError != EIO);
}

ErrorCode codeFor(int resultCode, int systemError)
{
    if (isFull(resultCode, systemError)) {
        return ErrorCode::DiskFull;
    }
    switch (resultCode & 0xff) {
    case SQLITE_NOTADB:
        return ErrorCode::NotAPlan;
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
        return ErrorCode::FileDamaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return ErrorCode::FileBusy;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN: // the journal beside the plan, once the plan itself is open
        return ErrorCode::FileNotWritable;
    case SQLITE_IOERR:
        return resultCode == SQLITE_IOERR_READ || resultCode == SQLITE_IOERR_SHORT_READ
                   ? ErrorCode::FileNotReadable
                   : ErrorCode::FileNotWritable;
    default:
        return ErrorCode::DatabaseFailure;
    }
}

// A name that SQLite takes for a file whatever it contains.
std::string uriFor(const std::string& path, Database::Mode mode)
{
    if (path.empty()) {
        return ":memory:";
    }
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string uri = path.front() == '/' ? "file://" : "file:./";
    for (const char letter : path) {
        const auto byte = static_cast<unsigned char>(letter);
        if (letter == '%' || letter == '?' || letter == '#') {
            uri += {'%', digits[byte >> 4U], digits[byte & 0xfU]};
        } else {
            uri += letter;
        }
    }
    return mode == Database::Mode::Immutable ? uri + "?immutable=1" : uri;
}

int flagsFor(Database::Mode mode)
{
    constexpr int common = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (mode) {
    case Database::Mode::ReadWrite:
        return common | SQLITE_OPEN_READWRITE;
    case Database::Mode::ReadOnly:
    case Database::Mode::Immutable:
        return common | SQLITE_OPEN_READONLY;
    case Database::Mode::Create:
        return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    return common;
}

// A file is hostile until checked: nothing in it may run code, and our own code may not break it.
void harden(sqlite3* connection)
{
    struct Option
    {
        int name;
        int value;
    };
    constexpr std::array options{
        Option{SQLITE_DBCONFIG_DEFENSIVE, 1},
        Option{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        Option{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        Option{SQLITE_DBCONFIG_ENABLE_VIEW, 0},
        Option{SQLITE_DBCONFIG_ENABLE_FKEY, 0}, // core/decisions/0002
    };
    for (const Option& option : options) {
        sqlite3_db_config(connection, option.name, option.value, nullptr);
    }
}

} // namespace

Statement::Statement(const Database& database, sqlite3_stmt* statement)
    : database_(&database)
    , statement_(statement)
{}

void Statement::bind(int index, std::int64_t value)
{
    sqlite3_bind_int64(statement_.get(), index, value);
}

void Statement::bind(int index, double value)
{
    sqlite3_bind_double(statement_.get(), index, value);
}

void Statement::bind(int index, std::string_view text)
{
    // Without data() SQLite would bind NULL.
    sqlite3_bind_text64(statement_.get(),
                        index,
                        text.data() == nullptr ? "" : text.data(),
                        text.size(),
                        SQLITE_STATIC,
                        SQLITE_UTF8);
}

void Statement::bindCopy(int index, std::string_view text)
{
    sqlite3_bind_text64(
        statement_.get(), index, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Statement::bindBlob(int index, std::string_view bytes)
{
    sqlite3_bind_blob64(statement_.get(), index, bytes.data(), bytes.size(), SQLITE_STATIC);
}

void Statement::bindNull(int index)
{
    sqlite3_bind_null(statement_.get(), index);
}

Result<bool> Statement::step()
{
    switch (const int code = sqlite3_step(statement_.get())) {
    case SQLITE_ROW:
        return true;
    case SQLITE_DONE:
        return false;
    default:
        return database_->failure(code);
    }
}

Status Statement::run()
{
    const Result<bool> stepped = step();
    reset();
    if (!stepped) {
        return stepped.error();
    }
    return Done{};
}

void Statement::reset()
{
    sqlite3_reset(statement_.get());
}

sqlite3_value* Statement::value(int column) const
{
    return sqlite3_column_value(statement_.get(), column);
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr ? std::string{} : std::string(bytes, static_cast<std::size_t>(size));
}

std::string_view Statement::blob(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return bytes == nullptr ? std::string_view{}
                            : std::string_view{bytes, static_cast<std::size_t>(size)};
}

Database::Database(std::string path, sqlite3* connection)
    : path_(std::move(path))
    , connection_(connection)
{}

Result<std::unique_ptr<Database>> Database::open(const std::string& path, Mode mode)
{
    sqlite3* connection = nullptr;
    const int code =
        sqlite3_open_v2(uriFor(path, mode).c_str(), &connection, flagsFor(mode), nullptr);
    std::unique_ptr<Database> database{new Database{path, connection}};
    if (code != SQLITE_OK) {
        return Error{mode == Mode::Create ? ErrorCode::FileNotWritable : ErrorCode::FileNotReadable,
                     path,
                     sqlite3_errstr(code)};
    }
    harden(connection);
    sqlite3_busy_timeout(connection, patienceMilliseconds);
    return database;
}

bool Database::isReadOnly() const
{
    return sqlite3_db_readonly(handle(), "main") == 1;
}

bool Database::hasMoved() const
{
    int moved = 0;
    sqlite3_file_control(handle(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    return moved != 0;
}

Status Database::execute(const std::string& sql)
{
    if (const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
        code != SQLITE_OK) {
        return failure(code);
    }
    return Done{};
}

Result<Statement> Database::prepare(const std::string& sql) const
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(
        handle(), sql.c_str(), static_cast<int>(sql.size()) + 1, &statement, nullptr);
    if (code != SQLITE_OK) {
        return failure(code);
    }
    return Statement{*this, statement};
}

Result<std::int64_t> Database::integer(const std::string& sql) const
{
    Result<Statement> prepared = prepare(sql);
    if (!prepared) {
        return prepared.error();
    }
    Statement statement = *std::move(prepared);
    const Result<bool> stepped = statement.step();
    if (!stepped) {
        return stepped.error();
    }
    return *stepped ? statement.integer(0) : 0;
}

Error Database::failure() const
{
    return failure(sqlite3_extended_errcode(handle()));
}

Error Database::failure(int resultCode) const
{
    const bool isNewest = sqlite3_extended_errcode(handle()) == resultCode;
    return Error{codeFor(resultCode, sqlite3_system_errno(handle())),
                 path_,
                 isNewest ? sqlite3_errmsg(handle()) : sqlite3_errstr(resultCode)};
}

Error Database::damage(std::string detail) const
{
    return Error{ErrorCode::FileDamaged, path_, std::move(detail)};
}

Result<Transaction> Transaction::begin(Database& database, Kind kind)
{
    const Status begun = database.execute(kind == Kind::Write ? "BEGIN IMMEDIATE" : "BEGIN");
    if (!begun) {
        return begun.error();
    }
    return Transaction{database};
}

Transaction::Transaction(Database& database)
    : open_(&database)
{}

Status Transaction::commit()
{
    assert(open_);
    Status committed = open_->execute("COMMIT");
    if (committed) {
        open_.release(); // NOLINT(bugprone-unused-return-value): nothing is left to roll back
    }
    return committed;
}

void Transaction::RollBack::operator()(Database* database) const
{
    // SQLite rolls back by itself on a full disk and the like.
    if (sqlite3_get_autocommit(database->handle()) == 0) {
        sqlite3_exec(database->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
}

} // namespace rackwright::store
