// Statements over one table, made from the description of its rows.
#pragma once

#include "core/store/fields.h"

#include <fmt/core.h>
#include <string>
#include <vector>

namespace rackwright::store {

template <typename Row>
std::string selectAll()
{
    std::string names;
    forEachColumn<Row>([&](const auto& column, int index) {
        names += fmt::format("{}{}", index == 0 ? "" : ", ", column.name);
    });
    return fmt::format("SELECT {} FROM {}", names, Described<Row>::table);
}

// Inserts the row, or gives the row with its id these values.
template <typename Row>
std::string upsert()
{
    std::string names;
    std::string places;
    std::string updates;
    forEachColumn<Row>([&](const auto& column, int index) {
        const char* comma = index == 0 ? "" : ", ";
        names += fmt::format("{}{}", comma, column.name);
        places += fmt::format("{}?{}", comma, index + 1);
        if (index > 0) {
            updates += fmt::format("{}{} = ?{}", index == 1 ? "" : ", ", column.name, index + 1);
        }
    });
    return fmt::format("INSERT INTO {} ({}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET {}",
                       Described<Row>::table,
                       names,
                       places,
                       updates);
}

template <typename Row>
std::string removeBetween()
{
    return fmt::format("DELETE FROM {} WHERE id BETWEEN ?1 AND ?2", Described<Row>::table);
}

// Returns the name of the first column that breaks its rule, or nothing.
template <typename Row>
std::string_view bindRow(Statement& statement, const Row& row)
{
    std::string_view wrong;
    forEachColumn<Row>([&](const auto& column, int index) {
        if (!bindField(statement, index + 1, std::invoke(column.access, row), column.rule) &&
            wrong.empty()) {
            wrong = column.name;
        }
    });
    return wrong;
}

// `valueAt(index)` gives the value of a column; where it gives null, the row keeps what it has.
// Returns the name of the first column that breaks its rule, or nothing.
template <typename Row, typename ValueAt>
std::string_view readRow(Row& row, ValueAt valueAt)
{
    std::string_view wrong;
    forEachColumn<Row>([&](const auto& column, int index) {
        sqlite3_value* value = wrong.empty() ? valueAt(index) : nullptr;
        if (value != nullptr && !readField(value, std::invoke(column.access, row), column.rule)) {
            wrong = column.name;
        }
    });
    return wrong;
}

// "cable 17: medium": where a file is damaged.
template <typename Row>
std::string placeOf(std::int64_t id, std::string_view columnName)
{
    return fmt::format("{} {}: {}", Described<Row>::table, id, columnName);
}

} // namespace rackwright::store
