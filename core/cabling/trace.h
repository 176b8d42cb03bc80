// The cables between two devices of a network, one after the other.
#pragma once

#include "core/base/figure.h"
#include "core/base/result.h"
#include "core/model/snapshot.h"

#include <optional>
#include <string_view>
#include <vector>

namespace rackwright::cabling {

// The cables from one device to the next.
struct Hop
{
    DeviceId from;
    DeviceId to;
    int cables = 0;               // side by side
    std::optional<Length> length; // of the longest of them; none: that of one is not known
};

struct Trace
{
    std::vector<Hop> hops;
    Figure length; // m; a signal takes one cable of each hop, so those beside it do not add to it
};

// By as few switches as possible; servers pass nothing on. Fails with NotFound for a device that is not in the
// plan, with Unreachable when no cables lead there.
Result<Trace> trace(const Snapshot& snapshot, std::string_view from, std::string_view to);

} // namespace rackwright::cabling
