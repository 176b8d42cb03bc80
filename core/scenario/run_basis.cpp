#include "core/scenario/run_basis.h"

#include "core/base/units.h"
#include "core/model/counts.h"

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

} // namespace

Result<RunBasis> runBasis(const Snapshot& snapshot)
{
    const auto fleet = fleetOf(snapshot);
    return fleet ? runBasis(snapshot, *fleet) : Result<RunBasis>{fleet.error()};
}

Result<RunBasis> runBasis(const Snapshot& snapshot, const Fleet& fleet)
{
    const RunKnowledge known = knowledgeOf(snapshot);
    if (unknownParts(known) > 0) {
        return Error{ErrorCode::NotFound,
                     "training",
                     "the plan lacks assumptions about failures and step time"};
    }
    return RunBasis{fleet, known, runAssumptions(known)};
}

training::RunCase runCase(const Workload& workload, const Fleet& fleet)
{
    return {.workload = workload,
            .accelerator = fleet.accelerator,
            .accelerators = fleet.accelerators,
            .scaleUpDomain = fleet.scaleUpDomain,
            .networkBandwidth = fleet.networkBandwidth,
            .oversubscription = fleet.oversubscription};
}

} // namespace rackwright::scenario
