#include "core/store/opening.h"

#include <filesystem>
#include <system_error>
#include <unistd.h>

namespace rackwright::store {

namespace {

namespace fs = std::filesystem;
using Access = PlanFile::Access;
using Connection = std::unique_ptr<Database>;

constexpr const char* sqliteFolderDetail = "SQLite needs to write beside the plan";

fs::path folderOf(const std::string& path)
{
    const fs::path folder = fs::path{path}.parent_path();
    return folder.empty() ? fs::path{"."} : folder;
}

bool isFolder(const fs::path& path)
{
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

bool isThere(const std::string& path)
{
    std::error_code ignored;
    return fs::exists(fs::symlink_status(path, ignored));
}

bool isWritable(const fs::path& path)
{
    return access(path.c_str(), W_OK) == 0;
}

void removeQuietly(const std::string& path)
{
    std::error_code ignored;
    fs::remove(path, ignored);
}

// Removes a file that did not come into use.
class Leftover
{
public:
    explicit Leftover(std::string path)
        : path_(std::move(path))
    {
        removeQuietly(path_);
    }

    Leftover(const Leftover&) = delete;
    Leftover& operator=(const Leftover&) = delete;

    ~Leftover() { removeQuietly(path_); }

    [[nodiscard]] const std::string& path() const { return path_; }

    Status moveTo(const std::string& target) const
    {
        std::error_code failed;
        fs::rename(path_, target, failed);
        if (failed) {
            return Error{ErrorCode::FileNotWritable, target, failed.message()};
        }
        return Done{};
    }

private:
    std::string path_;
};

// The same error about the plan instead of the file beside it.
Error about(const std::string& path, Error error)
{
    error.subject = path;
    return error;
}

std::string besidePath(const std::string& path)
{
    return path + ".new-" + std::to_string(getpid());
}

Status checkPlace(const std::string& path)
{
    if (!isFolder(folderOf(path))) {
        return Error{ErrorCode::FolderMissing, folderOf(path).string(), {}};
    }
    if (isThere(path)) {
        return Error{ErrorCode::FileExists, path, ""};
    }
    if (!isWritable(folderOf(path))) {
        return Error{ErrorCode::FileNotWritable, path, "the folder is read-only"};
    }
    return Done{};
}

Status checkFile(const std::string& path, Access mode)
{
    std::error_code ignored;
    const fs::file_status status = fs::status(path, ignored);
    if (!fs::exists(status)) {
        return Error{ErrorCode::FileNotFound, path, ""};
    }
    if (!fs::is_regular_file(status)) {
        return Error{ErrorCode::NotAPlan, path, fs::is_directory(status) ? "a folder" : "no file"};
    }
    if (access(path.c_str(), R_OK) != 0) {
        return Error{ErrorCode::FileNotReadable, path, "no permission to read"};
    }
    if (mode == Access::ReadWrite && !isWritable(path)) {
        return Error{ErrorCode::FileNotWritable, path, "the file is read-only"};
    }
    if (mode == Access::ReadWrite && !isWritable(folderOf(path))) {
        return Error{ErrorCode::FileNotWritable, path, sqliteFolderDetail};
    }
    return Done{};
}

// A crash leaves a journal, with which SQLite completes or takes back the last transaction when somebody
// who may write opens the file.
void recover(const std::string& path)
{
    if (isThere(path + "-journal") || isThere(path + "-wal")) {
        if (const Result<Connection> writer = Database::open(path, Database::Mode::ReadWrite)) {
            (void)(*writer)->integer("PRAGMA user_version");
        }
    }
}

Result<Connection> connect(const std::string& path, Access mode)
{
    if (mode == Access::ReadWrite) {
        return Database::open(path, Database::Mode::ReadWrite);
    }
    recover(path);
    const bool isStill =
        !isWritable(folderOf(path)) && !isThere(path + "-journal") && !isThere(path + "-wal");
    return Database::open(path, isStill ? Database::Mode::Immutable : Database::Mode::ReadOnly);
}

// Settings last as long as the connection.
Status configure(Database& database)
{
    return database.execute(
        "PRAGMA cell_size_check = ON;" // looks at each page of a damaged file
        "PRAGMA cache_size = -131072;" // KiB: a large plan, so undo stays in memory
        "PRAGMA temp_store = MEMORY;"
        "PRAGMA secure_delete = OFF;"  // forgetHistory() rewrites the file instead
        "PRAGMA synchronous = EXTRA"); // survives power loss right after a commit
}

// One file once closed, and no other writer now.
Status claim(Database& database)
{
    if (database.isReadOnly()) {
        return Error{ErrorCode::FileNotWritable, database.path(), "the file is read-only"};
    }
    if (Status single = database.execute("PRAGMA journal_mode = DELETE"); !single) {
        return single;
    }
    const Result<Transaction> writing = Transaction::begin(database, Transaction::Kind::Write);
    if (!writing) {
        return writing.error();
    }
    return Done{};
}

Status copyInto(const Database& source, Database& target)
{
    sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
    if (backup == nullptr) {
        return target.failure();
    }
    sqlite3_backup_step(backup, -1);
    if (const int code = sqlite3_backup_finish(backup); code != SQLITE_OK) {
        return target.failure(code);
    }
    return Done{};
}

// A copy of an older plan, migrated. An empty path makes it in memory.
Result<Connection> migratedCopy(const Database& old, const std::string& path, Migrations steps)
{
    Result<Connection> made = Database::open(path, Database::Mode::Create);
    if (!made) {
        return made;
    }
    Connection copy = *std::move(made);
    if (const Status copied = copyInto(old, *copy); !copied) {
        return copied.error();
    }
    if (const Status migrated = migrate(*copy, steps); !migrated) {
        return migrated.error();
    }
    return copy;
}

Result<Connection> upgraded(Connection old, Access mode, Migrations steps)
{
    const std::string path = old->path();
    if (mode == Access::ReadOnly) {
        return migratedCopy(*old, "", steps);
    }
    const Leftover beside{besidePath(path)};
    if (const Result<Connection> copy = migratedCopy(*old, beside.path(), steps); !copy) {
        return about(path, copy.error());
    }
    old.reset();
    if (const Status moved = beside.moveTo(path); !moved) {
        return moved.error();
    }
    return Database::open(path, Database::Mode::ReadWrite);
}

// SQLite takes what is missing from the last page for zeros.
Status checkLength(Database& database)
{
    const Result<std::int64_t> pages = database.integer("PRAGMA page_count");
    const Result<std::int64_t> pageSize = database.integer("PRAGMA page_size");
    if (!pages || !pageSize) {
        return pages ? pageSize.error() : pages.error();
    }
    std::error_code unknown;
    const std::uintmax_t length = fs::file_size(database.path(), unknown);
    const bool isShort = !unknown && length < static_cast<std::uintmax_t>(*pages * *pageSize);
    if (isShort && !isThere(database.path() + "-wal")) {
        return database.damage("its end is missing");
    }
    return Done{};
}

Result<Connection> openChecked(const std::string& path, Access mode, Migrations steps)
{
    Result<Connection> opened = connect(path, mode);
    if (!opened) {
        return opened;
    }
    Connection database = *std::move(opened);
    const Result<std::int64_t> version = planVersion(*database, steps);
    if (!version) {
        return version.error();
    }
    if (const Status isWhole = checkLength(*database); !isWhole) {
        return isWhole.error();
    }
    if (static_cast<std::size_t>(*version) < steps.size()) {
        Result<Connection> newer = upgraded(std::move(database), mode, steps);
        if (!newer) {
            return newer;
        }
        database = *std::move(newer);
    }
    if (const Status configured = configure(*database); !configured) {
        return configured.error();
    }
    if (mode == Access::ReadWrite) {
        if (const Status claimed = claim(*database); !claimed) {
            return claimed.error();
        }
    }
    if (const Status expected = checkSchema(*database, steps); !expected) {
        return expected.error();
    }
    return database;
}

} // namespace

Status createPlan(const std::string& path, Migrations steps)
{
    if (Status free = checkPlace(path); !free) {
        return free;
    }
    const Leftover beside{besidePath(path)};
    {
        const Result<Connection> made = Database::open(beside.path(), Database::Mode::Create);
        if (!made) {
            return about(path, made.error());
        }
        if (const Status migrated = migrate(**made, steps); !migrated) {
            return about(path, migrated.error());
        }
    }
    return beside.moveTo(path);
}

Result<std::unique_ptr<Database>> openPlan(const std::string& path,
                                           PlanFile::Access access,
                                           Migrations steps)
{
    if (const Status usable = checkFile(path, access); !usable) {
        return usable.error();
    }
    Result<Connection> opened = openChecked(path, access, steps);
    if (!opened && access == Access::ReadOnly &&
        opened.error().code == ErrorCode::FileNotWritable) {
        Error error = opened.error(); // a journal that this user may not use
        error.code = ErrorCode::FileNotReadable;
        return error;
    }
    return opened;
}

Status checkWhole(const std::string& path)
{
    const Result<Connection> database = Database::open(path, Database::Mode::ReadOnly);
    if (!database) {
        return database.error();
    }
    Result<Statement> prepared = (*database)->prepare("PRAGMA quick_check(1)");
    if (!prepared) {
        return prepared.error();
    }
    Statement statement = *std::move(prepared);
    if (const Result<bool> stepped = statement.step(); !stepped) {
        return stepped.error();
    }
    if (std::string finding = statement.text(0); finding != "ok") {
        return (*database)->damage(std::move(finding));
    }
    return Done{};
}

} // namespace rackwright::store
