// The words in which a row is described as a line of a table: one Column a stored field.
#pragma once

#include "core/base/id.h"
#include "core/base/units.h"

#include <functional>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace rackwright::store {

// What the file holds of a field, beyond its C++ type.
struct AsIs
{};

// A number that cannot be smaller.
struct AtLeast
{
    int minimum = 0;
};

// A reference that must name a row, and one that may be none (NULL in the file).
struct MustExist
{};

struct MayBeNone
{};

// A quantity as a number of a unit, which the column's name ends with. Only units that are a power of two
// of the base unit, so that reading gives back the very value that was written.
template <typename Q>
struct In
{
    std::string_view suffix;
    Q unit;
};

inline constexpr In<Length> inMetres{"_m", units::metre};
inline constexpr In<Area> inSquareMetres{"_m2", units::squareMetre};
inline constexpr In<Mass> inKilograms{"_kg", units::kilogram};
inline constexpr In<LinearMass> inKilogramsPerMetre{"_kg_per_m", units::kilogram / units::metre};
inline constexpr In<Energy> inJoules{"_j", units::joule};
inline constexpr In<Power> inWatts{"_w", units::watt};
inline constexpr In<Data> inBytes{"_byte", units::byte};
inline constexpr In<Bandwidth> inBitsPerSecond{"_bit_per_s", units::bitPerSecond};
inline constexpr In<Operations> inFlop{"_flop", units::flop};
inline constexpr In<ComputeRate> inFlopPerSecond{"_flop_per_s", units::flopPerSecond};
inline constexpr In<Money> inDollars{"_usd", units::dollar};

// Several such numbers, as text with a blank between them.
template <typename Q>
struct ListIn
{
    In<Q> each;
};

// `access` called with a row is the field.
template <typename Access, typename Rule>
struct Column
{
    std::string_view name;
    Access access;
    Rule rule;
};

template <typename Row, typename AnyColumn>
using FieldOf = std::remove_cvref_t<
    std::invoke_result_t<decltype(std::declval<AnyColumn>().access), const Row&>>;

template <typename Access, typename Rule = AsIs>
consteval auto column(std::string_view name, Access access, Rule rule = {})
{
    return Column<Access, Rule>{name, access, rule};
}

template <typename Access, typename Q>
consteval auto column(std::string_view name, Access access, In<Q> rule)
{
    if (!name.ends_with(rule.suffix)) {
        throw "the name of the column must end with its unit"; // stops the compiler
    }
    return Column<Access, In<Q>>{name, access, rule};
}

template <typename Access, typename Q>
consteval auto column(std::string_view name, Access access, ListIn<Q> rule)
{
    (void)column(name, access, rule.each);
    return Column<Access, ListIn<Q>>{name, access, rule};
}

// Access to a field of a field.
template <typename Outer, typename Inner>
struct Within
{
    Outer outer;
    Inner inner;

    constexpr auto& operator()(auto& row) const
    {
        return std::invoke(inner, std::invoke(outer, row));
    }
};

template <typename Outer, typename Inner>
consteval auto within(Outer outer, Inner inner)
{
    return Within<Outer, Inner>{outer, inner};
}

// Access to one element of an array.
template <typename Member>
struct Element
{
    Member array;
    std::size_t index;

    constexpr auto& operator()(auto& row) const { return std::invoke(array, row)[index]; }
};

template <typename Member>
consteval auto element(Member array, std::size_t index)
{
    return Element<Member>{array, index};
}

// Specialised for every row type: `table` names its table, `columns` lists its columns, the id first.
template <typename Row>
struct Described;

template <typename Row>
inline constexpr std::size_t columnCount =
    std::tuple_size_v<std::remove_cvref_t<decltype(Described<Row>::columns)>>;

// Calls visit(column, index) for every column of a row type, in order.
template <typename Row, typename Visit>
constexpr void forEachColumn(Visit visit)
{
    std::apply(
        [&](const auto&... columns) {
            int index = 0;
            (visit(columns, index++), ...);
        },
        Described<Row>::columns);
}

template <typename T>
inline constexpr bool isId = false;

template <typename Tag>
inline constexpr bool isId<Id<Tag>> = true;

// True for columns that name a row: of another table, or a parent in the same one.
template <typename Row, typename AnyColumn>
inline constexpr bool isReference = isId<FieldOf<Row, AnyColumn>> &&
                                    !std::is_same_v<decltype(std::declval<AnyColumn>().rule), AsIs>;

} // namespace rackwright::store
