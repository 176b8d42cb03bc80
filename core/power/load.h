// What each rack draws: the planning draw of its devices and of the optics plugged into them.
#pragma once

#include "core/base/quantity.h"
#include "core/model/snapshot.h"

#include <string_view>
#include <vector>

namespace rackwright::power {

struct Load
{
    Power draw;           // of what is known
    int unknownParts = 0; // devices and transceivers whose draw is not known

    Load& operator+=(const Load& other)
    {
        draw += other.draw;
        unknownParts += other.unknownParts;
        return *this;
    }

    friend bool operator==(const Load&, const Load&) = default;
};

// One for each row of snapshot.racks, in its order, with the likely values of the assumptions.
[[nodiscard]] std::vector<Load> rackLoads(const Snapshot& snapshot);

// The same loads summed: one for each row of snapshot.halls or snapshot.rows.
[[nodiscard]] std::vector<Load> hallLoads(const Snapshot& snapshot, const std::vector<Load>& racks);
[[nodiscard]] std::vector<Load> rowLoads(const Snapshot& snapshot, const std::vector<Load>& racks);

// The assumption that says how much of its planning power a device draws: "draw.server". Empty for what
// only passes power on.
[[nodiscard]] std::string_view drawKey(DeviceKind kind);

// The assumption with the power of a transceiver, or of an active plug, for 400 Gb/s: "optics.multimode". Empty
// for passive copper.
[[nodiscard]] std::string_view opticsKey(Medium medium);

// How many 400 Gb/s transceivers one end of a link of the fabric amounts to.
[[nodiscard]] double transceiversPerEnd(const Fabric& fabric);

} // namespace rackwright::power
