// Unit constants. Write `3.2 * kilowatt`; read back with `load / kilowatt`.
#pragma once

#include "core/base/quantity.h"

namespace rackwright::units {

inline constexpr Length metre = Length::fromBase(1.0);
inline constexpr Length millimetre = 1e-3 * metre;
inline constexpr Length rackUnit = 44.45 * millimetre; // EIA-310
inline constexpr Area squareMetre = metre * metre;

inline constexpr Mass kilogram = Mass::fromBase(1.0);

inline constexpr Duration second = Duration::fromBase(1.0);
inline constexpr Duration millisecond = 1e-3 * second;
inline constexpr Duration microsecond = 1e-6 * second;
inline constexpr Duration hour = 3600.0 * second;
inline constexpr Duration day = 24.0 * hour;
inline constexpr Duration year = 8760.0 * hour; // the power industry's year of 365 days

inline constexpr Energy joule = Energy::fromBase(1.0);
inline constexpr Power watt = joule / second;
inline constexpr Power kilowatt = 1e3 * watt;
inline constexpr Power megawatt = 1e6 * watt;
inline constexpr Energy wattHour = watt * hour;
inline constexpr Energy kilowattHour = kilowatt * hour;

inline constexpr Data byte = Data::fromBase(1.0);
inline constexpr Data bit = byte / 8.0;
inline constexpr Data gigabit = 1e9 * bit;
inline constexpr Data gigabyte = 1e9 * byte;
inline constexpr Bandwidth bitPerSecond = bit / second;
inline constexpr Bandwidth gigabitPerSecond = gigabit / second;
inline constexpr Bandwidth gigabytePerSecond = gigabyte / second;

inline constexpr Operations flop = Operations::fromBase(1.0);
inline constexpr ComputeRate flopPerSecond = flop / second;
inline constexpr ComputeRate teraflops = 1e12 * flopPerSecond;

inline constexpr Money dollar = Money::fromBase(1.0);

} // namespace rackwright::units
