#include "tests/support/wired_plan.h"

#include "core/network/fabric_wiring.h"

#include <cassert>
#include <string>
#include <vector>

namespace rackwright::test {

namespace {

Change emptyNetwork()
{
    Change change;
    change.fabrics.written.push_back({.id = FabricId{1}, .name = "Network"});
    change.devices.written.reserve(1000);
    return change;
}

void addDevice(Change& change, Tier tier, int rail)
{
    Device device;
    device.id = DeviceId{static_cast<int>(change.devices.written.size()) + 1};
    device.name = "D" + std::to_string(device.id.value - 1);
    device.tier = tier;
    device.rail = rail;
    device.fabric = tier == Tier::None ? FabricId{} : FabricId{1};
    change.devices.written.push_back(device);
}

void addCable(Change& change, int lower, int upper)
{
    Cable cable;
    cable.id = CableId{static_cast<int>(change.cables.written.size()) + 1};
    cable.fabric = FabricId{1};
    cable.a = DeviceId{lower + 1};
    cable.b = DeviceId{upper + 1};
    change.cables.written.push_back(cable);
}

} // namespace

Snapshot wiredPlan(std::span<const Tier> tiers, std::span<const TestLink> links)
{
    Change change = emptyNetwork();
    for (const Tier tier : tiers) {
        addDevice(change, tier, -1);
    }
    for (const TestLink& link : links) {
        addCable(change, link.lower, link.upper);
    }
    return applied(Snapshot{}, change);
}

Snapshot wiredPlan(const network::FabricRequest& request)
{
    const auto design = network::designFabric(request);
    assert(design);
    const network::FabricWiring wiring = network::wireFabric(*design);
    Change change = emptyNetwork();
    for (int server = 0; server < request.servers; ++server) {
        addDevice(change, Tier::None, -1);
    }
    for (const network::WiredSwitch& wired : wiring.switches) {
        addDevice(change, static_cast<Tier>(wired.tier + 1), wired.rail);
    }
    for (std::size_t i = 0; i < wiring.links.size(); ++i) {
        const network::WiredLink& link = wiring.links[i];
        const bool atServer = i < wiring.firstLinkOfTier[1];
        addCable(
            change, link.lower + (atServer ? 0 : request.servers), link.upper + request.servers);
    }
    return applied(Snapshot{}, change);
}

} // namespace rackwright::test
