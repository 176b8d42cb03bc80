// How many training strategies a second are tried on one core. For comparison, Calculon tries 200-360 a second.
#include "core/base/units.h"
#include "core/training/model_library.h"
#include "core/training/strategy_search.h"
#include "tests/bench/budget.h"

#include <string>

using namespace rackwright;
using namespace rackwright::bench;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

// Pruning finds the same best strategy without trying all.
void timeSearch(const std::string& what, const SearchProblem& problem, double seconds)
{
    std::vector<double> rates;
    for (int run = 0; run < 3; ++run) {
        long tried = 0;
        const double taken = millisecondsOf([&] {
            const auto found =
                searchStrategies(problem, shippedCalibration(), SearchMethod::Exhaustive, 1);
            tried = found ? found->evaluated : 0;
        });
        rates.push_back(static_cast<double>(tried) / taken * 1e-3);
    }
    row("strategy search, " + what, medianOf(rates), "10^6/s", atLeast(1.0));
    const double pruned = medianMilliseconds(3, [&] {
        static_cast<void>(searchStrategies(problem, shippedCalibration(), SearchMethod::Pruned, 1));
    });
    row("    to the best strategy, pruned", pruned * 1e-3, "s", atMost(seconds));
}

SearchProblem problemOf(
    const char* model, const char* accelerator, long accelerators, double gigabits, long batch)
{
    SearchProblem problem;
    if (const auto found = findModel(model)) {
        problem.model = *found;
    }
    if (const auto* spec = findAccelerator(shippedCalibration(), accelerator)) {
        problem.cluster.accelerator = *spec;
        problem.memory = spec->memory;
    }
    problem.cluster.accelerators = accelerators;
    problem.cluster.networkBandwidth = gigabits * gigabitPerSecond;
    problem.batch = batch;
    return problem;
}

} // namespace

int main()
{
    timeSearch(
        "GPT-3 175B on 1,024 A100", problemOf("gpt3-175b", "A100", 1'024, 200.0, 1'536), 1.0);
    timeSearch(
        "DeepSeek-V3 on 98,304 H100", problemOf("deepseek-v3", "H100", 98'304, 400.0, 98'304), 5.0);
    return 0;
}
