#include "core/network/connectivity.h"
#include "core/network/cut.h"
#include "tests/core/network/brute_force.h"
#include "tests/support/printing.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace rackwright;
using namespace rackwright::network;
using namespace rackwright::test;

namespace {

constexpr unsigned networks = 300;

std::size_t index(NodeIndex node)
{
    return static_cast<std::size_t>(node);
}

// Servers that work and are not in the largest part, by searching from every node.
int cutOffByHand(const FabricGraph& graph, const Condition& condition)
{
    int all = 0;
    int largest = 0;
    for (NodeIndex node = 0; node < NodeIndex(graph.nodes().size()); ++node) {
        all += graph.isServer(node) && condition.works[index(node)] ? 1 : 0;
        const auto distance = distancesFrom(graph, condition, node, Through::Everything);
        int servers = 0;
        for (NodeIndex server = 0; server < graph.servers(); ++server) {
            servers += distance[index(server)] >= 0 ? 1 : 0;
        }
        largest = std::max(largest, servers);
    }
    return all - largest;
}

// Servers of the island of `node` that the largest rest of it does not hold once it is damaged.
int lossByHand(const FabricGraph& graph,
               const Condition& before,
               const Condition& damaged,
               NodeIndex node)
{
    const auto island = distancesFrom(graph, before, node, Through::Everything);
    int all = 0;
    int largest = 0;
    for (NodeIndex from = 0; from < NodeIndex(graph.nodes().size()); ++from) {
        if (island[index(from)] < 0) {
            continue;
        }
        all += graph.isServer(from) ? 1 : 0;
        const auto distance = distancesFrom(graph, damaged, from, Through::Everything);
        int servers = 0;
        for (NodeIndex server = 0; server < graph.servers(); ++server) {
            servers += distance[index(server)] >= 0 ? 1 : 0;
        }
        largest = std::max(largest, servers);
    }
    return all - largest;
}

} // namespace

class TestConnectivity : public QObject
{
    Q_OBJECT

private slots:
    void islandsMatchSearchFromEveryNode();
    void hopCountsMatchSearchFromEveryServer();
    void weakPointsMatchTakingEachAway();
    void cutMatchesEveryPartition();
    void hopsOfThreeTiers();
    void routesOfTextbookFatTree();
    void frontEndLeafIsAWeakPoint();
    void railOptimisedFabricHasNone();
};

void TestConnectivity::islandsMatchSearchFromEveryNode()
{
    for (unsigned seed = 0; seed < networks; ++seed) {
        const FabricGraph graph{randomNetwork(seed), FabricId{1}};
        const Condition condition = intact(graph);
        QCOMPARE(islandsOf(graph, condition).cutOff(), cutOffByHand(graph, condition));
    }
}

void TestConnectivity::hopCountsMatchSearchFromEveryServer()
{
    for (unsigned seed = 0; seed < networks; ++seed) {
        const FabricGraph graph{randomNetwork(seed), FabricId{1}};
        Condition condition = intact(graph);
        if (graph.nodes().size() > 3) {
            condition = withoutNode(graph, condition, NodeIndex(seed % graph.nodes().size()));
        }
        std::map<int, std::int64_t> expected;
        for (NodeIndex a = 0; a < graph.servers(); ++a) {
            const auto distance = distancesFrom(graph, condition, a, Through::Switches);
            for (NodeIndex b = a + 1; b < graph.servers(); ++b) {
                if (condition.works[index(a)] && condition.works[index(b)]) {
                    ++expected[distance[index(b)] < 0 ? -1 : distance[index(b)] - 1];
                }
            }
        }
        const HopCounts counts = hopCounts(graph, condition);
        QCOMPARE(counts.unreachable, expected[-1]);
        for (std::size_t switches = 0; switches < counts.pairs.size(); ++switches) {
            QCOMPARE(counts.pairs[switches], expected[int(switches)]);
        }
    }
}

void TestConnectivity::weakPointsMatchTakingEachAway()
{
    for (unsigned seed = 0; seed < networks; ++seed) {
        const FabricGraph graph{randomNetwork(seed), FabricId{1}};
        const Condition whole = intact(graph);
        std::map<NodeIndex, int> switches;
        std::map<BundleIndex, int> cables;
        for (const WeakPoint& point : weakPoints(graph, whole)) {
            (point.node >= 0 ? switches[point.node] : cables[point.bundle]) = point.serversCutOff;
        }
        for (NodeIndex node = graph.servers(); node < NodeIndex(graph.nodes().size()); ++node) {
            QCOMPARE(switches[node],
                     lossByHand(graph, whole, withoutNode(graph, whole, node), node));
        }
        for (std::size_t b = 0; b < graph.bundles().size(); ++b) {
            const auto bundle = BundleIndex(b);
            QCOMPARE(
                cables[bundle],
                lossByHand(graph, whole, withoutLink(whole, bundle), graph.bundles()[b].upper));
        }
    }
}

void TestConnectivity::cutMatchesEveryPartition()
{
    for (unsigned seed = 0; seed < networks; ++seed) {
        const FabricGraph graph{randomNetwork(seed), FabricId{1}};
        const Condition whole = intact(graph);
        std::vector<NodeIndex> from;
        std::vector<NodeIndex> to;
        for (NodeIndex server = 0; server < graph.servers(); ++server) {
            if ((seed + unsigned(server)) % 3 != 0) { // a third takes no part
                (server % 2 == 0 ? from : to).push_back(server);
            }
        }
        if (!from.empty() && !to.empty()) {
            QCOMPARE(cutBetween(graph, whole, from, to), leastCut(graph, whole, from, to));
        }
    }
}

void TestConnectivity::hopsOfThreeTiers()
{
    // k = 4: 16 hosts, two a leaf, four a pod. Pairs on one leaf 8 x 1, in one pod 4 x 4, else
    // 120 - 24; over 1, 3 and 5 switches.
    const FabricGraph graph{
        wiredPlan({.shape = FabricShape::FatTree, .servers = 16, .nicsPerServer = 1, .radix = 4}),
        FabricId{1}};
    const HopCounts counts = hopCounts(graph, intact(graph));
    QCOMPARE(counts.unreachable, 0);
    QCOMPARE(counts.pairs, (std::vector<std::int64_t>{0, 8, 0, 16, 0, 96}));
    QCOMPARE(counts.mean(), (8.0 + 3.0 * 16.0 + 5.0 * 96.0) / 120.0);
}

void TestConnectivity::routesOfTextbookFatTree()
{
    const FabricGraph graph{
        wiredPlan({.shape = FabricShape::FatTree, .servers = 16, .nicsPerServer = 1, .radix = 4}),
        FabricId{1}};
    // Between pods of a k-ary fat tree: k^2 / 4 shortest paths; a host has one NIC, so one at a time.
    const Routes far = routesBetween(graph, intact(graph), 0, 15);
    QCOMPARE(far.switches, 5);
    QCOMPARE(far.shortest, 4.0);
    QCOMPARE(far.disjoint, 1);
    const Routes near = routesBetween(graph, intact(graph), 0, 2);
    QCOMPARE(near.switches, 3);
    QCOMPARE(near.shortest, 2.0);
}

void TestConnectivity::frontEndLeafIsAWeakPoint()
{
    // 100 servers with one NIC: 2 leaves of 56 down at 7:1, and a spine that nothing replaces.
    const FabricGraph graph{wiredPlan({.shape = FabricShape::FatTree,
                                       .servers = 100,
                                       .nicsPerServer = 1,
                                       .radix = 64,
                                       .oversubscription = 7.0}),
                            FabricId{1}};
    const auto points = weakPoints(graph, intact(graph));
    // Without the first leaf 44 stay together, without the spine or the second leaf 56. And each server has
    // one cable; a leaf has eight to its spine.
    QCOMPARE(points.size(), 3U + 100U);
    QCOMPARE(points[0].serversCutOff, 56);
    QCOMPARE(points[1].serversCutOff, 44);
    QCOMPARE(points[2].serversCutOff, 44);
    QCOMPARE(points[3].serversCutOff, 1);
}

void TestConnectivity::railOptimisedFabricHasNone()
{
    const FabricGraph graph{wiredPlan({.servers = 127, .radix = 64}), FabricId{1}};
    QVERIFY(weakPoints(graph, intact(graph)).empty());
}

QTEST_APPLESS_MAIN(TestConnectivity)
#include "tst_connectivity.moc"
