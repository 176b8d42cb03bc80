#include "core/edit/fabric_endpoints.h"

#include <algorithm>
#include <tuple>

namespace rackwright::edit {

namespace {

bool isConnected(const Snapshot& snapshot, const Device& device, FabricPurpose purpose)
{
    const DeviceType* type = snapshot.deviceTypes.find(device.type);
    if (type == nullptr || type->kind == DeviceKind::Server) {
        return type != nullptr;
    }
    if (purpose != FabricPurpose::OutOfBand || type->kind == DeviceKind::Other) {
        return false;
    }
    const Fabric* own = snapshot.fabrics.find(device.fabric);
    return own == nullptr || own->purpose != purpose;
}

} // namespace

std::vector<Endpoint> endpointsOf(const Snapshot& snapshot, FabricPurpose purpose)
{
    std::vector<Endpoint> endpoints;
    for (const Device& device : snapshot.devices) {
        const Rack* rack = snapshot.racks.find(device.rack);
        if (rack != nullptr && isConnected(snapshot, device, purpose)) {
            endpoints.push_back({.device = &device, .rack = rack});
        }
    }
    std::ranges::stable_sort(endpoints, {}, [](const Endpoint& endpoint) {
        const Rack& rack = *endpoint.rack;
        return std::tuple{
            rack.hall, rack.array.isNone(), rack.array, rack.id, endpoint.device->unit};
    });
    return endpoints;
}

std::vector<int> unitsOf(const std::vector<Endpoint>& endpoints, int most)
{
    std::vector<int> units;
    bool open = false;
    for (std::size_t first = 0; first < endpoints.size();) {
        std::size_t last = first;
        const auto place = [&](std::size_t i) {
            return std::tuple{endpoints[i].rack->hall, endpoints[i].rack->array};
        };
        while (last < endpoints.size() && place(last) == place(first)) {
            ++last;
        }
        auto left = static_cast<int>(last - first);
        if (open && units.back() + left <= most) {
            units.back() += left;
            left = 0;
        }
        for (; left > 0; left -= most) {
            units.push_back(std::min(left, most));
        }
        open = true;
        first = last;
    }
    return units;
}

} // namespace rackwright::edit
