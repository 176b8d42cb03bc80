#include "core/scenario/run_detail.h"

#include "core/base/units.h"
#include "core/model/counts.h"
#include "core/training/scaling.h"
#include "core/training/step_parts.h"

#include <algorithm>
#include <utility>

namespace rackwright::scenario {

using namespace units;

namespace {

constexpr double daysInYear = 365.0; // as units::year
constexpr double million = 1e6;
constexpr std::size_t nearest = 40;

Figure exactly(std::string_view key, std::string_view label, const char* unit, double value)
{
    return {.key = std::string{key},
            .label = std::string{label},
            .unit = unit,
            .value = Range<double>::exact(value),
            .origin = "derived: by the training model"};
}

Range<double> inverse(const Range<double>& value)
{
    return {1.0 / value.high, 1.0 / value.likely, 1.0 / value.low};
}

// What failures, checkpoints and restarts add to each step.
Figure failuresOf(const training::RunEstimate& run, double stepSeconds)
{
    const Range<double> longer = inverse(run.goodput);
    Figure failures = exactly("failures_s", "Failures and checkpoints", "s", 0.0);
    failures.value = {stepSeconds * (longer.low - 1.0),
                      stepSeconds * (longer.likely - 1.0),
                      stepSeconds * (longer.high - 1.0)};
    failures.formula = "step time x (1 / share of the time that makes progress - 1)";
    return failures;
}

std::vector<Figure> timeOf(const training::RunEstimate& run)
{
    std::vector<Figure> parts;
    for (const training::TimePart& part : training::timeParts()) {
        if (const Duration spent = run.step->time.*part.time; spent > Duration{}) {
            parts.push_back(exactly(part.key, part.label, "s", spent / second));
        }
    }
    parts.push_back(failuresOf(run, run.step->time.total() / second));
    return parts;
}

std::vector<Figure> memoryOf(const training::MemoryUse& memory)
{
    std::vector<Figure> parts;
    for (const training::MemoryPart& part : training::memoryParts()) {
        if (const Data size = memory.*part.size; size > Data{}) {
            const std::string name{part.key.substr(0, part.key.find('_'))};
            parts.push_back(exactly(name + "_b", part.label, "B", size / byte));
        }
    }
    return parts;
}

// Tokens a day at a step time and a share of the time that makes progress; both make it uncertain.
Range<double> tokensPerDay(const training::RunEstimate& run)
{
    const Range<Duration>& step = *run.stepTime;
    const double perDay = run.step->tokens * (day / second);
    const Range<double> steps{perDay / (step.high / second),
                              perDay / (step.likely / second),
                              perDay / (step.low / second)};
    return steps * run.goodput;
}

Range<double> inDays(const Range<Duration>& duration)
{
    return {duration.low / day, duration.likely / day, duration.high / day};
}

// From an eighth of the plan's accelerators to twice as many, in eighths; what is too few for the layout is left out.
std::vector<RunAtSize> sizesOf(const training::RunCase& run,
                               const training::RunAssumptions& assumptions)
{
    constexpr long parts = 8;
    std::vector<long> counts;
    for (long i = 1; i <= 2 * parts; ++i) {
        counts.push_back(i * run.accelerators / parts);
    }
    std::vector<RunAtSize> sizes;
    for (const training::ScalingPoint& point :
         training::scalingCurve(run, assumptions, training::ScalingBatch::PerReplica, counts)) {
        const auto used = static_cast<double>(point.run.used);
        if (sizes.empty() || sizes.back().accelerators < used) {
            sizes.push_back({used, tokensPerDay(point.run), inDays(point.run.duration)});
        }
    }
    return sizes;
}

// A yearly figure's part that falls into the run.
Figure duringRun(Figure heading, const Figure& yearly, const Figure& days)
{
    heading.formula = yearly.label + " x days / 365";
    return product(std::move(heading), {yearly, days}, 1.0 / daysInYear);
}

Figure wearOf(const Snapshot& snapshot, const Figure& capex, const Figure& days)
{
    Figure heading{.key = "wear_usd",
                   .label = "Wear of what was bought",
                   .unit = "USD",
                   .formula = "investment x days / (service life x 365)"};
    const Figure life = assumed(snapshot, "hardware.life");
    if (isUnknown(life) || isUnknown(capex) || isUnknown(days)) {
        heading.inputs = {capex, days, life};
        return unknown(std::move(heading));
    }
    heading.value = (1.0 / daysInYear) * (capex.value * days.value * inverse(life.value));
    heading.unknownParts = capex.unknownParts + days.unknownParts;
    heading.inputs = {capex, days, life};
    return heading;
}

void addExpense(RunDetail& detail, const Snapshot& snapshot, const Estimate& estimate)
{
    detail.energy = duringRun({.key = "run_energy_wh", .label = "Energy of the run", .unit = "Wh"},
                              estimate.energy,
                              detail.days);
    const Figure running =
        duringRun({.key = "run_opex_usd", .label = "Running cost", .unit = "USD"},
                  estimate.opex,
                  detail.days);
    const Figure wear = wearOf(snapshot, estimate.capex, detail.days);
    detail.cost = {.key = "run_cost_usd",
                   .label = "Cost of the run",
                   .unit = "USD",
                   .formula = "wear of what was bought + running cost, while the run lasts"};
    detail.cost = isUnknown(wear) || isUnknown(running) ? unknown(detail.cost)
                                                        : sum(detail.cost, {wear, running});
    if (isUnknown(detail.cost)) {
        detail.cost.inputs = {wear, running};
    }
}

void addTokenFigures(RunDetail& detail,
                     const Workload& workload,
                     const std::optional<training::RunEstimate>& run)
{
    detail.throughput = {
        .key = "tokens_per_day",
        .label = "Tokens a day",
        .unit = "tokens/d",
        .formula = "tokens in a step / step time x share of the time that makes progress"};
    detail.costPerMillionTokens = {.key = "usd_per_million_tokens",
                                   .label = "Cost of a million tokens",
                                   .unit = "USD",
                                   .formula = "cost of the run / tokens in millions"};
    if (!run || !run->step) {
        detail.throughput = unknown(detail.throughput);
        detail.costPerMillionTokens = unknown(detail.costPerMillionTokens);
        return;
    }
    detail.throughput.value = tokensPerDay(*run);
    detail.throughput.inputs = {exactly("step_tokens", "Tokens in a step", "1", run->step->tokens)};
    const Figure tokens = counted("tokens", "Tokens", workload.tokens);
    detail.costPerMillionTokens.inputs = {detail.cost, tokens};
    if (isUnknown(detail.cost) || workload.tokens <= 0.0) {
        detail.costPerMillionTokens = unknown(detail.costPerMillionTokens);
        return;
    }
    detail.costPerMillionTokens.value = (million / workload.tokens) * detail.cost.value;
    detail.costPerMillionTokens.unknownParts = detail.cost.unknownParts;
}

void addStep(RunDetail& detail, const training::RunCase& run, const training::RunEstimate& estimate)
{
    detail.strategy = estimate.strategy;
    detail.accelerators = static_cast<double>(estimate.used);
    if (!estimate.step) {
        return;
    }
    detail.sequences = estimate.strategy->sequencesPerStep();
    detail.time = timeOf(estimate);
    detail.memory = memoryOf(estimate.step->memory);
    const training::Cluster cluster{.accelerator = training::specOf(run.accelerator),
                                    .accelerators = run.accelerators,
                                    .scaleUpDomain = run.scaleUpDomain,
                                    .networkBandwidth = run.networkBandwidth,
                                    .oversubscription = run.oversubscription};
    for (const training::NearRun& near : training::nearestRuns(
             training::modelOf(run.workload), cluster, *estimate.strategy, nearest)) {
        detail.published.push_back(*near.published);
    }
    std::vector<training::RowError> errors;
    for (const training::PublishedRun& each : detail.published) {
        errors.push_back({each.run.id, each.run.source, each.unseenError()});
    }
    if (!errors.empty()) {
        detail.publishedError = training::summarise(errors).back();
    }
}

} // namespace

RunDetail runDetail(const Snapshot& snapshot, const Workload& workload, const Estimate& estimate)
{
    RunDetail detail{
        .workload = workload.slug, .name = workload.name, .layoutOrigin = workload.layoutOrigin};
    const auto known =
        std::ranges::find(estimate.training, workload.slug, &TrainingEstimate::workload);
    detail.days = known != estimate.training.end()
                      ? known->days
                      : unknown({.key = "days", .label = "Training time", .unit = "d"});
    detail.note = known != estimate.training.end() ? known->note : "";
    const auto basis = runBasis(snapshot);
    std::optional<training::RunEstimate> run;
    if (basis) {
        detail.basis = *basis;
        detail.accelerator = basis->fleet.accelerator.name;
        detail.capacity = exactly("capacity_b",
                                  "Memory of " + basis->fleet.accelerator.name,
                                  "B",
                                  basis->fleet.accelerator.memory / byte);
        detail.capacity.origin = basis->fleet.accelerator.origin;
        const training::RunCase asked = runCase(workload, basis->fleet);
        if (const auto found = training::estimateRun(asked, basis->assumptions)) {
            run = *found;
            addStep(detail, asked, *found);
            detail.sizes = sizesOf(asked, basis->assumptions);
        }
    }
    addExpense(detail, snapshot, estimate);
    addTokenFigures(detail, workload, run);
    return detail;
}

} // namespace rackwright::scenario
