// How long the answer to a changed plan takes: cost, power, network, training. bench_estimate PLAN
#include "core/scenario/uncertainty.h"
#include "tests/bench/budget.h"
#include "tests/bench/plan_argument.h"

using namespace rackwright;
using namespace rackwright::bench;

int main(int count, char** arguments)
{
    const Snapshot plan = planNamed(planArgument(count, arguments));
    row("full estimate",
        medianMilliseconds(21, [&] { static_cast<void>(scenario::estimate(plan)); }),
        "ms",
        atMost(50.0));
    row("inventory",
        medianMilliseconds(21, [&] { static_cast<void>(scenario::takeInventory(plan)); }),
        "ms");
    const auto figures = scenario::headlines(scenario::estimate(plan));
    row("Monte-Carlo estimate, 10,000 samples",
        medianMilliseconds(
            5, [&] { static_cast<void>(scenario::spreadsOf(figures, {.samples = 10'000})); }),
        "ms",
        atMost(1000.0));
    return 0;
}
