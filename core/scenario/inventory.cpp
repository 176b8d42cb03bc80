#include "core/model/counts.h"
#include "core/scenario/estimate.h"
#include "core/scenario/unknowns.h"

namespace rackwright::scenario {

namespace {

void countRacks(const Snapshot& snapshot, Inventory& inventory)
{
    for (const Rack& rack : snapshot.racks) {
        switch (rack.role) {
        case RackRole::Compute:
            ++inventory.computeRacks;
            break;
        case RackRole::Network:
            ++inventory.networkRacks;
            break;
        case RackRole::Storage:
        case RackRole::Cpu:
        case RackRole::Management:
            ++inventory.otherRacks;
            break;
        }
    }
}

void addGpuSwitches(Tier tier, int count, Inventory& inventory)
{
    switch (tier) {
    case Tier::Leaf:
        inventory.leafSwitches += count;
        break;
    case Tier::Spine:
        inventory.spineSwitches += count;
        break;
    case Tier::Core:
    case Tier::FourthTier:
        inventory.coreSwitches += count;
        break;
    case Tier::None:
        break;
    }
}

void addDevices(const Snapshot& snapshot, const DeviceCount& devices, Inventory& inventory)
{
    const DeviceType& type = snapshot.deviceTypes.at(devices.type);
    inventory.gpus += long{type.acceleratorCount} * devices.count;
    if (type.kind == DeviceKind::Server) {
        inventory.servers += devices.count;
    }
    const Fabric* fabric = snapshot.fabrics.find(devices.fabric);
    if (fabric == nullptr) {
        return;
    }
    if (fabric->purpose == FabricPurpose::Gpu) {
        addGpuSwitches(devices.tier, devices.count, inventory);
    } else if (fabric->purpose == FabricPurpose::FrontEnd) {
        inventory.frontEndSwitches += devices.count;
    }
}

} // namespace

Inventory takeInventory(const Snapshot& snapshot)
{
    Inventory inventory;
    inventory.site = snapshot.sites.isEmpty() ? std::string{} : snapshot.sites[0].name;
    inventory.halls = static_cast<int>(snapshot.halls.size());
    inventory.arrays = static_cast<int>(snapshot.arrays.size());
    inventory.cables = static_cast<int>(snapshot.cables.size());
    countRacks(snapshot, inventory);
    for (const DeviceCount& devices : countDevices(snapshot)) {
        addDevices(snapshot, devices, inventory);
    }
    inventory.unknown = unknowns(snapshot);
    return inventory;
}

} // namespace rackwright::scenario
