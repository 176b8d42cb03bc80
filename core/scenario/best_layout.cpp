#include "core/scenario/best_layout.h"

#include "core/base/units.h"
#include "core/scenario/run_basis.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <vector>

namespace rackwright::scenario {

namespace {

// Layouts of one speed differ in what a plan does not say, as sharding: enough to see past those.
constexpr std::size_t looked = 64;
constexpr double smallestShare = 0.98; // of the batch
constexpr double largestShare = 1.02;

int divisorsOf(long number)
{
    int found = 0;
    for (long i = 1; i * i <= number; ++i) {
        if (number % i == 0) {
            found += i * i == number ? 1 : 2;
        }
    }
    return found;
}

// Of the batches a little smaller, the one that can be divided in the most ways, else the largest.
long handyBatch(double sequences)
{
    const long largest = std::max(1L, std::lround(sequences));
    long best = largest;
    int most = divisorsOf(largest);
    const auto smallest = static_cast<long>(std::ceil(smallestShare * sequences));
    for (long batch = largest - 1; batch >= std::max(1L, smallest); --batch) {
        if (const int divisors = divisorsOf(batch); divisors > most) {
            most = divisors;
            best = batch;
        }
    }
    return best;
}

training::SearchProblem problemOf(const LayoutQuestion& question)
{
    const Workload& workload = question.workload;
    const Fleet& fleet = question.fleet;
    training::SearchProblem problem;
    problem.model = training::modelOf(workload);
    problem.cluster = {.accelerator = training::specOf(fleet.accelerator),
                       .accelerators = fleet.accelerators,
                       .scaleUpDomain = fleet.scaleUpDomain,
                       .networkBandwidth = fleet.networkBandwidth,
                       .oversubscription = fleet.oversubscription};
    if (!fleet.accelerator.scaleUpBandwidth) {
        problem.cluster.accelerator.scaleUpBandwidth = fleet.networkBandwidth;
    }
    problem.batch = handyBatch(question.sequences);
    problem.format = workload.precision == Precision::Fp8 ? training::NumberFormat::Fp8
                                                          : training::NumberFormat::Bf16;
    problem.memory = fleet.accelerator.memory;
    return problem;
}

Workload withLayout(Workload workload, const training::Strategy& strategy)
{
    workload.tensorParallel = strategy.tensorParallel;
    workload.pipelineParallel = strategy.pipelineParallel;
    workload.pipelineInterleave = strategy.pipelineInterleave;
    workload.contextParallel = strategy.contextParallel;
    workload.expertParallel = strategy.expertParallel;
    workload.microbatch = strategy.microbatch;
    workload.microbatches = strategy.microbatches;
    return workload;
}

double tokensPerSecond(const training::RunEstimate& run)
{
    return run.step->tokens / (run.step->time.total() / units::second);
}

// The plan's own estimate of a layout; none where it cannot work or needs more memory than there is.
std::optional<FoundLayout> judged(const Workload& workload, const LayoutQuestion& question)
{
    const Fleet& fleet = question.fleet;
    const auto run = training::estimateRun(runCase(workload, fleet), question.assumptions);
    if (!run || !run->step || run->step->memory.total() > fleet.accelerator.memory) {
        return std::nullopt;
    }
    return FoundLayout{
        .workload = workload, .strategy = *run->strategy, .tokensPerSecond = tokensPerSecond(*run)};
}

std::optional<FoundLayout> fastest(const std::vector<training::Candidate>& candidates,
                                   const LayoutQuestion& question)
{
    std::optional<FoundLayout> best;
    for (const training::Candidate& candidate : candidates) {
        const auto layout = judged(withLayout(question.workload, candidate.strategy), question);
        const bool better =
            layout && layout->strategy.sequencesPerStep() <= largestShare * question.sequences &&
            (!best || layout->tokensPerSecond > best->tokensPerSecond);
        if (better) {
            best = layout;
        }
    }
    return best;
}

std::optional<double> speedBefore(const LayoutQuestion& question)
{
    const auto run =
        training::estimateRun(runCase(question.workload, question.fleet), question.assumptions);
    return run && run->step ? std::optional{tokensPerSecond(*run)} : std::nullopt;
}

} // namespace

double sequencesInStep(const Workload& workload, const Fleet& fleet)
{
    const long slice =
        long{workload.tensorParallel} * workload.pipelineParallel * workload.contextParallel;
    const long replicas = slice < 1 ? 1 : std::max(1L, fleet.accelerators / slice);
    return static_cast<double>(replicas) * workload.microbatch * workload.microbatches;
}

Result<FoundLayout> bestLayout(const LayoutQuestion& question, const training::SearchWatch& watch)
{
    const Workload& workload = question.workload;
    const Fleet& fleet = question.fleet;
    if (workload.kind == WorkloadKind::Compute) {
        return Error{ErrorCode::Invalid,
                     workload.name,
                     "it is given by its compute, so there is no layout to choose"};
    }
    const auto found = training::searchStrategies(problemOf(question),
                                                  training::shippedCalibration(),
                                                  training::SearchMethod::Pruned,
                                                  looked,
                                                  watch);
    if (!found) {
        return found.error();
    }
    auto best = fastest(found->best, question);
    if (!best) {
        return Error{ErrorCode::DoesNotFit,
                     workload.name,
                     fmt::format("no layout fits the memory of {} {}",
                                 fleet.accelerators,
                                 fleet.accelerator.name)};
    }
    best->strategies = found->strategies;
    best->before = speedBefore(question);
    best->workload.layoutOrigin =
        fmt::format("derived: the fastest of {} layouts for {} {} and a batch of {:.0f} sequences",
                    best->strategies,
                    fleet.accelerators,
                    fleet.accelerator.name,
                    best->strategy.sequencesPerStep());
    return *std::move(best);
}

} // namespace rackwright::scenario
