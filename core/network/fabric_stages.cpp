#include "core/network/fabric_stages.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace rackwright::network {

namespace {

std::int64_t uplinks(const Group& group)
{
    return std::int64_t{group.uppers} * group.up;
}

// A run of groups of one stage.
struct Run
{
    std::size_t stage = 0;
    std::size_t first = 0;
    std::size_t count = 0;
};

std::span<Group> groupsOf(FabricDesign& design, Run run)
{
    return std::span{design.stages[run.stage]}.subspan(run.first, run.count);
}

// What a group joins. REQUIRES: it is above the pods, and not of the top tier.
Run partsOf(const FabricDesign& design, std::size_t stage, std::size_t index)
{
    const auto most = static_cast<std::size_t>(upperRadix(design.request) / 2);
    const std::size_t first = index * most;
    return {stage - 1, first, std::min(most, design.stages[stage - 1].size() - first)};
}

// As many switches as the widest group of the stage, each of which reaches all that the group joins.
void widen(FabricDesign& design, std::size_t stage, std::size_t index)
{
    std::vector<Group>& groups = design.stages[stage];
    const Group widest = *std::ranges::max_element(groups, {}, uplinks);
    groups[index].uppers = widest.uppers;
    groups[index].up = widest.up;
    if (stage == 0) {
        return;
    }
    const Run parts = partsOf(design, stage, index);
    groups[index].lowers = 0;
    for (std::size_t i = parts.first; i < parts.first + parts.count; ++i) {
        const Group& part = design.stages[parts.stage][i];
        if (uplinks(part) < widest.uppers) {
            widen(design, parts.stage, i);
        }
        groups[index].lowers += part.uppers;
    }
}

// As few switches as carry all uplinks from below. What is not full may have fewer uplinks than there are of them, and
// would miss some: it is widened.
Group joining(FabricDesign& design, Run run, int down)
{
    for (;;) {
        const std::span<Group> below = groupsOf(design, run);
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
        widen(design, run.stage, run.first + static_cast<std::size_t>(narrow - below.begin()));
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
        const std::size_t below = design.stages.size() - 1;
        const std::size_t all = design.stages[below].size();
        const bool isTop = static_cast<int>(design.stages.size()) == design.tiers - 2;
        const int down = isTop ? radix : radix / 2;
        const std::size_t most = isTop ? all : static_cast<std::size_t>(down);
        std::vector<Group> groups;
        for (std::size_t first = 0; first < all; first += most) {
            groups.push_back(joining(design, {below, first, std::min(most, all - first)}, down));
            if (isTop) {
                groups.back().up = 0;
            }
        }
        design.stages.push_back(std::move(groups));
    }
}

} // namespace rackwright::network
