#include "core/power/cooling.h"

#include "core/power/tree.h"

#include <utility>

namespace rackwright::power {

std::vector<Power> heatLoads(const Snapshot& snapshot, const std::vector<Load>& racks)
{
    const auto halls = hallLoads(snapshot, racks);
    std::vector<int> loops(halls.size(), 0);
    for (const CoolingNode& node : snapshot.coolingNodes) {
        const std::size_t hall = snapshot.halls.indexOf(node.hall);
        if (hall < halls.size()) {
            ++loops[hall];
        }
    }
    std::vector<Power> heat(snapshot.coolingNodes.size());
    for (std::size_t i = 0; i < heat.size(); ++i) {
        const std::size_t hall = snapshot.halls.indexOf(snapshot.coolingNodes[i].hall);
        if (hall < halls.size()) {
            heat[i] = halls[hall].draw / loops[hall];
        }
    }
    return summedUp(snapshot.coolingNodes, std::move(heat));
}

std::optional<Power> capacity(const CoolingNode& node)
{
    return node.capacity ? std::optional{node.count * *node.capacity} : std::nullopt;
}

} // namespace rackwright::power
