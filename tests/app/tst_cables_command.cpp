#include "tests/app/answer.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace rackwright;
using rackwright::test::Answer;

namespace {

QList<QByteArray> linesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed().split('\n')
                                          : QList<QByteArray>();
}

} // namespace

// On the shipped plan of Memphis.
class TestCablesCommand : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void everyCableIsBought();
    void everyCableHasALength();
    void costAgreesWithTheEstimate();
    void scenarioIsCabledToo();
    void noShippedTrayIsOverfull();
    void pullListNamesEveryCable();
    void labelsAreForBothEnds();
    void labelsArePrintedForOneRack();
    void textNamesTheFullestTrays();
    void traceFollowsTheCables();
    void badInputIsOneSentence_data();
    void badInputIsOneSentence();

private:
    [[nodiscard]] Answer ask(const QStringList& arguments) const;

    QTemporaryDir folder_;
    QJsonObject cabling_;
};

Answer TestCablesCommand::ask(const QStringList& arguments) const
{
    return test::answerOf(QStringLiteral(RACKWRIGHT_CLI), arguments, folder_.path());
}

void TestCablesCommand::initTestCase()
{
    QVERIFY(folder_.isValid());
    const Answer made = ask({"new", "m.rackwright", "--template", "memphis-2024"});
    QVERIFY2(made.status == 0, made.err);
    const Answer answer = ask({"cables", "m.rackwright", "--json"});
    QVERIFY2(answer.status == 0, answer.err);
    QCOMPARE(answer.err, QByteArray());
    cabling_ = answer.json();
}

void TestCablesCommand::everyCableIsBought()
{
    double bought = 0.0;
    for (const QJsonValue& item : cabling_["items"].toArray()) {
        bought += item["in_use"].toDouble();
    }
    QCOMPARE(bought, cabling_["cables"].toDouble());
    const QJsonObject info = ask({"info", "m.rackwright", "--json"}).json();
    QCOMPARE(cabling_["cables"].toInt(), info["cables"].toInt());
}

void TestCablesCommand::everyCableHasALength()
{
    QCOMPARE(cabling_.value("length_m")["unknown_parts"].toInt(-1), 0);
    QCOMPARE(cabling_["without_length"].toArray().size(), 0);
    for (const QJsonValue& item : cabling_["items"].toArray()) {
        QVERIFY(item["sold_m"].isDouble());
    }
    // 12,500 servers with 9 links each, and about 2 x 100,000 links between switches: more than a metre each,
    // and in a building of 365 m x 200 m less than its half circumference and two drops each.
    const double length = cabling_.value("length_m")["likely"].toDouble();
    QVERIFY(length > 1.0 * cabling_["cables"].toDouble());
    QVERIFY(length < 600.0 * cabling_["cables"].toDouble());
}

// The bill of quantities buys the same cables and transceivers.
void TestCablesCommand::costAgreesWithTheEstimate()
{
    const QJsonObject estimate = ask({"estimate", "m.rackwright", "--json"}).json();
    double cost = 0.0;
    const auto isCabling = [](const QString& label) {
        return label.startsWith(QStringLiteral("Cables of")) ||
               label.contains(QStringLiteral("transceivers of"));
    };
    for (const QJsonValue& line : estimate["explain"]["capex_usd"]["inputs"].toArray()) {
        if (isCabling(line["label"].toString())) {
            const QJsonValue value = line["value"];
            cost += value.isObject() ? value["likely"].toDouble() : value.toDouble();
        }
    }
    QVERIFY(cost > 0.0);
    QVERIFY(qAbs(cost / cabling_.value("cost_usd")["likely"].toDouble() - 1.0) < 1e-9);
}

void TestCablesCommand::scenarioIsCabledToo()
{
    const Answer answer = ask({"cables", "m.rackwright", "--scenario", "double-200k", "--json"});
    QVERIFY2(answer.status == 0, answer.err);
    QCOMPARE(answer.json().value("length_m")["unknown_parts"].toInt(-1), 0);
    QVERIFY(answer.json()["cables"].toInt() > cabling_["cables"].toInt());
}

// 40 % of the cross-section, as the plan says; before the doubling and after it.
void TestCablesCommand::noShippedTrayIsOverfull()
{
    const Answer doubled = ask({"cables", "m.rackwright", "--scenario", "double-200k", "--json"});
    for (const QJsonObject& cabling : {cabling_, doubled.json()}) {
        QVERIFY(cabling["overfull"].toArray().isEmpty());
        double fullest = 0.0;
        for (const QJsonValue& tray : cabling["trays"].toArray()) {
            fullest = std::max(fullest, tray["fill"].toDouble());
        }
        QVERIFY(fullest <= 0.4);
    }
    // Nor are they sized at random: the fullest of the doubled site is near its limit.
    double fullest = 0.0;
    for (const QJsonValue& tray : doubled.json()["trays"].toArray()) {
        fullest = std::max(fullest, tray["fill"].toDouble());
    }
    QVERIFY(fullest > 0.3);
}

void TestCablesCommand::pullListNamesEveryCable()
{
    const Answer answer = ask({"cables", "m.rackwright", "--pull-list", "pull.csv"});
    QVERIFY2(answer.status == 0, answer.err);
    QVERIFY(answer.out.isEmpty());
    const QList<QByteArray> lines = linesOf(folder_.filePath("pull.csv"));
    QCOMPARE(lines.size(), cabling_["cables"].toInt() + 1);
    QVERIFY(lines[0].startsWith("cable,network,medium,product,"));
    QVERIFY(lines[1].startsWith("C000001,GPU fabric,"));
}

void TestCablesCommand::labelsAreForBothEnds()
{
    const Answer answer = ask({"cables", "m.rackwright", "--labels", "labels.csv"});
    QVERIFY2(answer.status == 0, answer.err);
    QCOMPARE(linesOf(folder_.filePath("labels.csv")).size(), 2 * cabling_["cables"].toInt() + 1);
}

void TestCablesCommand::textNamesTheFullestTrays()
{
    const Answer answer = ask({"cables", "m.rackwright"});
    QCOMPARE(answer.status, 0);
    QVERIFY(answer.out.contains("Fullest trays"));
    QVERIFY(answer.out.contains("H1-T-"));
}

// A full rack of 8 servers with 9 NICs has 72 cables, and labels of both ends: 144 on three sheets of 65.
void TestCablesCommand::labelsArePrintedForOneRack()
{
    const Answer answer =
        ask({"cables", "m.rackwright", "--labels", "labels.pdf", "--of", "H1-R01-01"});
    QVERIFY2(answer.status == 0, answer.err);
    QFile file(folder_.filePath("labels.pdf"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pdf = file.readAll();
    QVERIFY(pdf.startsWith("%PDF-"));
    QVERIFY(pdf.contains("/Count 3"));
    const Answer list =
        ask({"cables", "m.rackwright", "--pull-list", "rack.csv", "--of", "H1-R01-01"});
    QVERIFY2(list.status == 0, list.err);
    QCOMPARE(linesOf(folder_.filePath("rack.csv")).size(), 72 + 1);
}

// Over leaf, spine, core, spine and leaf to another hall.
void TestCablesCommand::traceFollowsTheCables()
{
    const Answer answer =
        ask({"cables", "m.rackwright", "--trace", "H1-R01-01-S1", "H4-R01-01-S1", "--json"});
    QVERIFY2(answer.status == 0, answer.err);
    double length = 0.0;
    for (const QJsonValue& hop : answer.json()["hops"].toArray()) {
        QVERIFY(hop["cables"].toInt() > 0);
        length += hop["length_m"].toDouble();
    }
    QVERIFY(qFuzzyCompare(answer.json().value("length_m")["likely"].toDouble(), length));
    QVERIFY(length > 130.0); // the halls' rows are more than that apart, along the aisles
}

void TestCablesCommand::badInputIsOneSentence_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("names");

    QTest::newRow("no plan") << QStringList{"cables"} << 2 << "PLAN";
    QTest::newRow("no such plan") << QStringList{"cables", "n.rackwright"} << 1 << "n.rackwright";
    QTest::newRow("no such scenario")
        << QStringList{"cables", "m.rackwright", "--scenario", "triple"} << 1 << "triple";
    QTest::newRow("not a CSV file")
        << QStringList{"cables", "m.rackwright", "--pull-list", "pull.txt"} << 2 << ".csv";
    QTest::newRow("labels for all")
        << QStringList{"cables", "m.rackwright", "--labels", "labels.pdf"} << 1 << "--of";
    QTest::newRow("no such rack")
        << QStringList{"cables", "m.rackwright", "--labels", "l.csv", "--of", "H9-R01-01"} << 1
        << "H9-R01-01";
    QTest::newRow("a choice without a list")
        << QStringList{"cables", "m.rackwright", "--of", "H1-R01-01"} << 2 << "--labels";
    QTest::newRow("labels as text")
        << QStringList{"cables", "m.rackwright", "--labels", "labels.txt"} << 2 << ".pdf";
    QTest::newRow("no such device")
        << QStringList{"cables", "m.rackwright", "--trace", "S1", "S2"} << 1 << "S1";
    QTest::newRow("one device") << QStringList{"cables", "m.rackwright", "--trace", "S1"} << 2
                                << "--trace";
    QTest::newRow("no such folder")
        << QStringList{"cables", "m.rackwright", "--labels", "none/labels.csv"} << 1 << "none";
}

void TestCablesCommand::badInputIsOneSentence()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, status);
    QFETCH(QString, names);
    const Answer answer = ask(arguments);
    QCOMPARE(answer.status, status);
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(answer.err.count('\n'), 1);
    QVERIFY2(answer.err.contains(names.toUtf8()), answer.err);
    QVERIFY(!QFile::exists(folder_.filePath("pull.txt")));
}

QTEST_GUILESS_MAIN(TestCablesCommand)
#include "tst_cables_command.moc"
