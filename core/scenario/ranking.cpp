#include "core/scenario/ranking.h"

#include "core/base/units.h"

#include <algorithm>
#include <utility>

namespace rackwright::scenario {

namespace {

// The accelerators that NVLink joins into one domain are a matter of the rack for these.
int domainOf(const Accelerator& accelerator, int otherwise)
{
    const bool wholeRack =
        accelerator.slug.starts_with("gb200") || accelerator.slug.starts_with("gb300");
    return wholeRack ? 72 : otherwise;
}

Range<double> perDay(double tokensPerSecond, const Range<double>& stepTimeError)
{
    const double likely = tokensPerSecond * (units::day / units::second);
    return {likely / stepTimeError.high, likely / stepTimeError.likely, likely / stepTimeError.low};
}

void estimate(RankedSystem& system, const LayoutQuestion& question)
{
    const auto found = bestLayout(question);
    if (!found) {
        system.note = found.error().detail;
        return;
    }
    system.strategy = found->strategy;
    system.tokensPerDay = perDay(found->tokensPerSecond, question.assumptions.stepTimeError);
}

// What it does not publish of its network is as in the plan.
Fleet fleetOf(const Peer& peer, const Accelerator& accelerator, Fleet ofPlan)
{
    ofPlan.accelerator = accelerator;
    ofPlan.accelerators = static_cast<long>(peer.count);
    ofPlan.scaleUpDomain = domainOf(accelerator, ofPlan.scaleUpDomain);
    return ofPlan;
}

} // namespace

RankingQuestion rankingQuestion(const Snapshot& snapshot, LayoutQuestion ofPlan)
{
    RankingQuestion question{.plan = snapshot.sites.isEmpty() ? "" : snapshot.sites[0].name,
                             .layout = std::move(ofPlan)};
    for (const Peer& peer : snapshot.peers) {
        const Accelerator* accelerator = snapshot.accelerators.find(peer.accelerator);
        question.peers.push_back(
            {peer, accelerator == nullptr ? std::nullopt : std::optional{*accelerator}});
    }
    return question;
}

std::vector<RankedSystem> rankSystems(const RankingQuestion& question,
                                      const training::SearchWatch& watch)
{
    std::vector<RankedSystem> systems;
    systems.push_back({.name = question.plan,
                       .accelerators = question.layout.fleet.accelerator.name,
                       .count = static_cast<double>(question.layout.fleet.accelerators),
                       .standing = Standing::ThisPlan});
    estimate(systems.back(), question.layout);
    for (const RankedPeer& each : question.peers) {
        const double done =
            static_cast<double>(systems.size()) / static_cast<double>(question.peers.size() + 1);
        if (watch && watch(done) == training::GoOn::No) {
            return {};
        }
        systems.push_back({.name = each.peer.name,
                           .owner = each.peer.owner,
                           .accelerators = each.peer.accelerators,
                           .count = each.peer.count,
                           .date = each.peer.date});
        if (each.accelerator) {
            LayoutQuestion layout = question.layout;
            layout.fleet = fleetOf(each.peer, *each.accelerator, layout.fleet);
            estimate(systems.back(), layout);
        } else {
            systems.back().note = "its accelerators are of several kinds or not in the catalogue";
        }
    }
    std::ranges::stable_sort(systems, [](const RankedSystem& a, const RankedSystem& b) {
        return a.tokensPerDay.likely > b.tokensPerDay.likely;
    });
    return systems;
}

} // namespace rackwright::scenario
