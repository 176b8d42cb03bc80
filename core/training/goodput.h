// How much of the time a long run moves forward, when accelerators fail and checkpoints cost time.
#pragma once

#include "core/base/quantity.h"

namespace rackwright::training {

struct Failures
{
    Duration meanTimeBetween; // interruptions of the whole run
    Duration checkpointPause; // the step waits while a checkpoint is taken
    Duration restart;         // detect, replace, load, warm up
};

struct Goodput
{
    Duration checkpointInterval; // of work between two checkpoints
    double share = 1.0;          // of the time that makes progress
};

// Mean time between interruptions of `accelerators` that fail independently, `perHour` each.
[[nodiscard]] Duration meanTimeBetweenFailures(double accelerators, double perHour);

// Share of the time that makes progress with a checkpoint after each `interval` of work, for failures without
// memory: Daly 2006, "A higher order estimate of the optimum checkpoint interval", equation 20.
[[nodiscard]] double progressShare(const Failures& failures, Duration interval);

// The interval that makes the most progress, and its share.
[[nodiscard]] Goodput bestGoodput(const Failures& failures);

// Servers that stand by, and how long a failed one is away.
struct Spares
{
    double count = 0.0;
    Duration repair;
};

// Share of the time that a run has to wait because more of its servers are in repair than spares stand by. Failures
// are independent, so that the servers in repair follow Poisson's law with `perHour` x repair as their mean, however
// repair times are spread (Palm 1943).
[[nodiscard]] double shareWithoutSpares(const Spares& spares, double servers, double perHour);

} // namespace rackwright::training
