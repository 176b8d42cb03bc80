// The cables of a plan gone over once: how full they make the trays, and which cannot be laid.
#pragma once

#include "core/cabling/router.h"
#include "core/model/snapshot.h"

#include <optional>
#include <vector>

namespace rackwright::cabling {

// A tray where it is fullest.
struct TrayFill
{
    TrayId tray;
    int cables = 0;
    int unknown = 0;    // of them are of unknown thickness, and not in the next
    double share = 0.0; // of its cross-section
    Length at;          // from the tray's `from` end
};

// Cables that cannot be laid, for one reason, between two racks.
struct Unlaid
{
    Obstacle obstacle = Obstacle::None;
    RackId a;
    RackId b;
    int count = 0;
};

struct Survey
{
    std::vector<TrayFill> trays; // one for each of the plan, in its order
    std::vector<Unlaid> unlaid;  // the most cables first
};

[[nodiscard]] Survey survey(const Snapshot& snapshot);

// The share of a tray's cross-section that the plan allows ("cabling.fill-limit"), if it has a limit.
[[nodiscard]] std::optional<double> fillLimit(const Snapshot& snapshot);

// The trays that are fuller than the plan allows ("cabling.fill-limit"), the fullest first. Empty when the plan
// has no limit.
[[nodiscard]] std::vector<TrayFill> overfull(const Snapshot& snapshot, const Survey& survey);

} // namespace rackwright::cabling
