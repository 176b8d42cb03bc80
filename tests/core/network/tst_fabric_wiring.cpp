#include "core/network/cut.h"
#include "core/network/fabric_wiring.h"
#include "tests/support/printing.h"
#include "tests/support/wired_plan.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <utility>
#include <vector>

using namespace rackwright;
using namespace rackwright::network;

namespace {

// Every property that any wiring must have, whatever its shape.
void checkWiring(const FabricDesign& design, const FabricWiring& wiring)
{
    std::set<std::pair<int, int>> used; // switch, port
    std::set<std::pair<int, int>> serverPorts;
    std::set<int> hasLower;
    const auto tiers = static_cast<std::size_t>(design.tiers);
    QCOMPARE(wiring.firstOfTier.size(), tiers + 1);
    QCOMPARE(wiring.firstLinkOfTier.size(), tiers + 1);
    for (std::size_t tier = 0; tier < tiers; ++tier) {
        QCOMPARE(std::int64_t(wiring.firstOfTier[tier + 1] - wiring.firstOfTier[tier]),
                 design.switches(int(tier)));
        for (std::size_t i = wiring.firstLinkOfTier[tier]; i < wiring.firstLinkOfTier[tier + 1];
             ++i) {
            const WiredLink& link = wiring.links[i];
            QVERIFY(std::size_t(link.upper) >= wiring.firstOfTier[tier]);
            QVERIFY(std::size_t(link.upper) < wiring.firstOfTier[tier + 1]);
            QVERIFY(used.emplace(link.upper, link.upperPort).second);
            hasLower.insert(link.upper);
            if (tier == 0) {
                QVERIFY(serverPorts.emplace(link.lower, link.lowerPort).second);
                QVERIFY(link.lower < design.request.servers);
            } else {
                QVERIFY(std::size_t(link.lower) >= wiring.firstOfTier[tier - 1]);
                QVERIFY(std::size_t(link.lower) < wiring.firstOfTier[tier]);
                QVERIFY(used.emplace(link.lower, link.lowerPort).second);
            }
        }
        const auto links =
            std::int64_t(wiring.firstLinkOfTier[tier + 1] - wiring.firstLinkOfTier[tier]);
        QCOMPARE(links,
                 design.cables(int(tier)) - (tier == 0 ? design.request.fabricManagerLinks : 0));
    }
    QCOMPARE(hasLower.size(), wiring.firstOfTier[tiers]); // no switch stands idle
    const int leafPorts = design.leafDown + design.leafUp;
    const int upper = upperRadix(design.request);
    for (const auto& [device, port] : used) {
        QVERIFY(port >= 0);
        QVERIFY(port < (std::size_t(device) < wiring.firstOfTier[1] ? leafPorts : upper));
    }
}

// Any request that the numbers allow, sensible or not.
FabricRequest anyRequest(std::mt19937& random)
{
    const auto from = [&](int low, int high) {
        return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
    };
    const auto seldom = [&] { return from(1, 4) == 1; };
    FabricRequest request;
    request.shape = static_cast<FabricShape>(from(0, 2));
    request.servers = from(1, seldom() ? 300 : 30);
    request.nicsPerServer = from(1, 9);
    request.radix = from(2, 24);
    request.upperRadix = seldom() ? from(2, 24) : 0;
    request.breakout = seldom() ? 2 : 1;
    request.tiers = from(0, 1) * from(1, 4);
    request.planes = seldom() ? from(2, 3) : 1;
    request.fabricManagerLinks = seldom() ? from(1, 4) : 0;
    request.sparePorts = seldom() ? from(1, 3) : 0;
    request.oversubscription = seldom() ? from(10, 80) / 10.0 : 1.0;
    if (seldom()) {
        request.podServers = from(1, request.servers);
        request.podOversubscription = from(1, 7);
        if (request.shape == FabricShape::RailOptimised && seldom()) {
            request.podSpines = PodSpines::PerRail;
        }
    }
    if (request.shape != FabricShape::FatTree) {
        request.unitServers = seldom() ? from(1, 12) : 0;
    }
    request.domainServers = seldom() ? from(1, 9) : 0;
    return request;
}

// Whether any two leaves of a copy have a switch of the top tier that both reach by going up.
bool joinsAllLeaves(const FabricDesign& design, const FabricWiring& wiring)
{
    std::vector<std::set<int>> tops(wiring.switches.size());
    for (std::size_t i = wiring.firstOfTier[std::size_t(design.tiers) - 1]; i < tops.size(); ++i) {
        tops[i].insert(int(i));
    }
    for (std::size_t tier = std::size_t(design.tiers) - 1; tier > 0; --tier) {
        for (std::size_t i = wiring.firstLinkOfTier[tier]; i < wiring.firstLinkOfTier[tier + 1];
             ++i) {
            const WiredLink& link = wiring.links[i];
            tops[std::size_t(link.lower)].merge(std::set<int>{tops[std::size_t(link.upper)]});
        }
    }
    for (int leaf = 0; leaf < design.leaves * design.copies; ++leaf) {
        for (int other = leaf / design.leaves * design.leaves; other < leaf; ++other) {
            const auto& theirs = tops[std::size_t(other)];
            if (std::ranges::none_of(tops[std::size_t(leaf)],
                                     [&](int top) { return theirs.contains(top); })) {
                return false;
            }
        }
    }
    return true;
}

// Links between each pair of a lower and an upper switch.
std::map<std::pair<int, int>, int> bundles(const FabricWiring& wiring, std::size_t tier)
{
    std::map<std::pair<int, int>, int> count;
    for (std::size_t i = wiring.firstLinkOfTier[tier]; i < wiring.firstLinkOfTier[tier + 1]; ++i) {
        ++count[{wiring.links[i].lower, wiring.links[i].upper}];
    }
    return count;
}

} // namespace

class TestFabricWiring : public QObject
{
    Q_OBJECT

private slots:
    void usesEveryPortOnce_data();
    void usesEveryPortOnce();
    void countsAddUpWhateverIsAsked();
    void bisectionIsTheNarrowestCut_data();
    void bisectionIsTheNarrowestCut();
    void leafReachesEverySpineEqually();
    void nicMeetsLeafOfItsRail();
    void podsShareEveryCore();
    void smallestFatTreeIsTheTextbookOne();
};

void TestFabricWiring::usesEveryPortOnce_data()
{
    QTest::addColumn<FabricRequest>("request");
    const auto row = [](const char* name, const FabricRequest& request) {
        QTest::newRow(name) << request;
    };
    row("one switch", {.shape = FabricShape::FatTree, .servers = 4, .radix = 64});
    row("DGX H100, 4 units", {.servers = 127, .radix = 64, .fabricManagerLinks = 4});
    row("rails as pods", {.servers = 140, .radix = 40});
    row("units as pods, the last one smaller", {.servers = 1500, .radix = 64});
    row("Memphis", {.servers = 12'500, .radix = 128});
    row("pods with 7:1",
        {.servers = 900, .radix = 64, .podServers = 224, .podOversubscription = 7.0});
    row("front end",
        {.shape = FabricShape::FatTree,
         .servers = 12'500,
         .nicsPerServer = 1,
         .radix = 128,
         .oversubscription = 7.0});
    row("front end, doubled",
        {.shape = FabricShape::FatTree,
         .servers = 25'000,
         .nicsPerServer = 1,
         .radix = 128,
         .oversubscription = 7.0});
    row("GB200, 3 units",
        {.servers = 400,
         .nicsPerServer = 4,
         .podServers = 144,
         .podSpines = PodSpines::PerRail,
         .domainServers = 18});
    row("two planes", {.servers = 300, .radix = 64, .planes = 2});
    row("rails apart", {.shape = FabricShape::RailOnly, .servers = 300, .radix = 64, .planes = 2});
    row("four tiers",
        {.shape = FabricShape::FatTree, .servers = 30, .nicsPerServer = 1, .radix = 4, .tiers = 4});
    row("odd radix",
        {.shape = FabricShape::FatTree, .servers = 20, .nicsPerServer = 3, .radix = 9});
    row("more rails than a spine has ports", {.servers = 12, .nicsPerServer = 8, .radix = 8});
}

void TestFabricWiring::usesEveryPortOnce()
{
    QFETCH(FabricRequest, request);
    const auto design = designFabric(request);
    QVERIFY(design);
    checkWiring(*design, wireFabric(*design));
}

void TestFabricWiring::countsAddUpWhateverIsAsked()
{
    std::mt19937 random{3}; // the same requests in every run
    int built = 0;
    for (int i = 0; i < 1500; ++i) {
        const FabricRequest request = anyRequest(random);
        const auto design = designFabric(request);
        if (!design) {
            QVERIFY(!design.error().detail.empty());
            continue;
        }
        ++built;
        const FabricWiring wiring = wireFabric(*design);
        checkWiring(*design, wiring);
        std::int64_t ports = design->switches(0) * (design->leafDown + design->leafUp);
        std::int64_t used = design->cables(0); // the other end is a NIC or the fabric manager
        for (int tier = 1; tier < design->tiers; ++tier) {
            ports += design->switches(tier) * upperRadix(request);
            used += 2 * design->cables(tier);
        }
        QVERIFY(used <= ports);
        QCOMPARE(design->portsUnused(), ports - used);
        QVERIFY(joinsAllLeaves(*design, wiring));
        QVERIFY2(!QTest::currentTestFailed(), qPrintable(QStringLiteral("request %1").arg(i)));
    }
    QVERIFY(built > 300);
}

void TestFabricWiring::bisectionIsTheNarrowestCut_data()
{
    QTest::addColumn<FabricRequest>("request");
    const auto row = [](const char* name, const FabricRequest& request) {
        QTest::newRow(name) << request;
    };
    const auto tree = [](int servers, int radix) {
        return FabricRequest{
            .shape = FabricShape::FatTree, .servers = servers, .nicsPerServer = 1, .radix = radix};
    };
    row("fat tree, k = 4", tree(16, 4));
    row("fat tree, k = 8", tree(128, 8));
    row("B200, 4 units", {.servers = 128, .radix = 64});
    row("B200, 16 units", {.servers = 512, .radix = 64});
    row("3:1", {.servers = 96, .radix = 64, .oversubscription = 3.0});
    row("two planes", {.servers = 128, .radix = 64, .planes = 2});
    row("rails apart", {.shape = FabricShape::RailOnly, .servers = 128, .radix = 64});
    row("pods with 7:1",
        {.servers = 896, .radix = 64, .podServers = 224, .podOversubscription = 7.0});
}

void TestFabricWiring::bisectionIsTheNarrowestCut()
{
    QFETCH(FabricRequest, request);
    const auto design = designFabric(request);
    QVERIFY(design);
    const FabricGraph graph{test::wiredPlan(request), FabricId{1}};
    QCOMPARE(double(bisectionLinks(graph, intact(graph))), design->bisection() / request.linkSpeed);
}

void TestFabricWiring::leafReachesEverySpineEqually()
{
    // 4 units: 32 leaves with 32 uplinks to 16 spines, two to each.
    const auto design = designFabric({.servers = 127, .radix = 64});
    QVERIFY(design);
    const auto links = bundles(wireFabric(*design), 1);
    QCOMPARE(links.size(), 32U * 16U);
    for (const auto& [pair, count] : links) {
        QCOMPARE(count, 2);
    }
}

void TestFabricWiring::nicMeetsLeafOfItsRail()
{
    for (const int servers : {127, 140, 1500}) {
        const auto design = designFabric({.servers = servers, .radix = servers == 140 ? 40 : 64});
        QVERIFY(design);
        const FabricWiring wiring = wireFabric(*design);
        for (std::size_t i = 0; i < wiring.firstLinkOfTier[1]; ++i) {
            const WiredLink& link = wiring.links[i];
            const WiredSwitch& leaf = wiring.switches[std::size_t(link.upper)];
            QCOMPARE(leaf.rail, int{link.lowerPort});
            QCOMPARE(link.lower - leaf.firstServer, int{link.upperPort});
        }
    }
}

void TestFabricWiring::podsShareEveryCore()
{
    // Memphis: 24 pods send 4,096 uplinks each to 784 cores: 5.2 on average, so 5 or 6. The last pod of
    // four arrays sends 2,048: 2 or 3.
    const auto design = designFabric({.servers = 12'500, .radix = 128});
    QVERIFY(design);
    const FabricWiring wiring = wireFabric(*design);
    std::map<std::pair<int, int>, int> links; // pod, core
    for (std::size_t i = wiring.firstLinkOfTier[2]; i < wiring.firstLinkOfTier[3]; ++i) {
        ++links[{wiring.switches[std::size_t(wiring.links[i].lower)].group, wiring.links[i].upper}];
    }
    QCOMPARE(links.size(), 25U * 784U);
    for (const auto& [pair, count] : links) {
        const int least = pair.first == 24 ? 2 : 5;
        QVERIFY(count == least || count == least + 1);
    }
}

void TestFabricWiring::smallestFatTreeIsTheTextbookOne()
{
    // k = 4 (Al-Fares et al., SIGCOMM 2008, figure 3): spine 0 of every pod meets cores 0 and 1, spine 1
    // meets 2 and 3; leaves 2p and 2p + 1 meet both spines of pod p.
    const auto design = designFabric(
        {.shape = FabricShape::FatTree, .servers = 16, .nicsPerServer = 1, .radix = 4});
    QVERIFY(design);
    const FabricWiring wiring = wireFabric(*design);
    for (const auto& [pair, count] : bundles(wiring, 1)) {
        QCOMPARE(count, 1);
        QCOMPARE((pair.second - 8) / 2, pair.first / 2);
    }
    for (const auto& [pair, count] : bundles(wiring, 2)) {
        QCOMPARE(count, 1);
        QCOMPARE((pair.second - 16) / 2, (pair.first - 8) % 2);
    }
}

QTEST_APPLESS_MAIN(TestFabricWiring)
#include "tst_fabric_wiring.moc"
