#include "core/network/pair_survey.h"

#include "core/network/pair_kinds.h"

namespace rackwright::network {

namespace {

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

int numberOf(Tier tier, FailingPart part)
{
    return 2 * static_cast<int>(tier) + (part == FailingPart::Cable ? 1 : 0);
}

} // namespace

int kindOf(const FabricGraph& graph, const Failing& failing)
{
    const bool isSwitch = failing.node >= 0;
    const NodeIndex node = isSwitch ? failing.node : graph.bundles()[index(failing.bundle)].lower;
    return numberOf(graph.nodes()[index(node)].tier,
                    isSwitch ? FailingPart::Switch : FailingPart::Cable);
}

PairKinds::PairKinds(const FabricGraph& graph, const Condition& condition)
{
    for (int tier = 0; tier <= graph.tiers(); ++tier) {
        for (const FailingPart part : {FailingPart::Switch, FailingPart::Cable}) {
            counts_.push_back({.part = part, .tier = static_cast<Tier>(tier)});
        }
    }
    for (NodeIndex node = graph.servers(); node < static_cast<NodeIndex>(graph.nodes().size());
         ++node) {
        counts_[index(kindOf(graph, {.node = node}))].count += condition.works[index(node)];
    }
    for (BundleIndex b = 0; b < static_cast<BundleIndex>(graph.bundles().size()); ++b) {
        counts_[index(kindOf(graph, {.bundle = b}))].count += condition.links[index(b)];
    }
    for (std::size_t a = 0; a < counts_.size(); ++a) {
        for (std::size_t b = 0; b < counts_.size(); ++b) {
            const std::int64_t all = counts_[a].count * counts_[b].count;
            const std::int64_t pairs = a == b ? (all - counts_[a].count) / 2 : all;
            at_.push_back(a <= b && pairs > 0 ? static_cast<std::int32_t>(pairs_.size()) : -1);
            if (at_.back() >= 0) {
                PairKind& kind = pairs_.emplace_back();
                kind.first = counts_[a];
                kind.second = counts_[b];
                kind.pairs = pairs;
            }
        }
    }
}

PairKind* PairKinds::find(int a, int b)
{
    const std::int32_t at = at_[index(a) * counts_.size() + index(b)];
    return at < 0 ? nullptr : &pairs_[index(at)];
}

std::vector<PairKind> surveyDoubleFailures(const FabricGraph& graph, const Condition& condition)
{
    PairKinds kinds{graph, condition};
    findWorstLosses(graph, condition, kinds);
    findWorstCuts(graph, condition, kinds);
    return kinds.take();
}

} // namespace rackwright::network
