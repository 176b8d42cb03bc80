// The parts of a network, one in another: halls, pods, arrays, racks, switches and servers.
#pragma once

#include "core/model/snapshot.h"
#include "core/network/fabric_graph.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace rackwright::ui {

enum class PartKind
{
    Network,
    Hall,
    Pod,   // switches below the top tier that reach each other, with their servers
    Array, // of a pod or a hall: its leaves and servers
    Tier,  // switches of one tier, or servers, that are in no array
    Rack,  // what of a network is in a rack
    Device,
};

struct Part
{
    PartKind kind = PartKind::Network;
    std::int32_t id = 0; // of the row that it stands for; of a pod, counted from 1; a tier
    int parent = -1;
    std::vector<int> children; // from left to right
    std::size_t firstNode = 0; // in FabricParts::nodes(), and behind the last
    std::size_t lastNode = 0;
    int lowestTier = 0; // 0: servers
    int highestTier = 0;

    [[nodiscard]] std::size_t size() const { return lastNode - firstNode; }
};

class FabricParts
{
public:
    FabricParts() = default;

    // In the order of the plan's rows: the same plan always has the same parts.
    FabricParts(const Snapshot& snapshot, const network::FabricGraph& graph);

    // Parents before children; the first is the network itself. Empty: there are no nodes.
    [[nodiscard]] const std::vector<Part>& parts() const { return parts_; }
    [[nodiscard]] const Part& part(int index) const
    {
        return parts_[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] std::span<const network::NodeIndex> nodesOf(int part) const;

    // The part that is this node.
    [[nodiscard]] int partOf(network::NodeIndex node) const
    {
        return partOfNode_[static_cast<std::size_t>(node)];
    }

    // The same part after an edit has the same key.
    [[nodiscard]] std::string keyOf(int part) const;

private:
    std::vector<Part> parts_;
    std::vector<network::NodeIndex> nodes_; // those of a part are a run
    std::vector<int> partOfNode_;
};

} // namespace rackwright::ui
