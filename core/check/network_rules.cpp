#include "core/check/by_row.h"
#include "core/check/rule_checks.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <map>

namespace rackwright::check {

namespace {

struct Plug
{
    DeviceId device;
    int port = 0;

    friend auto operator<=>(const Plug&, const Plug&) = default;
};

// Both ends of all cables, sorted.
std::vector<Plug> plugsOf(const Snapshot& snapshot)
{
    std::vector<Plug> plugs;
    plugs.reserve(2 * snapshot.cables.size());
    for (const Cable& cable : snapshot.cables) {
        plugs.push_back({cable.a, cable.aPort});
        plugs.push_back({cable.b, cable.bPort});
    }
    std::ranges::sort(plugs);
    return plugs;
}

// Of a network that other servers are in.
void addLeftOut(const Snapshot& snapshot,
                const std::vector<Plug>& plugs,
                std::vector<Finding>& findings)
{
    if (snapshot.cables.isEmpty()) {
        return;
    }
    std::map<RackId, int> servers;
    for (const Device& device : snapshot.devices) {
        if (snapshot.deviceTypes.at(device.type).kind == DeviceKind::Server &&
            !std::ranges::binary_search(plugs, device.id, {}, &Plug::device)) {
            ++servers[device.rack];
        }
    }
    std::vector<RackId> racks;
    std::ranges::transform(
        servers, std::back_inserter(racks), [](const auto& each) { return each.first; });
    for (RackGroup& group : groupedByRow(snapshot, racks)) {
        int count = 0;
        for (const RackId rack : group.racks) {
            count += servers[rack];
        }
        findings.push_back({.rule = "server-network",
                            .subject = std::move(group.name),
                            .detail = fmt::format("no cable ends in {} of its servers: build the "
                                                  "networks again",
                                                  count),
                            .racks = std::move(group.racks)});
    }
}

void addDoublePlugs(const Snapshot& snapshot,
                    const std::vector<Plug>& plugs,
                    std::vector<Finding>& findings)
{
    for (auto at = std::ranges::adjacent_find(plugs); at != plugs.end();) {
        const Device& device = snapshot.devices.at(at->device);
        const auto end = std::ranges::upper_bound(at, plugs.end(), *at);
        findings.push_back({.rule = "switch-ports",
                            .subject = fmt::format("{} port {}", device.name, at->port),
                            .detail = fmt::format("{} cables end in it", end - at),
                            .racks = {device.rack},
                            .device = device.id});
        at = std::ranges::adjacent_find(end, plugs.end());
    }
}

} // namespace

std::vector<Finding> networkFindings(const Snapshot& snapshot)
{
    const std::vector<Plug> plugs = plugsOf(snapshot);
    std::vector<Finding> findings;
    addLeftOut(snapshot, plugs, findings);
    addDoublePlugs(snapshot, plugs, findings);
    return findings;
}

} // namespace rackwright::check
