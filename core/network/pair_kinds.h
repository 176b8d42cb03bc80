// The kinds of pairs that a survey of double failures fills in.
#pragma once

#include "core/network/pair_survey.h"

#include <utility>
#include <vector>

namespace rackwright::network {

// Kinds are numbered from the servers upwards: the cables of a tier follow its switches.
[[nodiscard]] int kindOf(const FabricGraph& graph, const Failing& failing);

class PairKinds
{
public:
    PairKinds(const FabricGraph& graph, const Condition& condition);

    [[nodiscard]] int kinds() const { return static_cast<int>(counts_.size()); }
    // Null: there are no such pairs. REQUIRES: a <= b.
    [[nodiscard]] PairKind* find(int a, int b);
    [[nodiscard]] std::vector<PairKind> take() { return std::move(pairs_); }

private:
    std::vector<FailingKind> counts_;
    std::vector<std::int32_t> at_; // in pairs_, by kind a * kinds + b; -1: none
    std::vector<PairKind> pairs_;
};

// Fills in leastShare and greatestLoss.
void findWorstLosses(const FabricGraph& graph, const Condition& condition, PairKinds& kinds);

// Fills in mostCutOff.
void findWorstCuts(const FabricGraph& graph, const Condition& condition, PairKinds& kinds);

} // namespace rackwright::network
