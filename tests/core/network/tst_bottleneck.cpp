#include "core/network/bottleneck.h"
#include "tests/support/printing.h"
#include "tests/support/wired_plan.h"

#include <QTest>

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

using namespace rackwright;
using namespace rackwright::network;
using namespace rackwright::test;

namespace {

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

LinkLoads allToAll(const FabricGraph& graph, const Condition& condition)
{
    std::vector<NodeIndex> servers(std::size_t(graph.servers()));
    std::iota(servers.begin(), servers.end(), 0);
    return loadsOf(graph, condition, allToAllTraffic(graph, condition, servers));
}

FabricGraph fourUnits()
{
    return FabricGraph{wiredPlan({.servers = 128, .radix = 64}), FabricId{1}};
}

} // namespace

class TestBottleneck : public QObject
{
    Q_OBJECT

private slots:
    void unevenPodsAreNamed();
    void theProposedTopTierIsEven();
    void oversubscriptionIsNamed();
    void failuresAreNamed();
    void nothingLimitsWhatFits();
    void hottestLinksComeFirst();
};

void TestBottleneck::unevenPodsAreNamed()
{
    // Two pods of a server, a leaf and a spine, three links at each step. The first pod has two of its three to core
    // 6, the second two to core 7: what comes to core 6 for the second pod, 2 links, finds one.
    const std::array tiers{Tier::None,
                           Tier::None,
                           Tier::Leaf,
                           Tier::Leaf,
                           Tier::Spine,
                           Tier::Spine,
                           Tier::Core,
                           Tier::Core};
    std::vector<TestLink> links;
    for (int i = 0; i < 3; ++i) {
        links.insert(links.end(), {{0, 2}, {1, 3}, {2, 4}, {3, 5}});
    }
    links.insert(links.end(), {{4, 6}, {4, 6}, {4, 7}, {5, 6}, {5, 7}, {5, 7}});
    const FabricGraph graph{wiredPlan(tiers, links), FabricId{1}};
    const Condition whole = intact(graph);
    const LinkLoads loads = allToAll(graph, whole);
    QVERIFY(near(loads.throughput(graph, whole), 0.5));
    const Limit limit = limitOf(graph, whole, loads);
    QCOMPARE(limit.cause, LimitCause::UnevenPods);
    QCOMPARE(limit.link.direction, Direction::Down);
    QVERIFY(near(limit.link.load, 2.0));
    QCOMPARE(limit.podLinks, 3);
    QCOMPARE(limit.tops, 2);
    QCOMPARE(limit.fewest, 1);
    QCOMPARE(limit.most, 2);
    QCOMPARE(limit.pods, 2);
    QCOMPARE(limit.topPorts, 3);
    // Three cores with one link from each pod.
    QCOMPARE(limit.evenTops, 3);
    QCOMPARE(limit.evenLinks, 1);
}

void TestBottleneck::theProposedTopTierIsEven()
{
    // The plan above with the three cores that it proposes.
    const std::array tiers{Tier::None,
                           Tier::None,
                           Tier::Leaf,
                           Tier::Leaf,
                           Tier::Spine,
                           Tier::Spine,
                           Tier::Core,
                           Tier::Core,
                           Tier::Core};
    std::vector<TestLink> links;
    for (int i = 0; i < 3; ++i) {
        links.insert(links.end(), {{0, 2}, {1, 3}, {2, 4}, {3, 5}, {4, 6 + i}, {5, 6 + i}});
    }
    const FabricGraph graph{wiredPlan(tiers, links), FabricId{1}};
    const Condition whole = intact(graph);
    const LinkLoads loads = allToAll(graph, whole);
    QVERIFY(near(loads.throughput(graph, whole), 1.0));
    QCOMPARE(limitOf(graph, whole, loads).cause, LimitCause::None);
}

void TestBottleneck::oversubscriptionIsNamed()
{
    const FabricGraph graph{wiredPlan({.shape = FabricShape::FatTree,
                                       .servers = 480,
                                       .nicsPerServer = 1,
                                       .radix = 64,
                                       .oversubscription = 3.0}),
                            FabricId{1}};
    const Condition whole = intact(graph);
    QCOMPARE(limitOf(graph, whole, allToAll(graph, whole)).cause, LimitCause::Oversubscription);
}

void TestBottleneck::failuresAreNamed()
{
    // 96 / 127 of full speed on 16 spines is 1.1 of it on 11.
    const FabricGraph graph = fourUnits();
    Condition condition = intact(graph);
    for (NodeIndex spine = graph.firstOf(2); spine < graph.firstOf(2) + 5; ++spine) {
        condition = withoutNode(graph, condition, spine);
    }
    const Limit limit = limitOf(graph, condition, allToAll(graph, condition));
    QCOMPARE(limit.cause, LimitCause::Failures);
    QVERIFY(near(limit.link.load, 96.0 / 127.0 * 16.0 / 11.0));
}

void TestBottleneck::nothingLimitsWhatFits()
{
    const FabricGraph graph = fourUnits();
    const Condition whole = intact(graph);
    QCOMPARE(limitOf(graph, whole, allToAll(graph, whole)).cause, LimitCause::None);
    QCOMPARE(limitOf(graph, whole, loadsOf(graph, whole, {})).cause, LimitCause::None);
}

void TestBottleneck::hottestLinksComeFirst()
{
    // The first server alone sends to the last: 1/32 of a link on each uplink of its leaf, nothing else.
    const FabricGraph graph = fourUnits();
    const Condition whole = intact(graph);
    const Demand demand{.from = graph.firstOf(1), .to = graph.firstOf(2) - 1, .rate = 1.0};
    const auto links = hottestLinks(graph, whole, loadsOf(graph, whole, {&demand, 1}), 100);
    QCOMPARE(links.size(), 32U); // 16 bundles of two cables up, as many down
    for (const HotLink& link : links) {
        QVERIFY(near(link.load, 1.0 / 32.0));
    }
    QCOMPARE(hottestLinks(graph, whole, loadsOf(graph, whole, {&demand, 1}), 3).size(), 3U);
}

QTEST_APPLESS_MAIN(TestBottleneck)
#include "tst_bottleneck.moc"
