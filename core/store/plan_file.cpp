#include "core/store/plan_file.h"

#include "core/store/change_log.h"
#include "core/store/opening.h"
#include "core/store/plan_rows.h"

#include <algorithm>
#include <cassert>
#include <future>
#include <iterator>
#include <optional>

namespace rackwright::store {

struct PlanFile::State
{
    std::string path;
    std::unique_ptr<Database> database;
    std::vector<LogEntry> log;
    std::int64_t dataVersion = 0;     // SQLite's: differs once another program has written
    std::optional<Snapshot> snapshot; // what the file holds, once it was read
    bool isSound = false;             // checkWhole() has passed; needed before writing
    std::future<Status> check;        // runs while the user looks at what load() gave

    [[nodiscard]] auto firstUndone()
    {
        return std::ranges::partition_point(log, [](const LogEntry& e) { return !e.undone; });
    }

    Status readLogAndVersion();
    void startCheck();
    Status finishCheck();
    [[nodiscard]] Result<std::string> doneByOthers() const;
    Result<Transaction> beginWrite();
    Result<Snapshot> checked(const Change& change) const;
    Result<Change> replay(LogEntry& entry, Direction direction);
};

Status PlanFile::State::readLogAndVersion()
{
    Result<std::vector<LogEntry>> entries = readLog(*database);
    const Result<std::int64_t> version = database->integer("PRAGMA data_version");
    if (!entries || !version) {
        return entries ? version.error() : entries.error();
    }
    log = *std::move(entries);
    dataVersion = *version;
    return Done{};
}

void PlanFile::State::startCheck()
{
    if (!isSound && !check.valid() && !database->isReadOnly()) {
        check = std::async(checkWhole, path);
    }
}

Status PlanFile::State::finishCheck()
{
    if (!isSound) {
        Status sound = check.valid() ? check.get() : checkWhole(path);
        isSound = static_cast<bool>(sound);
        return sound;
    }
    return Done{};
}

Result<std::string> PlanFile::State::doneByOthers() const
{
    if (database->hasMoved()) {
        return std::string{"it has replaced or removed the file"};
    }
    const Result<std::int64_t> version = database->integer("PRAGMA data_version");
    if (!version) {
        return version.error();
    }
    return std::string{*version == dataVersion ? "" : "it has changed the plan"};
}

// What another program wrote since load() is not in our snapshot: an edit made from it could destroy that.
Result<Transaction> PlanFile::State::beginWrite()
{
    if (const Status sound = finishCheck(); !sound) {
        return sound.error();
    }
    Result<Transaction> begun = Transaction::begin(*database, Transaction::Kind::Write);
    if (!begun) {
        return begun;
    }
    const Result<std::string> done = doneByOthers();
    if (!done) {
        return done.error();
    }
    if (!done->empty()) {
        return Error{ErrorCode::FileBusy, path, *done};
    }
    if (!snapshot) {
        Result<Snapshot> read = readSnapshot(*database);
        if (!read) {
            return read.error();
        }
        snapshot = *std::move(read);
    }
    return begun;
}

// The plan after the change, if load() would take it.
Result<Snapshot> PlanFile::State::checked(const Change& change) const
{
    Snapshot after = applied(*snapshot, change);
    if (std::string broken = brokenReference(after); !broken.empty()) {
        return Error{
            ErrorCode::Invalid, std::move(broken), "refers to something that is not there"};
    }
    return after;
}

Result<Change> PlanFile::State::replay(LogEntry& entry, Direction direction)
{
    Result<Transaction> begun = beginWrite();
    if (!begun) {
        return begun.error();
    }
    Transaction transaction = *std::move(begun);
    Result<Change> change = readEntry(*database, entry.number, direction, *snapshot);
    if (!change) {
        return change;
    }
    Result<Snapshot> after = checked(*change);
    if (!after) {
        return database->damage("change log"); // it was fine when it was recorded
    }
    if (const Status written = writeChange(*database, *change); !written) {
        return written.error();
    }
    if (const Status marked = markEntry(*database, entry.number, direction); !marked) {
        return marked.error();
    }
    if (const Status committed = transaction.commit(); !committed) {
        return committed.error();
    }
    snapshot = *std::move(after);
    entry.undone = direction == Direction::Undo;
    return change;
}

PlanFile::PlanFile(std::unique_ptr<State> state)
    : state_(std::move(state))
{}

PlanFile::PlanFile(PlanFile&&) noexcept = default;
PlanFile& PlanFile::operator=(PlanFile&&) noexcept = default;
PlanFile::~PlanFile() = default;

Result<PlanFile> PlanFile::create(const std::string& path)
{
    if (const Status created = createPlan(path, migrations()); !created) {
        return created.error();
    }
    return open(path);
}

Result<PlanFile> PlanFile::open(const std::string& path, Access access)
{
    Result<std::unique_ptr<Database>> opened = openPlan(path, access, migrations());
    if (!opened) {
        return opened.error();
    }
    auto state = std::make_unique<State>();
    state->path = path;
    state->database = *std::move(opened);
    if (const Status read = state->readLogAndVersion(); !read) {
        return read.error();
    }
    return PlanFile{std::move(state)};
}

const std::string& PlanFile::path() const
{
    return state_->path;
}

Result<Snapshot> PlanFile::load() const
{
    const Result<Transaction> view = Transaction::begin(*state_->database, Transaction::Kind::Read);
    if (!view) {
        return view.error();
    }
    if (const Status read = state_->readLogAndVersion(); !read) {
        return read.error();
    }
    Result<Snapshot> read = readSnapshot(*state_->database);
    if (read) {
        state_->snapshot = *read;
        state_->startCheck();
    }
    return read;
}

Result<ChangeNumber> PlanFile::commit(const Change& change, const std::string& label)
{
    if (isEmpty(change)) {
        return ChangeNumber{0};
    }
    Result<Transaction> begun = state_->beginWrite();
    if (!begun) {
        return begun.error();
    }
    Transaction transaction = *std::move(begun);
    Result<Snapshot> after = state_->checked(change);
    if (!after) {
        return after.error();
    }
    const Result<std::optional<LogEntry>> recorded = recordChange(*state_->database, change, label);
    if (!recorded) {
        return recorded.error();
    }
    if (!*recorded) {
        return ChangeNumber{0};
    }
    if (const Status committed = transaction.commit(); !committed) {
        return committed.error();
    }
    state_->snapshot = *std::move(after);
    state_->log.erase(state_->firstUndone(), state_->log.end());
    state_->log.push_back(**recorded);
    return state_->log.back().number;
}

Result<std::string> PlanFile::doneByOthers() const
{
    return state_->doneByOthers();
}

bool PlanFile::canUndo() const
{
    return state_->firstUndone() != state_->log.begin();
}

bool PlanFile::canRedo() const
{
    return state_->firstUndone() != state_->log.end();
}

std::vector<LogEntry> PlanFile::log() const
{
    return state_->log;
}

Result<Change> PlanFile::undo()
{
    assert(canUndo());
    return state_->replay(*std::prev(state_->firstUndone()), Direction::Undo);
}

Result<Change> PlanFile::redo()
{
    assert(canRedo());
    return state_->replay(*state_->firstUndone(), Direction::Redo);
}

Status PlanFile::forgetHistory()
{
    Result<Transaction> begun = state_->beginWrite();
    if (!begun) {
        return begun.error();
    }
    Transaction transaction = *std::move(begun);
    if (Status forgotten = forgetAll(*state_->database); !forgotten) {
        return forgotten;
    }
    if (Status committed = transaction.commit(); !committed) {
        return committed;
    }
    state_->log.clear();
    return state_->database->execute("VACUUM");
}

} // namespace rackwright::store
