#include "core/network/fabric_design.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numeric>
#include <optional>
#include <string>
#include <string_view>

namespace rackwright::network {

namespace {

constexpr int mostServers = 10'000'000; // keeps every count below within 64 bits, with room
constexpr int mostTiers = 4;
constexpr int mostTiersUnasked = 3;

constexpr std::array<std::string_view, mostTiers + 1> tierWords{
    "", "one tier", "two tiers", "three tiers", "four tiers"};

std::int64_t dividedUp(std::int64_t a, std::int64_t b)
{
    return (a + b - 1) / b;
}

// 65536 -> "65,536"
std::string grouped(std::int64_t number)
{
    std::string text = std::to_string(number);
    for (int at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) {
        text.insert(static_cast<std::size_t>(at), 1, ',');
    }
    return text;
}

Error impossible(std::string detail)
{
    return Error{ErrorCode::ImpossibleDesign, "fabric", std::move(detail)};
}

// How the ports of a switch split so that down over up is no more than `ratio`.
int uplinksOf(int radix, double ratio)
{
    return static_cast<int>(std::ceil(radix / (1.0 + ratio)));
}

std::optional<Error> invalid(const FabricRequest& request)
{
    const auto within = [](auto value, auto low, auto high) {
        return value >= low && value <= high;
    };
    const auto error = [](std::string_view field, std::string detail) {
        return Error{ErrorCode::Invalid, std::string{field}, std::move(detail)};
    };
    if (!within(request.servers, 1, mostServers)) {
        return error("servers", "a whole number from 1 to " + grouped(mostServers));
    }
    if (!within(request.nicsPerServer, 1, 64)) {
        return error("nics", "a whole number from 1 to 64");
    }
    if (!within(request.radix, 2, 4096)) {
        return error("radix", "a whole number from 2 to 4,096");
    }
    if (request.upperRadix != 0 && !within(request.upperRadix, 2, 4096)) {
        return error("upper radix", "a whole number from 2 to 4,096");
    }
    if (!within(request.tiers, 0, mostTiers)) {
        return error("tiers", "from 1 to 4, or auto");
    }
    if (!within(request.oversubscription, 1.0, 1000.0)) {
        return error("oversubscription", "a ratio from 1 (non-blocking) to 1,000");
    }
    if (!within(request.podOversubscription, 1.0, 1000.0)) {
        return error("pod oversubscription", "a ratio from 1 (non-blocking) to 1,000");
    }
    if (!within(request.leafDown, 0, 4096) || !within(request.leafUp, 0, 4096) ||
        (request.leafDown == 0) != (request.leafUp == 0)) {
        return error("leaf ports", "both down and up, each from 1 to 4,096, or neither");
    }
    if (!within(request.podServers, 0, mostServers)) {
        return error("pod servers", "a whole number from 1, or none");
    }
    if (!within(request.planes, 1, 8)) {
        return error("planes", "a whole number from 1 to 8");
    }
    if (!within(request.fabricManagerLinks, 0, 4096)) {
        return error("fabric manager links", "a whole number from 0 to 4,096");
    }
    return std::nullopt;
}

int upperRadixOf(const FabricRequest& request)
{
    return request.upperRadix > 0 ? request.upperRadix : request.radix;
}

bool hasPods(const FabricRequest& request)
{
    return request.podServers > 0 && request.podServers < request.servers;
}

// Sizes for one number of tiers; whether they reach is checked at the end.
class Sizing
{
public:
    Sizing(const FabricRequest& request, int tiers)
    {
        design_.request = request;
        design_.tiers = tiers;
        design_.copies =
            request.planes * (request.shape == FabricShape::RailOnly ? request.nicsPerServer : 1);
        splitPorts();
        countLeaves();
    }

    Result<FabricDesign> finish();

    // Server ports of one plane that so many tiers reach.
    [[nodiscard]] std::int64_t reach() const;

private:
    void splitPorts();
    void countLeaves();
    [[nodiscard]] bool joinsRails() const
    {
        return design_.request.shape == FabricShape::RailOptimised;
    }
    [[nodiscard]] int rails() const { return joinsRails() ? design_.request.nicsPerServer : 1; }
    [[nodiscard]] int leavesOfPod() const;
    [[nodiscard]] std::vector<int> podSizes();
    [[nodiscard]] Group pod(int leaves) const;
    [[nodiscard]] std::optional<Error> unitTooLarge() const;
    void joinTopTiers();

    FabricDesign design_;
};

void Sizing::splitPorts()
{
    const FabricRequest& request = design_.request;
    const int upper = upperRadixOf(request);
    if (design_.tiers == 1) {
        design_.leafDown = request.radix;
    } else if (request.leafDown > 0) {
        design_.leafDown = request.leafDown;
        design_.leafUp = request.leafUp;
    } else {
        design_.leafUp = uplinksOf(request.radix, request.oversubscription);
        design_.leafDown = request.radix - design_.leafUp;
    }
    const double ratio = hasPods(request) ? request.podOversubscription : 1.0;
    design_.upperDown = upper - uplinksOf(upper, ratio);
}

void Sizing::countLeaves()
{
    FabricRequest& request = design_.request;
    if (request.shape == FabricShape::FatTree) {
        const std::int64_t ports = std::int64_t{request.servers} * request.nicsPerServer;
        request.units.clear();
        design_.leaves = static_cast<int>(dividedUp(ports, std::max(1, design_.leafDown)));
        return;
    }
    if (request.units.empty()) {
        const int unit = std::max(1, design_.leafDown);
        request.units.assign(static_cast<std::size_t>(request.servers / unit), unit);
        if (request.servers % unit > 0) {
            request.units.push_back(request.servers % unit);
        }
    }
    design_.leaves = static_cast<int>(request.units.size()) * rails();
}

// The most leaves of one pod; with rails joined a pod holds whole units when it can hold one.
int Sizing::leavesOfPod() const
{
    const FabricRequest& request = design_.request;
    if (hasPods(request)) {
        if (request.shape == FabricShape::FatTree) {
            return static_cast<int>(dividedUp(
                std::int64_t{request.podServers} * request.nicsPerServer, design_.leafDown));
        }
        const int unit = *std::ranges::max_element(request.units);
        return static_cast<int>(dividedUp(request.podServers, unit)) * rails();
    }
    const int whole = design_.upperDown / rails() * rails();
    return whole > 0 ? whole : design_.upperDown;
}

// A rail is a pod as long as its leaves fit into one, so that its traffic never climbs to the core;
// else a pod is as many whole units as fit.
std::vector<int> Sizing::podSizes()
{
    const int units = design_.leaves / rails();
    const bool byRail = joinsRails() && !hasPods(design_.request) &&
                        (units <= design_.upperDown || rails() > design_.upperDown);
    design_.leafOrder = byRail ? LeafOrder::ByRail : LeafOrder::ByUnit;
    const int most = byRail ? design_.upperDown : leavesOfPod();
    std::vector<int> sizes;
    for (int run = 0; run < (byRail ? rails() : 1); ++run) {
        for (int left = byRail ? units : design_.leaves; left > 0; left -= most) {
            sizes.push_back(std::min(left, most));
        }
    }
    return sizes;
}

// As few spines as carry all uplinks and take equally many from each leaf.
Group Sizing::pod(int leaves) const
{
    const bool isTop = design_.tiers == 2;
    const int down = isTop ? upperRadixOf(design_.request) : design_.upperDown;
    const std::int64_t uplinks = std::int64_t{leaves} * design_.leafUp;
    Group group{.lowers = leaves, .uppers = static_cast<int>(dividedUp(uplinks, down))};
    while (group.uppers < design_.leafUp && design_.leafUp % group.uppers != 0) {
        ++group.uppers;
    }
    if (!isTop) {
        const double ratio = hasPods(design_.request) ? design_.request.podOversubscription : 1.0;
        const auto used = static_cast<double>(uplinks / group.uppers);
        group.up = static_cast<int>(std::ceil(used / ratio));
    }
    return group;
}

// The tiers above the spines: as few switches as carry all uplinks from below.
void Sizing::joinTopTiers()
{
    const int radix = upperRadixOf(design_.request);
    while (static_cast<int>(design_.stages.size()) < design_.tiers - 1) {
        const std::vector<Group>& below = design_.stages.back();
        const bool isTop = static_cast<int>(design_.stages.size()) == design_.tiers - 2;
        const int down = isTop ? radix : radix / 2;
        const std::size_t most = isTop ? below.size() : static_cast<std::size_t>(down);
        std::vector<Group> groups;
        for (std::size_t first = 0; first < below.size(); first += most) {
            const std::size_t last = std::min(first + most, below.size());
            Group group;
            std::int64_t uplinks = 0;
            for (std::size_t i = first; i < last; ++i) {
                group.lowers += below[i].uppers;
                uplinks += std::int64_t{below[i].uppers} * below[i].up;
            }
            group.uppers = static_cast<int>(dividedUp(uplinks, down));
            group.up = isTop ? 0 : static_cast<int>(dividedUp(uplinks, group.uppers));
            groups.push_back(group);
        }
        design_.stages.push_back(std::move(groups));
    }
}

std::int64_t Sizing::reach() const
{
    const FabricRequest& request = design_.request;
    const int radix = upperRadixOf(request);
    std::int64_t leaves = 1;
    if (design_.tiers == 2) {
        leaves = radix;
    } else if (design_.tiers > 2) {
        const std::int64_t pods = design_.tiers == 3 ? radix : std::int64_t{radix} * (radix / 2);
        leaves = pods * leavesOfPod();
    }
    if (request.shape == FabricShape::FatTree) {
        return leaves * design_.leafDown;
    }
    const std::int64_t units = joinsRails() ? leaves / rails() : leaves;
    return units * design_.leafDown * request.nicsPerServer;
}

std::optional<Error> Sizing::unitTooLarge() const
{
    const std::vector<int>& units = design_.request.units;
    const auto largest = std::ranges::max_element(units);
    if (largest != units.end() && *largest > design_.leafDown) {
        return impossible(fmt::format("a leaf has {} ports down, a unit of {} servers needs {}",
                                      design_.leafDown,
                                      *largest,
                                      *largest));
    }
    return std::nullopt;
}

Result<FabricDesign> Sizing::finish()
{
    const FabricRequest& request = design_.request;
    if (const auto error = unitTooLarge()) {
        return *error;
    }
    const int radix = upperRadixOf(request);
    if (design_.tiers > 2 && leavesOfPod() > design_.upperDown) {
        return impossible(
            fmt::format("a pod of {} servers has {} leaves, a spine of radix {} has {} ports down",
                        request.podServers,
                        leavesOfPod(),
                        radix,
                        design_.upperDown));
    }
    const auto tooMany = [&] {
        return impossible(
            fmt::format("radix {} reaches {} ports in {}; {} are needed",
                        request.radix,
                        grouped(reach()),
                        tierWords[static_cast<std::size_t>(design_.tiers)],
                        grouped(std::int64_t{request.servers} * request.nicsPerServer)));
    };
    if (design_.tiers == 1) {
        return design_.leaves > 1 ? Result<FabricDesign>{tooMany()} : design_;
    }
    const std::vector<int> sizes =
        design_.tiers == 2 ? std::vector<int>{design_.leaves} : podSizes();
    const std::size_t mostPods = design_.tiers == 2   ? 1
                                 : design_.tiers == 3 ? static_cast<std::size_t>(radix)
                                                      : static_cast<std::size_t>(radix) *
                                                            (static_cast<std::size_t>(radix) / 2);
    if (sizes.size() > mostPods || (design_.tiers == 2 && design_.leaves > radix)) {
        return tooMany();
    }
    std::vector<Group> pods;
    for (const int size : sizes) {
        pods.push_back(pod(size));
    }
    design_.stages.push_back(std::move(pods));
    joinTopTiers();
    return design_;
}

std::optional<Error> managerWithoutPort(const FabricDesign& design)
{
    const FabricRequest& request = design.request;
    const std::int64_t ports = std::int64_t{design.leaves} * design.copies * design.leafDown;
    const std::int64_t used =
        std::int64_t{request.servers} * request.nicsPerServer * request.planes;
    if (ports - used >= request.fabricManagerLinks) {
        return std::nullopt;
    }
    return impossible(fmt::format("the leaves have {} ports left for {} fabric manager links",
                                  ports - used,
                                  request.fabricManagerLinks));
}

} // namespace

Result<FabricDesign> designFabric(const FabricRequest& request)
{
    if (const auto error = invalid(request)) {
        return *error;
    }
    if (!request.units.empty() &&
        std::accumulate(request.units.begin(), request.units.end(), 0) != request.servers) {
        return Error{ErrorCode::Invalid, "units", "together as many servers as the fabric has"};
    }
    const bool joins = request.shape == FabricShape::RailOptimised && request.nicsPerServer > 1;
    if (joins && request.tiers == 1) {
        return impossible("rails are joined in a second tier");
    }
    if (hasPods(request) && (request.tiers == 1 || request.tiers == 2)) {
        return impossible("pods are joined in a third tier");
    }
    const int fewest = hasPods(request) ? 3 : joins ? 2 : 1;
    const int first = request.tiers > 0 ? request.tiers : fewest;
    const int last = request.tiers > 0 ? request.tiers : mostTiersUnasked;
    for (int tiers = first;; ++tiers) {
        Result<FabricDesign> design = Sizing{request, tiers}.finish();
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
        ports += switches(tier) * upperRadixOf(request);
    }
    ports -= cables(0);
    for (int tier = 1; tier < tiers; ++tier) {
        ports -= 2 * cables(tier);
    }
    return ports;
}

Bandwidth FabricDesign::bisection() const
{
    // A half reaches the other through half of the links of each tier; the fewest bind.
    std::int64_t links = cables(0) - request.fabricManagerLinks;
    for (int tier = 1; tier < tiers; ++tier) {
        links = std::min(links, cables(tier));
    }
    return static_cast<double>(links) / 2.0 * request.linkSpeed;
}

double FabricDesign::oversubscription() const
{
    double most = leafUp > 0 ? std::max(1.0, static_cast<double>(leafDown) / leafUp) : 1.0;
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

} // namespace rackwright::network
