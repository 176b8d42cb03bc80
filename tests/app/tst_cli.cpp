#include "tests/app/answer.h"

#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace rackwright;
using rackwright::test::Answer;
using rackwright::test::contentOf;

namespace {

double likely(const QJsonValue& figure)
{
    return figure.isObject() ? figure[QStringLiteral("likely")].toDouble() : figure.toDouble();
}

} // namespace

class TestCli : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

    void templatesNamesMemphis();
    void infoCountsThePlan();
    void estimateComesOutAsPublished();
    void estimateSaysHowSureItIs();
    void scenarioDoublesTheGpus();
    void dateShowsTheSiteOnTheWay();
    void checkTellsFindingsByItsStatus();
    void scenariosAreListedWithTheirSteps();
    void compareHoldsTwoScenariosSideBySide();
    void networkSaysWhatAFailureCosts();
    void networkSurveysEveryTwoFailures();
    void networkSaysHowFullLinksGet();
    void networkCutsBetweenTwoArrays();
    void networkTellsItsAvailability();
    void trainingDaysAgreesWithEstimate();
    void trainingDaysTakesWhatARunMeets();
    void renderWritesAPictureOfTheSizeAsked();
    void renderDrawsTheNetworkAsSvg();
    void reportIsPdfOrHtml();
    void everyCommandHelpsWithAnExample_data();
    void everyCommandHelpsWithAnExample();

private:
    [[nodiscard]] Answer ask(const QStringList& arguments) const;

    QTemporaryDir folder_;
};

Answer TestCli::ask(const QStringList& arguments) const
{
    return test::answerOnAServer(QStringLiteral(RACKWRIGHT_CLI), arguments, folder_.path());
}

void TestCli::initTestCase()
{
    QVERIFY(folder_.isValid());
    const Answer made = ask({"new", "m.rackwright", "--template", "memphis-2024"});
    QVERIFY2(made.status == 0, made.err);
    QVERIFY(made.out.isEmpty());
}

void TestCli::templatesNamesMemphis()
{
    const QJsonArray list = ask({"templates", "--json"}).json()["templates"].toArray();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0]["name"].toString(), QStringLiteral("memphis-2024"));
    QCOMPARE(list[0]["gpus"].toInt(), 100'000);
}

void TestCli::infoCountsThePlan()
{
    const Answer answer = ask({"info", "m.rackwright", "--json"});
    QCOMPARE(answer.status, 0);
    QCOMPARE(answer.err, QByteArray());
    const QJsonObject json = answer.json();
    QVERIFY(json["site"].toString().contains(QStringLiteral("Memphis")));
    QCOMPARE(json["halls"].toInt(), 4);
    QCOMPARE(json["arrays"].toInt(), 196);            // 49 a hall
    QCOMPARE(json["racks"]["compute"].toInt(), 1563); // 12,500 servers, 8 a rack, rounded up
    QVERIFY(json["racks"]["network"].toInt() >= 196); // one an array, and the rows of spines
    QVERIFY(json["racks"]["other"].toInt() > 0);
    QCOMPARE(json["servers"].toInt(), 12'500);
    QCOMPARE(json["gpus"].toInt(), 100'000);
    const int leaves = json["switches"]["leaf"].toInt();
    QVERIFY(1563 <= leaves && leaves <= 1568);
    QVERIFY(json["switches"]["spine"].toInt() >= leaves); // as many ports up as down
    QVERIFY(json["switches"]["core"].toInt() > 0);
    QVERIFY(json["switches"]["front_end"].toInt() > 0);
    QVERIFY(json["cables"].toInt() >=
            300'000); // 100,000 NICs, and as many links in two tiers above
    QVERIFY(json["unknown"].isArray());
}

void TestCli::estimateComesOutAsPublished()
{
    const QJsonObject json = ask({"estimate", "m.rackwright", "--json"}).json();
    QCOMPARE(json["scenario"].toString(), QStringLiteral("baseline"));
    QCOMPARE(likely(json["cost"]["gpu_capex_usd"]), 3e9); // 100,000 at $30,000
    const double capex = likely(json["cost"]["capex_usd"]);
    QVERIFY(3.8e9 <= capex && capex <= 5.4e9);
    QVERIFY(likely(json["cost"]["opex_usd_per_year"]) > 0.0);
    const double it = likely(json["power"]["it_w"]);
    QVERIFY(135e6 <= it && it <= 150e6);
    const double facility = likely(json["power"]["facility_w"]);
    QVERIFY(170e6 <= facility && facility <= 185e6);
    const double energy = likely(json["power"]["energy_wh_per_year"]);
    QVERIFY(1.3e12 <= energy && energy <= 1.7e12);
    QVERIFY(json["explain"].isObject());
    const QJsonArray runs = json["training"].toArray();
    const auto llama = std::find_if(runs.begin(), runs.end(), [](const QJsonValue& each) {
        return each["workload"].toString() == QStringLiteral("llama3.1-405b");
    });
    QVERIFY(llama != runs.end());
    const QJsonValue run = *llama;
    const double days = likely(run["days"]);
    QVERIFY(9.0 <= days && days <= 15.0);
    QVERIFY(likely(run["step_time_s"]) > 0.0);
    QVERIFY(likely(run["mfu"]) < 1.0);
}

void TestCli::estimateSaysHowSureItIs()
{
    const QStringList drawn{"estimate", "m.rackwright", "--samples", "500", "--seed"};
    const Answer first = ask(drawn + QStringList{"1"});
    QCOMPARE(first.status, 0);
    QVERIFY(first.out.contains("5 % below"));
    QVERIFY(first.out.contains("Time to train") || first.out.contains("Training time"));
    QCOMPARE(ask(drawn + QStringList{"1"}).out, first.out);
    QVERIFY(ask(drawn + QStringList{"2"}).out != first.out);
}

void TestCli::scenarioDoublesTheGpus()
{
    const QStringList doubled{"--scenario", "double-200k", "--json"};
    QCOMPARE(ask(QStringList{"info", "m.rackwright"} + doubled).json()["gpus"].toInt(), 200'000);
    const QJsonObject json = ask(QStringList{"estimate", "m.rackwright"} + doubled).json();
    QCOMPARE(json["scenario"].toString(), QStringLiteral("double-200k"));
    QCOMPARE(likely(json["cost"]["gpu_capex_usd"]), 6e9);
}

void TestCli::compareHoldsTwoScenariosSideBySide()
{
    const Answer text = ask({"compare", "m.rackwright", "baseline", "double-200k"});
    QCOMPARE(text.status, 0);
    QVERIFY(text.out.contains("GPU"));
    const Answer answer = ask({"compare", "m.rackwright", "baseline", "double-200k", "--json"});
    QCOMPARE(answer.status, 0);
    QCOMPARE(answer.err, QByteArray());
    QVERIFY(!answer.json().isEmpty());
    QVERIFY(answer.out.contains("200000"));
}

void TestCli::networkSaysWhatAFailureCosts()
{
    const QJsonObject json =
        ask({"network", "m.rackwright", "--fail", "GPU-S-P01-01", "--json"}).json();
    QCOMPARE(json["switches_down"].toInt(), 1);
    QCOMPARE(json["servers_down"].toInt(-1), 0);
    // A spine of 64 in a pod of 512 servers; the step waits for the traffic of replicas or of experts.
    const QJsonObject training = json["training"].toObject();
    QCOMPARE(training["slowest_share"].toDouble(), 63.0 / 64.0);
    QCOMPARE(training["servers_left_out"].toInt(-1), 0);
    for (const QJsonValue& run : training["workloads"].toArray()) {
        const QJsonValue step = run["step_time_s"];
        QVERIFY(step["after"].toDouble() > step["before"].toDouble());
        QVERIFY(!run["grown"].toObject().isEmpty());
    }
    // A hall without cooling: 3,136 of 12,500 servers.
    const QJsonObject hall =
        ask({"network", "m.rackwright", "--fail", "Hall 1 loop", "--json"}).json();
    QCOMPARE(hall["servers_down"].toInt(), 3136);
    QCOMPARE(hall["training"]["servers_left_out"].toInt(), 3136);
}

void TestCli::networkSurveysEveryTwoFailures()
{
    const Answer answer = ask({"network", "m.rackwright", "--survey", "n-2", "--json"});
    QCOMPARE(answer.status, 0);
    const QJsonObject json = answer.json();
    // Every two of 3,920 switches and 300,704 cables.
    QCOMPARE(json["pairs_surveyed"].toDouble(), 304'624.0 * 304'623.0 / 2.0);
    bool hasLeaves = false;
    for (const QJsonValue& kind : json["kinds"].toArray()) {
        if (kind["first"].toString() == "leaf" && kind["second"].toString() == "leaf") {
            hasLeaves = true;
            QCOMPARE(kind["worst_share"].toDouble(), 0.75); // two rails of eight
            QCOMPARE(kind["servers_cut_off"].toInt(-1), 0);
        }
    }
    QVERIFY(hasLeaves);
}

void TestCli::networkSaysHowFullLinksGet()
{
    const QJsonObject json =
        ask({"network", "m.rackwright", "--load", "all-to-all", "--json"}).json();
    // The last pod has 2,048 links to 784 cores: 2.61 on average, where there are 2 they carry up to 1.31 times that.
    const double share = json["full_speed_share"].toDouble();
    QVERIFY(2.0 / 2.62 < share && share < 0.78);
    QCOMPARE(json["hottest_links"].toArray().size(), 5);
    QVERIFY(json["finding"].toString().contains("2048 links of its pod do not divide over 784"));

    // Two jobs on a pair of arrays each; rings hardly leave their leaves.
    const QJsonObject jobs = ask({"network",
                                  "m.rackwright",
                                  "--load",
                                  "ring",
                                  "--job",
                                  "H1-A01, H1-A02",
                                  "--job",
                                  "H2-A01, H2-A02",
                                  "--json"})
                                 .json();
    QCOMPARE(jobs["jobs"].toInt(), 2);
    QCOMPARE(jobs["full_speed_share"].toDouble(), 1.0);
    QVERIFY(!jobs.contains("finding"));
}

void TestCli::networkCutsBetweenTwoArrays()
{
    // Two arrays of 64 servers with eight links each, one pod: the NICs are the narrowest.
    const QJsonObject json =
        ask({"network", "m.rackwright", "--cut", "H1-A01", "H1-A02", "--json"}).json();
    QCOMPARE(json["from_devices"].toInt(), 64);
    QCOMPARE(json["links"].toInt(), 512);
    QCOMPARE(json["bandwidth_bps"].toDouble(), 512.0 * 400e9);
}

void TestCli::networkTellsItsAvailability()
{
    const QStringList question{
        "network", "m.rackwright", "--availability", "--years", "0.1", "--seed", "3", "--json"};
    const Answer answer = ask(question);
    QCOMPARE(answer.status, 0);
    const QJsonObject json = answer.json();
    // 300,704 cables at 1.65e-6 an hour for 876 hours, and 3,920 switches at 7e-7: 437, deviation 21.
    const double failures = json["failures"].toDouble();
    QVERIFY(437.0 - 105.0 < failures && failures < 437.0 + 105.0);
    // Three cables of 1 - 6.6e-6 and three switches of 1 - 5.6e-6 on the way up: 1 - 3.7e-5.
    QVERIFY(std::abs(json["mean_share_expected"].toDouble() - (1.0 - 3.66e-5)) < 1e-7);
    QCOMPARE(ask(question).out, answer.out);
}

void TestCli::trainingDaysAgreesWithEstimate()
{
    const Answer answer =
        ask({"training", "days", "m.rackwright", "--workload", "llama3.1-405b", "--json"});
    QCOMPARE(answer.status, 0);
    const double days = likely(answer.json()["days"]);
    QVERIFY(9.0 <= days && days <= 15.0);
}

void TestCli::trainingDaysTakesWhatARunMeets()
{
    const auto daysWith = [&](const QStringList& more) {
        return ask(
            QStringList{
                "training", "days", "m.rackwright", "--workload", "llama3.1-405b", "--json"} +
            more);
    };
    const double alone = likely(daysWith({}).json()["days"]);
    const QJsonObject shared = daysWith({"--tenants", "2"}).json();
    QVERIFY(likely(shared["days"]) > 1.5 * alone);
    // Half of what the site draws meanwhile.
    const double perDay = likely(daysWith({}).json()["energy_wh"]) / alone;
    QVERIFY(qFuzzyCompare(likely(shared["energy_wh"]), 0.5 * perDay * likely(shared["days"])));
    QVERIFY(likely(daysWith({"--slow-share", "0.01"}).json()["days"]) > 1.05 * alone);
    QVERIFY(likely(daysWith({"--spares", "100"}).json()["days"]) > alone);
    for (const QStringList& more : {QStringList{"--tenants", "3"},
                                    QStringList{"--schedule", "dualpipe"},
                                    QStringList{"--ramp-from", "7", "--ramp-tokens", "1e12"},
                                    QStringList{"--spares", "0"}}) {
        const Answer refused = daysWith(more);
        QCOMPARE(refused.status, 2);
        QVERIFY2(refused.err.contains(more.front().toUtf8()), refused.err.constData());
        QVERIFY(refused.out.isEmpty());
    }
}

void TestCli::renderDrawsTheNetworkAsSvg()
{
    const Answer answer = ask({"render", "m.rackwright", "--view", "network", "-o", "network.svg"});
    QCOMPARE(answer.err, QByteArray());
    QCOMPARE(answer.status, 0);
    QFile file(folder_.filePath("network.svg"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    QVERIFY(svg.contains("784 core switches"));
    QVERIFY(svg.contains("Pod 25"));
}

void TestCli::renderWritesAPictureOfTheSizeAsked()
{
    const Answer answer = ask({"render", "m.rackwright", "-o", "site.png", "--size", "160x90"});
    QCOMPARE(answer.err, QByteArray());
    QCOMPARE(answer.status, 0);
    QCOMPARE(QImage(folder_.filePath("site.png")).size(), QSize(160, 90));
}

void TestCli::reportIsPdfOrHtml()
{
    const Answer pdf = ask({"report", "m.rackwright", "-o", "r.pdf", "--scenario", "double-200k"});
    QCOMPARE(pdf.err, QByteArray());
    QCOMPARE(pdf.status, 0);
    QVERIFY(contentOf(folder_.filePath("r.pdf")).startsWith("%PDF"));
    const Answer html = ask({"report", "m.rackwright", "-o", "r.html"});
    QCOMPARE(html.err, QByteArray());
    QVERIFY(contentOf(folder_.filePath("r.html")).contains("</html>"));
}

// The grid connection grew from 8 MW to 50 MW in August 2024 and to 150 MW in May 2025 (facts ).
void TestCli::dateShowsTheSiteOnTheWay()
{
    const auto gridOn = [this](const QString& date) {
        const QJsonObject json = ask({"estimate", "m.rackwright", "--date", date, "--json"}).json();
        return likely(json["power"]["grid_w"]);
    };
    QCOMPARE(gridOn(QStringLiteral("2024-07-22")), 8e6);
    QCOMPARE(gridOn(QStringLiteral("2024-09-02")), 50e6);
    QCOMPARE(gridOn(QStringLiteral("2025-12-31")), 150e6);
    const QJsonObject before =
        ask({"info", "m.rackwright", "--scenario", "double-200k", "--date", "2024-11-17", "--json"})
            .json();
    QCOMPARE(before["gpus"].toInt(), 100'000); // the first step is of the 18th
    QCOMPARE(before["halls"].toInt(), 4);
    const Answer wrong = ask({"info", "m.rackwright", "--date", "tomorrow"});
    QCOMPARE(wrong.status, 2);
    QVERIFY(wrong.err.contains("tomorrow"));
}

void TestCli::checkTellsFindingsByItsStatus()
{
    const Answer answer = ask({"check", "m.rackwright", "--json"});
    const QJsonObject json = answer.json();
    const int open = json["errors"].toInt() + json["warnings"].toInt();
    QCOMPARE(answer.status, open > 0 ? 1 : 0);
    QCOMPARE(json["errors"].toInt(), 0); // what ships can be built
    const QJsonArray findings = json["findings"].toArray();
    QCOMPARE(findings.size(), open + json["notes"].toInt());
    // By facts the power of 2024 does not carry the site at its highest.
    QVERIFY(std::any_of(findings.begin(), findings.end(), [](const QJsonValue& finding) {
        return finding["rule"].toString() == QStringLiteral("site-power");
    }));
}

void TestCli::scenariosAreListedWithTheirSteps()
{
    const QJsonObject json = ask({"scenario", "m.rackwright", "--json"}).json();
    const QJsonObject doubling = json["scenarios"].toArray().first().toObject();
    QCOMPARE(doubling["scenario"].toString(), QStringLiteral("double-200k"));
    const QJsonObject first = doubling["steps"].toArray().first().toObject();
    QCOMPARE(first["date"].toString(), QStringLiteral("2024-11-18"));
    QCOMPARE(first["kind"].toString(), QStringLiteral("add_hall"));
    QCOMPARE(first["parameters"]["name"].toString(), QStringLiteral("Hall 5"));
    QVERIFY(ask({"scenario", "m.rackwright"}).out.contains("2024-11-18  Fit out hall 5"));
}

void TestCli::everyCommandHelpsWithAnExample_data()
{
    QTest::addColumn<QString>("command");
    for (const char* command : {"",
                                "new",
                                "templates",
                                "info",
                                "check",
                                "estimate",
                                "compare",
                                "scenario",
                                "report",
                                "render",
                                "fabric",
                                "network",
                                "cables",
                                "training",
                                "training days",
                                "training estimate",
                                "training search",
                                "training validate",
                                "training calibrate"}) {
        QTest::newRow(command) << QString(command);
    }
}

void TestCli::everyCommandHelpsWithAnExample()
{
    QFETCH(QString, command);
    const Answer answer = ask(command.split(' ', Qt::SkipEmptyParts) + QStringList{"--help"});
    QCOMPARE(answer.status, 0);
    QVERIFY(answer.out.contains("Example"));
    QVERIFY(answer.err.isEmpty());
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
