#include "core/network/connectivity.h"
#include "core/network/pair_survey.h"
#include "core/network/share.h"
#include "tests/core/network/brute_force.h"
#include "tests/support/printing.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace rackwright;
using namespace rackwright::network;
using namespace rackwright::test;

namespace {

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

Condition without(const FabricGraph& graph, const Condition& before, const Failing& failing)
{
    return failing.node >= 0 ? withoutNode(graph, before, failing.node)
                             : withoutLink(before, failing.bundle);
}

bool isOf(const FailingKind& kind, const Failing& failing, const FabricGraph& graph)
{
    const NodeIndex node =
        failing.node >= 0 ? failing.node : graph.bundles()[std::size_t(failing.bundle)].lower;
    return (failing.node >= 0) == (kind.part == FailingPart::Switch) &&
           graph.nodes()[std::size_t(node)].tier == kind.tier;
}

// Every switch and every cable, each cable of a bundle on its own.
std::vector<Failing> partsOf(const FabricGraph& graph, const Condition& before)
{
    std::vector<Failing> parts;
    for (NodeIndex node = graph.servers(); node < NodeIndex(graph.nodes().size()); ++node) {
        if (before.works[std::size_t(node)]) {
            parts.push_back({.node = node});
        }
    }
    for (BundleIndex b = 0; b < BundleIndex(graph.bundles().size()); ++b) {
        parts.insert(parts.end(), std::size_t(before.links[std::size_t(b)]), {.bundle = b});
    }
    return parts;
}

struct Cost
{
    double leastShare = 1.0;
    double meanLoss = 0.0;
    int cutOff = 0;
};

Cost costOf(const FabricGraph& graph, const Condition& before, const Condition& after)
{
    const Shares had = sharesOf(graph, before);
    const Shares has = sharesOf(graph, after);
    Cost cost{.cutOff = islandsOf(graph, after).cutOff()};
    int servers = 0;
    for (NodeIndex server = 0; server < graph.servers(); ++server) {
        if (before.works[std::size_t(server)]) {
            ++servers;
            cost.leastShare = std::min(cost.leastShare, has.of(server));
            cost.meanLoss += had.of(server) - has.of(server);
        }
    }
    cost.meanLoss /= std::max(1, servers);
    return cost;
}

Cost costOf(const FabricGraph& graph, const Condition& before, const FailingPair& pair)
{
    Condition after = before;
    for (const Failing& each : {pair.first, pair.second}) {
        after = each == Failing{} ? after : without(graph, after, each);
    }
    return costOf(graph, before, after);
}

// Takes away every two parts in turn.
void checkAgainstAllPairs(const FabricGraph& graph, const Condition& before)
{
    const std::vector<Failing> parts = partsOf(graph, before);
    for (const PairKind& kind : surveyDoubleFailures(graph, before)) {
        Cost worst{.leastShare = 2.0, .meanLoss = -1.0, .cutOff = -1};
        std::int64_t pairs = 0;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            for (std::size_t j = 0; j < parts.size(); ++j) {
                const bool isSameKind = isOf(kind.first, parts[j], graph);
                if (!isOf(kind.first, parts[i], graph) || !isOf(kind.second, parts[j], graph) ||
                    i == j || (isSameKind && j < i)) {
                    continue;
                }
                const Condition first = without(graph, before, parts[i]);
                const Cost cost = costOf(graph, before, without(graph, first, parts[j]));
                worst.leastShare = std::min(worst.leastShare, cost.leastShare);
                worst.meanLoss = std::max(worst.meanLoss, cost.meanLoss);
                worst.cutOff = std::max(worst.cutOff, cost.cutOff);
                ++pairs;
            }
        }
        QCOMPARE(kind.pairs, pairs);
        QVERIFY(near(kind.leastShare, worst.leastShare));
        QVERIFY(near(kind.greatestLoss, worst.meanLoss));
        QCOMPARE(kind.mostCutOff, worst.cutOff);
        // The pairs that it names cost what it says.
        QVERIFY(near(costOf(graph, before, kind.atLeastShare).leastShare, kind.leastShare));
        QVERIFY(near(costOf(graph, before, kind.atGreatestLoss).meanLoss, kind.greatestLoss));
        QCOMPARE(costOf(graph, before, kind.atMostCutOff).cutOff, kind.mostCutOff);
    }
}

const PairKind& find(const std::vector<PairKind>& kinds,
                     FailingPart firstPart,
                     Tier firstTier,
                     FailingPart secondPart,
                     Tier secondTier)
{
    return *std::ranges::find_if(kinds, [&](const PairKind& kind) {
        return kind.first.part == firstPart && kind.first.tier == firstTier &&
               kind.second.part == secondPart && kind.second.tier == secondTier;
    });
}

} // namespace

class TestPairSurvey : public QObject
{
    Q_OBJECT

private slots:
    void matchesTakingEveryTwoAway();
    void matchesOnDamagedFabrics();
    void matchesOnAWiredFabric();
    void fourUnitsByHand();
    void twoCablesOfOneBundleCutAServerOff();
    void neighboursOfOneTierMayBeJoined();
};

void TestPairSurvey::matchesTakingEveryTwoAway()
{
    for (unsigned seed = 0; seed < 150; ++seed) {
        const FabricGraph graph{randomNetwork(seed), FabricId{1}};
        checkAgainstAllPairs(graph, intact(graph));
    }
}

void TestPairSurvey::matchesOnDamagedFabrics()
{
    for (unsigned seed = 200; seed < 280; ++seed) {
        const FabricGraph graph{randomNetwork(seed), FabricId{1}};
        checkAgainstAllPairs(
            graph, withoutNode(graph, intact(graph), NodeIndex(seed % graph.nodes().size())));
    }
}

void TestPairSurvey::matchesOnAWiredFabric()
{
    // Has a core that no two failures part: three tiers, rails; and a thin one of two uplinks a leaf.
    for (const FabricRequest& request :
         {FabricRequest{.servers = 10, .nicsPerServer = 3, .radix = 8},
          FabricRequest{.servers = 8, .nicsPerServer = 2, .radix = 4}}) {
        const FabricGraph graph{wiredPlan(request), FabricId{1}};
        checkAgainstAllPairs(graph, intact(graph));
    }
}

void TestPairSurvey::fourUnitsByHand()
{
    // The 4-SU DGX SuperPOD H100 design: 127 servers, 32 leaves of 32 uplinks, 16 spines.
    const FabricGraph graph{wiredPlan({.servers = 127, .radix = 64}), FabricId{1}};
    const auto kinds = surveyDoubleFailures(graph, intact(graph));
    const auto leaves =
        find(kinds, FailingPart::Switch, Tier::Leaf, FailingPart::Switch, Tier::Leaf);
    QCOMPARE(leaves.pairs, 32 * 31 / 2);
    QVERIFY(near(leaves.leastShare, 6.0 / 8.0));                  // two rails of one unit
    QVERIFY(near(leaves.greatestLoss, 2.0 * 32.0 / 127.0 / 8.0)); // any two of full units
    QCOMPARE(leaves.mostCutOff, 0);
    const auto spines =
        find(kinds, FailingPart::Switch, Tier::Spine, FailingPart::Switch, Tier::Spine);
    QVERIFY(near(spines.leastShare, 14.0 / 16.0));
    QVERIFY(near(spines.greatestLoss, 2.0 / 16.0));
    // A leaf and a spine: 7 of 8 rails, each at 15 of 16 spines.
    const auto mixed =
        find(kinds, FailingPart::Switch, Tier::Leaf, FailingPart::Switch, Tier::Spine);
    QCOMPARE(mixed.pairs, 32 * 16);
    QVERIFY(near(mixed.leastShare, 7.0 / 8.0 * 15.0 / 16.0));
    // All lose 1 of 16, and 32 servers 1 of 8 of what is left.
    QVERIFY(near(mixed.greatestLoss, 1.0 / 16.0 + 32.0 / 127.0 / 8.0 * 15.0 / 16.0));
    // The two NIC cables of one server.
    const auto cables = find(kinds, FailingPart::Cable, Tier::None, FailingPart::Cable, Tier::None);
    QCOMPARE(cables.pairs, 1016 * 1015 / 2);
    QVERIFY(near(cables.leastShare, 6.0 / 8.0));
    QVERIFY(near(cables.greatestLoss, 2.0 / 8.0 / 127.0));
}

void TestPairSurvey::twoCablesOfOneBundleCutAServerOff()
{
    // Three servers on one leaf, the first by two cables, the others by three.
    const std::array tiers{Tier::None, Tier::None, Tier::None, Tier::Leaf};
    const std::array links{TestLink{0, 3},
                           TestLink{0, 3},
                           TestLink{1, 3},
                           TestLink{1, 3},
                           TestLink{1, 3},
                           TestLink{2, 3},
                           TestLink{2, 3},
                           TestLink{2, 3}};
    const FabricGraph graph{wiredPlan(tiers, links), FabricId{1}};
    const auto kinds = surveyDoubleFailures(graph, intact(graph));
    QCOMPARE(kinds.size(), 2U); // cable and cable, cable and leaf; there is one leaf only
    const auto cables = find(kinds, FailingPart::Cable, Tier::None, FailingPart::Cable, Tier::None);
    QCOMPARE(cables.pairs, 28);
    QCOMPARE(cables.mostCutOff, 1);
    QVERIFY(near(cables.leastShare, 0.0));
    QVERIFY(near(cables.greatestLoss, 1.0 / 3.0));
    const auto leaf = find(kinds, FailingPart::Cable, Tier::None, FailingPart::Switch, Tier::Leaf);
    QCOMPARE(leaf.mostCutOff, 2); // one of three counts as what is left
}

void TestPairSurvey::neighboursOfOneTierMayBeJoined()
{
    // Two leaves joined to each other and to one spine each, by one and by two cables.
    const std::array tiers{
        Tier::None, Tier::None, Tier::None, Tier::Leaf, Tier::Leaf, Tier::Spine, Tier::Spine};
    const std::array links{TestLink{0, 3},
                           TestLink{1, 3},
                           TestLink{1, 4},
                           TestLink{2, 4},
                           TestLink{2, 4},
                           TestLink{3, 4},
                           TestLink{3, 5},
                           TestLink{4, 6},
                           TestLink{4, 6},
                           TestLink{4, 5}};
    const FabricGraph graph{wiredPlan(tiers, links), FabricId{1}};
    checkAgainstAllPairs(graph, intact(graph));
}

QTEST_APPLESS_MAIN(TestPairSurvey)
#include "tst_pair_survey.moc"
