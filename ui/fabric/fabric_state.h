// What works of a drawn network and how it is loaded, added up for the boxes and links of a layout.
#pragma once

#include "core/network/condition.h"
#include "core/network/impact.h"
#include "core/network/load.h"
#include "core/network/share.h"
#include "ui/fabric/fabric_layout.h"

#include <optional>
#include <vector>

namespace rackwright::ui {

// Of a network, worked out in the background.
struct FabricFindings
{
    std::optional<network::Condition> condition; // none: all works
    network::Shares shares;                      // with a condition
    std::optional<network::Impact> impact;
    std::optional<network::LinkLoads> loads;
    double busiest = 0.0;    // of the links between switches, with loads
    double throughput = 1.0; // the rate at which all servers can send at once
};

struct BoxState
{
    int down = 0;
    int hampered = 0;   // work, with less than all of their bandwidth
    double worst = 1.0; // share of it, of those that work
};

struct LinkState
{
    int lost = 0;       // cables
    double load = -1.0; // of the busiest cable, 1: full; negative: not known
};

struct FabricStates
{
    std::vector<BoxState> boxes;
    std::vector<LinkState> links;
};

[[nodiscard]] FabricStates statesOf(const FabricLayout& layout,
                                    const network::FabricGraph& graph,
                                    const FabricFindings& findings);

} // namespace rackwright::ui
