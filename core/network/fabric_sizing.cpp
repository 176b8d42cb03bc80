#include "core/network/fabric_sizing.h"

#include "core/network/fabric_request.h"
#include "core/network/fabric_stages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <optional>
#include <string_view>

namespace rackwright::network {

namespace {

constexpr std::array<std::string_view, mostTiers + 1> tierWords{
    "", "one tier", "two tiers", "three tiers", "four tiers"};

// How the links of a switch split so that down over up is no more than `ratio`. A ratio such as 5/3 is not
// exact in binary: a hair above a whole number is that number.
int uplinksOf(int radix, double ratio)
{
    return static_cast<int>(std::ceil(radix / (1.0 + ratio) - 1e-9));
}

class Sizing
{
public:
    Sizing(const FabricRequest& request, int tiers);

    Result<FabricDesign> size();

private:
    [[nodiscard]] bool joinsRails() const
    {
        return design_.request.shape == FabricShape::RailOptimised;
    }
    [[nodiscard]] bool isFatTree() const { return design_.request.shape == FabricShape::FatTree; }
    [[nodiscard]] int rails() const { return joinsRails() ? design_.request.nicsPerServer : 1; }
    [[nodiscard]] std::int64_t mostPods() const;

    void splitPorts();
    void fitUplinks();
    [[nodiscard]] std::optional<Error> leafRefusal() const;
    [[nodiscard]] std::optional<Error> unitRefusal() const;
    [[nodiscard]] int unitSize() const;
    void fillUnits();
    void addUnits(int servers);
    void countFatTreeLeaves();

    [[nodiscard]] int podLimit() const;
    [[nodiscard]] bool railsArePods() const;
    [[nodiscard]] bool cutsUnits() const;
    [[nodiscard]] std::vector<int> unitsOfPods() const;
    [[nodiscard]] std::vector<int> requestedPods() const;
    std::vector<int> podsOfRails();
    [[nodiscard]] std::vector<int> widestPods() const;
    [[nodiscard]] std::int64_t countPods() const;
    Result<FabricDesign> sizeUpperTiers(const std::vector<int>& sizes);

    [[nodiscard]] std::int64_t reach() const;
    [[nodiscard]] Error tooMany(std::int64_t needed,
                                std::int64_t most,
                                std::string_view what) const;

    FabricDesign design_;
};

Sizing::Sizing(const FabricRequest& request, int tiers)
{
    design_.request = request;
    design_.tiers = tiers;
    design_.copies =
        request.planes * (request.shape == FabricShape::RailOnly ? request.nicsPerServer : 1);
    splitPorts();
}

void Sizing::splitPorts()
{
    const FabricRequest& request = design_.request;
    if (request.leafDown > 0) {
        design_.leafDown = request.leafDown;
        design_.leafUp = request.leafUp;
    } else {
        const int radix = leafRadix(request);
        design_.leafUp = design_.tiers == 1 ? 0 : uplinksOf(radix, request.oversubscription);
        design_.leafDown = radix - design_.leafUp;
        // What the ports down need; of an odd radix one port stays free.
        design_.leafUp = std::min(
            design_.leafUp,
            static_cast<int>(std::ceil(design_.leafDown / request.oversubscription - 1e-9)));
    }
    design_.leafServes = design_.leafDown - request.sparePorts;
    fitUplinks();
    const int upper = upperRadix(request);
    design_.upperDown =
        upper - uplinksOf(upper, hasPods(request) ? request.podOversubscription : 1.0);
}

// A unit that was asked for and does not fill a leaf needs fewer uplinks: 18 for an NVL72, not 32.
void Sizing::fitUplinks()
{
    const FabricRequest& request = design_.request;
    const bool isAsked = request.unitServers > 0 || request.domainServers > 0;
    if (isFatTree() || !isAsked || request.leafDown > 0 || design_.leafUp == 0) {
        return;
    }
    design_.leafServes = std::min(design_.leafServes, unitSize());
    const int served = design_.leafServes + request.sparePorts;
    design_.leafUp = static_cast<int>(std::ceil(served / request.oversubscription - 1e-9));
    design_.leafDown = leafRadix(request) - design_.leafUp;
}

std::optional<Error> Sizing::leafRefusal() const
{
    if (design_.leafServes < 1) {
        return impossible(fmt::format("{} spare ports leave none of the {} ports down of a leaf",
                                      grouped(design_.request.sparePorts),
                                      design_.leafDown));
    }
    return std::nullopt;
}

// ---- Units and leaves

int Sizing::unitSize() const
{
    const FabricRequest& request = design_.request;
    const int size = request.unitServers > 0 ? request.unitServers : design_.leafServes;
    const int domain = request.domainServers;
    return domain > 0 && domain <= size ? size / domain * domain : size;
}

std::optional<Error> Sizing::unitRefusal() const
{
    const FabricRequest& request = design_.request;
    const auto largest = std::ranges::max_element(request.units);
    const int unit = largest != request.units.end() ? *largest : unitSize();
    if (unit > design_.leafServes) {
        return impossible(fmt::format("a leaf has {} ports down, a unit of {} servers needs {}",
                                      design_.leafServes,
                                      unit,
                                      unit));
    }
    if (!hasPods(request)) {
        return std::nullopt;
    }
    if (largest != request.units.end() && *largest > request.podServers) {
        return impossible(fmt::format("a pod of {} servers is smaller than a unit of {}",
                                      grouped(request.podServers),
                                      *largest));
    }
    if (request.domainServers > 0 && request.podServers % request.domainServers > 0) {
        return impossible(fmt::format("a pod of {} servers cuts a scale-up domain of {}",
                                      grouped(request.podServers),
                                      request.domainServers));
    }
    return std::nullopt;
}

// Servers side by side that no pod and no larger scale-up domain divides.
void Sizing::addUnits(int servers)
{
    const int size = unitSize();
    std::vector<int>& units = design_.request.units;
    units.insert(units.end(), static_cast<std::size_t>(servers / size), size);
    if (servers % size > 0) {
        units.push_back(servers % size);
    }
}

void Sizing::fillUnits()
{
    const FabricRequest& request = design_.request;
    if (!request.units.empty()) {
        return;
    }
    const int pod = hasPods(request) ? request.podServers : request.servers;
    const int domain = request.domainServers > unitSize() ? request.domainServers : pod;
    for (int podStart = 0; podStart < request.servers; podStart += pod) {
        const int end = std::min(podStart + pod, request.servers);
        for (int start = podStart; start < end; start += domain) {
            addUnits(std::min(domain, end - start));
        }
    }
}

// A pod starts with a leaf of its own.
void Sizing::countFatTreeLeaves()
{
    const FabricRequest& request = design_.request;
    const std::int64_t ports = std::int64_t{request.servers} * request.nicsPerServer;
    design_.podPorts =
        hasPods(request) ? std::int64_t{request.podServers} * request.nicsPerServer : ports;
    const std::int64_t serves = design_.leafServes;
    design_.leaves =
        static_cast<int>(ports / design_.podPorts * dividedUp(design_.podPorts, serves) +
                         dividedUp(ports % design_.podPorts, serves));
}

// ---- Pods

std::int64_t Sizing::mostPods() const
{
    const std::int64_t radix = upperRadix(design_.request);
    return design_.tiers == 3 ? radix : radix * (radix / 2);
}

// Leaves of a pod that is as large as a spine allows; whole units if one goes in.
int Sizing::podLimit() const
{
    const int whole = design_.upperDown / rails() * rails();
    return cutsUnits() || whole == 0 ? design_.upperDown : whole;
}

// A rail is a pod as long as its leaves fit into one, so that its traffic never climbs to the core.
bool Sizing::railsArePods() const
{
    return joinsRails() && !hasPods(design_.request) &&
           design_.leaves / rails() <= design_.upperDown && rails() <= mostPods();
}

// Else a pod is as many whole units as fit, or where such pods do not reach, leaves of as few rails as possible.
bool Sizing::cutsUnits() const
{
    const int whole = design_.upperDown / rails() * rails();
    return !hasPods(design_.request) && design_.leaves > mostPods() * whole;
}

std::int64_t Sizing::countPods() const
{
    return railsArePods() ? rails() : dividedUp(design_.leaves, podLimit());
}

// Whole units that together have no more servers than a pod.
std::vector<int> Sizing::unitsOfPods() const
{
    const FabricRequest& request = design_.request;
    std::vector<int> pods;
    int servers = request.podServers; // of the pod under way: the first unit opens one
    for (const int unit : request.units) {
        if (servers + unit > request.podServers) {
            pods.push_back(0);
            servers = 0;
        }
        servers += unit;
        ++pods.back();
    }
    return pods;
}

// In leaves.
std::vector<int> Sizing::requestedPods() const
{
    if (isFatTree()) {
        std::vector<int> pods;
        const auto full = static_cast<int>(dividedUp(design_.podPorts, design_.leafServes));
        for (int left = design_.leaves; left > 0; left -= full) {
            pods.push_back(std::min(left, full));
        }
        return pods;
    }
    std::vector<int> pods = unitsOfPods();
    for (int& pod : pods) {
        pod *= rails();
    }
    return pods;
}

// The same where the rails of a pod have spines of their own.
std::vector<int> Sizing::podsOfRails()
{
    design_.railRuns = unitsOfPods();
    std::vector<int> pods;
    for (const int units : design_.railRuns) {
        pods.insert(pods.end(), static_cast<std::size_t>(rails()), units);
    }
    return pods;
}

std::vector<int> Sizing::widestPods() const
{
    const int most = railsArePods() ? design_.leaves / rails() : podLimit();
    std::vector<int> pods;
    for (int left = design_.leaves; left > 0; left -= most) {
        pods.push_back(std::min(left, most));
    }
    return pods;
}

// ---- What does not reach

// Server ports of one plane that so many tiers reach when every leaf is full.
std::int64_t Sizing::reach() const
{
    const FabricRequest& request = design_.request;
    std::int64_t leaves = 1;
    if (design_.tiers == 2) {
        leaves = upperRadix(request);
    } else if (design_.tiers > 2) {
        leaves = mostPods() * design_.upperDown;
    }
    if (isFatTree()) {
        return leaves * design_.leafServes;
    }
    const std::int64_t units = leaves / rails();
    const int unit = unitSize();
    const std::int64_t perDomain = dividedUp(std::max(request.domainServers, unit), unit);
    const std::int64_t domains = units / perDomain;
    return (domains * std::max(request.domainServers, unit) + units % perDomain * unit) *
           request.nicsPerServer;
}

// Says it in ports, which is how people ask; where units or pods are not full, in what is too many.
Error Sizing::tooMany(std::int64_t needed, std::int64_t most, std::string_view what) const
{
    const FabricRequest& request = design_.request;
    const std::string_view tiers = tierWords[static_cast<std::size_t>(design_.tiers)];
    const std::int64_t ports = std::int64_t{request.servers} * request.nicsPerServer;
    if (!hasPods(request) && ports > reach() && reach() > 0) {
        return impossible(fmt::format("radix {} reaches {} ports in {}; {} are needed",
                                      leafRadix(request),
                                      grouped(reach()),
                                      tiers,
                                      grouped(ports)));
    }
    return impossible(fmt::format("radix {} joins {} {} in {}; {} are needed",
                                  upperRadix(request),
                                  grouped(most),
                                  what,
                                  tiers,
                                  grouped(needed)));
}

Result<FabricDesign> Sizing::size()
{
    if (const auto error = leafRefusal()) {
        return *error;
    }
    if (isFatTree()) {
        countFatTreeLeaves();
    } else if (const auto error = unitRefusal()) {
        return *error;
    } else {
        fillUnits();
        design_.leaves = static_cast<int>(design_.request.units.size()) * rails();
    }
    if (design_.tiers == 1) {
        return design_.leaves > 1 ? Result<FabricDesign>{tooMany(design_.leaves, 1, "leaf")}
                                  : design_;
    }
    if (design_.tiers == 2) {
        const int radix = upperRadix(design_.request);
        if (design_.leaves > radix) {
            return tooMany(design_.leaves, radix, "leaves");
        }
        design_.stages.push_back({podOf(design_, design_.leaves)});
        return design_;
    }
    if (hasPods(design_.request)) {
        const bool apart = design_.request.podSpines == PodSpines::PerRail;
        return sizeUpperTiers(apart ? podsOfRails() : requestedPods());
    }
    if (countPods() > mostPods()) {
        return tooMany(countPods(), mostPods(), "pods");
    }
    if (railsArePods() || (joinsRails() && cutsUnits())) {
        design_.railRuns = {static_cast<int>(design_.request.units.size())};
    }
    return sizeUpperTiers(widestPods());
}

Result<FabricDesign> Sizing::sizeUpperTiers(const std::vector<int>& sizes)
{
    if (std::ssize(sizes) > mostPods()) {
        return tooMany(std::ssize(sizes), mostPods(), "pods");
    }
    std::vector<Group> pods;
    for (const int leaves : sizes) {
        if (leaves > design_.upperDown) {
            return impossible(
                fmt::format("{} of {} servers has {} leaves, a spine of radix {} has {} ports down",
                            design_.railRuns.empty() ? "a pod" : "a rail of a pod",
                            grouped(design_.request.podServers),
                            leaves,
                            upperRadix(design_.request),
                            design_.upperDown));
        }
        pods.push_back(podOf(design_, leaves));
    }
    design_.stages.push_back(std::move(pods));
    joinTopTiers(design_);
    return design_;
}

} // namespace

Result<FabricDesign> sizeFabric(const FabricRequest& request, int tiers)
{
    return Sizing{request, tiers}.size();
}

} // namespace rackwright::network
