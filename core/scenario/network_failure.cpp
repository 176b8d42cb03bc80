#include "core/scenario/network_failure.h"

#include "core/base/units.h"
#include "core/network/connectivity.h"
#include "core/network/share.h"
#include "core/scenario/fleet.h"
#include "core/scenario/training_runs.h"
#include "core/training/step_parts.h"

#include <algorithm>
#include <functional>

namespace rackwright::scenario {

namespace {

using network::NodeIndex;

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

long acceleratorsOf(const Snapshot& snapshot, DeviceId server, AcceleratorId kind)
{
    const DeviceType* type = snapshot.deviceTypes.find(snapshot.devices.at(server).type);
    return type != nullptr && type->accelerator == kind ? type->acceleratorCount : 0;
}

struct Survivors
{
    int serversLeftOut = 0;
    long acceleratorsLeftOut = 0;
    double pace = 1.0;
};

Survivors survivorsOf(const Snapshot& snapshot,
                      const network::FabricGraph& graph,
                      const network::Condition& condition,
                      AcceleratorId kind)
{
    const network::Shares shares = network::sharesOf(graph, condition);
    const network::Islands islands = network::islandsOf(graph, condition);
    Survivors survivors;
    for (NodeIndex server = 0; server < graph.servers(); ++server) {
        if (islands.ofNode[index(server)] == 0 && shares.of(server) > 0.0) {
            survivors.pace = std::min(survivors.pace, shares.of(server));
        } else {
            ++survivors.serversLeftOut;
            survivors.acceleratorsLeftOut +=
                acceleratorsOf(snapshot, graph.nodes()[index(server)].device, kind);
        }
    }
    survivors.pace = survivors.serversLeftOut < graph.servers() ? survivors.pace : 0.0;
    return survivors;
}

double tokensPerSecond(const training::RunEstimate& run)
{
    return run.step->tokens / (run.stepTime->likely / units::second);
}

std::vector<PartChange> grownParts(const training::StepTime& before,
                                   const training::StepTime& after)
{
    std::vector<PartChange> grown;
    for (const training::TimePart& part : training::timeParts()) {
        if (after.*part.time > before.*part.time) {
            grown.push_back({.key = std::string{part.key},
                             .label = std::string{part.label},
                             .before = before.*part.time,
                             .after = after.*part.time});
        }
    }
    std::ranges::stable_sort(grown, std::ranges::greater{}, [](const PartChange& change) {
        return change.after - change.before;
    });
    return grown;
}

RunAfterFailure runAfter(const Snapshot& snapshot,
                         const Workload& workload,
                         const Fleet& before,
                         const Fleet& after)
{
    RunAfterFailure result{.workload = workload.slug, .name = workload.name};
    const auto was = estimateRunOn(snapshot, workload, before);
    if (!was) {
        result.note = was.error().detail;
        return result;
    }
    result.acceleratorsBefore = was->used;
    result.stepBefore = was->stepTime->likely;
    result.tokensPerSecondBefore = tokensPerSecond(*was);
    const auto is = estimateRunOn(snapshot, workload, after);
    if (!is) {
        result.note = is.error().detail;
        return result;
    }
    result.acceleratorsAfter = is->used;
    result.stepAfter = is->stepTime->likely;
    result.tokensPerSecondAfter = tokensPerSecond(*is);
    result.grown = grownParts(was->step->time, is->step->time);
    return result;
}

} // namespace

TrainingAfterFailure trainingAfter(const Snapshot& snapshot,
                                   const network::FabricGraph& graph,
                                   const network::Condition& condition)
{
    const auto before = fleetOf(snapshot);
    const Survivors survivors =
        survivorsOf(snapshot, graph, condition, before ? before->accelerator.id : AcceleratorId{});
    TrainingAfterFailure training{.serversLeftOut = survivors.serversLeftOut,
                                  .pace = survivors.pace};
    if (!before) {
        return training;
    }
    Fleet after = *before;
    after.accelerators -= survivors.acceleratorsLeftOut;
    after.networkBandwidth = survivors.pace * after.networkBandwidth;
    for (const Workload& workload : snapshot.workloads) {
        if (workload.kind != WorkloadKind::Compute) {
            training.runs.push_back(runAfter(snapshot, workload, *before, after));
        }
    }
    return training;
}

} // namespace rackwright::scenario
