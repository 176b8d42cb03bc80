#include "core/scenario/explained_run.h"

#include "core/base/units.h"
#include "core/model/counts.h"
#include "core/training/step_parts.h"

#include <string_view>
#include <utility>
#include <vector>

namespace rackwright::scenario {

using namespace units;

namespace {

Range<double> over(const Range<Duration>& value, Duration unit)
{
    return {value.low / unit, value.likely / unit, value.high / unit};
}

TrainingEstimate headings(const Workload& workload)
{
    TrainingEstimate estimate{.workload = workload.slug, .name = workload.name};
    estimate.stepTime = {.key = "step_time_s",
                         .label = "Step time of " + workload.name,
                         .unit = "s",
                         .formula = "parts of a step added up x measured over estimated",
                         .origin = workload.layoutOrigin};
    estimate.mfu = {.key = "mfu",
                    .label = "Model FLOPs utilisation of " + workload.name,
                    .unit = "1",
                    .formula = "operations of the model in a step / (step time x peak rate)"};
    estimate.days = {.key = "days",
                     .label = "Training time of " + workload.name,
                     .unit = "d",
                     .formula = workload.kind == WorkloadKind::Compute
                                    ? "operations / (GPUs x peak rate x utilisation) / goodput"
                                    : "tokens / tokens in a step x step time / goodput",
                     .origin = workload.origin};
    return estimate;
}

Figure factOf(std::string_view key, std::string_view label, const char* unit, Range<double> value)
{
    return {.key = std::string{key},
            .label = std::string{label},
            .unit = unit,
            .value = value,
            .origin = "derived: by the training model"};
}

std::vector<Figure> goodputInputs(const training::RunEstimate& run, const RunKnowledge& known)
{
    const auto exact = [](double value) { return Range<double>::exact(value); };
    Figure between = factOf("mean_time_between_failures_s",
                            "Mean time between failures of the run",
                            "s",
                            exact(run.meanTimeBetweenFailures / second));
    between.formula = "1 / (GPUs that work x failures of one)";
    Figure interval = factOf("checkpoint_interval_s",
                             "Work between checkpoints",
                             "s",
                             exact(run.checkpoints.checkpointInterval / second));
    interval.formula = "the interval that makes the most progress";
    return {between, interval, known.failures, known.pause, known.restart};
}

Figure goodputOf(const training::RunEstimate& run, const RunKnowledge& known)
{
    Figure goodput = factOf("goodput", "Share of the time that makes progress", "1", run.goodput);
    goodput.formula = "checkpoints, lost work and restarts taken off (Daly 2006)";
    goodput.inputs = goodputInputs(run, known);
    return goodput;
}

// Where the time of a step goes; parts that take none are left out.
std::vector<Figure> stepParts(const training::StepTime& time)
{
    std::vector<Figure> parts;
    for (const training::TimePart& part : training::timeParts()) {
        if (const Duration spent = time.*part.time; spent > Duration{}) {
            parts.push_back(
                factOf(part.key, part.label, "s", Range<double>::exact(spent / second)));
        }
    }
    return parts;
}

Figure stepTimeOf(Figure heading, const training::RunEstimate& run, const RunKnowledge& known)
{
    if (!run.step || !run.stepTime) {
        return unknown(std::move(heading));
    }
    heading.value = over(*run.stepTime, second);
    heading.inputs = stepParts(run.step->time);
    heading.inputs.push_back(known.stepTimeError);
    return heading;
}

// How much work the run is: its tokens by steps, or its operations.
std::vector<Figure> workOf(const Workload& workload, const training::RunEstimate& run)
{
    const auto published = [&](const char* key, const char* label, double value) {
        return Figure{.key = key,
                      .label = label,
                      .unit = "1",
                      .value = Range<double>::exact(value),
                      .origin = workload.origin};
    };
    if (!run.step) {
        return {published("operations", "Operations of the run", workload.compute / flop)};
    }
    return {published("tokens", "Tokens", workload.tokens),
            factOf("step_tokens", "Tokens in a step", "1", Range<double>::exact(run.step->tokens))};
}

std::string joined(const std::string& a, const std::string& b)
{
    return a.empty() || b.empty() ? a + b : a + "; " + b;
}

} // namespace

TrainingEstimate explainedRun(const Workload& workload,
                              const Fleet& fleet,
                              const training::RunEstimate& run,
                              const RunKnowledge& known)
{
    TrainingEstimate estimate = headings(workload);
    estimate.stepTime = stepTimeOf(estimate.stepTime, run, known);
    estimate.mfu.value = run.mfu;
    if (run.stepTime) {
        estimate.mfu.inputs = {estimate.stepTime};
    } else {
        estimate.mfu.origin = workload.origin;
    }
    estimate.days.value = over(run.duration, day);
    estimate.days.inputs = workOf(workload, run);
    estimate.days.inputs.push_back(counted(
        "accelerators", fleet.accelerator.name + " that work", static_cast<double>(run.used)));
    estimate.days.inputs.push_back(run.stepTime ? estimate.stepTime : estimate.mfu);
    estimate.days.inputs.push_back(goodputOf(run, known));
    estimate.note = joined(run.note, fleet.note);
    return estimate;
}

TrainingEstimate unknownRun(const Workload& workload, std::string why)
{
    TrainingEstimate estimate = headings(workload);
    estimate.stepTime.unknownParts = 1;
    estimate.mfu.unknownParts = 1;
    estimate.days.unknownParts = 1;
    estimate.note = std::move(why);
    return estimate;
}

} // namespace rackwright::scenario
