#include "core/network/load.h"
#include "tests/core/network/brute_force.h"
#include "tests/support/printing.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <numeric>

using namespace rackwright;
using namespace rackwright::network;
using namespace rackwright::test;

namespace {

std::size_t index(std::int32_t i)
{
    return static_cast<std::size_t>(i);
}

bool near(double a, double b)
{
    return std::abs(a - b) < 1e-9;
}

std::vector<NodeIndex> allServers(const FabricGraph& graph)
{
    std::vector<NodeIndex> servers(index(graph.servers()));
    std::iota(servers.begin(), servers.end(), 0);
    return servers;
}

// Hops from every node to a leaf; other leaves and servers pass nothing on.
std::vector<int> distancesTo(const FabricGraph& graph, const Condition& condition, NodeIndex to)
{
    std::vector<int> distance(graph.nodes().size(), -1);
    distance[index(to)] = 0;
    for (bool grew = true; grew;) {
        grew = false;
        for (std::size_t b = 0; b < graph.bundles().size(); ++b) {
            for (const bool upwards : {true, false}) {
                const Bundle& bundle = graph.bundles()[b];
                const NodeIndex from = upwards ? bundle.lower : bundle.upper;
                const NodeIndex next = upwards ? bundle.upper : bundle.lower;
                const bool passes = next == to || next >= graph.firstOf(2);
                const int hops = distance[index(next)] + 1;
                if (condition.links[b] > 0 && passes && hops > 0 && !graph.isServer(from) &&
                    (distance[index(from)] < 0 || distance[index(from)] > hops)) {
                    distance[index(from)] = hops;
                    grew = true;
                }
            }
        }
    }
    return distance;
}

// Sends one demand on its way, link by link.
void send(const FabricGraph& graph,
          const Condition& condition,
          const std::vector<int>& distance,
          NodeIndex node,
          double rate,
          LinkLoads& loads)
{
    std::vector<Arc> onward;
    int links = 0;
    for (const Arc& arc : graph.arcs(node)) {
        const bool isNearer = distance[index(arc.to)] == distance[index(node)] - 1;
        const bool passes = distance[index(arc.to)] == 0 || arc.to >= graph.firstOf(2);
        if (condition.carries(arc.bundle) && isNearer && passes) {
            onward.push_back(arc);
            links += condition.links[index(arc.bundle)];
        }
    }
    for (const Arc& arc : onward) {
        const double part = rate * condition.links[index(arc.bundle)] / links;
        (node < arc.to ? loads.up : loads.down)[index(arc.bundle)] += part;
        if (distance[index(arc.to)] > 0) {
            send(graph, condition, distance, arc.to, part, loads);
        }
    }
}

void checkLoads(const FabricGraph& graph,
                const Condition& condition,
                const std::vector<Demand>& demands)
{
    LinkLoads expected;
    expected.up.assign(graph.bundles().size(), 0.0);
    expected.down.assign(graph.bundles().size(), 0.0);
    for (const Demand& demand : demands) {
        const auto distance = distancesTo(graph, condition, demand.to);
        if (demand.from == demand.to) {
            continue;
        }
        if (distance[index(demand.from)] < 0) {
            expected.unrouted += demand.rate;
        } else {
            send(graph, condition, distance, demand.from, demand.rate, expected);
        }
    }
    const LinkLoads loads = loadsOf(graph, condition, demands);
    QVERIFY(near(loads.unrouted, expected.unrouted));
    for (std::size_t b = 0; b < graph.bundles().size(); ++b) {
        QVERIFY(near(loads.up[b], expected.up[b]));
        QVERIFY(near(loads.down[b], expected.down[b]));
    }
}

} // namespace

class TestLoad : public QObject
{
    Q_OBJECT

private slots:
    void loadsMatchSendingEachFlow();
    void loadsOfDamagedFabricsMatchToo();
    void ringStaysInsideLeavesButAtTheirEnds();
    void allToAllFillsANonBlockingFabric();
    void oversubscriptionLimitsThroughput();
    void pipelineCrossesByItsStride();
    void hierarchicalSendsEachToTheNextUnit();
    void nothingPassesBetweenLeavesOfOneTier();
};

void TestLoad::loadsMatchSendingEachFlow()
{
    for (unsigned seed = 0; seed < 300; ++seed) {
        const FabricGraph graph{randomNetwork(seed), FabricId{1}};
        if (graph.tiers() < 1) {
            continue;
        }
        const Condition whole = intact(graph);
        const auto servers = allServers(graph);
        checkLoads(graph, whole, ringTraffic(graph, whole, servers));
        checkLoads(graph, whole, allToAllTraffic(graph, whole, servers));
        checkLoads(graph, whole, pipelineTraffic(graph, whole, servers, 2));
        checkLoads(graph, whole, hierarchicalTraffic(graph, whole, servers));
    }
}

void TestLoad::loadsOfDamagedFabricsMatchToo()
{
    // Three tiers of radix 8 with 8 pods of rails; one spine, one core and one cable gone.
    const FabricGraph graph{wiredPlan({.servers = 12, .nicsPerServer = 8, .radix = 8}),
                            FabricId{1}};
    Condition condition = withoutNode(graph, intact(graph), graph.firstOf(2));
    condition = withoutNode(graph, condition, graph.firstOf(3));
    condition = withoutLink(condition, BundleIndex(graph.bundles().size()) - 1);
    const auto servers = allServers(graph);
    checkLoads(graph, condition, ringTraffic(graph, condition, servers));
    checkLoads(graph, condition, allToAllTraffic(graph, condition, servers));
}

void TestLoad::ringStaysInsideLeavesButAtTheirEnds()
{
    // 4 units of 32: in a ring only the last server of a unit sends to another leaf, one link a rail; it spreads
    // over 32 uplinks.
    const FabricGraph graph{wiredPlan({.servers = 128, .radix = 64}), FabricId{1}};
    const Condition whole = intact(graph);
    const LinkLoads loads = loadsOf(graph, whole, ringTraffic(graph, whole, allServers(graph)));
    const TierLoad leaf = loads.above(1, graph, whole);
    QVERIFY(near(leaf.highest, 1.0 / 32.0));
    QVERIFY(near(leaf.mean, 1.0 / 32.0));
    QVERIFY(near(loads.throughput(graph, whole), 1.0));
}

void TestLoad::allToAllFillsANonBlockingFabric()
{
    // Each of 128 servers sends 96 / 127 of its traffic to other units; a leaf has as many links up as down.
    const FabricGraph graph{wiredPlan({.servers = 128, .radix = 64}), FabricId{1}};
    const Condition whole = intact(graph);
    const LinkLoads loads = loadsOf(graph, whole, allToAllTraffic(graph, whole, allServers(graph)));
    QVERIFY(near(loads.above(1, graph, whole).highest, 96.0 / 127.0));
    QVERIFY(near(loads.above(1, graph, whole).mean, 96.0 / 127.0));

    // Without one spine of 16 the others take its part.
    const Condition damaged = withoutNode(graph, whole, graph.firstOf(2));
    const LinkLoads left =
        loadsOf(graph, damaged, allToAllTraffic(graph, damaged, allServers(graph)));
    QVERIFY(near(left.above(1, graph, damaged).highest, 96.0 / 127.0 * 16.0 / 15.0));
}

void TestLoad::oversubscriptionLimitsThroughput()
{
    // 3:1 at radix 64: 48 down, 16 up. 480 servers with one NIC on 10 leaves: 432 / 479 of the traffic of 48
    // servers goes up over 16 links.
    const FabricGraph graph{wiredPlan({.shape = FabricShape::FatTree,
                                       .servers = 480,
                                       .nicsPerServer = 1,
                                       .radix = 64,
                                       .oversubscription = 3.0}),
                            FabricId{1}};
    const Condition whole = intact(graph);
    const LinkLoads loads = loadsOf(graph, whole, allToAllTraffic(graph, whole, allServers(graph)));
    QVERIFY(near(loads.throughput(graph, whole), 479.0 / (3.0 * 432.0)));
}

void TestLoad::pipelineCrossesByItsStride()
{
    // A stride of 32 servers takes every flow to the next unit: the first three units send all they have.
    const FabricGraph graph{wiredPlan({.servers = 128, .radix = 64}), FabricId{1}};
    const Condition whole = intact(graph);
    const LinkLoads loads =
        loadsOf(graph, whole, pipelineTraffic(graph, whole, allServers(graph), 32));
    QVERIFY(near(loads.above(1, graph, whole).highest, 1.0));
    QVERIFY(near(loads.above(1, graph, whole).mean, 0.75));
}

void TestLoad::hierarchicalSendsEachToTheNextUnit()
{
    // 4 units of 32: all that a server sends leaves its unit, and a leaf has as many links up as down.
    const FabricGraph graph{wiredPlan({.servers = 128, .radix = 64}), FabricId{1}};
    const Condition whole = intact(graph);
    const LinkLoads loads =
        loadsOf(graph, whole, hierarchicalTraffic(graph, whole, allServers(graph)));
    QVERIFY(near(loads.above(1, graph, whole).highest, 1.0));
    QVERIFY(near(loads.above(1, graph, whole).mean, 1.0));
}

void TestLoad::nothingPassesBetweenLeavesOfOneTier()
{
    // Two leaves joined to each other and to no other switch.
    const std::array tiers{Tier::None, Tier::None, Tier::Leaf, Tier::Leaf};
    const std::array links{TestLink{0, 2}, TestLink{1, 3}, TestLink{2, 3}};
    const FabricGraph graph{wiredPlan(tiers, links), FabricId{1}};
    const Condition whole = intact(graph);
    const LinkLoads loads = loadsOf(graph, whole, ringTraffic(graph, whole, allServers(graph)));
    QVERIFY(near(loads.unrouted, 2.0));
}

QTEST_APPLESS_MAIN(TestLoad)
#include "tst_load.moc"
