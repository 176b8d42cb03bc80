#include "core/scenario/training_runs.h"

#include "core/scenario/explained_run.h"
#include "core/scenario/run_basis.h"

namespace rackwright::scenario {

namespace {

TrainingEstimate runOf(const Workload& workload, const Result<RunBasis>& basis)
{
    if (!basis) {
        return unknownRun(workload, basis.error().detail);
    }
    const auto run = training::estimateRun(runCase(workload, basis->fleet), basis->assumptions);
    return run ? explainedRun(workload, basis->fleet, *run, basis->known)
               : unknownRun(workload, run.error().detail);
}

} // namespace

std::vector<TrainingEstimate> trainingRuns(const Snapshot& snapshot)
{
    const auto basis = runBasis(snapshot);
    std::vector<TrainingEstimate> runs;
    for (const Workload& workload : snapshot.workloads) {
        runs.push_back(runOf(workload, basis));
    }
    return runs;
}

Result<training::RunEstimate> estimateRunOn(const Snapshot& snapshot,
                                            const Workload& workload,
                                            const Fleet& fleet)
{
    const auto basis = runBasis(snapshot, fleet);
    return basis ? training::estimateRun(runCase(workload, fleet), basis->assumptions)
                 : Result<training::RunEstimate>{basis.error()};
}

} // namespace rackwright::scenario
