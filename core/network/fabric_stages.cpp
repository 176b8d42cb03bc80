#include "core/network/fabric_stages.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace rackwright::network {

namespace {

// As few switches as carry all uplinks from below. What is not full may have fewer uplinks than there are of them, and
// would miss some: it gets as many as the widest.
Group joining(std::span<Group> below, int down)
{
    const auto uplinks = [](const Group& group) { return std::int64_t{group.uppers} * group.up; };
    const Group widest = *std::ranges::max_element(below, {}, uplinks);
    for (;;) {
        Group group;
        std::int64_t all = 0;
        for (const Group& each : below) {
            group.lowers += each.uppers;
            all += uplinks(each);
        }
        group.uppers = static_cast<int>(dividedUp(all, down));
        const auto narrow = std::ranges::find_if(
            below, [&](const Group& each) { return uplinks(each) < group.uppers; });
        if (narrow == below.end()) {
            group.up = static_cast<int>(dividedUp(all, group.uppers));
            return group;
        }
        narrow->uppers = widest.uppers;
        narrow->up = widest.up;
    }
}

} // namespace

std::int64_t dividedUp(std::int64_t a, std::int64_t b)
{
    return (a + b - 1) / b;
}

Group podOf(const FabricDesign& design, int leaves)
{
    const bool isTop = design.tiers == 2;
    const int down = isTop ? upperRadix(design.request) : design.upperDown;
    const std::int64_t uplinks = std::int64_t{leaves} * design.leafUp;
    Group group{.lowers = leaves, .uppers = static_cast<int>(dividedUp(uplinks, down))};
    while (group.uppers < design.leafUp && design.leafUp % group.uppers != 0) {
        ++group.uppers;
    }
    if (!isTop) {
        const double ratio = hasPods(design.request) ? design.request.podOversubscription : 1.0;
        const auto used = static_cast<double>(uplinks / group.uppers);
        group.up = static_cast<int>(std::ceil(used / ratio - 1e-9));
    }
    return group;
}

void joinTopTiers(FabricDesign& design)
{
    const int radix = upperRadix(design.request);
    while (static_cast<int>(design.stages.size()) < design.tiers - 1) {
        std::vector<Group>& below = design.stages.back();
        const bool isTop = static_cast<int>(design.stages.size()) == design.tiers - 2;
        const int down = isTop ? radix : radix / 2;
        const std::size_t most = isTop ? below.size() : static_cast<std::size_t>(down);
        std::vector<Group> groups;
        for (std::size_t first = 0; first < below.size(); first += most) {
            const std::size_t count = std::min(most, below.size() - first);
            groups.push_back(joining(std::span{below}.subspan(first, count), down));
            if (isTop) {
                groups.back().up = 0;
            }
        }
        design.stages.push_back(std::move(groups));
    }
}

} // namespace rackwright::network
