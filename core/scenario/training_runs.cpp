#include "core/scenario/training_runs.h"

#include "core/scenario/explained_run.h"
#include "core/scenario/run_basis.h"

#include <string>

namespace rackwright::scenario {

namespace {

TrainingEstimate explained(const Workload& workload,
                           const RunBasis& basis,
                           const Result<training::RunEstimate>& run)
{
    return run ? explainedRun(workload, basis.fleet, *run, basis.known)
               : unknownRun(workload, run.error().detail);
}

TrainingEstimate runOf(const Workload& workload, const Result<RunBasis>& basis)
{
    if (!basis) {
        return unknownRun(workload, basis.error().detail);
    }
    return explained(workload,
                     *basis,
                     training::estimateRun(runCase(workload, basis->fleet), basis->assumptions));
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

Result<TrainingEstimate> trainingRun(const Snapshot& snapshot,
                                     const Workload& workload,
                                     const training::Circumstances& around,
                                     long tenants)
{
    const auto basis = runBasis(snapshot);
    if (!basis) {
        return unknownRun(workload, basis.error().detail);
    }
    training::RunCase question = runCase(workload, basis->fleet);
    if (question.accelerators % tenants != 0) {
        return Error{ErrorCode::Invalid,
                     "tenants",
                     "must divide the " + std::to_string(question.accelerators) + " GPUs"};
    }
    question.accelerators /= tenants;
    question.around = around;
    const auto run = training::estimateRun(question, basis->assumptions);
    if (!run && run.error().code == ErrorCode::Invalid) {
        return run.error();
    }
    return explained(workload, *basis, run);
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
