// Measures, and prints the table of budgets: one row a measurement, with its budget and how much of that it takes.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace rackwright::bench {

struct Budget
{
    double value = 0.0;
    enum class Bound
    {
        AtMost,
        AtLeast,
    } bound = Bound::AtMost;
};

constexpr Budget atMost(double value)
{
    return {value, Budget::Bound::AtMost};
}

constexpr Budget atLeast(double value)
{
    return {value, Budget::Bound::AtLeast};
}

// Rows without a budget tell what a measurement is made of.
inline void row(std::string_view what,
                double measured,
                const char* unit,
                std::optional<Budget> budget = {})
{
    std::printf("%-62.*s %10.4g %-6s", static_cast<int>(what.size()), what.data(), measured, unit);
    if (budget) {
        const bool most = budget->bound == Budget::Bound::AtMost;
        const double taken = most ? measured / budget->value : budget->value / measured;
        std::printf(" %s %-6g %5.2f  %s",
                    most ? "<=" : ">=",
                    budget->value,
                    taken,
                    taken <= 1.0 ? "holds" : "EXCEEDED");
    }
    std::putchar('\n');
    std::fflush(stdout);
}

template <typename Action>
double millisecondsOf(Action action)
{
    const auto start = std::chrono::steady_clock::now();
    action();
    const std::chrono::duration<double, std::milli> taken =
        std::chrono::steady_clock::now() - start;
    return taken.count();
}

// REQUIRES: there is one.
inline double medianOf(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

// Of a few runs, so that one disturbed run does not show.
template <typename Action>
double medianMilliseconds(int runs, Action action)
{
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        times.push_back(millisecondsOf(action));
    }
    return medianOf(std::move(times));
}

} // namespace rackwright::bench
