#include "core/network/fabric_wiring.h"
#include "tests/support/printing.h"

#include <QTest>

#include <map>
#include <set>
#include <utility>

using namespace rackwright;
using namespace rackwright::network;

namespace {

// Every property that any wiring must have, whatever its shape.
void checkWiring(const FabricDesign& design, const FabricWiring& wiring)
{
    std::set<std::pair<int, int>> used; // switch, port
    std::set<std::pair<int, int>> serverPorts;
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
    const int leafPorts = design.leafDown + design.leafUp;
    const int upper =
        design.request.upperRadix > 0 ? design.request.upperRadix : design.request.radix;
    for (const auto& [device, port] : used) {
        QVERIFY(port >= 0);
        QVERIFY(port < (std::size_t(device) < wiring.firstOfTier[1] ? leafPorts : upper));
    }
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
