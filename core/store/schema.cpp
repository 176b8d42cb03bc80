#include "core/store/schema.h"

#include <fmt/core.h>

namespace rackwright::store {

namespace {

Status applyStep(Database& database, const char* sql, std::size_t version)
{
    Result<Transaction> begun = Transaction::begin(database, Transaction::Kind::Write);
    if (!begun) {
        return begun.error();
    }
    Transaction transaction = *std::move(begun);
    const std::string step = fmt::format("{}\nPRAGMA user_version = {}", sql, version);
    if (Status applied = database.execute(step); !applied) {
        return applied;
    }
    return transaction.commit();
}

Error tooNew(const Database& database, std::int64_t version, std::size_t known)
{
    return Error{ErrorCode::FileTooNew,
                 database.path(),
                 fmt::format("version {}, known up to {}", version, known)};
}

} // namespace

Status migrate(Database& database, Migrations steps)
{
    const Result<std::int64_t> version = database.integer("PRAGMA user_version");
    if (!version) {
        return version.error();
    }
    if (*version < 0 || static_cast<std::size_t>(*version) > steps.size()) {
        return tooNew(database, *version, steps.size());
    }
    for (auto done = static_cast<std::size_t>(*version); done < steps.size(); ++done) {
        if (Status applied = applyStep(database, steps[done], done + 1); !applied) {
            return applied;
        }
    }
    return Done{};
}

Result<std::int64_t> planVersion(const Database& database, Migrations steps)
{
    const Result<std::int64_t> id = database.integer("PRAGMA application_id");
    if (!id) {
        return id.error();
    }
    if (*id != applicationId) {
        return Error{ErrorCode::NotAPlan, database.path(), "a file of another kind"};
    }
    const Result<std::int64_t> version = database.integer("PRAGMA user_version");
    if (!version) {
        return version.error();
    }
    if (*version < 1) {
        return database.damage(fmt::format("version {}", *version));
    }
    if (static_cast<std::size_t>(*version) > steps.size()) {
        return tooNew(database, *version, steps.size());
    }
    return *version;
}

Status checkSchema(const Database& database, Migrations steps)
{
    Result<std::unique_ptr<Database>> opened = Database::open("", Database::Mode::Create);
    if (!opened) {
        return opened.error();
    }
    const std::unique_ptr<Database> model = *std::move(opened);
    if (Status migrated = migrate(*model, steps); !migrated) {
        return migrated;
    }
    Result<Statement> wanting =
        model->prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL");
    Result<Statement> finding = database.prepare("SELECT sql FROM sqlite_schema WHERE name = ?1");
    if (!wanting || !finding) {
        return wanting ? finding.error() : wanting.error();
    }
    Statement wanted = *std::move(wanting);
    Statement found = *std::move(finding);
    while (true) {
        const Result<bool> more = wanted.step();
        if (!more) {
            return more.error();
        }
        if (!*more) {
            return Done{};
        }
        const std::string name = wanted.text(0);
        found.bind(1, std::string_view{name});
        const Result<bool> exists = found.step();
        if (!exists) {
            return exists.error();
        }
        if (!*exists || found.text(0) != wanted.text(1)) {
            return database.damage(fmt::format("declaration of {}", name));
        }
        found.reset();
    }
}

} // namespace rackwright::store
