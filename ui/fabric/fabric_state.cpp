#include "ui/fabric/fabric_state.h"

#include <algorithm>

namespace rackwright::ui {

namespace {

constexpr double rounding = 1e-9;

void addFailures(FabricStates& states,
                 const FabricLayout& layout,
                 const network::FabricGraph& graph,
                 const FabricFindings& findings)
{
    for (std::size_t node = 0; node < layout.boxOfNode.size(); ++node) {
        BoxState& box = states.boxes[static_cast<std::size_t>(layout.boxOfNode[node])];
        if (findings.condition->works[node] == 0) {
            ++box.down;
        } else if (const double share = findings.shares.node[node]; share < 1.0 - rounding) {
            ++box.hampered;
            box.worst = std::min(box.worst, share);
        }
    }
    for (std::size_t bundle = 0; bundle < layout.linkOfBundle.size(); ++bundle) {
        if (const int link = layout.linkOfBundle[bundle]; link >= 0) {
            states.links[static_cast<std::size_t>(link)].lost +=
                graph.bundles()[bundle].links - findings.condition->links[bundle];
        }
    }
}

void addLoads(FabricStates& states,
              const FabricLayout& layout,
              const network::FabricGraph& graph,
              const FabricFindings& findings)
{
    const network::LinkLoads& loads = *findings.loads;
    for (std::size_t bundle = 0; bundle < layout.linkOfBundle.size(); ++bundle) {
        const int link = layout.linkOfBundle[bundle];
        const int cables =
            findings.condition ? findings.condition->links[bundle] : graph.bundles()[bundle].links;
        if (link < 0 || cables == 0 || graph.isServer(graph.bundles()[bundle].lower)) {
            continue;
        }
        double& load = states.links[static_cast<std::size_t>(link)].load;
        load = std::max(load, std::max(loads.up[bundle], loads.down[bundle]) / cables);
    }
}

} // namespace

FabricStates statesOf(const FabricLayout& layout,
                      const network::FabricGraph& graph,
                      const FabricFindings& findings)
{
    FabricStates states{.boxes = std::vector<BoxState>(layout.boxes.size()),
                        .links = std::vector<LinkState>(layout.links.size())};
    if (findings.condition) {
        addFailures(states, layout, graph, findings);
    }
    if (findings.loads) {
        addLoads(states, layout, graph, findings);
    }
    return states;
}

} // namespace rackwright::ui
