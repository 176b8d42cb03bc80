#include "tests/support/patience.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <sys/stat.h>
#include <utility>

using namespace rackwright;

namespace {

struct Answer
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

// As on a server: no display, no home, none of what a desktop sets.
QProcessEnvironment bareEnvironment()
{
    QProcessEnvironment bare;
    bare.insert(QStringLiteral("LANG"), QStringLiteral("de_DE.UTF-8")); // JSON must not care
    bare.insert(QStringLiteral("LIBGL_ALWAYS_SOFTWARE"), QStringLiteral("1"));
    return bare;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

double likely(const QJsonValue& figure)
{
    return figure.isObject() ? figure[QStringLiteral("likely")].toDouble() : figure.toDouble();
}

// A small disk of its own, where this user may mount one.
class Disk
{
public:
    Disk(QString folder, const QString& options)
        : folder_(std::move(folder))
    {
        QDir().mkpath(folder_);
        isMounted_ = QProcess::execute(QStringLiteral("mount"),
                                       {QStringLiteral("-t"),
                                        QStringLiteral("tmpfs"),
                                        QStringLiteral("-o"),
                                        options,
                                        QStringLiteral("tmpfs"),
                                        folder_}) == 0;
    }

    Disk(const Disk&) = delete;
    Disk& operator=(const Disk&) = delete;

    ~Disk()
    {
        if (isMounted_) {
            QProcess::execute(QStringLiteral("umount"), {folder_});
        }
    }

    [[nodiscard]] bool isMounted() const { return isMounted_; }

private:
    QString folder_;
    bool isMounted_ = false;
};

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
    void compareHoldsTwoScenariosSideBySide();
    void networkSaysWhatAFailureCosts();
    void networkSurveysEveryTwoFailures();
    void networkSaysHowFullLinksGet();
    void networkCutsBetweenTwoArrays();
    void networkTellsItsAvailability();
    void trainingDaysAgreesWithEstimate();
    void renderWritesAPictureOfTheSizeAsked();
    void renderDrawsTheNetworkAsSvg();
    void reportIsPdfOrHtml();
    void everyCommandHelpsWithAnExample_data();
    void everyCommandHelpsWithAnExample();

    void badInputIsOneSentence_data();
    void badInputIsOneSentence();
    void damagedBytesAreSeen();
    void newKeepsAnExistingFile();
    void newIsNotPlacedBesideAnUnfinishedChange();
    void fullDiskLeavesTheOldFile();
    void readOnlyDiskIsReadButNotWritten();
    void fullOutputIsAFailure();

private:
    [[nodiscard]] Answer ask(const QStringList& arguments) const;

    [[nodiscard]] QStringList filesThere() const
    {
        return QDir(folder_.path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    QTemporaryDir folder_;
    QByteArray plan_;
};

Answer TestCli::ask(const QStringList& arguments) const
{
    QProcess program;
    program.setProcessEnvironment(bareEnvironment());
    program.setWorkingDirectory(folder_.path());
    program.start(QStringLiteral(RACKWRIGHT_CLI), arguments);
    program.waitForFinished(test::patience);
    const int status = program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1;
    return {status, program.readAllStandardOutput(), program.readAllStandardError()};
}

void TestCli::initTestCase()
{
    QVERIFY(folder_.isValid());
    const Answer made = ask({"new", "m.rackwright", "--template", "memphis-2024"});
    QVERIFY2(made.status == 0, made.err);
    QVERIFY(made.out.isEmpty());
    plan_ = contentOf(folder_.filePath("m.rackwright"));
    write(folder_.filePath("empty"), {});
    write(folder_.filePath("text"), "hello, this is no plan\n");
    write(folder_.filePath("picture.png"),
          QByteArray::fromHex("89504e470d0a1a0a") + QByteArray(99, 'x'));
    for (const int length : {1, 15, 16, 100, 4096, 1'000'000}) {
        write(folder_.filePath(QStringLiteral("cut-%1").arg(length)), plan_.left(length));
    }
    QByteArray newer = plan_;
    newer.replace(60, 4, QByteArray::fromHex("0000270f")); // SQLite's header: user_version 9999
    write(folder_.filePath("newer"), newer);
    QVERIFY(QDir(folder_.path()).mkdir("folder"));
    QVERIFY(QDir(folder_.path()).mkdir("folder.pdf"));
    QVERIFY(QFile::copy(folder_.filePath("m.rackwright"), folder_.filePath("plan.pdf")));
    QCOMPARE(mkfifo(qPrintable(folder_.filePath("pipe")), 0600), 0);
    QVERIFY(QFile::link("ring", folder_.filePath("ring")));
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

void TestCli::everyCommandHelpsWithAnExample_data()
{
    QTest::addColumn<QString>("command");
    for (const char* command : {"",
                                "new",
                                "templates",
                                "info",
                                "estimate",
                                "compare",
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

void TestCli::badInputIsOneSentence_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("piece");
    const auto row = [](const char* line, int status, const char* piece) {
        QTest::newRow(line) << QString(line) << status << QByteArray(piece);
    };
    row("", 2, "A command is required; see 'rackwright-cli --help'");
    row("frob", 2, "no command 'frob'");
    row("training frob", 2, "no command 'frob'; see 'rackwright-cli training --help'");
    row("info", 2, "PLAN is required; see 'rackwright-cli info --help'");
    row("info m.rackwright more", 2, "not expected: more");
    row("info m.rackwright --scenario", 2, "--scenario");

    row("info none.rackwright --json", 1, "no file none.rackwright; check its name");
    row("info folder", 1, "not a Rackwright plan (a folder)");
    row("info empty", 1, "not a Rackwright plan");
    row("estimate m.rackwright --samples 5", 2, "--samples");
    row("estimate text --json", 1, "The file text is not a Rackwright plan");
    row("report picture.png -o out.pdf", 1, "picture.png is not a Rackwright plan");
    for (const char* cut : {"info cut-1", "info cut-15", "info cut-16"}) {
        row(cut, 1, "not a Rackwright plan");
    }
    row("info cut-100", 1, "is damaged"); // the header is whole
    row("info cut-4096", 1, "is damaged");
    row("info cut-1000000", 1, "is damaged");
    row("info newer", 1, "newer Rackwright (version 9999");
    row("compare newer baseline double-200k", 1, "update it");

    row("info m.rackwright --scenario nope", 1, "no scenario named nope (the plan has baseline");
    row("compare m.rackwright baseline nope", 1, "no scenario named nope");
    row("training days m.rackwright --workload nope", 1, "no workload named nope (the plan has");
    row("network m.rackwright --fail nope", 1, "The plan has no nope");
    row("network m.rackwright --load nope",
        2,
        "nope not in {ring,hierarchical,all-to-all,pipeline}");
    row("network m.rackwright --load ring --job nope", 1, "The plan has no nope");
    row("network m.rackwright --availability --years nan", 2, "--years");
    row("network m.rackwright --seed 2", 2, "--availability");
    row("network m.rackwright --stride 2", 2, "--load");
    row("network m.rackwright --cut A", 2, "--cut");
    row("network m.rackwright --cut H1-A01 H1-A01", 2, "no device in common");
    row("network m.rackwright --survey n-3", 2, "n-3 not in {n-1,n-2}");

    row("new x.rackwright --template nope", 1, "no template named nope (memphis-2024)");
    row("new no/such/x.rackwright", 1, "The folder no/such does not exist; create it");
    row("new folder --force", 1, "folder cannot be written (it is a folder)");
    row("new /dev/null --force", 1, "it is not an ordinary file");
    row("new m.rackwright", 1, "m.rackwright exists already (--force replaces it)");

    row("render m.rackwright", 2, "--output is required");
    row("render m.rackwright -o out.jpg", 2, "does not end in .png");
    row("render m.rackwright -o out.svg", 2, "the 3D view is written as .png");
    row("render m.rackwright --view network --network X -o n.svg",
        1,
        "its networks are GPU fabric");
    row("render m.rackwright --network X -o n.png", 2, "only with --view network");
    row("render m.rackwright -o no/such/out.png", 1, "no/such does not exist");
    row("render m.rackwright -o out.png --size 0x0", 2, "such as 1600x900");
    row("render m.rackwright -o out.png --size=-5x3", 2, "such as 1600x900");
    row("render m.rackwright -o out.png --size abc", 2, "such as 1600x900");
    row("render m.rackwright -o out.png --size 99999x99999", 2, "from 1 to 8192 pixels");
    row("report m.rackwright -o out.xlsx", 2, "does not end in .pdf or .html");
    row("report m.rackwright -o folder", 2, "does not end in .pdf or .html");
    row("report m.rackwright -o out.pdf --scenario nope", 1, "no scenario named nope");
    row("report m.rackwright -o folder.pdf", 1, "folder.pdf cannot be written (it is a folder)");
    row("report plan.pdf -o plan.pdf", 1, "plan.pdf cannot be written (it is a plan)");
    row("render m.rackwright -o a.png -o b.png", 2, "--output: At Most 1 required");
    row("render m.rackwright -o a.png --size 8193x1", 2, "--size 8193x1 cannot be used: each side");

    row("info pipe", 1, "pipe is not a Rackwright plan");
    row("info /dev/null", 1, "/dev/null is not a Rackwright plan");
    row("info ring", 1, "no file ring");
    row("info line\nbreak", 1, "no file line?break");
    row("info m.rackwright line\nbreak", 2, "not expected: line?break");
    row("new pipe --force", 1, "pipe cannot be written (it is not an ordinary file)");

    row("fabric --servers 0", 2, "servers cannot be used");
    row("fabric --servers abc", 2, "--servers = abc");
    row("fabric --servers 8 --link-gbps nan", 2, "'nan' is not a number from 0.1 to 100000");
    row("fabric --servers 8 --link-gbps -1", 2, "'-1' is not a number from");
    row("training estimate --model llama3.1-405b --gpus -5", 2, "--gpus");
    row("training estimate --model llama3.1-405b --gpus 64 --tp 3",
        2,
        "multiple of tp x pp x cp, 3");
    row("training estimate --model llama3.1-405b --gpus 64 --precision int3",
        2,
        "int3 not in {bf16");
    row("training estimate --model nope --gpus 64", 1, "'nope' is not one of");
    row("training estimate --model text --gpus 64", 1, "in the file text cannot be used");
    row("training search --model gpt3-175b --gpus 64 --memory-gib -3", 2, "'-3' is not a number");
    row("training validate none.csv", 1, "no file none.csv");
    row("training validate folder", 1, "it is not an ordinary file");
    row("training validate text", 1, "in the file text cannot be used");
    row("training calibrate picture.png -o out.json", 1, "in the file picture.png cannot be used");
    row("training validate text --calibration text", 1, "in the file text cannot be used");
}

void TestCli::badInputIsOneSentence()
{
    QFETCH(QString, line);
    QFETCH(int, status);
    QFETCH(QByteArray, piece);
    const QStringList before = filesThere();
    const Answer answer = ask(line.split(' ', Qt::SkipEmptyParts));
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.out, QByteArray());
    QVERIFY2(answer.err.contains(piece), answer.err);
    QVERIFY2(answer.err.startsWith("rackwright-cli: "), answer.err);
    QVERIFY2(answer.err.endsWith(".\n") && answer.err.count('\n') == 1, answer.err);
    QCOMPARE(filesThere(), before);
    QVERIFY(contentOf(folder_.filePath("m.rackwright")) == plan_);
}

void TestCli::damagedBytesAreSeen()
{
    QByteArray damaged = plan_;
    for (qsizetype at = 100'000; at < damaged.size(); at += 50'000) {
        damaged[at] = static_cast<char>(~damaged[at]);
        damaged.replace(at + 1, 4000, QByteArray(4000, '\x5a'));
    }
    write(folder_.filePath("damaged"), damaged);
    const Answer answer = ask({"estimate", "damaged", "--json"});
    QCOMPARE(answer.status, 1);
    QCOMPARE(answer.out, QByteArray());
    QVERIFY2(answer.err.contains("damaged"), answer.err);
    QVERIFY(contentOf(folder_.filePath("damaged")) == damaged);
}

void TestCli::newKeepsAnExistingFile()
{
    const QString name = QStringLiteral("two words ü.rackwright");
    write(folder_.filePath(name), "old");
    QCOMPARE(ask({"new", name}).status, 1);
    QCOMPARE(contentOf(folder_.filePath(name)), QByteArray("old"));
    QCOMPARE(ask({"new", name, "--force"}).status, 0);
    QVERIFY(contentOf(folder_.filePath(name)) == plan_);
}

void TestCli::newIsNotPlacedBesideAnUnfinishedChange()
{
    // SQLite would take the journal for the new file's and spoil it.
    write(folder_.filePath("busy.rackwright"), "old");
    write(folder_.filePath("busy.rackwright-journal"), "half a change");
    const Answer answer = ask({"new", "busy.rackwright", "--force"});
    QCOMPARE(answer.status, 1);
    QVERIFY2(answer.err.contains("in use by another program"), answer.err);
    QCOMPARE(contentOf(folder_.filePath("busy.rackwright")), QByteArray("old"));
}

void TestCli::fullDiskLeavesTheOldFile()
{
    const Disk disk(folder_.filePath("small"), QStringLiteral("size=256k"));
    if (!disk.isMounted()) {
        QSKIP("needs the right to mount a small disk");
    }
    for (const QStringList& command :
         {QStringList{"new", "small/old.rackwright", "--force"},
          QStringList{"render", "m.rackwright", "-o", "small/old.png"},
          QStringList{"report", "m.rackwright", "-o", "small/old.pdf"}}) {
        const QString target = folder_.filePath(command.filter("small/").front());
        write(target, "old");
        const Answer answer = ask(command);
        QCOMPARE(answer.status, 1);
        QVERIFY2(answer.err.contains("The disk has no room left"), answer.err);
        QCOMPARE(answer.err.count('\n'), 1);
        QCOMPARE(contentOf(target), QByteArray("old"));
    }
    QCOMPARE(QDir(folder_.filePath("small")).entryList(QDir::Files | QDir::Hidden).size(), 3);
}

void TestCli::readOnlyDiskIsReadButNotWritten()
{
    const QString place = folder_.filePath("still");
    const Disk disk(place, QStringLiteral("size=32m"));
    if (!disk.isMounted()) {
        QSKIP("needs the right to mount a disk");
    }
    write(place + "/m.rackwright", plan_);
    QCOMPARE(QProcess::execute("mount", {"-o", "remount,ro", place}), 0);
    QCOMPARE(ask({"info", "still/m.rackwright"}).status, 0);
    for (const QStringList& command :
         {QStringList{"new", "still/n.rackwright"},
          QStringList{"new", "still/m.rackwright", "--force"},
          QStringList{"render", "m.rackwright", "-o", "still/o.png", "--size", "64x64"}}) {
        const Answer answer = ask(command);
        QCOMPARE(answer.status, 1);
        QVERIFY2(answer.err.contains("cannot be written (Read-only file system)"), answer.err);
    }
}

void TestCli::fullOutputIsAFailure()
{
    QProcess program;
    program.setStandardOutputFile(QStringLiteral("/dev/full"));
    program.start(QStringLiteral(RACKWRIGHT_CLI), {"templates", "--json"});
    QVERIFY(program.waitForFinished(test::patience));
    QCOMPARE(program.exitCode(), 1);
    QVERIFY(program.readAllStandardError().contains("cannot be written"));
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
