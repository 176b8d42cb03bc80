// Takes away every two switches and cables at once (N-2) and says what the worst two cost.
#pragma once

#include "core/network/condition.h"

#include <cstdint>
#include <vector>

namespace rackwright::network {

// A switch, or one cable of a bundle; neither: it does not matter which.
struct Failing
{
    NodeIndex node = -1;
    BundleIndex bundle = -1;

    friend bool operator==(const Failing&, const Failing&) = default;
};

enum class FailingPart
{
    Switch,
    Cable, // upwards from a device of the tier
};

struct FailingKind
{
    FailingPart part = FailingPart::Switch;
    Tier tier = Tier::None;
    std::int64_t count = 0;
};

struct FailingPair
{
    Failing first;
    Failing second;
};

// All pairs of two kinds, and the worst of them by each measure. Shares as in share.h.
struct PairKind
{
    FailingKind first;
    FailingKind second;
    std::int64_t pairs = 0;

    double leastShare = 1.0; // left to the server that has least
    FailingPair atLeastShare;
    double greatestLoss = 0.0; // of share, mean over the servers that work
    FailingPair atGreatestLoss;
    int mostCutOff = 0; // servers outside the largest part of the network
    FailingPair atMostCutOff;
};

// Exact. In the order of tiers; kinds without two parts that work are left out.
[[nodiscard]] std::vector<PairKind> surveyDoubleFailures(const FabricGraph& graph,
                                                         const Condition& condition);

} // namespace rackwright::network
