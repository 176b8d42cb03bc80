// How long groups of accelerators take to exchange data.
#pragma once

#include "core/training/cluster.h"
#include "core/training/parameters.h"

namespace rackwright::training {

// Ranks that exchange data. `stride` is the distance between neighbours in the order of accelerators:
// tensor-parallel ranks have stride 1, data-parallel ones tensor x context.
struct Group
{
    double ranks = 1.0;
    double stride = 1.0;
};

// What a rank sends and receives through, given where its group lies.
struct Path
{
    double bytesPerSecond = 0.0;
    double stepLatency = 0.0; // seconds for a message between neighbours
    bool leavesDomain = false;
};

[[nodiscard]] Path pathOf(const Group& group, const Cluster& cluster, const Parameters& parameters);

// Seconds of a collective: in proportion to the bytes, and of each call.
struct CollectiveTime
{
    double transfer = 0.0;
    double call = 0.0;

    [[nodiscard]] double total() const { return transfer + call; }
};

// To gather, or to reduce and scatter, `bytes` (the whole, not a rank's part) over a group.
[[nodiscard]] CollectiveTime gatherTime(double bytes,
                                        const Group& group,
                                        const Cluster& cluster,
                                        const Parameters& parameters);

// Seconds for every rank to send each of its tokens, `bytes` in all, to `targets` ranks of the group, evenly.
// A domain that several targets of a token are in gets it once.
[[nodiscard]] double exchangeTime(double bytes,
                                  double targets,
                                  const Group& group,
                                  const Cluster& cluster,
                                  const Parameters& parameters);

// Seconds for every rank to send an equal part of its `bytes` to each other rank, in two calls: there and back
// of heads, say.
[[nodiscard]] double allToAllTime(double bytes,
                                  const Group& group,
                                  const Cluster& cluster,
                                  const Parameters& parameters);

} // namespace rackwright::training
