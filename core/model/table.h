// An immutable table of rows sorted by id. Copies share the rows, so a snapshot costs nothing to copy.
#pragma once

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
        rows_ = std::make_shared<const std::vector<Row>>(std::move(rows));
    }

    [[nodiscard]] auto begin() const { return rows_->begin(); }
    [[nodiscard]] auto end() const { return rows_->end(); }
    [[nodiscard]] std::size_t size() const { return rows_->size(); }
    [[nodiscard]] bool isEmpty() const { return rows_->empty(); }
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
        const auto found = std::ranges::lower_bound(*rows_, id, {}, &Row::id);
        return found != rows_->end() && found->id == id
                   ? static_cast<std::size_t>(found - rows_->begin())
                   : size();
    }

    // The first id that a new row may take.
    [[nodiscard]] RowId nextId() const { return RowId{isEmpty() ? 1 : rows_->back().id.value + 1}; }

    [[nodiscard]] Table with(const RowChanges<Row>& changes) const;

    // True when both are the same rows in memory: a cheap test for "nothing changed here".
    [[nodiscard]] bool sharesRowsWith(const Table& other) const { return rows_ == other.rows_; }

    friend bool operator==(const Table& a, const Table& b) { return *a.rows_ == *b.rows_; }

private:
    std::shared_ptr<const std::vector<Row>> rows_ = std::make_shared<const std::vector<Row>>();
};

template <typename Row>
Table<Row> Table<Row>::with(const RowChanges<Row>& changes) const
{
    if (changes.isEmpty()) {
        return *this;
    }
    std::vector<Row> rows;
    rows.reserve(size() + changes.written.size());
    rows.assign(begin(), end());
    std::vector<Row> added;
    for (const Row& row : changes.written) {
        const std::size_t index = indexOf(row.id);
        if (index < size()) {
            rows[index] = row;
        } else {
            added.push_back(row);
        }
    }
    if (!changes.removed.empty()) {
        std::vector<RowId> gone = changes.removed;
        std::ranges::sort(gone);
        std::erase_if(rows,
                      [&](const Row& row) { return std::ranges::binary_search(gone, row.id); });
    }
    rows.insert(
        rows.end(), std::make_move_iterator(added.begin()), std::make_move_iterator(added.end()));
    return Table{std::move(rows)};
}

} // namespace rackwright
