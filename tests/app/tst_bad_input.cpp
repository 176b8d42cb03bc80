#include "tests/app/answer.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>
#include <utility>

using namespace rackwright;
using rackwright::test::Answer;
using rackwright::test::contentOf;

namespace {

void write(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
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

// Whatever is wrong is said in one sentence, and nothing is lost.
class TestBadInput : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();

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

Answer TestBadInput::ask(const QStringList& arguments) const
{
    return test::answerOnAServer(QStringLiteral(RACKWRIGHT_CLI), arguments, folder_.path());
}

void TestBadInput::initTestCase()
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

void TestBadInput::badInputIsOneSentence_data()
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

void TestBadInput::badInputIsOneSentence()
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

void TestBadInput::damagedBytesAreSeen()
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

void TestBadInput::newKeepsAnExistingFile()
{
    const QString name = QStringLiteral("two words ü.rackwright");
    write(folder_.filePath(name), "old");
    QCOMPARE(ask({"new", name}).status, 1);
    QCOMPARE(contentOf(folder_.filePath(name)), QByteArray("old"));
    QCOMPARE(ask({"new", name, "--force"}).status, 0);
    QVERIFY(contentOf(folder_.filePath(name)) == plan_);
}

void TestBadInput::newIsNotPlacedBesideAnUnfinishedChange()
{
    // SQLite would take the journal for the new file's and spoil it.
    write(folder_.filePath("busy.rackwright"), "old");
    write(folder_.filePath("busy.rackwright-journal"), "half a change");
    const Answer answer = ask({"new", "busy.rackwright", "--force"});
    QCOMPARE(answer.status, 1);
    QVERIFY2(answer.err.contains("in use by another program"), answer.err);
    QCOMPARE(contentOf(folder_.filePath("busy.rackwright")), QByteArray("old"));
}

void TestBadInput::fullDiskLeavesTheOldFile()
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

void TestBadInput::readOnlyDiskIsReadButNotWritten()
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

void TestBadInput::fullOutputIsAFailure()
{
    QProcess program;
    program.setStandardOutputFile(QStringLiteral("/dev/full"));
    program.start(QStringLiteral(RACKWRIGHT_CLI), {"templates", "--json"});
    QVERIFY(program.waitForFinished(-1));
    QCOMPARE(program.exitCode(), 1);
    QVERIFY(program.readAllStandardError().contains("cannot be written"));
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_bad_input.moc"
