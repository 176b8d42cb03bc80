// The GPUs that a training run takes, and how they are joined.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"

#include <string>

namespace rackwright::scenario {

struct Fleet
{
    Accelerator accelerator;
    long accelerators = 0;
    int scaleUpDomain = 8;      // accelerators in a server
    Bandwidth networkBandwidth; // per accelerator, one direction
    double oversubscription = 1.0;
    std::string note; // what is left out; may be empty

    friend bool operator==(const Fleet&, const Fleet&) = default;
};

// All accelerators of the most numerous kind. Fails with DoesNotFit where there are none, or no GPU network.
[[nodiscard]] Result<Fleet> fleetOf(const Snapshot& snapshot);

} // namespace rackwright::scenario
