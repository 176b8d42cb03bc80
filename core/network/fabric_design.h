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

// Which leaves of a pod that was asked for share spines.
enum class PodSpines
{
    Shared,  // all of them
    PerRail, // those of one rail, as in the spine-leaf groups of a DGX GB200 SuperPOD
};

struct FabricRequest
{
    FabricShape shape = FabricShape::RailOptimised;
    int servers = 0;
    int nicsPerServer = 8;
    int radix = 64;     // ports of a switch
    int upperRadix = 0; // of the tiers above the leaves, if they are another switch; 0: the same
    int breakout = 1;   // links of each port of a switch: 64 x 800G as 128 x 400G is 2
    int tiers = 0;      // 1 to 4; 0: as few as reach, at most three
    double oversubscription = 1.0; // of a leaf, down over up
    // Links of a leaf towards servers and upwards, if not split by the ratio above: a leaf may serve slower
    // NICs than it has links upwards, and so have more of them than `radix`.
    int leafDown = 0;
    int leafUp = 0;
    int sparePorts = 0;               // links of a leaf towards servers that stay free
    int podServers = 0;               // 0: pods as large as the radix allows
    double podOversubscription = 1.0; // of the switches that leave a pod
    PodSpines podSpines = PodSpines::Shared;
    int planes = 1; // each NIC has a port in each of so many equal fabrics
    int fabricManagerLinks = 0;
    Bandwidth linkSpeed = 400.0 * units::gigabitPerSecond;
    Bandwidth upperLinkSpeed = {}; // above the leaves; 0: the same
    int unitServers = 0;   // of a scalable unit, which shares its leaves; 0: as a leaf can serve
    int domainServers = 0; // of a scale-up domain (18 in an NVL72), which stays within a unit
    // Servers of each scalable unit, in order. Empty: as the two numbers above say, the last one partly
    // filled. Fat trees have no units.
    std::vector<int> units = {};
};

[[nodiscard]] int leafRadix(const FabricRequest& request);  // in links
[[nodiscard]] int upperRadix(const FabricRequest& request); // in links
[[nodiscard]] bool hasPods(const FabricRequest& request);   // that were asked for

// Where a server port meets the fabric: a leaf of its copy, and the port there.
struct LeafPort
{
    int leaf = 0;
    int port = 0;
};

// Switches of one tier that share the switches above them. Its uplinks are dealt out in turn.
struct Group
{
    int lowers = 0; // switches of the tier below
    int uppers = 0; // switches that join them
    int up = 0;     // uplinks of each upper; 0 in the top tier

    friend bool operator==(const Group&, const Group&) = default;
};

struct FabricDesign
{
    FabricRequest request; // with units filled in
    int tiers = 0;
    int copies = 1; // equal fabrics side by side: planes, times rails if those are not joined
    int leafDown = 0;
    // Ports of leafDown that servers may have. Where a unit was asked for that does not fill a leaf, there are
    // only as many uplinks as its servers need.
    int leafServes = 0;
    int leafUp = 0;    // 0: there is no tier above
    int upperDown = 0; // down ports of a switch between leaf and top tier
    // Where rails are joined, leaves stand unit by unit. Not empty: in runs of so many units, and rail by rail
    // within a run.
    std::vector<int> railRuns;
    int leaves = 0;            // of one copy
    std::int64_t podPorts = 0; // server ports of one pod of a fat tree; pods start with a new leaf
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
    // Scale-up domains, the last one partly filled; 0: none asked for.
    [[nodiscard]] std::int64_t scaleUpDomains() const;

    // Of a fat tree: ports are counted through all servers of a plane.
    [[nodiscard]] LeafPort leafPortOf(std::int64_t serverPort) const;
    [[nodiscard]] std::int64_t firstServerPort(int leaf) const;
};

// Fails with Invalid, or with ImpossibleDesign and the limit that binds.
Result<FabricDesign> designFabric(const FabricRequest& request);

} // namespace rackwright::network
