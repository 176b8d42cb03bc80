// Physical quantities as types: adding watts to metres does not compile.
#pragma once

#include <compare>

namespace rackwright {

// Exponents of the base dimensions. Energy and data are base dimensions here because the
// domain never decomposes them; power is energy / time, bandwidth is data / time.
struct Dimension
{
    int length = 0;
    int mass = 0;
    int time = 0;
    int energy = 0;
    int data = 0;
    int operations = 0;
    int money = 0;

    friend constexpr bool operator==(const Dimension&, const Dimension&) = default;
};

constexpr Dimension operator+(const Dimension& a, const Dimension& b)
{
    return {a.length + b.length,
            a.mass + b.mass,
            a.time + b.time,
            a.energy + b.energy,
            a.data + b.data,
            a.operations + b.operations,
            a.money + b.money};
}

constexpr Dimension operator-(const Dimension& a)
{
    return {-a.length, -a.mass, -a.time, -a.energy, -a.data, -a.operations, -a.money};
}

template <Dimension D>
class Quantity
{
public:
    constexpr Quantity() = default;

    // The value in base units. Only unit constants construct from it.
    static constexpr Quantity fromBase(double value) { return Quantity{value}; }

    [[nodiscard]] constexpr double base() const { return value_; }

    friend constexpr auto operator<=>(Quantity, Quantity) = default;

    friend constexpr Quantity operator+(Quantity a, Quantity b)
    {
        return Quantity{a.value_ + b.value_};
    }

    friend constexpr Quantity operator-(Quantity a, Quantity b)
    {
        return Quantity{a.value_ - b.value_};
    }

    friend constexpr Quantity operator*(double k, Quantity q) { return Quantity{k * q.value_}; }

    friend constexpr Quantity operator*(Quantity q, double k) { return k * q; }

    friend constexpr Quantity operator/(Quantity q, double k) { return Quantity{q.value_ / k}; }

    friend constexpr Quantity operator-(Quantity q) { return Quantity{-q.value_}; }

    constexpr Quantity& operator+=(Quantity other) { return *this = *this + other; }

private:
    explicit constexpr Quantity(double value)
        : value_(value)
    {}

    double value_ = 0.0;
};

template <Dimension A, Dimension B>
constexpr Quantity<A + B> operator*(Quantity<A> a, Quantity<B> b)
{
    return Quantity<A + B>::fromBase(a.base() * b.base());
}

// A ratio of equal dimensions is a plain number, so `load / kilowatt` reads a value out.
template <Dimension D>
constexpr double operator/(Quantity<D> a, Quantity<D> b)
{
    return a.base() / b.base();
}

template <Dimension A, Dimension B>
constexpr Quantity<A + -B> operator/(Quantity<A> a, Quantity<B> b)
{
    return Quantity<A + -B>::fromBase(a.base() / b.base());
}

using Length = Quantity<Dimension{.length = 1}>;
using Mass = Quantity<Dimension{.mass = 1}>;
using LinearMass = Quantity<Dimension{.length = -1, .mass = 1}>;
using Duration = Quantity<Dimension{.time = 1}>;
using Energy = Quantity<Dimension{.energy = 1}>;
using Power = Quantity<Dimension{.time = -1, .energy = 1}>;
using Data = Quantity<Dimension{.data = 1}>;
using Bandwidth = Quantity<Dimension{.time = -1, .data = 1}>;
using Operations = Quantity<Dimension{.operations = 1}>;
using ComputeRate = Quantity<Dimension{.time = -1, .operations = 1}>;
using Money = Quantity<Dimension{.money = 1}>;
using Area = Quantity<Dimension{.length = 2}>;
using MoneyRate = Quantity<Dimension{.time = -1, .money = 1}>;
using PowerPrice = Quantity<Dimension{.time = 1, .energy = -1, .money = 1}>; // capital per power
using EnergyPrice = Quantity<Dimension{.energy = -1, .money = 1}>;

} // namespace rackwright
