// How far a computation in the background is, and whether it is still wanted.
#pragma once

#include <atomic>

namespace rackwright::ui {

// Shared by the one who waits and the one who computes.
struct Progress
{
    std::atomic<double> done = 0.0; // share
    std::atomic<bool> cancelled = false;
};

} // namespace rackwright::ui
