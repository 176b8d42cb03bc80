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
    void memphisTakesThreeTiers();
    void podsKeepTheirOwnOversubscription();
    void dualPlaneDoublesEverySwitch();
    void railOnlyJoinsNoRails();
    void fourTiersReachWhatThreeDoNot();
    void namesTheLimitThatBinds_data();
    void namesTheLimitThatBinds();
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
    // 3 units: 24 leaves x 32 = 768 uplinks = 12 spines; the next that divides 32 is 16.
    QTest::newRow("H100, 3 scalable units") <<   95 <<  64 <<  24 <<  16 <<   0;
    // 7 units of 20 at radix 40: 56 leaves are more than 40, so three tiers. A rail's 7 leaves fit a pod:
    // 140 uplinks / 20 = 7 spines; the next that divides 20 is 10. 8 x 10 x 14 up = 1,120 = 28 cores.
    QTest::newRow("A100, 7 scalable units") <<  140 <<  40 <<  56 <<  80 <<  28;
    QTest::newRow("B200, 32 units")         << 1024 <<  64 << 256 << 256 << 128;
    QTest::newRow("B200, 64 units")         << 2048 <<  64 << 512 << 512 << 256;
    // 144 ports: 72 up; 8 leaves x 72 = 576 = 4 spines, and 72 / 4 = 18 links each.
    QTest::newRow("B300, one unit of 72")   <<   72 << 144 <<   8 <<   4 <<   0;
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

void TestFabricDesign::dualPlaneDoublesEverySwitch()
{
    // A pod of Alibaba's HPN (SIGCOMM 2024): 15 segments of 128 servers, leaves of 128 x 200G down and
    // 60 x 400G up, two planes. A plane has 15 x 8 leaves and, at 120 ports down, 60 spines.
    const auto design = designFabric({.servers = 1920,
                                      .radix = 128,
                                      .upperRadix = 128,
                                      .leafDown = 128,
                                      .leafUp = 60,
                                      .planes = 2});
    QVERIFY(design);
    QCOMPARE(design->switches(0), 240);
    QCOMPARE(design->switches(1), 120);
    QCOMPARE(design->cables(0), 30'720);
    QCOMPARE(design->cables(1), 14'400);
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
