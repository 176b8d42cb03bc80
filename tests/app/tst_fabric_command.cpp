#include "tests/app/answer.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace rackwright;
using rackwright::test::Answer;

namespace {

Answer ask(const QStringList& arguments)
{
    return test::answerOf(
        QStringLiteral(RACKWRIGHT_CLI), QStringList{QStringLiteral("fabric")} + arguments, {});
}

} // namespace

class TestFabricCommand : public QObject
{
    Q_OBJECT

private slots:
    void printsTheFourUnitDesign();
    void takesEveryPublishedOption();
    void namesTheLimitThatBinds();
    void wrongUsageIsStatusTwo_data();
    void wrongUsageIsStatusTwo();
};

void TestFabricCommand::printsTheFourUnitDesign()
{
    // NVIDIA DGX SuperPOD H100 reference architecture, table 4. 127 x 8 x 400 Gbit/s, half of it each way.
    const Answer answer = ask({"--servers", "127", "--fabric-manager-links", "4", "--json"});
    QCOMPARE(answer.status, 0);
    const QJsonObject json = QJsonDocument::fromJson(answer.out).object();
    QCOMPARE(json["tiers"].toInt(), 2);
    QCOMPARE(json["leaf"].toInt(), 32);
    QCOMPARE(json["spine"].toInt(), 16);
    QCOMPARE(json["core"].toInt(-1), 0);
    QCOMPARE(json["cables"]["server_leaf"].toInt(), 1020);
    QCOMPARE(json["cables"]["leaf_spine"].toInt(), 1024);
    QCOMPARE(json["cables"]["spine_core"].toInt(-1), 0);
    QCOMPARE(json["ports_unused"].toInt(), 4);
    QCOMPARE(json["bisection_bps"].toDouble(), 127.0 * 8.0 * 400e9 / 2.0);
    QCOMPARE(json["oversubscription"].toDouble(), 1.0);
}

void TestFabricCommand::takesEveryPublishedOption()
{
    // Two planes of 64 x 800G broken out: DGX SuperPOD B300, 2 units, has 32 leaves and 16 spines.
    const Answer planes =
        ask({"--servers", "128", "--kind", "dual-plane", "--breakout", "2", "--json"});
    QCOMPARE(planes.status, 0);
    const QJsonObject dual = QJsonDocument::fromJson(planes.out).object();
    QCOMPARE(dual["leaf"].toInt(), 32);
    QCOMPARE(dual["spine"].toInt(), 16);
    // 8 NVL72: a leaf of 32 takes one domain of 18 trays; 4 rails.
    const Answer domains =
        ask({"--servers", "144", "--nics", "4", "--scale-up-servers", "18", "--json"});
    const QJsonObject nvl = QJsonDocument::fromJson(domains.out).object();
    QCOMPARE(nvl["scale_up_domains"].toInt(), 8);
    QCOMPARE(nvl["leaf"].toInt(), 32);
    // DGX SuperPOD GB200, 4 units.
    const Answer groups = ask({"--servers",
                               "576",
                               "--nics",
                               "4",
                               "--scale-up-servers",
                               "18",
                               "--pod-servers",
                               "144",
                               "--pod-spines",
                               "rail",
                               "--json"});
    const QJsonObject gb200 = QJsonDocument::fromJson(groups.out).object();
    QCOMPARE(gb200["leaf"].toInt(), 128);
    QCOMPARE(gb200["spine"].toInt(), 96);
    QCOMPARE(gb200["core"].toInt(), 36);
}

void TestFabricCommand::namesTheLimitThatBinds()
{
    const Answer answer = ask({"--servers", "9000", "--radix", "64", "--json"});
    QCOMPARE(answer.status, 1);
    QVERIFY(answer.out.isEmpty());
    QVERIFY(answer.err.contains("radix 64 reaches 65,536 ports in three tiers"));
}

void TestFabricCommand::wrongUsageIsStatusTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no servers given") << QStringList{};
    QTest::newRow("no servers") << QStringList{"--servers", "0"};
    QTest::newRow("not a kind") << QStringList{"--servers", "8", "--kind", "ring"};
    QTest::newRow("not a number") << QStringList{"--servers", "many"};
    QTest::newRow("five tiers") << QStringList{"--servers", "8", "--tiers", "5"};
    QTest::newRow("ratio without pods")
        << QStringList{"--servers", "8", "--pod-oversubscription", "7"};
    QTest::newRow("spines without pods") << QStringList{"--servers", "8", "--pod-spines", "rail"};
    QTest::newRow("half a leaf") << QStringList{"--servers", "8", "--leaf-up", "7"};
    QTest::newRow("ports and ratio") << QStringList{
        "--servers", "8", "--leaf-up", "7", "--leaf-down", "7", "--oversubscription", "2"};
    QTest::newRow("no planes") << QStringList{"--servers", "8", "--planes", "0"};
    QTest::newRow("dual in three")
        << QStringList{"--servers", "8", "--kind", "dual-plane", "--planes", "3"};
    QTest::newRow("no links a port") << QStringList{"--servers", "8", "--breakout", "0"};
    QTest::newRow("ratio below one") << QStringList{"--servers", "8", "--oversubscription", "0.5"};
    QTest::newRow("not a ratio") << QStringList{"--servers", "8", "--oversubscription", "nan"};
    QTest::newRow("beyond counting") << QStringList{"--servers", "99999999999999"};
}

void TestFabricCommand::wrongUsageIsStatusTwo()
{
    QFETCH(QStringList, arguments);
    const Answer answer = ask(arguments);
    QCOMPARE(answer.status, 2);
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(answer.err.count('\n'), 1);
}

QTEST_GUILESS_MAIN(TestFabricCommand)
#include "tst_fabric_command.moc"
