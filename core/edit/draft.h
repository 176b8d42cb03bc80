// What the edits share: checks of what people wrote, rows that are new or new in value.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"

#include <cmath>
#include <string>
#include <string_view>

namespace rackwright::edit {

inline Error invalid(std::string_view field, std::string allowed)
{
    return {ErrorCode::Invalid, std::string{field}, std::move(allowed)};
}

inline Error notFound(std::string_view what, std::string_view name)
{
    return {ErrorCode::NotFound,
            std::string{what} + ' ' + std::string{name},
            "names must match exactly"};
}

template <Dimension D>
bool isFinite(Quantity<D> quantity)
{
    return std::isfinite(quantity.base());
}

// Checks that read as a list; the first that fails is the answer.
class Checks
{
public:
    Checks& that(bool holds, std::string_view field, std::string_view allowed)
    {
        if (!holds && status_) {
            status_ = invalid(field, std::string{allowed});
        }
        return *this;
    }

    Checks& named(const std::string& name, std::string_view field = "name")
    {
        return that(!name.empty(), field, "must not be empty");
    }

    template <Dimension D>
    Checks& positive(Quantity<D> value, std::string_view field)
    {
        return that(isFinite(value) && value.base() > 0.0, field, "must be more than 0");
    }

    template <Dimension D>
    Checks& notNegative(Quantity<D> value, std::string_view field)
    {
        return that(isFinite(value) && value.base() >= 0.0, field, "must be 0 or more");
    }

    template <Dimension D>
    Checks& finite(Quantity<D> value, std::string_view field)
    {
        return that(isFinite(value), field, "must be a finite number");
    }

    Checks& within(int value, int least, int most, std::string_view field)
    {
        return that(value >= least && value <= most,
                    field,
                    "must be from " + std::to_string(least) + " to " + std::to_string(most));
    }

    [[nodiscard]] const Status& status() const { return status_; }

private:
    Status status_ = Done{};
};

// The rows of one table that an edit writes. Gives new rows their ids; leaves out what stays as it is.
template <typename Row>
class Draft
{
public:
    Draft(const Table<Row>& table, RowChanges<Row>& changes)
        : table_(table)
        , changes_(changes)
        , next_(table.nextId())
    {}

    // Returns the id that the row got. What it refers to is good until the next row is added.
    auto add(Row row)
    {
        row.id = next_;
        next_.value += 1;
        changes_.written.push_back(std::move(row));
        return changes_.written.back().id;
    }

    // REQUIRES: a row of this id is in the table and was not written before.
    void replace(Row row)
    {
        if (table_.at(row.id) != row) {
            changes_.written.push_back(std::move(row));
        }
    }

    // Replaces `old`, or adds the row when there is none. Returns its id.
    auto put(const Row* old, Row row)
    {
        if (old == nullptr) {
            return add(std::move(row));
        }
        row.id = old->id;
        replace(std::move(row));
        return old->id;
    }

private:
    const Table<Row>& table_;
    RowChanges<Row>& changes_;
    decltype(Row::id) next_;
};

// The row with this name (or other text), or null.
template <typename Row>
const Row* findBy(const Table<Row>& table, std::string Row::*field, std::string_view wanted)
{
    const auto found = std::ranges::find(table, wanted, field);
    return found == table.end() ? nullptr : &*found;
}

} // namespace rackwright::edit
