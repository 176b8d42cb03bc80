// A plan on disk: one SQLite file. Every commit is one transaction with its entry in the change log, from
// which it can be undone and redone, also after a restart.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace rackwright::store {

using ChangeNumber = std::int64_t;

// One entry of the change log.
struct LogEntry
{
    ChangeNumber number = 0;
    std::string when;  // UTC, ISO 8601
    std::string label; // "Move 3 racks"
    bool undone = false;
};

// Used by one thread at a time.
class PlanFile
{
public:
    // Creates an empty plan. Fails with FileExists, FolderMissing, FileNotWritable, DiskFull.
    static Result<PlanFile> create(const std::string& path);

    enum class Access
    {
        ReadWrite,
        ReadOnly,
    };

    // Fails with FileNotFound, FileNotReadable, FileNotWritable, NotAPlan, FileDamaged, FileTooNew, FileBusy.
    // A plan of an older version is migrated on a copy that then takes its place.
    static Result<PlanFile> open(const std::string& path, Access access = Access::ReadWrite);

    PlanFile(PlanFile&&) noexcept;
    PlanFile& operator=(PlanFile&&) noexcept;
    ~PlanFile();

    [[nodiscard]] const std::string& path() const;

    [[nodiscard]] Result<Snapshot> load() const;

    // Writes the change and its log entry, or nothing. What had been undone before is forgotten.
    // A change that leaves every row as it was writes nothing and returns 0.
    // Fails with Invalid when the plan could not be loaded afterwards (a reference to nothing, an infinite
    // number), and with FileBusy once there is something doneByOthers().
    Result<ChangeNumber> commit(const Change& change, const std::string& label);

    // What another program has done to the file since load(), for an Error's detail; empty: nothing.
    // Fails with FileBusy in the middle of its change.
    [[nodiscard]] Result<std::string> doneByOthers() const;

    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    [[nodiscard]] std::vector<LogEntry> log() const; // oldest first

    // Takes back the newest entry that is not undone / does the oldest undone one again, and says what changed
    // in the rows. Fails as commit(). REQUIRES: canUndo() / canRedo().
    Result<Change> undo();
    Result<Change> redo();

    // Empties the change log, as for a template.
    Status forgetHistory();

private:
    struct State;
    explicit PlanFile(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

} // namespace rackwright::store
