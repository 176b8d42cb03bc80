// Where a plan stands among other clusters when all train the same workload.
#pragma once

#include "core/base/range.h"
#include "core/model/snapshot.h"
#include "core/scenario/best_layout.h"

#include <optional>
#include <string>
#include <vector>

namespace rackwright::scenario {

enum class Standing
{
    ThisPlan,
    Peer,
};

struct RankedSystem
{
    std::string name;
    std::string owner;        // empty for the plan
    std::string accelerators; // as published: "100,000 H100"; of the plan only their name
    double count = 0.0;
    std::string date;
    Standing standing = Standing::Peer;
    Range<double> tokensPerDay; // without failures; nothing where `note` says why
    std::optional<training::Strategy> strategy;
    std::string note;
};

struct RankedPeer
{
    Peer peer;
    std::optional<Accelerator> accelerator; // none: of several kinds, or not in the catalogue

    friend bool operator==(const RankedPeer&, const RankedPeer&) = default;
};

struct RankingQuestion
{
    std::string plan; // what it is called
    LayoutQuestion layout;
    std::vector<RankedPeer> peers;

    friend bool operator==(const RankingQuestion&, const RankingQuestion&) = default;
};

[[nodiscard]] RankingQuestion rankingQuestion(const Snapshot& snapshot, LayoutQuestion ofPlan);

// The plan and its peers, the fastest first and those without an estimate last. Each trains with the fastest layout
// found for it, at the plan's batch. What a peer does not publish is taken from the plan: the network of each
// accelerator, its oversubscription and the size of an NVLink domain, but 72 for GB200 and GB300. Empty when the
// watch ends it.
[[nodiscard]] std::vector<RankedSystem> rankSystems(const RankingQuestion& question,
                                                    const training::SearchWatch& watch = {});

} // namespace rackwright::scenario
