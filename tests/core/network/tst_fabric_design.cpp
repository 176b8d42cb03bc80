#include "core/network/fabric_design.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"

#include <QFile>
#include <QTest>

using namespace rackwright;
using namespace rackwright::network;
using namespace rackwright::units;
using rackwright::test::nearly;

namespace {

// The columns of a line of CSV whose quoted fields hold no quotes.
QStringList columns(const QString& line)
{
    QStringList fields{QString{}};
    bool quoted = false;
    for (const QChar c : line.trimmed()) {
        if (c == u'"') {
            quoted = !quoted;
        } else if (c == u',' && !quoted) {
            fields.append(QString{});
        } else {
            fields.back().append(c);
        }
    }
    return fields;
}

} // namespace

class TestFabricDesign : public QObject
{
    Q_OBJECT

private slots:
    void reproducesPublishedFabric_data();
    void reproducesPublishedFabric();
    void followsPublishedRule_data();
    void followsPublishedRule();
    void railsOfPodsHaveSpinesOfTheirOwn_data();
    void railsOfPodsHaveSpinesOfTheirOwn();
    void unitsThatDoNotFillLeavesHaveFewerUplinks();
    void eightPlanesOfWideSwitches();
    void leavesOfHalfTheSpeedServeTwiceAsMany();
    void smallestPodReachesEveryCore();
    void followsTheTheoryOfFatTrees_data();
    void followsTheTheoryOfFatTrees();
    void memphisTakesThreeTiers();
    void metaPodsMeetSevenToOne();
    void planesOfBrokenOutPorts();
    void podsKeepTheirOwnOversubscription();
    void podsHoldWhatWasAsked();
    void dualPlaneDoublesEverySwitch();
    void fasterUplinksNeedFewer();
    void railOnlyJoinsNoRails();
    void fourTiersReachWhatThreeDoNot();
    void scaleUpDomainsStayWhole();
    void sparePortsStayFree();
    void ratiosMayBeFractions();
    void uplinksAreNoMoreThanNeeded();
    void smallestGroupReachesTheFourthTier();
    void unitsAreCutWhereWholeOnesDoNotReach();
    void namesTheLimitThatBinds_data();
    void namesTheLimitThatBinds();
    void refusesContradictions_data();
    void refusesContradictions();
    void unitsMayBeGiven();
};

void TestFabricDesign::reproducesPublishedFabric_data()
{
    QTest::addColumn<QStringList>("row");
    QFile file{QStringLiteral(SOURCE_DIR "/tests/fixtures/network/fabrics.csv")};
    QVERIFY(file.open(QIODevice::ReadOnly));
    file.readLine(); // headings
    while (!file.atEnd()) {
        const QStringList row = columns(QString::fromUtf8(file.readLine()));
        QTest::newRow(qPrintable(row[0] + u' ' + row[2])) << row;
    }
}

void TestFabricDesign::reproducesPublishedFabric()
{
    QFETCH(QStringList, row);
    FabricRequest request;
    request.shape = row[1] == u"fat-tree" ? FabricShape::FatTree : FabricShape::RailOptimised;
    request.servers = row[3].toInt();
    request.nicsPerServer = row[4].toInt();
    request.radix = row[5].toInt();
    request.fabricManagerLinks = row[12].contains(u"include 4") ? 4 : 0;

    const auto design = designFabric(request);
    QVERIFY(design);
    QCOMPARE(design->switches(0), row[6].toLongLong());
    QCOMPARE(design->switches(1), row[7].toLongLong());
    QCOMPARE(design->switches(2), row[8].toLongLong());
    QCOMPARE(design->cables(0), row[9].toLongLong());
    QCOMPARE(design->cables(1), row[10].toLongLong());
    QCOMPARE(design->cables(2), row[11].toLongLong());
    QVERIFY(design->oversubscription() == 1.0);
}

void TestFabricDesign::followsPublishedRule_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<int>("radix");
    QTest::addColumn<int>("leaf");
    QTest::addColumn<int>("spine");
    QTest::addColumn<int>("core");

    // Eight NICs a server, non-blocking: units of radix / 2 servers with 8 leaves each. Worked by hand.
    // clang-format off
    // DGX SuperPOD H100, tables 3 and 4, and B200. 3 units: 24 leaves x 32 = 768 uplinks = 12 spines; the next
    // that divides 32 is 16.
    QTest::newRow("H100, 3 units")          <<   95 <<  64 <<  24 <<  16 <<   0;
    QTest::newRow("H100, 4 full units")     <<  128 <<  64 <<  32 <<  16 <<   0;
    QTest::newRow("H100, 8 units")          <<  256 <<  64 <<  64 <<  32 <<   0;
    QTest::newRow("H100, 16 units")         <<  512 <<  64 << 128 << 128 <<  64;
    QTest::newRow("B200, 1 unit")           <<   32 <<  64 <<   8 <<   4 <<   0;
    // 6 units: 1,536 uplinks = 24 spines, the next that divides 32 is 32. 12 units: a rail is a pod of 12 leaves,
    // 384 uplinks / 32 = 12 spines, so 16, of 24 uplinks; 8 x 16 x 24 = 3,072 = 48 cores.
    QTest::newRow("B200, 6 units")          <<  192 <<  64 <<  48 <<  32 <<   0;
    QTest::newRow("B200, 12 units")         <<  384 <<  64 <<  96 << 128 <<  48;
    // DGX A100, units of 20 on 40 ports. 1 unit: 160 uplinks = 4 spines. 2: 8, the next that divides 20 is 10. 3: 12,
    // so 20. 6 units: 48 leaves are more than 40 ports; a rail's 120 uplinks / 20 = 6, so 10 spines of 12 uplinks:
    // 960 = 24 cores.
    QTest::newRow("A100, 1 unit")           <<   20 <<  40 <<   8 <<   4 <<   0;
    QTest::newRow("A100, 2 units")          <<   40 <<  40 <<  16 <<  10 <<   0;
    QTest::newRow("A100, 3 units")          <<   60 <<  40 <<  24 <<  20 <<   0;
    QTest::newRow("A100, 4 units")          <<   80 <<  40 <<  32 <<  20 <<   0;
    QTest::newRow("A100, 5 units")          <<  100 <<  40 <<  40 <<  20 <<   0;
    QTest::newRow("A100, 6 units")          <<  120 <<  40 <<  48 <<  80 <<  24;
    // 7 units of 20 at radix 40: 56 leaves are more than 40, so three tiers. A rail's 7 leaves fit a pod:
    // 140 uplinks / 20 = 7 spines; the next that divides 20 is 10. 8 x 10 x 14 up = 1,120 = 28 cores.
    QTest::newRow("A100, 7 units")          <<  140 <<  40 <<  56 <<  80 <<  28;
    QTest::newRow("B200, 32 units")         << 1024 <<  64 << 256 << 256 << 128;
    QTest::newRow("B200, 64 units")         << 2048 <<  64 << 512 << 512 << 256;
    // DGX SuperPOD B300 with XDR, table 3: 72 servers a unit on switches of 144 ports. 32 leaves x 72 = 16
    // spines, but 72 is not divided by 16 and 17: 18.
    QTest::newRow("B300 XDR, 1 unit")       <<   72 << 144 <<   8 <<   4 <<   0;
    QTest::newRow("B300 XDR, 2 units")      <<  144 << 144 <<  16 <<   8 <<   0;
    QTest::newRow("B300 XDR, 4 units")      <<  288 << 144 <<  32 <<  18 <<   0;
    QTest::newRow("B300 XDR, 8 units")      <<  576 << 144 <<  64 <<  36 <<   0;
    QTest::newRow("B300 XDR, 18 units")     << 1296 << 144 << 144 <<  72 <<   0;
    // clang-format on
}

void TestFabricDesign::followsPublishedRule()
{
    QFETCH(int, servers);
    QFETCH(int, radix);
    QFETCH(int, leaf);
    QFETCH(int, spine);
    QFETCH(int, core);
    const auto design = designFabric({.servers = servers, .radix = radix});
    QVERIFY(design);
    QCOMPARE(design->switches(0), leaf);
    QCOMPARE(design->switches(1), spine);
    QCOMPARE(design->switches(2), core);
}

void TestFabricDesign::railsOfPodsHaveSpinesOfTheirOwn_data()
{
    QTest::addColumn<int>("units");
    QTest::addColumn<int>("leaf");
    QTest::addColumn<int>("spine");
    QTest::addColumn<int>("core");

    // DGX SuperPOD GB200 (RA-11338-001), compute fabric: a unit of 8 racks has 4 groups, one a rail, of 8 leaves (one
    // a rack) and 6 spines.
    QTest::newRow("2 units") << 2 << 64 << 48 << 18;
    QTest::newRow("4 units") << 4 << 128 << 96 << 36;
    QTest::newRow("8 units") << 8 << 256 << 192 << 72;
    QTest::newRow("16 units") << 16 << 512 << 384 << 144;
}

void TestFabricDesign::railsOfPodsHaveSpinesOfTheirOwn()
{
    QFETCH(int, units);
    QFETCH(int, leaf);
    QFETCH(int, spine);
    QFETCH(int, core);
    const auto design = designFabric({.servers = units * 144,
                                      .nicsPerServer = 4,
                                      .podServers = 144,
                                      .podSpines = PodSpines::PerRail,
                                      .domainServers = 18});
    QVERIFY(design);
    QCOMPARE(design->switches(0), leaf);
    QCOMPARE(design->switches(1), spine);
    QCOMPARE(design->switches(2), core);
    for (int tier = 0; tier < 3; ++tier) {
        QCOMPARE(design->cables(tier), units * 576);
    }
    QCOMPARE(design->oversubscription(), 1.0);
}

void TestFabricDesign::unitsThatDoNotFillLeavesHaveFewerUplinks()
{
    // A leaf of an NVL72 serves 18 trays and needs 18 uplinks, not 32: 8 x 4 x 18 = 576 are 9 spines of 64.
    const auto whole = designFabric({.servers = 144, .nicsPerServer = 4, .domainServers = 18});
    QVERIFY(whole);
    QCOMPARE(whole->leafUp, 18);
    QCOMPARE(whole->switches(1), 9);
    QCOMPARE(whole->cables(1), 576);
    QCOMPARE(whole->portsUnused(), 32 * (64 - 36));
    // Units of 20 with two ports kept free for more, at 2:1: 11 uplinks.
    const auto spared =
        designFabric({.servers = 40, .oversubscription = 2.0, .sparePorts = 2, .unitServers = 20});
    QVERIFY(spared);
    QCOMPARE(spared->leafUp, 11);
    // What is missing in a unit does not count: its leaves are wired for all of it.
    const auto partial = designFabric({.servers = 150, .nicsPerServer = 4, .domainServers = 18});
    QVERIFY(partial);
    QCOMPARE(partial->cables(1), 9 * 4 * 18);
}

void TestFabricDesign::eightPlanesOfWideSwitches()
{
    // SemiAnalysis on AMD's MI455X: 131,072 GPUs with 8 x 200G, one in each plane; switches of 102.4 Tbit/s as
    // 512 x 200G. A plane has 512 leaves and 256 spines, all eight 6,144 switches.
    const auto design = designFabric({.shape = FabricShape::FatTree,
                                      .servers = 131'072,
                                      .nicsPerServer = 1,
                                      .radix = 512,
                                      .planes = 8});
    QVERIFY(design);
    QCOMPARE(design->tiers, 2);
    QCOMPARE(design->switches(0), 8 * 512);
    QCOMPARE(design->switches(1), 8 * 256);
}

void TestFabricDesign::leavesOfHalfTheSpeedServeTwiceAsMany()
{
    // MegaScale (NSDI 2024): switches of 64 x 400G, 32 down and 32 up, the down ports of leaves split in two for NICs
    // of 200G. Its 12,288 GPUs are 1,536 servers: 24 units of 64 with 8 leaves each.
    const auto design = designFabric({.servers = 1536,
                                      .leafDown = 64,
                                      .leafUp = 32,
                                      .linkSpeed = 200.0 * gigabitPerSecond,
                                      .upperLinkSpeed = 400.0 * gigabitPerSecond});
    QVERIFY(design);
    QCOMPARE(design->tiers, 3);
    QCOMPARE(design->switches(0), 192);
    // A rail's 24 leaves x 32 up / 32 down = 24 spines; the next that divides 32 is 32, of 24 uplinks.
    QCOMPARE(design->switches(1), 8 * 32);
    QCOMPARE(design->switches(2), 8 * 32 * 24 / 64);
    QCOMPARE(design->oversubscription(), 1.0);
}

void TestFabricDesign::smallestPodReachesEveryCore()
{
    // Radix 8 at 1:1: pods of 16 hosts have 4 leaves, 4 spines and 16 uplinks. 7 of them and one host more, on one
    // leaf below 1 spine of 4 uplinks, which would miss most of (7 x 16 + 4) / 8 = 15 cores: it is wired as a full
    // pod, and 8 x 16 / 8 = 16 cores join them.
    const auto design = designFabric({.shape = FabricShape::FatTree,
                                      .servers = 7 * 16 + 1,
                                      .nicsPerServer = 1,
                                      .radix = 8,
                                      .podServers = 16});
    QVERIFY(design);
    QCOMPARE(design->switches(0), 7 * 4 + 1);
    QCOMPARE(design->switches(1), 8 * 4);
    QCOMPARE(design->switches(2), 16);
}

// 40 ports: pods of 20 leaves hold two units of 8 and a half; 40 pods of 16 leaves reach 12,800 ports, of 20 leaves
// 40^3 / 4 = 16,000, which are 2,000 servers.
void TestFabricDesign::unitsAreCutWhereWholeOnesDoNotReach()
{
    const auto design = designFabric({.servers = 2000, .radix = 40});
    QVERIFY(design);
    QCOMPARE(design->switches(0), 800);
    QCOMPARE(design->switches(1), 800);
    QCOMPARE(design->switches(2), 400);
    const auto beyond = designFabric({.servers = 2001, .radix = 40, .tiers = 3});
    QVERIFY(!beyond);
    QVERIFY(beyond.error().detail.find("16,000 ports") != std::string::npos);
}

// 5 ports: 2 down, 2 up and one free, so 20 hosts are 10 leaves, 20 links on 10 spines and 4 cores. 2:1 of 64 ports:
// 42 down and 21 up, and the 128 ports of a rail are more than 3 leaves hold (126): 8 x 4 leaves with 21 uplinks each.
void TestFabricDesign::uplinksAreNoMoreThanNeeded()
{
    const auto odd = designFabric(
        {.shape = FabricShape::FatTree, .servers = 20, .nicsPerServer = 1, .radix = 5});
    QVERIFY(odd);
    QCOMPARE(odd->switches(0), 10);
    QCOMPARE(odd->switches(1), 10);
    QCOMPARE(odd->switches(2), 4);
    QCOMPARE(odd->cables(1), 20);
    QCOMPARE(odd->cables(2), 20);
    const auto halved = designFabric({.servers = 128, .radix = 64, .oversubscription = 2.0});
    QVERIFY(halved);
    QCOMPARE(halved->switches(0), 32);
    QCOMPARE(halved->cables(1), 32 * 21);
}

// Radix 8: 64 hosts are 4 pods of 4 spines below 16 cores with 4 uplinks. 7 such groups and one host more, whose pod
// and group become as wide as the others: 8 x 16 cores, 7 x 16 + 4 spines, 8 x 64 / 8 switches on top.
void TestFabricDesign::smallestGroupReachesTheFourthTier()
{
    const auto design = designFabric({.shape = FabricShape::FatTree,
                                      .servers = 7 * 64 + 1,
                                      .nicsPerServer = 1,
                                      .radix = 8,
                                      .tiers = 4});
    QVERIFY(design);
    QCOMPARE(design->switches(1), 7 * 16 + 4);
    QCOMPARE(design->switches(2), 8 * 16);
    QCOMPARE(design->switches(3), 64);
    QCOMPARE(design->cables(2), (7 * 16 + 4) * 4);
    QCOMPARE(design->cables(3), 8 * 64);
}

void TestFabricDesign::followsTheTheoryOfFatTrees_data()
{
    QTest::addColumn<int>("k");
    for (const int k : {4, 6, 8, 16, 24, 32, 48, 64, 96, 128}) {
        QTest::addRow("k = %d", k) << k;
    }
}

void TestFabricDesign::followsTheTheoryOfFatTrees()
{
    // Al-Fares et al., SIGCOMM 2008: k pods of k/2 leaves and k/2 spines, (k/2)^2 cores, k^3/4 hosts.
    QFETCH(int, k);
    const std::int64_t hosts = std::int64_t{k} * k * k / 4;
    const auto design = designFabric(
        {.shape = FabricShape::FatTree, .servers = int(hosts), .nicsPerServer = 1, .radix = k});
    QVERIFY(design);
    QCOMPARE(design->switches(0), k * k / 2);
    QCOMPARE(design->switches(1), k * k / 2);
    QCOMPARE(design->switches(2), k * k / 4);
    for (int tier = 0; tier < 3; ++tier) {
        QCOMPARE(design->cables(tier), hosts);
    }
    QCOMPARE(design->portsUnused(), 0);
    QVERIFY(!designFabric({.shape = FabricShape::FatTree,
                           .servers = int(hosts) + 1,
                           .nicsPerServer = 1,
                           .radix = k}));
}

void TestFabricDesign::memphisTakesThreeTiers()
{
    // 12,500 servers in units of 64: 195 full and one of 20. 196 x 8 leaves with 64 up are 100,352
    // uplinks, which 1,568 spines of 64 down carry; 100,352 / 128 = 784 cores.
    const auto design = designFabric({.servers = 12'500, .radix = 128});
    QVERIFY(design);
    QCOMPARE(design->tiers, 3);
    QCOMPARE(design->switches(0), 1568);
    QCOMPARE(design->switches(1), 1568);
    QCOMPARE(design->switches(2), 784);
    QCOMPARE(design->cables(0), 100'000);
    QCOMPARE(design->cables(1), 100'352);
    QCOMPARE(design->cables(2), 100'352);
    // Only leaves have ports to spare: 1,568 x 64 - 100,000.
    QCOMPARE(design->portsUnused(), 352);
    QVERIFY(nearly(design->bisection(), 50'000.0 * 400.0 * gigabitPerSecond));
}

void TestFabricDesign::metaPodsMeetSevenToOne()
{
    // Meta's 24,576 GPUs (SIGCOMM 2024): 8 pods of 192 racks, each rack switch with 16 GPUs below and 16
    // links above. Spines of 224 ports at 7:1: 196 down, 28 up. A pod's 192 x 16 = 3,072 uplinks need 16
    // spines with 192 links each, of which 192 / 7 = 27.4, so 28 leave: 8 x 16 x 28 = 3,584 = 16 x 224.
    const auto design = designFabric({.shape = FabricShape::FatTree,
                                      .servers = 3072,
                                      .radix = 32,
                                      .upperRadix = 224,
                                      .podServers = 384,
                                      .podOversubscription = 7.0});
    QVERIFY(design);
    QCOMPARE(design->switches(0), 8 * 192);
    QCOMPARE(design->switches(1), 8 * 16);
    QCOMPARE(design->switches(2), 16);
    QCOMPARE(design->cables(1), 24'576);
    QCOMPARE(design->cables(2), 3584);
    QCOMPARE(design->oversubscription(), 192.0 / 28.0);
}

void TestFabricDesign::planesOfBrokenOutPorts()
{
    // DGX SuperPOD B300, table 3: each 800G NIC is two 400G ports in two planes, 64 x 800G switches are
    // 128 x 400G. 16 units of 64: a plane has 128 leaves and 128 x 64 / 128 = 64 spines.
    const auto design = designFabric({.servers = 1024, .radix = 64, .breakout = 2, .planes = 2});
    QVERIFY(design);
    QCOMPARE(design->tiers, 2);
    QCOMPARE(design->switches(0), 256);
    QCOMPARE(design->switches(1), 128);
    QCOMPARE(design->cables(1), 2 * 8192);
    QCOMPARE(design->portsUnused(), 0);
}

void TestFabricDesign::podsKeepTheirOwnOversubscription()
{
    // 64 ports at 7:1: 56 down, 8 up. A pod of 7 units of 32 servers has 56 leaves x 32 up = 1,792 uplinks:
    // 32 spines with 56 down and 8 up, so 256 links leave it. 4 pods: 1,024 links, 16 cores.
    const auto design =
        designFabric({.servers = 896, .radix = 64, .podServers = 224, .podOversubscription = 7.0});
    QVERIFY(design);
    QCOMPARE(design->tiers, 3);
    QCOMPARE(design->switches(0), 224);
    QCOMPARE(design->switches(1), 128);
    QCOMPARE(design->switches(2), 16);
    QCOMPARE(design->cables(1), 7168);
    QCOMPARE(design->cables(2), 1024);
    QCOMPARE(design->oversubscription(), 7.0);
    QVERIFY(nearly(design->bisection(), 512.0 * 400.0 * gigabitPerSecond));
}

void TestFabricDesign::podsHoldWhatWasAsked()
{
    // 100 servers in pods of 48 at radix 64: units of 32 and 16, again, and one of 4; pods of 2, 2 and 1 units.
    const auto rails =
        designFabric({.servers = 100, .nicsPerServer = 4, .radix = 64, .podServers = 48});
    QVERIFY(rails);
    QVERIFY((rails->request.units == std::vector<int>{32, 16, 32, 16, 4}));
    QCOMPARE(rails->stages[0].size(), 3U);
    QCOMPARE(rails->stages[0][0].lowers, 8);
    QCOMPARE(rails->stages[0][2].lowers, 4);
    // 10 hosts in pods of 4 at radix 6: leaves of 3; two a pod (3 + 1 hosts), one for the last 2.
    const auto tree = designFabric({.shape = FabricShape::FatTree,
                                    .servers = 10,
                                    .nicsPerServer = 1,
                                    .radix = 6,
                                    .podServers = 4});
    QVERIFY(tree);
    QCOMPARE(tree->switches(0), 5);
    QCOMPARE(tree->leafPortOf(3).leaf, 1);
    QCOMPARE(tree->leafPortOf(4).leaf, 2);
    QCOMPARE(tree->firstServerPort(4), 8);
}

void TestFabricDesign::dualPlaneDoublesEverySwitch()
{
    // A pod of Alibaba's HPN (SIGCOMM 2024): 15 segments of 128 servers, leaves of 128 x 200G down (and 8
    // kept for spare servers) and 60 x 400G up, two planes. A plane has 15 x 8 leaves and, at 120 of 128 ports
    // down, 60 spines. The paper's 1.067:1 is 128 x 200 over 60 x 400.
    const auto design = designFabric({.servers = 1920,
                                      .radix = 128,
                                      .leafDown = 136,
                                      .leafUp = 60,
                                      .sparePorts = 8,
                                      .planes = 2,
                                      .linkSpeed = 200.0 * gigabitPerSecond,
                                      .upperLinkSpeed = 400.0 * gigabitPerSecond});
    QVERIFY(design);
    QCOMPARE(design->switches(0), 240);
    QCOMPARE(design->switches(1), 120);
    QCOMPARE(design->cables(0), 30'720);
    QCOMPARE(design->cables(1), 14'400);
    QCOMPARE(design->oversubscription(), 16.0 / 15.0);
    QVERIFY(nearly(design->bisection(), 7'200.0 * 400.0 * gigabitPerSecond));
}

void TestFabricDesign::fasterUplinksNeedFewer()
{
    // 48 x 1G below 4 x 100G, as an out-of-band leaf: nothing is oversubscribed.
    const auto design = designFabric({.servers = 480,
                                      .nicsPerServer = 1,
                                      .radix = 48,
                                      .upperRadix = 64,
                                      .leafDown = 48,
                                      .leafUp = 4,
                                      .linkSpeed = 1.0 * gigabitPerSecond,
                                      .upperLinkSpeed = 100.0 * gigabitPerSecond});
    QVERIFY(design);
    QCOMPARE(design->switches(0), 10);
    QCOMPARE(design->switches(1), 1);
    QCOMPARE(design->oversubscription(), 1.0);
    QVERIFY(nearly(design->bisection(), 240.0 * gigabitPerSecond));
}

void TestFabricDesign::railOnlyJoinsNoRails()
{
    // 256 servers: each rail is a two-tier fabric of 8 leaves x 32 up = 4 spines.
    const auto design = designFabric({.shape = FabricShape::RailOnly, .servers = 256, .radix = 64});
    QVERIFY(design);
    QCOMPARE(design->tiers, 2);
    QCOMPARE(design->switches(0), 64);
    QCOMPARE(design->switches(1), 32);

    const auto small = designFabric({.shape = FabricShape::RailOnly, .servers = 64, .radix = 64});
    QVERIFY(small);
    QCOMPARE(small->tiers, 1);
    QCOMPARE(small->switches(0), 8);
    QCOMPARE(small->portsUnused(), 0);
}

void TestFabricDesign::fourTiersReachWhatThreeDoNot()
{
    // Radix 4 in four tiers: 4^4 / 8 = 32 hosts on 16 leaves, 16 spines, 16 of the third, 8 of the fourth.
    const FabricRequest request{
        .shape = FabricShape::FatTree, .servers = 32, .nicsPerServer = 1, .radix = 4, .tiers = 4};
    const auto design = designFabric(request);
    QVERIFY(design);
    QCOMPARE(design->switches(0), 16);
    QCOMPARE(design->switches(1), 16);
    QCOMPARE(design->switches(2), 16);
    QCOMPARE(design->switches(3), 8);
    QCOMPARE(design->cables(3), 32);
    QCOMPARE(design->portsUnused(), 0);
}

void TestFabricDesign::scaleUpDomainsStayWhole()
{
    // 8 NVL72 racks of 18 trays with 4 NICs, 64 ports: a leaf of 32 takes one rack of each rail, not 1.8.
    const auto design =
        designFabric({.servers = 144, .nicsPerServer = 4, .radix = 64, .domainServers = 18});
    QVERIFY(design);
    QCOMPARE(design->scaleUpDomains(), 8);
    QCOMPARE(design->switches(0), 8 * 4);
    // Leaves of 8 take a domain of 18 in three pieces of their own: 8, 8 and 2.
    const auto small =
        designFabric({.servers = 36, .nicsPerServer = 2, .radix = 16, .domainServers = 18});
    QVERIFY(small);
    QVERIFY((small->request.units == std::vector<int>{8, 8, 2, 8, 8, 2}));
}

void TestFabricDesign::sparePortsStayFree()
{
    // 32 down, 2 of them spare: 60 servers fill two units of 30. 16 leaves and 8 spines; 16 x 2 ports free.
    const auto design = designFabric({.servers = 60, .radix = 64, .sparePorts = 2});
    QVERIFY(design);
    QCOMPARE(design->switches(0), 16);
    QCOMPARE(design->portsUnused(), 32);
}

void TestFabricDesign::ratiosMayBeFractions()
{
    // 5:3 of 64 ports is 40 down, 24 up, however the fraction is rounded.
    const auto design = designFabric({.servers = 40, .radix = 64, .oversubscription = 5.0 / 3.0});
    QVERIFY(design);
    QCOMPARE(design->leafDown, 40);
    QCOMPARE(design->leafUp, 24);
}

void TestFabricDesign::namesTheLimitThatBinds_data()
{
    QTest::addColumn<int>("servers");
    QTest::addColumn<int>("tiers");
    QTest::addColumn<int>("podServers");
    QTest::addColumn<int>("managerLinks");
    QTest::addColumn<QString>("detail");

    QTest::newRow("three tiers")
        << 8193 << 0 << 0 << 0 << "radix 64 reaches 65,536 ports in three tiers; 65,544 are needed";
    QTest::newRow("two tiers") << 257 << 2 << 0 << 0
                               << "radix 64 reaches 2,048 ports in two tiers; 2,056 are needed";
    QTest::newRow("one tier") << 8 << 1 << 0 << 0 << "rails are joined in a second tier";
    QTest::newRow("pod")
        << 512 << 0 << 256 << 0
        << "a pod of 256 servers has 64 leaves, a spine of radix 64 has 32 ports down";
    QTest::newRow("fabric manager")
        << 32 << 0 << 0 << 4 << "the leaves have 0 ports left for 4 fabric manager links";
}

void TestFabricDesign::namesTheLimitThatBinds()
{
    QFETCH(int, servers);
    QFETCH(int, tiers);
    QFETCH(int, podServers);
    QFETCH(int, managerLinks);
    QFETCH(QString, detail);
    const auto design = designFabric({.servers = servers,
                                      .tiers = tiers,
                                      .podServers = podServers,
                                      .fabricManagerLinks = managerLinks});
    QVERIFY(!design);
    QCOMPARE(design.error().code, ErrorCode::ImpossibleDesign);
    QCOMPARE(QString::fromStdString(design.error().detail), detail);
}

void TestFabricDesign::refusesContradictions_data()
{
    QTest::addColumn<FabricRequest>("request");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("subject");
    const auto row = [](const char* name, const FabricRequest& request, const char* subject) {
        const bool isImpossible = QLatin1String(subject) == u"fabric";
        QTest::newRow(name) << request
                            << (isImpossible ? ErrorCode::ImpossibleDesign : ErrorCode::Invalid)
                            << QString{subject};
    };
    row("ratio without pods", {.servers = 9, .podOversubscription = 7.0}, "pod oversubscription");
    row("ratio and ports",
        {.servers = 9, .oversubscription = 2.0, .leafDown = 4, .leafUp = 4},
        "oversubscription");
    row("half the ports", {.servers = 9, .leafDown = 4}, "leaf ports");
    row("too many when broken out", {.servers = 9, .radix = 4096, .breakout = 2}, "breakout");
    row("units of a fat tree",
        {.shape = FabricShape::FatTree, .servers = 9, .unitServers = 4},
        "unit servers");
    row("rails of no pods", {.servers = 9, .podSpines = PodSpines::PerRail}, "pod spines");
    row("rails of a fat tree",
        {.shape = FabricShape::FatTree,
         .servers = 9,
         .podServers = 3,
         .podSpines = PodSpines::PerRail},
        "pod spines");
    row("no speed", {.servers = 9, .linkSpeed = Bandwidth{}}, "link speed");
    row("all ports spare", {.servers = 9, .sparePorts = 32}, "fabric");
    row("unit beyond the leaf", {.servers = 99, .unitServers = 40}, "fabric");
    row("domain cut by pods",
        {.servers = 99, .nicsPerServer = 1, .podServers = 50, .domainServers = 18},
        "fabric");
    row("uplinks to nowhere",
        {.servers = 2, .nicsPerServer = 1, .tiers = 1, .leafDown = 4, .leafUp = 4},
        "fabric");
    row("a world of tiny switches",
        {.servers = 10'000'000, .nicsPerServer = 64, .radix = 2},
        "fabric");
}

void TestFabricDesign::refusesContradictions()
{
    QFETCH(FabricRequest, request);
    QFETCH(ErrorCode, code);
    QFETCH(QString, subject);
    const auto design = designFabric(request);
    QVERIFY(!design);
    QCOMPARE(design.error().code, code);
    QCOMPARE(QString::fromStdString(design.error().subject), subject);
}

void TestFabricDesign::unitsMayBeGiven()
{
    // Two arrays that are not full keep leaves of their own: 2 x 8, although 40 servers would fit into 2 x 32.
    const auto design = designFabric({.servers = 40, .radix = 64, .units = {20, 20}});
    QVERIFY(design);
    QCOMPARE(design->switches(0), 16);
    QVERIFY(!designFabric({.servers = 40, .radix = 64, .units = {20, 19}}));
    QVERIFY(!designFabric({.servers = 40, .radix = 64, .units = {33, 7}}));
}

QTEST_APPLESS_MAIN(TestFabricDesign)
#include "tst_fabric_design.moc"
