// Sizes a fabric: from what it must connect to how many switches and cables it takes. Pure arithmetic;
// fabric_wiring.h says which port goes where.
#pragma once

#include "core/base/quantity.h"
#include "core/base/result.h"
#include "core/base/units.h"

#include <cstdint>
#include <vector>

namespace rackwright::network {

enum class FabricShape
{
    RailOptimised, // NIC r of every server on a leaf of rail r; the tiers above join the rails
    RailOnly,      // the same leaves; rails are never joined
    FatTree,       // the NICs of a server on one leaf after the other
};

struct FabricRequest
{
    FabricShape shape = FabricShape::RailOptimised;
    int servers = 0;
    int nicsPerServer = 8;
    int radix = 64;     // ports of a switch at `linkSpeed`
    int upperRadix = 0; // of the tiers above the leaves, if they are another switch; 0: the same
    int tiers = 0;      // 1 to 4; 0: as few as reach, at most three
    double oversubscription = 1.0; // of a leaf, down over up
    int leafDown =
        0;          // ports of a leaf towards servers and upwards, if not split by the ratio above:
    int leafUp = 0; // a leaf may serve slower NICs by breakout and so have more than `radix`
    int podServers = 0;               // 0: pods as large as the radix allows
    double podOversubscription = 1.0; // of the switches that leave a pod
    int planes = 1;                   // each NIC has a port in each of so many equal fabrics
    int fabricManagerLinks = 0;
    Bandwidth linkSpeed = 400.0 * units::gigabitPerSecond;
    // Servers of each scalable unit, in order: they share their leaves. Empty: units as large as a leaf
    // can serve, the last one partly filled. Fat trees have no units.
    std::vector<int> units = {};
};

// Switches of one tier that share the switches above them. Its uplinks are dealt out in turn.
struct Group
{
    int lowers = 0; // switches of the tier below
    int uppers = 0; // switches that join them
    int up = 0;     // uplinks of each upper; 0 in the top tier

    friend bool operator==(const Group&, const Group&) = default;
};

enum class LeafOrder
{
    ByUnit, // pods are made of whole units
    ByRail, // pods are made of leaves of one rail
};

struct FabricDesign
{
    FabricRequest request; // with units filled in
    int tiers = 0;
    int copies = 1; // equal fabrics side by side: planes, times rails if those are not joined
    int leafDown = 0;
    int leafUp = 0;    // 0: there is no tier above
    int upperDown = 0; // down ports of a switch between leaf and top tier
    LeafOrder leafOrder = LeafOrder::ByUnit;
    int leaves = 0; // of one copy
    // One entry a tier above the leaves, lowest first: its groups in one copy. The first are the pods.
    std::vector<std::vector<Group>> stages;

    // In the whole fabric. Tier 0: leaf, 1: spine, 2: core.
    [[nodiscard]] std::int64_t switches(int tier) const;
    // Below the switches of a tier. Tier 0: server to leaf, fabric manager links included.
    [[nodiscard]] std::int64_t cables(int tier) const;
    [[nodiscard]] std::int64_t portsUnused() const;
    // What two halves of the servers can send each other, one way.
    [[nodiscard]] Bandwidth bisection() const;
    // Of the tier that has most; 1: non-blocking.
    [[nodiscard]] double oversubscription() const;
};

// Fails with Invalid, or with ImpossibleDesign and the limit that binds.
Result<FabricDesign> designFabric(const FabricRequest& request);

} // namespace rackwright::network
