// Breaks and loads a network: works out what is drawn over it and says it in a sentence.
#pragma once

#include "core/network/impact.h"
#include "ui/fabric/fabric_names.h"

#include <QString>

namespace rackwright::ui {

enum class Traffic
{
    None,
    AllToAll,
    Ring, // all-reduce through all servers, in the order of the plan
};

// Takes a part of a second at 100,000 GPUs: a background job.
[[nodiscard]] FabricFindings findingsOf(const FabricModel& model,
                                        const network::Failures& failures,
                                        Traffic traffic);

// "GPU-S-P01-01 is down: 98.4 % of the bisection is left, ..." Empty when nothing failed.
[[nodiscard]] QString failureText(const FabricModel& model,
                                  const network::Failures& failures,
                                  const FabricFindings& findings);

// "All-to-all: the busiest link ..." Empty without traffic.
[[nodiscard]] QString loadText(const FabricFindings& findings, Traffic traffic);

} // namespace rackwright::ui
