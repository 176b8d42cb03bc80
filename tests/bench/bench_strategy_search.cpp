// How many training strategies a second are tried on one core, all of them and with pruning. For comparison,
// Calculon tries 200-360 a second.
#include "core/base/units.h"
#include "core/training/model_library.h"
#include "core/training/strategy_search.h"

#include <chrono>
#include <cstdio>

using namespace rackwright;
using namespace rackwright::training;
using namespace rackwright::units;

namespace {

void show(const char* what, const SearchProblem& problem, SearchMethod method)
{
    const auto start = std::chrono::steady_clock::now();
    const auto result = searchStrategies(problem, shippedCalibration(), method, 1);
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
    if (!result || result->best.empty()) {
        std::printf("  %-46s nothing found\n", what);
        return;
    }
    std::printf("  %-46s %9ld of %9ld in %6.3f s, %5.2f million/s, best %.3f s\n",
                what,
                result->evaluated,
                result->strategies,
                taken.count(),
                static_cast<double>(result->evaluated) / taken.count() / 1e6,
                result->best.front().stepTime / second);
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
    const SearchProblem dense = problemOf("gpt3-175b", "A100", 1'024, 200.0, 1'536);
    show("GPT-3 175B on 1,024 A100, every strategy", dense, SearchMethod::Exhaustive);
    show("GPT-3 175B on 1,024 A100, pruned (<= 1 s)", dense, SearchMethod::Pruned);
    const SearchProblem mixture = problemOf("deepseek-v3", "H100", 98'304, 400.0, 98'304);
    show("DeepSeek-V3 on 98,304 H100, every strategy", mixture, SearchMethod::Exhaustive);
    show("DeepSeek-V3 on 98,304 H100, pruned (<= 5 s)", mixture, SearchMethod::Pruned);
    return 0;
}
