#include "core/training/collective.h"

#include "core/base/units.h"

#include <algorithm>
#include <cmath>

namespace rackwright::training {

namespace {

using units::bitPerSecond;

constexpr double bitsPerByte = 8.0;

double bytesPerSecond(Bandwidth bandwidth)
{
    return bandwidth / bitPerSecond / bitsPerByte;
}

// Members of the group that share an NVLink domain.
double ranksInDomain(const Group& group, const Cluster& cluster)
{
    return std::clamp(std::floor(cluster.scaleUpDomain / group.stride), 1.0, group.ranks);
}

// How much less than its NIC a rank gets of the fabric.
double fabricLoss(const Cluster& cluster)
{
    return std::max(1.0, cluster.oversubscription) * std::max(1.0, cluster.contention);
}

} // namespace

Path pathOf(const Group& group, const Cluster& cluster, const Parameters& parameters)
{
    const double inside = ranksInDomain(group, cluster);
    const double scaleUp =
        parameters.scaleUpEfficiency * bytesPerSecond(cluster.accelerator.scaleUpBandwidth);
    if (inside >= group.ranks) {
        return {scaleUp, parameters.scaleUpSeconds, false};
    }
    // Each member in a domain carries its own ring through its own NIC, so a domain sends them side by side.
    const double network = parameters.networkEfficiency * bytesPerSecond(cluster.networkBandwidth) *
                           inside / fabricLoss(cluster);
    return {std::min(network, scaleUp), parameters.networkSeconds, true};
}

CollectiveTime gatherTime(double bytes,
                          const Group& group,
                          const Cluster& cluster,
                          const Parameters& parameters)
{
    if (group.ranks <= 1.0) {
        return {};
    }
    const Path path = pathOf(group, cluster, parameters);
    const double share = (group.ranks - 1.0) / group.ranks;
    // A ring takes a step for each rank, a tree one for each doubling; the library takes the better.
    const double steps = path.leavesDomain ? std::log2(group.ranks) : 1.0;
    return {share * bytes / path.bytesPerSecond, steps * path.stepLatency};
}

double allToAllTime(double bytes,
                    const Group& group,
                    const Cluster& cluster,
                    const Parameters& parameters)
{
    if (group.ranks <= 1.0) {
        return 0.0;
    }
    const double inside = ranksInDomain(group, cluster);
    const bool leaves = inside < group.ranks;
    const double scaleUp =
        parameters.exchangeEfficiency * bytesPerSecond(cluster.accelerator.scaleUpBandwidth);
    const double network =
        parameters.networkExchange * bytesPerSecond(cluster.networkBandwidth) / fabricLoss(cluster);
    const double near = bytes * (inside - 1.0) / group.ranks / scaleUp;
    const double far = leaves ? bytes * (group.ranks - inside) / group.ranks / network : 0.0;
    const double call = leaves ? parameters.networkSeconds : parameters.scaleUpSeconds;
    return std::max(near, far) + 2.0 * call; // both ways work at once
}

double exchangeTime(double bytes,
                    double targets,
                    const Group& group,
                    const Cluster& cluster,
                    const Parameters& parameters)
{
    if (group.ranks <= 1.0) {
        return 0.0;
    }
    const double inside = ranksInDomain(group, cluster);
    const double domains = std::ceil(group.ranks / inside);
    const double scaleUp =
        parameters.exchangeEfficiency * bytesPerSecond(cluster.accelerator.scaleUpBandwidth);
    const double around = bytes * targets * (inside - 1.0) / inside / scaleUp;
    if (domains <= 1.0) {
        return around + parameters.scaleUpSeconds;
    }
    const double network =
        parameters.networkExchange * bytesPerSecond(cluster.networkBandwidth) / fabricLoss(cluster);
    const double reached = (domains - 1.0) * (1.0 - std::pow(1.0 - 1.0 / domains, targets));
    // Both ways work at once; the slower one sets the pace.
    return std::max(around, bytes * reached / network) + parameters.networkSeconds;
}

} // namespace rackwright::training
