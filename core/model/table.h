// An immutable table of rows sorted by id. Copies share the rows, so a snapshot costs nothing to copy, and a changed one
// costs what was changed.
#pragma once

#include "core/model/row_blocks.h"

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace rackwright {

// Rows to write (new ones and new values of old ones) and ids to remove; both in any order, no id twice.
template <typename Row>
struct RowChanges
{
    using RowId = decltype(Row::id);

    std::vector<Row> written;
    std::vector<RowId> removed;

    [[nodiscard]] bool isEmpty() const { return written.empty() && removed.empty(); }

    friend bool operator==(const RowChanges&, const RowChanges&) = default;
};

template <typename Row>
class Table
{
public:
    using RowId = decltype(Row::id);

    Table() = default;

    // Takes rows in any order; ids must be positive and unique.
    explicit Table(std::vector<Row> rows)
    {
        if (!std::ranges::is_sorted(rows, {}, &Row::id)) {
            std::ranges::sort(rows, {}, &Row::id);
        }
        RowBlocks<Row> blocks;
        blocks.append(std::move(rows));
        rows_ = std::make_shared<const RowBlocks<Row>>(std::move(blocks));
    }

    [[nodiscard]] auto begin() const { return rows_->begin(); }
    [[nodiscard]] auto end() const { return rows_->end(); }
    [[nodiscard]] std::size_t size() const { return rows_->size(); }
    [[nodiscard]] bool isEmpty() const { return size() == 0; }
    [[nodiscard]] const Row& operator[](std::size_t index) const { return (*rows_)[index]; }

    // Null when there is no such row.
    [[nodiscard]] const Row* find(RowId id) const
    {
        const std::size_t index = indexOf(id);
        return index < size() ? &(*rows_)[index] : nullptr;
    }

    // REQUIRES: the row exists.
    [[nodiscard]] const Row& at(RowId id) const
    {
        const Row* row = find(id);
        assert(row != nullptr);
        return *row;
    }

    // size() when there is no such row.
    [[nodiscard]] std::size_t indexOf(RowId id) const
    {
        // Ids rise by at least one a row. Before the first gap row N has id N + 1; behind the last gap the
        // same holds counted from the end.
        const auto fromFront = static_cast<std::size_t>(id.value) - 1;
        if (fromFront < size() && (*rows_)[fromFront].id == id) {
            return fromFront;
        }
        const std::size_t fromBack =
            size() - 1 - static_cast<std::size_t>(nextId().value - 1 - id.value);
        if (fromBack < size() && (*rows_)[fromBack].id == id) {
            return fromBack;
        }
        const std::size_t index = firstFrom(id);
        return index < size() && (*rows_)[index].id == id ? index : size();
    }

    // The first id that a new row may take.
    [[nodiscard]] RowId nextId() const
    {
        return RowId{isEmpty() ? 1 : (*rows_)[size() - 1].id.value + 1};
    }

    [[nodiscard]] Table with(const RowChanges<Row>& changes) const;

    // True when both are the same rows in memory: a cheap test for "nothing changed here".
    [[nodiscard]] bool sharesRowsWith(const Table& other) const { return rows_ == other.rows_; }

    friend bool operator==(const Table& a, const Table& b)
    {
        return a.sharesRowsWith(b) || std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

private:
    explicit Table(RowBlocks<Row> rows)
        : rows_(std::make_shared<const RowBlocks<Row>>(std::move(rows)))
    {}

    // The index of the first row with this id or a higher one.
    [[nodiscard]] std::size_t firstFrom(RowId id) const
    {
        return static_cast<std::size_t>(std::ranges::lower_bound(*this, id, {}, &Row::id) -
                                        begin());
    }

    std::shared_ptr<const RowBlocks<Row>> rows_ = std::make_shared<const RowBlocks<Row>>();
};

template <typename Row>
Table<Row> Table<Row>::with(const RowChanges<Row>& changes) const
{
    if (changes.isEmpty()) {
        return *this;
    }
    RowBlocks<Row> rows = *rows_;
    std::vector<Row> added;
    for (const Row& row : changes.written) {
        const std::size_t index = indexOf(row.id);
        if (index < size()) {
            rows.writable(index) = row;
        } else {
            added.push_back(row);
        }
    }
    std::ranges::sort(added, {}, &Row::id);
    std::vector<RowId> gone = changes.removed;
    std::ranges::sort(gone);
    // Rows stay where they are up to the first that comes or goes.
    const std::size_t kept = std::min(added.empty() ? size() : firstFrom(added.front().id),
                                      gone.empty() ? size() : firstFrom(gone.front()));
    if (kept == size() && added.empty()) {
        return Table{std::move(rows)};
    }
    std::vector<Row> behind = rows.takeFrom(kept - kept % RowBlocks<Row>::blockRows);
    std::erase_if(behind, [&](const Row& row) { return std::ranges::binary_search(gone, row.id); });
    const auto middle = static_cast<std::ptrdiff_t>(behind.size());
    std::ranges::move(added, std::back_inserter(behind));
    std::ranges::inplace_merge(behind, behind.begin() + middle, {}, &Row::id);
    rows.append(std::move(behind));
    return Table{std::move(rows)};
}

} // namespace rackwright
