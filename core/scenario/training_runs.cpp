#include "core/scenario/training_runs.h"

#include "core/base/units.h"
#include "core/model/counts.h"
#include "core/training/run_estimate.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace rackwright::scenario {

using namespace units;

namespace {

// The GPUs that a run takes, and how they are joined.
struct Fleet
{
    Accelerator accelerator;
    long accelerators = 0;
    int scaleUpDomain = 8;
    Bandwidth networkBandwidth; // per accelerator
    double oversubscription = 1.0;
    std::string note;
};

struct Kinds
{
    std::map<AcceleratorId, long> counts;
    std::map<AcceleratorId, int> domains; // accelerators in a server
    long all = 0;
};

Kinds kindsOf(const Snapshot& snapshot)
{
    Kinds kinds;
    for (const DeviceCount& devices : countDevices(snapshot)) {
        const DeviceType& type = snapshot.deviceTypes.at(devices.type);
        if (type.acceleratorCount > 0) {
            const long count = long{type.acceleratorCount} * devices.count;
            kinds.counts[type.accelerator] += count;
            kinds.domains[type.accelerator] = type.acceleratorCount;
            kinds.all += count;
        }
    }
    return kinds;
}

const Fabric* gpuFabric(const Snapshot& snapshot)
{
    for (const Fabric& fabric : snapshot.fabrics) {
        if (fabric.purpose == FabricPurpose::Gpu) {
            return &fabric;
        }
    }
    return nullptr;
}

// Links that end at a server.
long serverLinks(const Snapshot& snapshot, FabricId fabric)
{
    long links = 0;
    for (const Cable& cable : snapshot.cables) {
        if (cable.fabric == fabric && snapshot.devices.at(cable.a).tier == Tier::None) {
            ++links;
        }
    }
    return links;
}

Result<Fleet> fleetOf(const Snapshot& snapshot)
{
    const Kinds kinds = kindsOf(snapshot);
    const auto most =
        std::ranges::max_element(kinds.counts, {}, [](const auto& kind) { return kind.second; });
    if (most == kinds.counts.end()) {
        return Error{ErrorCode::DoesNotFit, "training", "the plan has no GPUs"};
    }
    const Fabric* fabric = gpuFabric(snapshot);
    const long links = fabric == nullptr ? 0 : serverLinks(snapshot, fabric->id);
    if (links == 0) {
        return Error{ErrorCode::DoesNotFit, "training", "no GPU network joins the servers"};
    }
    Fleet fleet;
    fleet.accelerator = snapshot.accelerators.at(most->first);
    fleet.accelerators = most->second;
    fleet.scaleUpDomain = kinds.domains.at(most->first);
    fleet.networkBandwidth =
        static_cast<double>(links) / static_cast<double>(kinds.all) * fabric->linkSpeed;
    fleet.oversubscription = fabric->oversubscription;
    if (kinds.all > most->second) {
        fleet.note = fmt::format(
            "on the {} {} of {} accelerators", most->second, fleet.accelerator.name, kinds.all);
    }
    return fleet;
}

// What the plan assumes of a long run; all of it must be known.
struct RunKnowledge
{
    Figure stepTimeError;
    Figure failures;
    Figure pause;
    Figure restart;
};

RunKnowledge knowledgeOf(const Snapshot& snapshot)
{
    return {assumed(snapshot, "training.step-time-error"),
            assumed(snapshot, "training.failures"),
            assumed(snapshot, "training.checkpoint-pause"),
            assumed(snapshot, "training.restart")};
}

int unknownParts(const RunKnowledge& known)
{
    return known.stepTimeError.unknownParts + known.failures.unknownParts +
           known.pause.unknownParts + known.restart.unknownParts;
}

Range<Duration> inSeconds(const Range<double>& value)
{
    return {value.low * second, value.likely * second, value.high * second};
}

Range<double> over(const Range<Duration>& value, Duration unit)
{
    return {value.low / unit, value.likely / unit, value.high / unit};
}

training::RunAssumptions runAssumptions(const RunKnowledge& known)
{
    return {.stepTimeError = known.stepTimeError.value,
            .failuresPerHour = known.failures.value,
            .checkpointPause = inSeconds(known.pause.value),
            .restart = inSeconds(known.restart.value)};
}

TrainingEstimate headings(const Workload& workload)
{
    TrainingEstimate estimate{.workload = workload.slug, .name = workload.name};
    estimate.stepTime = {.key = "step_time_s",
                         .label = "Step time of " + workload.name,
                         .unit = "s",
                         .formula = "compute, exposed traffic, pipeline bubble and optimiser",
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

TrainingEstimate unknownRun(const Workload& workload, std::string why)
{
    TrainingEstimate estimate = headings(workload);
    estimate.stepTime.unknownParts = 1;
    estimate.mfu.unknownParts = 1;
    estimate.days.unknownParts = 1;
    estimate.note = std::move(why);
    return estimate;
}

Figure factOf(const char* key, const char* label, const char* unit, Range<double> value)
{
    return {.key = key,
            .label = label,
            .unit = unit,
            .value = value,
            .origin = "derived: by the training model"};
}

std::vector<Figure> goodputInputs(const training::RunEstimate& run, const RunKnowledge& known)
{
    const auto exact = [](double value) { return Range<double>::exact(value); };
    return {factOf("mean_time_between_failures_s",
                   "Mean time between failures",
                   "s",
                   exact(run.meanTimeBetweenFailures / second)),
            factOf("checkpoint_interval_s",
                   "Work between checkpoints",
                   "s",
                   exact(run.checkpoints.checkpointInterval / second)),
            known.failures,
            known.pause,
            known.restart};
}

Figure goodputOf(const training::RunEstimate& run, const RunKnowledge& known)
{
    Figure goodput = factOf("goodput", "Share of the time that makes progress", "1", run.goodput);
    goodput.formula = "checkpoints, lost work and restarts taken off (Daly 2006)";
    goodput.inputs = goodputInputs(run, known);
    return goodput;
}

TrainingEstimate explained(const Workload& workload,
                           const Fleet& fleet,
                           const training::RunEstimate& run,
                           const RunKnowledge& known)
{
    TrainingEstimate estimate = headings(workload);
    estimate.mfu.value = run.mfu;
    estimate.mfu.origin = workload.kind == WorkloadKind::Compute ? workload.origin : "";
    if (run.stepTime) {
        estimate.stepTime.value = over(*run.stepTime, second);
        estimate.stepTime.inputs = {known.stepTimeError};
        estimate.mfu.inputs = {estimate.stepTime};
    } else {
        estimate.stepTime.unknownParts = 1;
    }
    estimate.days.value = over(run.duration, day);
    estimate.days.inputs = {counted("accelerators",
                                    fleet.accelerator.name + " that work",
                                    static_cast<double>(run.used)),
                            run.stepTime ? estimate.stepTime : estimate.mfu,
                            goodputOf(run, known)};
    estimate.note = run.note;
    if (!fleet.note.empty()) {
        estimate.note += estimate.note.empty() ? fleet.note : "; " + fleet.note;
    }
    return estimate;
}

TrainingEstimate runOf(const Workload& workload, const Fleet& fleet, const RunKnowledge& known)
{
    const auto run = training::estimateRun({.workload = workload,
                                            .accelerator = fleet.accelerator,
                                            .accelerators = fleet.accelerators,
                                            .scaleUpDomain = fleet.scaleUpDomain,
                                            .networkBandwidth = fleet.networkBandwidth,
                                            .oversubscription = fleet.oversubscription},
                                           runAssumptions(known));
    return run ? explained(workload, fleet, *run, known) : unknownRun(workload, run.error().detail);
}

} // namespace

std::vector<TrainingEstimate> trainingRuns(const Snapshot& snapshot)
{
    const auto fleet = fleetOf(snapshot);
    const RunKnowledge known = knowledgeOf(snapshot);
    std::vector<TrainingEstimate> runs;
    for (const Workload& workload : snapshot.workloads) {
        if (!fleet) {
            runs.push_back(unknownRun(workload, fleet.error().detail));
        } else if (unknownParts(known) > 0) {
            runs.push_back(
                unknownRun(workload, "the plan lacks assumptions about failures and step time"));
        } else {
            runs.push_back(runOf(workload, *fleet, known));
        }
    }
    return runs;
}

} // namespace rackwright::scenario
