// What of a network works: all of it, or what is left after failures.
#pragma once

#include "core/base/result.h"
#include "core/network/fabric_graph.h"

#include <span>
#include <string>
#include <vector>

namespace rackwright::network {

struct Condition
{
    std::vector<char> works; // by node
    std::vector<int>
        links; // by bundle: cables that carry traffic; none at a node that does not work

    [[nodiscard]] bool carries(BundleIndex bundle) const
    {
        return links[static_cast<std::size_t>(bundle)] > 0;
    }
};

// What fails, in the words of the plan. Containers take their contents along: a rack its devices, a power node
// the racks that no other feeds, all power strips of a rack that rack, a coolant distribution unit the servers of
// its rack, a cooling node the servers of the halls that no other cools.
struct Failures
{
    std::vector<CableId> cables;
    std::vector<DeviceId> devices;
    std::vector<RackId> racks;
    std::vector<PowerNodeId> powerNodes;
    std::vector<CoolingNodeId> coolingNodes;
};

[[nodiscard]] Condition intact(const FabricGraph& graph);
[[nodiscard]] Condition after(const Failures& failures,
                              const FabricGraph& graph,
                              const Snapshot& snapshot);

// The same without one node, or without one cable of a bundle.
[[nodiscard]] Condition withoutNode(const FabricGraph& graph, Condition condition, NodeIndex node);
[[nodiscard]] Condition withoutLink(Condition condition, BundleIndex bundle);

// Finds what a name means: a device, a rack, a power or cooling node, a cable as "cable 17", or all racks of an
// array or a hall. Fails with NotFound.
Result<Failures> failuresNamed(const Snapshot& snapshot, std::span<const std::string> names);

} // namespace rackwright::network
