#include "app/cli/plan_network.h"

#include <algorithm>

namespace rackwright::cli {

Result<Fabric> planNetwork(const Snapshot& plan, const std::string& name)
{
    const auto found = std::ranges::find_if(plan.fabrics, [&](const Fabric& fabric) {
        return name.empty() ? fabric.purpose == FabricPurpose::Gpu || plan.fabrics.size() == 1
                            : fabric.name == name;
    });
    if (found != plan.fabrics.end()) {
        return *found;
    }
    std::string names;
    for (const Fabric& fabric : plan.fabrics) {
        names += (names.empty() ? "its networks are " : ", ") + fabric.name;
    }
    return Error{ErrorCode::NotFound,
                 name.empty() ? "GPU network" : "network " + name,
                 names.empty() ? "it has no network" : names};
}

} // namespace rackwright::cli
