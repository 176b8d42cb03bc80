#include "core/network/connectivity.h"
#include "core/network/impact.h"
#include "core/network/share.h"
#include "core/network/survey.h"
#include "tests/core/network/brute_force.h"
#include "tests/support/printing.h"

#include <QTest>

#include <algorithm>

using namespace rackwright;
using namespace rackwright::network;
using namespace rackwright::test;

namespace {

// The 4-SU DGX SuperPOD H100 design: 127 servers, 32 leaves, 16 spines.
FabricGraph fourUnits()
{
    return FabricGraph{wiredPlan({.servers = 127, .radix = 64}), FabricId{1}};
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

// The share of all ways up that still exist, by walking each one.
double walk(const FabricGraph& graph, const Condition& condition, NodeIndex node)
{
    if (!condition.works[std::size_t(node)]) {
        return 0.0;
    }
    double left = 0.0;
    double all = 0.0;
    for (std::size_t b = 0; b < graph.bundles().size(); ++b) {
        const Bundle& bundle = graph.bundles()[b];
        if (bundle.lower == node) {
            all += bundle.links;
            left += condition.links[b] * walk(graph, condition, bundle.upper);
        }
    }
    return all > 0.0 ? left / all : graph.isServer(node) ? 0.0 : 1.0;
}

// What a survey must say about going from one condition to another.
void checkLoss(const FabricGraph& graph,
               const Condition& before,
               const Condition& damaged,
               const Loss& loss)
{
    int affected = 0;
    int servers = 0;
    double worst = 1.0;
    double lost = 0.0;
    for (NodeIndex server = 0; server < graph.servers(); ++server) {
        if (!before.works[std::size_t(server)]) {
            continue;
        }
        const double share = walk(graph, before, server);
        const double left = walk(graph, damaged, server);
        ++servers;
        affected += share - left > 1e-12 ? 1 : 0;
        worst = std::min(worst, left);
        lost += share - left;
    }
    QCOMPARE(loss.serversAffected, affected);
    QVERIFY(near(loss.worstShare, worst));
    QVERIFY(near(loss.meanLoss, servers > 0 ? lost / servers : 0.0));
}

} // namespace

class TestImpact : public QObject
{
    Q_OBJECT

private slots:
    void nothingFailed();
    void oneSpineOfSixteen();
    void oneLeafOfFourUnits();
    void oneServer();
    void bothRailsOfAPair();
    void surveyMatchesTakingEachAway();
    void surveyNamesTheGravest();
    void surveyGroupsWhatIsAlike();
    void surveyStartsFromWhatIsLeft();
};

void TestImpact::nothingFailed()
{
    const FabricGraph graph = fourUnits();
    const Impact impact = impactOf(graph, intact(graph));
    QCOMPARE(impact.shares.size(), 1U);
    QCOMPARE(impact.worstShare(), 1.0);
    QCOMPARE(impact.linksDown, 0);
    // 16 leaves with 32 uplinks on each side.
    QCOMPARE(impact.bisectionAfter, 512);
    QCOMPARE(impact.bisectionShare(), 1.0);
}

void TestImpact::oneSpineOfSixteen()
{
    const FabricGraph graph = fourUnits();
    const Impact impact = impactOf(graph, withoutNode(graph, intact(graph), graph.firstOf(2)));
    QCOMPARE(impact.switchesDown, 1);
    QCOMPARE(impact.linksDown, 64);
    QVERIFY(near(impact.bisectionShare(), 15.0 / 16.0));
    QCOMPARE(impact.shares.size(), 1U); // every server loses the same
    QCOMPARE(impact.shares[0].servers, 127);
    QVERIFY(near(impact.worstShare(), 15.0 / 16.0));
    QCOMPARE(impact.serversCutOff, 0);
}

void TestImpact::oneLeafOfFourUnits()
{
    const FabricGraph graph = fourUnits();
    const Impact impact = impactOf(graph, withoutNode(graph, intact(graph), graph.firstOf(1)));
    QCOMPARE(impact.shares.size(), 2U);
    QCOMPARE(impact.shares[0].servers, 32);
    QVERIFY(near(impact.shares[0].share, 7.0 / 8.0));
    QCOMPARE(impact.shares[1].servers, 95);
    QVERIFY(near(impact.shares[1].share, 1.0));
    // Rail 0 keeps 95 of its 127 servers.
    QCOMPARE(impact.rails.size(), 8U);
    QVERIFY(near(impact.rails[0], 95.0 / 127.0));
    QVERIFY(near(impact.rails[1], 1.0));
    // One side has 15 leaves left.
    QVERIFY(near(impact.bisectionShare(), 15.0 / 16.0));
}

void TestImpact::oneServer()
{
    const FabricGraph graph = fourUnits();
    const Impact impact = impactOf(graph, withoutNode(graph, intact(graph), 5));
    QCOMPARE(impact.serversDown, 1);
    QCOMPARE(impact.linksDown, 8);
    QCOMPARE(impact.shares[0].servers, 126);
    QCOMPARE(impact.worstShare(), 1.0);
    QCOMPARE(impact.bisectionShare(), 1.0);
}

void TestImpact::bothRailsOfAPair()
{
    // Two servers with two rails; one leaf a rail and one spine: without a leaf half is left, without both none.
    const FabricGraph graph{wiredPlan({.servers = 2, .nicsPerServer = 2, .radix = 4}), FabricId{1}};
    Condition condition = withoutNode(graph, intact(graph), graph.firstOf(1));
    QCOMPARE(impactOf(graph, condition).worstShare(), 0.5);
    condition = withoutNode(graph, condition, graph.firstOf(1) + 1);
    const Impact impact = impactOf(graph, condition);
    QCOMPARE(impact.worstShare(), 0.0);
    QCOMPARE(impact.serversCutOff, 1); // the other one is all that is left
}

void TestImpact::surveyMatchesTakingEachAway()
{
    for (unsigned seed = 0; seed < 200; ++seed) {
        const FabricGraph graph{randomNetwork(seed), FabricId{1}};
        const Condition before =
            withoutNode(graph, intact(graph), NodeIndex(seed % graph.nodes().size()));
        const Survey survey = surveySingleFailures(graph, before);
        for (const Loss& loss : survey.switches) {
            checkLoss(graph, before, withoutNode(graph, before, loss.node), loss);
        }
        for (const Loss& loss : survey.cables) {
            checkLoss(graph, before, withoutLink(before, loss.bundle), loss);
        }
    }
}

void TestImpact::surveyNamesTheGravest()
{
    const FabricGraph graph = fourUnits();
    const Survey survey = surveySingleFailures(graph, intact(graph));
    QCOMPARE(survey.switches.size(), 48U);
    QCOMPARE(survey.cables.size(), graph.bundles().size());
    const auto gravest = std::ranges::min_element(
        survey.switches, [](const Loss& a, const Loss& b) { return a.isGraverThan(b); });
    QVERIFY(gravest->node < graph.firstOf(2)); // a leaf: 32 servers at 7/8
    QCOMPARE(gravest->serversAffected, 32);
    QVERIFY(near(gravest->worstShare, 7.0 / 8.0));
    QVERIFY(near(survey.switches.back().worstShare, 15.0 / 16.0)); // a spine
    QVERIFY(
        near(survey.cables.back().worstShare, 1.0 - 1.0 / (8.0 * 32.0))); // one uplink of one leaf
}

void TestImpact::surveyGroupsWhatIsAlike()
{
    // 24 leaves of full units, 8 leaves of the unit of 31, 16 spines.
    const FabricGraph graph = fourUnits();
    const auto groups = groupsOf(graph, surveySingleFailures(graph, intact(graph)).switches);
    QCOMPARE(groups.size(), 3U);
    QCOMPARE(groups[0].failures, 24);
    QCOMPARE(groups[1].failures, 8);
    QCOMPARE(groups[1].example.serversAffected, 31);
    QCOMPARE(groups[2].failures, 16);
    QCOMPARE(groups[2].example.serversAffected, 127);
}

void TestImpact::surveyStartsFromWhatIsLeft()
{
    // With one leaf gone, losing another of the same unit leaves its servers 6/8.
    const FabricGraph graph = fourUnits();
    const Condition before = withoutNode(graph, intact(graph), graph.firstOf(1));
    const Survey survey = surveySingleFailures(graph, before);
    QCOMPARE(survey.switches.size(), 47U);
    QVERIFY(near(survey.switches.front().worstShare, 6.0 / 8.0));
}

QTEST_APPLESS_MAIN(TestImpact)
#include "tst_impact.moc"
