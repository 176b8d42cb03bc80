// A value with its uncertainty: low and high are the ends of a band that holds about 90 % of cases.
// Independent contributions combine in quadrature (JCGM 100:2008, section 5.1.2), each side alone.
#pragma once

#include <algorithm>
#include <cmath>
#include <type_traits>

namespace rackwright {

template <typename T>
struct Range
{
    T low{};
    T likely{};
    T high{};

    static constexpr Range exact(T value) { return {value, value, value}; }

    [[nodiscard]] constexpr bool isExact() const { return low == likely && likely == high; }

    friend constexpr bool operator==(const Range&, const Range&) = default;
};

namespace detail {

constexpr double plain(double value)
{
    return value;
}

template <typename Q>
constexpr double plain(Q quantity)
{
    return quantity.base();
}

// The length of the deviation that two independent deviations make together.
template <typename T>
T inQuadrature(T a, T b)
{
    const double length = std::hypot(plain(a), plain(b));
    if constexpr (std::is_same_v<T, double>) {
        return length;
    } else {
        return T::fromBase(length);
    }
}

} // namespace detail

// Sum of independent parts.
template <typename T>
Range<T> operator+(const Range<T>& a, const Range<T>& b)
{
    const T likely = a.likely + b.likely;
    return {likely - detail::inQuadrature(a.likely - a.low, b.likely - b.low),
            likely,
            likely + detail::inQuadrature(a.high - a.likely, b.high - b.likely)};
}

// A known number of things whose value is uncertain in common.
template <typename T>
constexpr Range<T> operator*(double count, const Range<T>& each)
{
    const Range<T> scaled{count * each.low, count * each.likely, count * each.high};
    return count < 0.0 ? Range<T>{scaled.high, scaled.likely, scaled.low} : scaled;
}

// Product of independent non-negative factors: relative deviations in quadrature.
template <typename A, typename B>
auto operator*(const Range<A>& a, const Range<B>& b) -> Range<decltype(a.likely * b.likely)>
{
    const auto likely = a.likely * b.likely;
    if (detail::plain(likely) == 0.0) {
        return {a.low * b.low, likely, a.high * b.high};
    }
    const auto share = [](auto part, auto whole) {
        return detail::plain(part) / detail::plain(whole);
    };
    const double down =
        std::hypot(share(a.likely - a.low, a.likely), share(b.likely - b.low, b.likely));
    const double up =
        std::hypot(share(a.high - a.likely, a.likely), share(b.high - b.likely, b.likely));
    return {std::max(0.0, 1.0 - down) * likely, likely, (1.0 + up) * likely};
}

} // namespace rackwright
