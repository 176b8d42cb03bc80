#include "core/network/fabric_request.h"

#include <numeric>
#include <string_view>

namespace rackwright::network {

namespace {

constexpr int mostServers = 10'000'000; // keeps every count within 64 bits, with room
constexpr int mostPorts = 4096;
constexpr double mostOversubscription = 1000.0;

// Checks that read as a list; the first that fails is the answer.
class Checks
{
public:
    Checks& that(bool holds, std::string_view option, std::string allowed)
    {
        if (!holds && !error_) {
            error_ = Error{ErrorCode::Invalid, std::string{option}, std::move(allowed)};
        }
        return *this;
    }

    Checks& within(int value, int least, int most, std::string_view option)
    {
        return that(value >= least && value <= most,
                    option,
                    "it must be a whole number from " + grouped(least) + " to " + grouped(most));
    }

    Checks& ratio(double value, std::string_view option)
    {
        return that(value >= 1.0 && value <= mostOversubscription,
                    option,
                    "it must be a ratio from 1 (non-blocking) to 1,000");
    }

    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

private:
    std::optional<Error> error_;
};

void checkNumbers(const FabricRequest& request, Checks& checks)
{
    checks.within(request.servers, 1, mostServers, "servers")
        .within(request.nicsPerServer, 1, 64, "nics")
        .within(request.radix, 2, mostPorts, "radix")
        .that(request.upperRadix == 0 ||
                  (request.upperRadix >= 2 && request.upperRadix <= mostPorts),
              "upper radix",
              "it must be a whole number from 2 to 4,096")
        .within(request.breakout, 1, 16, "breakout")
        .that(request.tiers >= 0 && request.tiers <= mostTiers,
              "tiers",
              "it must be from 1 to 4, or auto")
        .ratio(request.oversubscription, "oversubscription")
        .ratio(request.podOversubscription, "pod oversubscription")
        .within(request.leafDown, 0, mostPorts, "leaf down")
        .within(request.leafUp, 0, mostPorts, "leaf up")
        .within(request.sparePorts, 0, mostPorts, "spare ports")
        .within(request.podServers, 0, mostServers, "pod servers")
        .within(request.unitServers, 0, mostPorts, "unit servers")
        .within(request.domainServers, 0, mostServers, "scale-up servers")
        .within(request.planes, 1, 8, "planes")
        .within(request.fabricManagerLinks, 0, mostPorts, "fabric manager links")
        .that(request.linkSpeed > Bandwidth{}, "link speed", "it must be more than 0")
        .that(request.upperLinkSpeed >= Bandwidth{}, "uplink speed", "it must be more than 0");
}

void checkCombinations(const FabricRequest& request, Checks& checks)
{
    const bool isFatTree = request.shape == FabricShape::FatTree;
    checks
        .that(leafRadix(request) <= mostPorts && upperRadix(request) <= mostPorts,
              "breakout",
              "a switch has at most 4,096 ports when broken out")
        .that((request.leafDown == 0) == (request.leafUp == 0),
              "leaf ports",
              "they must be given both down and up, or neither")
        .that(request.leafDown == 0 || request.oversubscription == 1.0,
              "oversubscription",
              "the ports of a leaf are given, which say the ratio themselves")
        .that(request.podServers > 0 || request.podOversubscription == 1.0,
              "pod oversubscription",
              "it needs the servers of a pod")
        .that(request.podSpines == PodSpines::Shared || request.podServers > 0,
              "pod spines",
              "it needs the servers of a pod")
        .that(request.podSpines == PodSpines::Shared || request.shape == FabricShape::RailOptimised,
              "pod spines",
              "only a rail-optimised fabric has rails to give spines to")
        .that(!isFatTree || (request.unitServers == 0 && request.units.empty()),
              "unit servers",
              "a fat tree has no scalable units, rails have")
        .that(request.unitServers == 0 || request.domainServers == 0 ||
                  request.unitServers % request.domainServers == 0,
              "unit servers",
              "it must be a multiple of the servers of a scale-up domain")
        .that(request.units.empty() ||
                  std::accumulate(request.units.begin(), request.units.end(), std::int64_t{0}) ==
                      request.servers,
              "units",
              "they must together be as many servers as the fabric has");
}

} // namespace

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

std::optional<Error> invalid(const FabricRequest& request)
{
    Checks checks;
    checkNumbers(request, checks);
    if (!checks.error()) { // the combinations count on numbers within their limits
        checkCombinations(request, checks);
    }
    return checks.error();
}

} // namespace rackwright::network
