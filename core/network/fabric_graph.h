// One network of a plan as a graph: servers and switches joined by bundles of parallel cables.
#pragma once

#include "core/model/snapshot.h"

#include <cstdint>
#include <span>
#include <vector>

namespace rackwright::network {

using NodeIndex = std::int32_t;
using BundleIndex = std::int32_t;

struct FabricNode
{
    DeviceId device;
    Tier tier = Tier::None; // None: a server, or another device at the edge
    int rail = -1;
};

// The cables between two devices.
struct Bundle
{
    NodeIndex lower = 0;
    NodeIndex upper = 0;
    int links = 0;
};

struct Arc
{
    NodeIndex to = 0;
    BundleIndex bundle = 0;
};

class FabricGraph
{
public:
    FabricGraph() = default;

    // Nodes in the order of their tier, then of the plan. Cables of unknown devices are left out. A switch of
    // another network counts as a server: it only is connected here.
    FabricGraph(const Snapshot& snapshot, FabricId fabric);

    [[nodiscard]] std::span<const FabricNode> nodes() const { return nodes_; }
    [[nodiscard]] std::span<const Bundle> bundles() const { return bundles_; }

    // Between switches of one tier, as between the two of an MLAG pair. They are in no arc: traffic takes them when
    // something fails, so what an analysis finds without them is the least.
    [[nodiscard]] std::span<const Bundle> peers() const { return peers_; }

    // First those upwards, then those downwards.
    [[nodiscard]] std::span<const Arc> arcs(NodeIndex node) const;
    [[nodiscard]] std::span<const Arc> upArcs(NodeIndex node) const;
    [[nodiscard]] std::span<const Arc> downArcs(NodeIndex node) const;

    // Nodes of a tier are one run: [firstOf(tier), firstOf(tier + 1)).
    [[nodiscard]] NodeIndex firstOf(int tier) const
    {
        return firstOfTier_[static_cast<std::size_t>(tier)];
    }
    [[nodiscard]] NodeIndex servers() const { return firstOf(1); }
    [[nodiscard]] int tiers() const
    {
        return static_cast<int>(firstOfTier_.size()) - 2;
    } // of switches
    [[nodiscard]] bool isServer(NodeIndex node) const { return node < servers(); }

    // -1 when the device or cable is not in this network; of a cable between peers too.
    [[nodiscard]] NodeIndex nodeOf(DeviceId device) const;
    [[nodiscard]] BundleIndex bundleOf(const Cable& cable) const;

private:
    // Of a cable.
    struct Ends
    {
        DeviceId a;
        DeviceId b;
    };

    void addNodes(const Snapshot& snapshot, FabricId fabric, std::span<const Ends> cables);
    std::vector<Ends> addBundles(std::span<const Ends> cables);
    void addPeers(std::span<const Ends> cables);
    [[nodiscard]] bool arePeers(NodeIndex a, NodeIndex b) const;
    void addArcs();

    std::vector<FabricNode> nodes_;
    std::vector<NodeIndex> firstOfTier_{0, 0};
    std::vector<NodeIndex> nodeOfDevice_; // by device id, -1: none
    std::vector<Bundle> bundles_;         // by lower, then upper node
    std::vector<Bundle> peers_;           // likewise
    std::vector<std::int32_t> firstArc_;  // by node, and their number
    std::vector<std::int32_t> firstDown_; // by node
    std::vector<Arc> arcs_;
};

} // namespace rackwright::network
