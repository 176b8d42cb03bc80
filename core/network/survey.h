// Takes away each switch and each cable in turn (N-1) and says what it costs.
#pragma once

#include "core/network/condition.h"

#include <vector>

namespace rackwright::network {

// Shares as in share.h.
struct Loss
{
    NodeIndex node = -1;     // the switch that fails, or -1:
    BundleIndex bundle = -1; // one cable of this bundle fails
    int serversAffected = 0;
    int serversCutOff = 0;   // from the largest part of their island
    double worstShare = 1.0; // of the server that has least left
    double meanLoss = 0.0;   // of all servers that work

    // Graver first: who cuts off more servers, then who leaves one with less, then who costs more.
    [[nodiscard]] bool isGraverThan(const Loss& other) const;
};

struct Survey
{
    std::vector<Loss> switches; // by node
    std::vector<Loss> cables;   // by bundle, where there still is a cable
};

// Failures that cost the same, of switches of one tier or of cables between the same tiers.
struct LossGroup
{
    Loss example;
    int failures = 0;
};

// The gravest first.
[[nodiscard]] std::vector<LossGroup> groupsOf(const FabricGraph& graph,
                                              const std::vector<Loss>& losses);

[[nodiscard]] Survey surveySingleFailures(const FabricGraph& graph, const Condition& condition);

} // namespace rackwright::network
