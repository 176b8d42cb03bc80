#include "core/scenario/fleet.h"

#include "core/model/counts.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace rackwright::scenario {

namespace {

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

} // namespace

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

} // namespace rackwright::scenario
