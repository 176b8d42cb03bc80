// The median of a few runs, so that one disturbed run does not show.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>
#include <vector>

namespace rackwright::bench {

template <typename Action>
double millisecondsOf(Action action)
{
    const auto start = std::chrono::steady_clock::now();
    action();
    const std::chrono::duration<double, std::milli> taken =
        std::chrono::steady_clock::now() - start;
    return taken.count();
}

inline double medianOf(std::vector<double> times)
{
    std::ranges::sort(times);
    return times[times.size() / 2];
}

template <typename Action>
double medianMilliseconds(int runs, Action action)
{
    std::vector<double> times;
    for (int run = 0; run < runs; ++run) {
        times.push_back(millisecondsOf(action));
    }
    return medianOf(std::move(times));
}

inline void show(const char* what, double milliseconds, const char* budget)
{
    std::printf("%-58s %9.1f ms   %s\n", what, milliseconds, budget);
}

} // namespace rackwright::bench
