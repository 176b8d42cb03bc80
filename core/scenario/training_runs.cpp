#include "core/scenario/training_runs.h"

#include "core/base/units.h"
#include "core/model/counts.h"
#include "core/scenario/explained_run.h"

namespace rackwright::scenario {

using namespace units;

namespace {

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

training::RunAssumptions runAssumptions(const RunKnowledge& known)
{
    return {.stepTimeError = known.stepTimeError.value,
            .failuresPerHour = known.failures.value,
            .checkpointPause = inSeconds(known.pause.value),
            .restart = inSeconds(known.restart.value)};
}

Result<training::RunEstimate> estimateWith(const Workload& workload,
                                           const Fleet& fleet,
                                           const RunKnowledge& known)
{
    if (unknownParts(known) > 0) {
        return Error{ErrorCode::NotFound,
                     workload.name,
                     "the plan lacks assumptions about failures and step time"};
    }
    return training::estimateRun({.workload = workload,
                                  .accelerator = fleet.accelerator,
                                  .accelerators = fleet.accelerators,
                                  .scaleUpDomain = fleet.scaleUpDomain,
                                  .networkBandwidth = fleet.networkBandwidth,
                                  .oversubscription = fleet.oversubscription},
                                 runAssumptions(known));
}

TrainingEstimate runOf(const Workload& workload, const Fleet& fleet, const RunKnowledge& known)
{
    const auto run = estimateWith(workload, fleet, known);
    return run ? explainedRun(workload, fleet, *run, known)
               : unknownRun(workload, run.error().detail);
}

} // namespace

std::vector<TrainingEstimate> trainingRuns(const Snapshot& snapshot)
{
    const auto fleet = fleetOf(snapshot);
    const RunKnowledge known = knowledgeOf(snapshot);
    std::vector<TrainingEstimate> runs;
    for (const Workload& workload : snapshot.workloads) {
        runs.push_back(fleet ? runOf(workload, *fleet, known)
                             : unknownRun(workload, fleet.error().detail));
    }
    return runs;
}

Result<training::RunEstimate> estimateRunOn(const Snapshot& snapshot,
                                            const Workload& workload,
                                            const Fleet& fleet)
{
    return estimateWith(workload, fleet, knowledgeOf(snapshot));
}

} // namespace rackwright::scenario
