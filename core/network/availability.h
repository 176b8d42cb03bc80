// How much of its bandwidth a network has over the years, while switches and cables fail and are repaired.
#pragma once

#include "core/base/quantity.h"
#include "core/base/result.h"
#include "core/network/condition.h"

#include <cstdint>
#include <vector>

namespace rackwright::network {

// Means; both times are taken as exponential.
struct Repairs
{
    Duration betweenFailures;
    Duration toRepair;

    // The share of time that such a part works.
    [[nodiscard]] double availability() const
    {
        return betweenFailures / (betweenFailures + toRepair);
    }
};

struct FailureModel
{
    Repairs networkSwitch;
    Repairs cable; // with its transceivers
};

// The likely values that the plan assumes. Fails with NotFound, or with Invalid where one is not above zero.
Result<FailureModel> failureModelOf(const Snapshot& snapshot);

// The share of time with at least so much bandwidth.
struct AvailabilityLevel
{
    double share = 1.0;
    double ofMean = 0.0;  // servers on average
    double ofWorst = 0.0; // the worst connected server
};

struct Availability
{
    std::int64_t failures = 0;  // that came about
    double meanShare = 0.0;     // over time and servers, as simulated
    double expectedShare = 0.0; // the same, worked out from the availability of each part
    std::vector<AvailabilityLevel> levels;
};

// Exact in expectation: the parts of one way fail independently of each other, and ways add up.
[[nodiscard]] double expectedMeanShare(const FabricGraph& graph,
                                       const Condition& condition,
                                       const FailureModel& model);

// Deterministic for a seed. What does not work in the condition never does.
[[nodiscard]] Availability simulateAvailability(const FabricGraph& graph,
                                                const Condition& condition,
                                                const FailureModel& model,
                                                Duration time,
                                                std::uint64_t seed);

} // namespace rackwright::network
