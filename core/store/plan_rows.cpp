#include "core/store/plan_rows.h"

#include "core/store/row_statements.h"
#include "core/store/tables.h"

#include <optional>

namespace rackwright::store {

namespace {

template <typename Row>
Result<Table<Row>> readTable(const Database& database)
{
    Result<Statement> prepared = database.prepare(selectAll<Row>() + " ORDER BY id");
    if (!prepared) {
        return prepared.error();
    }
    Statement statement = *std::move(prepared);
    std::vector<Row> rows;
    while (true) {
        const Result<bool> stepped = statement.step();
        if (!stepped) {
            return stepped.error();
        }
        if (!*stepped) {
            return Table<Row>{std::move(rows)};
        }
        const int previous = rows.empty() ? 0 : rows.back().id.value;
        Row& row = rows.emplace_back();
        const std::string_view wrong =
            readRow(row, [&](int column) { return statement.value(column); });
        if (!wrong.empty() || row.id.value <= previous) {
            return database.damage(
                placeOf<Row>(statement.integer(0), wrong.empty() ? "id" : wrong));
        }
    }
}

template <typename RowId>
bool exists(const Snapshot& snapshot, RowId id)
{
    bool found = false;
    forEachTable([&]<typename Row>(Table<Row> Snapshot::*table, auto) {
        if constexpr (std::is_same_v<decltype(Row::id), RowId>) {
            found = (snapshot.*table).find(id) != nullptr;
        }
    });
    return found;
}

// A row that is its own ancestor, or null.
template <typename Row, typename Access>
const Row* onRing(const Table<Row>& table, Access parent)
{
    enum class Mark
    {
        Unknown,
        OnPath,
        Settled,
    };
    std::vector<Mark> marks(table.size(), Mark::Unknown);
    std::vector<std::size_t> path;
    for (std::size_t start = 0; start < table.size(); ++start) {
        std::size_t index = start;
        path.clear();
        while (index < table.size() && marks[index] == Mark::Unknown) {
            marks[index] = Mark::OnPath;
            path.push_back(index);
            index = table.indexOf(std::invoke(parent, table[index]));
        }
        if (index < table.size() && marks[index] == Mark::OnPath) {
            return &table[index];
        }
        for (const std::size_t settled : path) {
            marks[settled] = Mark::Settled;
        }
    }
    return nullptr;
}

// Where a reference of one column goes wrong, or nothing.
template <typename Row, typename AnyColumn>
std::string brokenColumn(const Snapshot& snapshot, const Table<Row>& table, const AnyColumn& column)
{
    using RowId = FieldOf<Row, AnyColumn>;
    for (const Row& row : table) {
        const RowId id = std::invoke(column.access, row);
        if (!id.isNone() && !exists(snapshot, id)) {
            return placeOf<Row>(row.id.value, column.name);
        }
    }
    if constexpr (std::is_same_v<RowId, decltype(Row::id)>) {
        if (const Row* row = onRing(table, column.access)) {
            return placeOf<Row>(row->id.value, column.name);
        }
    }
    return {};
}

template <typename Row>
Status writeRows(const Database& database, const std::vector<Row>& rows)
{
    Result<Statement> prepared = database.prepare(upsert<Row>());
    if (!prepared) {
        return prepared.error();
    }
    Statement statement = *std::move(prepared);
    for (const Row& row : rows) {
        if (const std::string_view wrong = bindRow(statement, row); !wrong.empty()) {
            return Error{ErrorCode::Invalid, placeOf<Row>(row.id.value, wrong), ""};
        }
        if (Status written = statement.run(); !written) {
            return written;
        }
    }
    return Done{};
}

template <typename Row>
Status removeRows(const Database& database, std::vector<decltype(Row::id)> ids)
{
    Result<Statement> prepared = database.prepare(removeBetween<Row>());
    if (!prepared) {
        return prepared.error();
    }
    Statement statement = *std::move(prepared);
    std::ranges::sort(ids);
    // Ids without a gap go in one statement: undoing a large edit is several times quicker.
    for (auto first = ids.begin(); first != ids.end();) {
        const auto last = std::ranges::adjacent_find(
            first, ids.end(), [](auto id, auto next) { return next.value - id.value > 1; });
        const auto newest = last == ids.end() ? std::prev(last) : last;
        statement.bind(1, std::int64_t{first->value});
        statement.bind(2, std::int64_t{newest->value});
        if (Status removed = statement.run(); !removed) {
            return removed;
        }
        first = std::next(newest);
    }
    return Done{};
}

template <typename Row>
Status writeTable(const Database& database, const RowChanges<Row>& changes)
{
    if (changes.isEmpty()) {
        return Done{};
    }
    if (Status removed = removeRows<Row>(database, changes.removed); !removed) {
        return removed;
    }
    return writeRows(database, changes.written);
}

} // namespace

Result<Snapshot> readSnapshot(const Database& database)
{
    Snapshot snapshot;
    std::optional<Error> failed;
    forEachTable([&]<typename Row>(Table<Row> Snapshot::*table, auto) {
        if (failed) {
            return;
        }
        Result<Table<Row>> read = readTable<Row>(database);
        if (read) {
            snapshot.*table = *std::move(read);
        } else {
            failed = read.error();
        }
    });
    if (failed) {
        return *failed;
    }
    if (std::string broken = brokenReference(snapshot); !broken.empty()) {
        return database.damage(std::move(broken));
    }
    return snapshot;
}

std::string brokenReference(const Snapshot& snapshot)
{
    std::string broken;
    forEachTable([&]<typename Row>(Table<Row> Snapshot::*table, auto) {
        forEachColumn<Row>([&]<typename AnyColumn>(const AnyColumn& column, int) {
            if constexpr (isReference<Row, AnyColumn>) {
                if (broken.empty()) {
                    broken = brokenColumn(snapshot, snapshot.*table, column);
                }
            }
        });
    });
    return broken;
}

Status writeChange(const Database& database, const Change& change)
{
    Status status = Done{};
    forEachTable([&](auto, auto changes) {
        if (status) {
            status = writeTable(database, change.*changes);
        }
    });
    return status;
}

} // namespace rackwright::store
