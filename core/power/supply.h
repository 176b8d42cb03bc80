// Where the power comes from and how the feeds share it.
#pragma once

#include "core/base/figure.h"
#include "core/model/snapshot.h"
#include "core/power/load.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rackwright::power {

// `date` is ISO; empty means the end state: everything that is not retired.
[[nodiscard]] bool isInService(const PowerNode& node, std::string_view date);

struct Supply
{
    Figure grid;       // W
    Figure generators; // W
    Figure batteries;  // W; they bridge, they do not add
    Figure storage;    // Wh
};

[[nodiscard]] Supply supply(const Snapshot& snapshot, std::string_view date = {});

// The dates on which the supply changes, in order.
[[nodiscard]] std::vector<std::string> supplyDates(const Snapshot& snapshot);

// Grid and generators less what the facility draws; below zero the supply does not carry it.
[[nodiscard]] Figure headroom(const Supply& supply, const Figure& facility);

// What a power node carries of the racks. A rack with two feeds draws half from each and all from either
// one when the other side has failed (2N).
struct NodeLoad
{
    Power normal;
    Power worst; // with either side failed
};

// One for each row of snapshot.powerNodes, in its order; `racks` as from rackLoads(). Cooling is not in it.
[[nodiscard]] std::vector<NodeLoad> nodeLoads(const Snapshot& snapshot,
                                              const std::vector<Load>& racks);

// Share of the capacity of all its units; empty while the capacity is not known.
[[nodiscard]] std::optional<double> utilisation(const PowerNode& node, Power load);

} // namespace rackwright::power
