// What failures in the network leave of training: fewer servers, and a step as slow as the worst connected one.
#pragma once

#include "core/base/quantity.h"
#include "core/model/snapshot.h"
#include "core/network/condition.h"

#include <string>
#include <vector>

namespace rackwright::scenario {

// A part of a step before and after.
struct PartChange
{
    std::string key; // as in JSON: data_traffic_s
    std::string label;
    Duration before;
    Duration after;
};

struct RunAfterFailure
{
    std::string workload; // slug
    std::string name;
    long acceleratorsBefore = 0; // that the layout takes
    long acceleratorsAfter = 0;
    Duration stepBefore;
    Duration stepAfter;
    double tokensPerSecondBefore = 0.0;
    double tokensPerSecondAfter = 0.0;
    std::vector<PartChange> grown; // the one that grew most first
    std::string note;              // why there are no figures after (or none at all); else empty
};

struct TrainingAfterFailure
{
    int serversLeftOut = 0; // down, cut off, or without any bandwidth
    double pace =
        1.0; // bandwidth of the slowest other server: rings are as fast as that. 0: there is none
    std::vector<RunAfterFailure> runs; // workloads given by a model, in the order of the plan
};

[[nodiscard]] TrainingAfterFailure trainingAfter(const Snapshot& snapshot,
                                                 const network::FabricGraph& graph,
                                                 const network::Condition& condition);

} // namespace rackwright::scenario
