// The links that traffic fills most, and why they fill.
#pragma once

#include "core/network/load.h"

#include <cstddef>
#include <vector>

namespace rackwright::network {

enum class Direction
{
    Up,
    Down,
};

struct HotLink
{
    BundleIndex bundle = -1;
    Direction direction = Direction::Up;
    double load = 0.0; // of each of its cables, 1: full
};

// Between switches, the fullest first.
[[nodiscard]] std::vector<HotLink> hottestLinks(const FabricGraph& graph,
                                                const Condition& condition,
                                                const LinkLoads& loads,
                                                std::size_t count);

enum class LimitCause
{
    None,             // no link is asked for more than it carries
    Oversubscription, // all links of the tier together are
    UnevenPods,       // a pod's links do not divide over the switches of the top tier
    Failures,
    Pattern, // some links carry much while others carry little
};

// A pod: switches below the top tier that reach each other without it.
struct Limit
{
    LimitCause cause = LimitCause::None;
    HotLink link;
    // Of the pod that the link belongs to, for UnevenPods:
    int podLinks = 0; // to the top tier
    int tops = 0;     // switches that they go to
    int fewest = 0;   // links to one of them
    int most = 0;
    int pods = 0;
    int topPorts = 0; // of a top switch, that are cabled
    // As many top switches would divide the links of every pod, those of the largest by so many to each; 0: none.
    int evenTops = 0;
    int evenLinks = 0;
};

[[nodiscard]] Limit limitOf(const FabricGraph& graph,
                            const Condition& condition,
                            const LinkLoads& loads);

} // namespace rackwright::network
