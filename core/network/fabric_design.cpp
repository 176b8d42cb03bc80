#include "core/network/fabric_design.h"

#include "core/network/fabric_request.h"
#include "core/network/fabric_sizing.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

namespace rackwright::network {

namespace {

constexpr int mostTiersUnasked = 3;

bool joinsRails(const FabricRequest& request)
{
    return request.shape == FabricShape::RailOptimised && request.nicsPerServer > 1;
}

std::optional<Error> tooFewTiers(const FabricRequest& request)
{
    if (request.tiers == 1 && joinsRails(request)) {
        return impossible("rails are joined in a second tier");
    }
    if (request.tiers == 1 && request.leafUp > 0) {
        return impossible("a leaf with ports upwards needs a second tier");
    }
    if (hasPods(request) && (request.tiers == 1 || request.tiers == 2)) {
        return impossible("pods are joined in a third tier");
    }
    return std::nullopt;
}

int fewestTiers(const FabricRequest& request)
{
    if (hasPods(request)) {
        return 3;
    }
    return joinsRails(request) || request.leafUp > 0 ? 2 : 1;
}

std::optional<Error> managerWithoutPort(const FabricDesign& design)
{
    const FabricRequest& request = design.request;
    const std::int64_t ports =
        std::int64_t{design.leaves} * design.copies * (design.leafDown - request.sparePorts);
    const std::int64_t used =
        std::int64_t{request.servers} * request.nicsPerServer * request.planes;
    if (ports - used >= request.fabricManagerLinks) {
        return std::nullopt;
    }
    return impossible(fmt::format("the leaves have {} ports left for {} fabric manager links",
                                  ports - used,
                                  request.fabricManagerLinks));
}

Bandwidth upperSpeed(const FabricRequest& request)
{
    return request.upperLinkSpeed > Bandwidth{} ? request.upperLinkSpeed : request.linkSpeed;
}

} // namespace

int leafRadix(const FabricRequest& request)
{
    return request.radix * request.breakout;
}

int upperRadix(const FabricRequest& request)
{
    return (request.upperRadix > 0 ? request.upperRadix : request.radix) * request.breakout;
}

bool hasPods(const FabricRequest& request)
{
    return request.podServers > 0 && request.podServers < request.servers;
}

Result<FabricDesign> designFabric(const FabricRequest& request)
{
    if (const auto error = invalid(request)) {
        return *error;
    }
    if (const auto error = tooFewTiers(request)) {
        return *error;
    }
    const int last = request.tiers > 0 ? request.tiers : mostTiersUnasked;
    for (int tiers = request.tiers > 0 ? request.tiers : fewestTiers(request);; ++tiers) {
        Result<FabricDesign> design = sizeFabric(request, tiers);
        if (design) {
            if (const auto error = managerWithoutPort(*design)) {
                return *error;
            }
            return design;
        }
        if (tiers == last) {
            return design;
        }
    }
}

std::int64_t FabricDesign::switches(int tier) const
{
    if (tier < 0 || tier >= tiers) {
        return 0;
    }
    if (tier == 0) {
        return std::int64_t{leaves} * copies;
    }
    std::int64_t count = 0;
    for (const Group& group : stages[static_cast<std::size_t>(tier) - 1]) {
        count += group.uppers;
    }
    return count * copies;
}

std::int64_t FabricDesign::cables(int tier) const
{
    if (tier < 0 || tier >= tiers) {
        return 0;
    }
    if (tier == 0) {
        return std::int64_t{request.servers} * request.nicsPerServer * request.planes +
               request.fabricManagerLinks;
    }
    if (tier == 1) {
        return switches(0) * leafUp;
    }
    std::int64_t count = 0;
    for (const Group& group : stages[static_cast<std::size_t>(tier) - 2]) {
        count += std::int64_t{group.uppers} * group.up;
    }
    return count * copies;
}

std::int64_t FabricDesign::portsUnused() const
{
    std::int64_t ports = switches(0) * (leafDown + leafUp);
    for (int tier = 1; tier < tiers; ++tier) {
        ports += switches(tier) * upperRadix(request);
    }
    ports -= cables(0);
    for (int tier = 1; tier < tiers; ++tier) {
        ports -= 2 * cables(tier);
    }
    return ports;
}

Bandwidth FabricDesign::bisection() const
{
    // A half reaches the other through half of the links of each tier; the narrowest tier binds.
    Bandwidth narrowest =
        static_cast<double>(cables(0) - request.fabricManagerLinks) * request.linkSpeed;
    for (int tier = 1; tier < tiers; ++tier) {
        narrowest = std::min(narrowest, static_cast<double>(cables(tier)) * upperSpeed(request));
    }
    return narrowest / 2.0;
}

double FabricDesign::oversubscription() const
{
    double most = 1.0;
    if (leafUp > 0) {
        most = std::max(most, (leafServes * request.linkSpeed) / (leafUp * upperSpeed(request)));
    }
    for (std::size_t stage = 0; stage + 1 < stages.size(); ++stage) {
        std::int64_t uplinksBelow = 0;
        for (const Group& group : stages[stage]) {
            uplinksBelow += std::int64_t{group.uppers} * group.up;
        }
        const auto below = static_cast<double>(cables(static_cast<int>(stage) + 1)) / copies;
        most = std::max(most, below / static_cast<double>(uplinksBelow));
    }
    return most;
}

std::int64_t FabricDesign::scaleUpDomains() const
{
    const std::int64_t domain = request.domainServers;
    return domain > 0 ? (request.servers + domain - 1) / domain : 0;
}

LeafPort FabricDesign::leafPortOf(std::int64_t serverPort) const
{
    const std::int64_t leavesOfPod = (podPorts + leafServes - 1) / leafServes;
    const std::int64_t inPod = serverPort % podPorts;
    return {.leaf = static_cast<int>(serverPort / podPorts * leavesOfPod + inPod / leafServes),
            .port = static_cast<int>(inPod % leafServes)};
}

std::int64_t FabricDesign::firstServerPort(int leaf) const
{
    const std::int64_t leavesOfPod = (podPorts + leafServes - 1) / leafServes;
    return leaf / leavesOfPod * podPorts + leaf % leavesOfPod * leafServes;
}

} // namespace rackwright::network
