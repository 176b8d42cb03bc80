// How one field is bound to a statement and read from a value. False: the value breaks its column's rule. The
// two agree, so what can be written can be read.
#pragma once

#include "core/store/columns.h"
#include "core/store/database.h"
#include "core/store/spelling.h"

#include <charconv>
#include <cmath>
#include <concepts>
#include <fmt/format.h>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace rackwright::store {

template <typename T>
concept Enumeration = std::is_enum_v<T>;

template <typename T>
concept Whole = std::signed_integral<T>;

inline bool bindField(Statement& statement, int index, const std::string& field, AsIs)
{
    statement.bind(index, std::string_view{field});
    return true;
}

inline bool bindField(Statement& statement, int index, double field, AsIs)
{
    statement.bind(index, field);
    return std::isfinite(field);
}

inline bool bindField(Statement& statement, int index, bool field, AsIs)
{
    statement.bind(index, std::int64_t{field});
    return true;
}

inline bool bindField(Statement& statement, int index, Enumeration auto field, AsIs)
{
    statement.bind(index, spelled(field));
    return !spelled(field).empty();
}

inline bool bindField(Statement& statement, int index, Whole auto field, AtLeast rule)
{
    statement.bind(index, std::int64_t{field});
    return field >= rule.minimum;
}

template <typename Tag, typename Rule>
bool bindField(Statement& statement, int index, Id<Tag> field, Rule)
{
    if (field.isNone()) {
        statement.bindNull(index);
        return std::is_same_v<Rule, MayBeNone>;
    }
    statement.bind(index, std::int64_t{field.value});
    return field.value > 0;
}

template <typename Q>
bool bindField(Statement& statement, int index, Q field, In<Q> rule)
{
    return bindField(statement, index, field / rule.unit, AsIs{});
}

template <typename T, typename Rule>
bool bindField(Statement& statement, int index, const std::optional<T>& field, Rule rule)
{
    if (field) {
        return bindField(statement, index, *field, rule);
    }
    statement.bindNull(index);
    return true;
}

template <typename Q>
bool bindField(Statement& statement, int index, const std::vector<Q>& field, ListIn<Q> rule)
{
    std::string text;
    bool isFinite = true;
    for (const Q& each : field) {
        const double number = each / rule.each.unit;
        isFinite = isFinite && std::isfinite(number);
        text += fmt::format("{}{}", text.empty() ? "" : " ", number);
    }
    statement.bindCopy(index, text);
    return isFinite;
}

inline bool readField(sqlite3_value* value, std::string& field, AsIs)
{
    if (sqlite3_value_type(value) != SQLITE_TEXT) {
        return false;
    }
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    field.assign(bytes == nullptr ? "" : bytes,
                 static_cast<std::size_t>(sqlite3_value_bytes(value)));
    return true;
}

inline bool readField(sqlite3_value* value, double& field, AsIs)
{
    field = sqlite3_value_double(value);
    return sqlite3_value_type(value) == SQLITE_FLOAT && std::isfinite(field);
}

inline bool readInteger(sqlite3_value* value, std::int64_t& number)
{
    number = sqlite3_value_int64(value);
    return sqlite3_value_type(value) == SQLITE_INTEGER;
}

inline bool readField(sqlite3_value* value, bool& field, AsIs)
{
    std::int64_t number = 0;
    const bool isInteger = readInteger(value, number);
    field = number == 1;
    return isInteger && (number == 0 || number == 1);
}

template <Enumeration T>
bool readField(sqlite3_value* value, T& field, AsIs)
{
    if (sqlite3_value_type(value) != SQLITE_TEXT) {
        return false;
    }
    const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    const std::optional<T> known = valueSpelled<T>({bytes, bytes == nullptr ? 0 : size});
    field = known.value_or(T{});
    return known.has_value();
}

template <Whole T>
bool readField(sqlite3_value* value, T& field, AtLeast rule)
{
    std::int64_t number = 0;
    const bool isInteger = readInteger(value, number);
    field = static_cast<T>(number);
    return isInteger && number >= rule.minimum && number <= std::numeric_limits<T>::max();
}

template <typename Tag, typename Rule>
bool readField(sqlite3_value* value, Id<Tag>& field, Rule)
{
    if constexpr (std::is_same_v<Rule, MayBeNone>) {
        if (sqlite3_value_type(value) == SQLITE_NULL) {
            field = {};
            return true;
        }
    }
    return readField(value, field.value, AtLeast{1});
}

template <typename Q>
bool readField(sqlite3_value* value, Q& field, In<Q> rule)
{
    double number = 0.0;
    const bool isNumber = readField(value, number, AsIs{});
    field = number * rule.unit;
    return isNumber;
}

template <typename Q>
bool readField(sqlite3_value* value, std::vector<Q>& field, ListIn<Q> rule)
{
    std::string text;
    if (!readField(value, text, AsIs{})) {
        return false;
    }
    field.clear();
    const char* const end = text.data() + text.size();
    for (const char* next = text.data(); next < end;) {
        double number = 0.0;
        const auto [rest, error] = std::from_chars(next, end, number);
        if (error != std::errc{} || !std::isfinite(number) || (rest < end && *rest != ' ')) {
            return false;
        }
        field.push_back(number * rule.each.unit);
        next = rest < end ? rest + 1 : rest;
    }
    return true;
}

template <typename T, typename Rule>
bool readField(sqlite3_value* value, std::optional<T>& field, Rule rule)
{
    if (sqlite3_value_type(value) == SQLITE_NULL) {
        field.reset();
        return true;
    }
    return readField(value, field.emplace(), rule);
}

} // namespace rackwright::store
