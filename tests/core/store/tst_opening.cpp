#include "core/store/opening.h"
#include "tests/core/store/raw_database.h"
#include "tests/support/printing.h"

#include <QDir>
#include <QTest>

#include <array>
#include <csignal>
#include <filesystem>
#include <functional>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

using namespace rackwright;
using rackwright::store::PlanFile;
using rackwright::test::everyField;
using rackwright::test::RawDatabase;
using rackwright::test::SampleFile;
using Access = rackwright::store::PlanFile::Access;

namespace {

// How the work ended in a process of its own, which it may not survive.
int statusInChild(const std::function<bool()>& work)
{
    const pid_t child = fork();
    if (child == 0) {
        _exit(work() ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return status;
}

// Permissions do not bind root: whatever runs the tests, this runs as somebody whom they bind.
bool succeedsAsOrdinaryUser(const std::function<bool()>& work)
{
    return statusInChild([&] {
               constexpr uid_t nobody = 65'534;
               return (geteuid() != 0 || (setgid(nobody) == 0 && setuid(nobody) == 0)) && work();
           }) == 0;
}

// No file may grow past this size, as on a full disk.
class FullDisk
{
public:
    explicit FullDisk(rlim_t size)
    {
        getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit limit{.rlim_cur = size, .rlim_max = before_.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }

    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_{};
};

Change manyScenarios()
{
    Change change;
    for (int id = 100; id < 1'100; ++id) {
        Scenario& scenario = change.scenarios.written.emplace_back();
        scenario.id = {id};
        scenario.description = std::string(1'000, 'x');
    }
    return change;
}

Change noSteps()
{
    Change change;
    change.steps.removed = {{3}};
    return change;
}

ErrorCode codeOf(const auto& result)
{
    return result ? ErrorCode::UnknownTemplate : result.error().code; // no test expects that
}

// Dies in the middle of a transaction that already reached the file.
bool dieWhileWriting(const std::string& path)
{
    const RawDatabase raw{path};
    raw.execute("PRAGMA cache_size = 5; BEGIN; UPDATE hall SET name = 'half done';"
                "CREATE TABLE large (x); INSERT INTO large VALUES (zeroblob(1000000));"
                "DELETE FROM cable");
    raise(SIGKILL);
    return false;
}

// All steps there are, and one that a later version might add.
std::vector<const char*> migrationsAnd(const char* next)
{
    std::vector<const char*> steps(store::migrations().begin(), store::migrations().end());
    steps.push_back(next);
    return steps;
}

} // namespace

// Other programs, other users, other versions, full disks and crashes.
class TestOpening : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void lockedFileIsBusy();
    void editFromAnOldSnapshotIsRefused();
    void editOfAReplacedFileIsRefused();
    void plansOpenedToReadAreNotWritten();
    void ordinaryUserReadsWhatHeMayNotWrite();
    void ordinaryUserCannotCreateInAForeignFolder();
    void fullDiskLeavesTheFileAsItWas();
    void createOnAFullDiskLeavesNothing();
    void crashInTheMiddleOfAnEditIsTakenBack_data();
    void crashInTheMiddleOfAnEditIsTakenBack();
    void committedEditSurvivesACrash();
    void olderPlanIsMigrated();
    void firstPlanIsOpened();
    void olderPlanIsReadWithoutTouchingIt();
    void failedMigrationLeavesTheFileAsItWas();
    void anyNameWillDo_data();
    void anyNameWillDo();
    void anyTextComesBack();
};

void TestOpening::initTestCase()
{
    std::signal(SIGXFSZ, SIG_IGN); // the write fails instead
}

void TestOpening::lockedFileIsBusy()
{
    const SampleFile sample;
    const RawDatabase other{sample.path()};
    other.execute("BEGIN EXCLUSIVE");
    QCOMPARE(codeOf(PlanFile::open(sample.path())), ErrorCode::FileBusy);
}

void TestOpening::editFromAnOldSnapshotIsRefused()
{
    const SampleFile sample;
    auto plan = *PlanFile::open(sample.path());
    QVERIFY(plan.load());
    RawDatabase{sample.path()}.execute("UPDATE hall SET name = 'Elsewhere'");
    QCOMPARE(*plan.doneByOthers(), std::string{"it has changed the plan"});
    QCOMPARE(codeOf(plan.commit(noSteps(), "")), ErrorCode::FileBusy);
    QCOMPARE(codeOf(plan.undo()), ErrorCode::FileBusy);
    QCOMPARE(plan.load()->halls[0].name, std::string{"Elsewhere"});
    QVERIFY(plan.commit(noSteps(), ""));
}

void TestOpening::editOfAReplacedFileIsRefused()
{
    const SampleFile sample;
    const SampleFile other;
    const QByteArray theirs = other.bytes();
    auto plan = *PlanFile::open(sample.path());
    QVERIFY(plan.load());
    QVERIFY(plan.commit(noSteps(), "Ours"));
    QCOMPARE(*plan.doneByOthers(), std::string{});
    std::filesystem::rename(other.path(), sample.path());
    QCOMPARE(*plan.doneByOthers(), std::string{"it has replaced or removed the file"});
    QCOMPARE(codeOf(plan.commit(manyScenarios(), "")), ErrorCode::FileBusy);
    QCOMPARE(codeOf(plan.undo()), ErrorCode::FileBusy);
    QCOMPARE(sample.bytes(), theirs);
    QFile::remove(QString::fromStdString(sample.path()));
    QCOMPARE(codeOf(plan.undo()), ErrorCode::FileBusy);
    QVERIFY(QDir{sample.folder()}.isEmpty());
}

void TestOpening::plansOpenedToReadAreNotWritten()
{
    const SampleFile sample;
    const QByteArray before = sample.bytes();
    auto plan = *PlanFile::open(sample.path(), Access::ReadOnly);
    QVERIFY(plan.load());
    QCOMPARE(codeOf(plan.commit(noSteps(), "")), ErrorCode::FileNotWritable);
    QCOMPARE(codeOf(plan.undo()), ErrorCode::FileNotWritable);
    QCOMPARE(codeOf(plan.forgetHistory()), ErrorCode::FileNotWritable);
    QCOMPARE(sample.bytes(), before);
}

void TestOpening::ordinaryUserReadsWhatHeMayNotWrite()
{
    const SampleFile sample;
    const Snapshot expected = *PlanFile::open(sample.path())->load();
    chmod(sample.path().c_str(), 0444);
    chmod(qPrintable(sample.folder()), 0555);
    QVERIFY(succeedsAsOrdinaryUser([&] {
        return codeOf(PlanFile::open(sample.path())) == ErrorCode::FileNotWritable &&
               *PlanFile::open(sample.path(), Access::ReadOnly)->load() == expected;
    }));
    chmod(sample.path().c_str(), 0666); // a folder that takes no journal is enough
    QVERIFY(succeedsAsOrdinaryUser(
        [&] { return codeOf(PlanFile::open(sample.path())) == ErrorCode::FileNotWritable; }));
    chmod(sample.path().c_str(), 0000);
    QVERIFY(succeedsAsOrdinaryUser([&] {
        return codeOf(PlanFile::open(sample.path(), Access::ReadOnly)) ==
               ErrorCode::FileNotReadable;
    }));
    chmod(qPrintable(sample.folder()), 0755);
}

void TestOpening::ordinaryUserCannotCreateInAForeignFolder()
{
    const QTemporaryDir folder;
    chmod(qPrintable(folder.path()), 0555);
    QVERIFY(succeedsAsOrdinaryUser([&] {
        return codeOf(PlanFile::create(folder.filePath("new").toStdString())) ==
               ErrorCode::FileNotWritable;
    }));
    chmod(qPrintable(folder.path()), 0755);
    QVERIFY(QDir{folder.path()}.isEmpty());
}

void TestOpening::fullDiskLeavesTheFileAsItWas()
{
    const SampleFile sample;
    const QByteArray before = sample.bytes();
    auto plan = *PlanFile::open(sample.path());
    const Snapshot snapshot = *plan.load();
    {
        const FullDisk full{static_cast<rlim_t>(before.size())};
        QCOMPARE(codeOf(plan.commit(manyScenarios(), "Too much")), ErrorCode::DiskFull);
    }
    QCOMPARE(sample.bytes(), before);
    QVERIFY(*plan.load() == snapshot);
    QVERIFY(plan.commit(manyScenarios(), "Room again"));
}

void TestOpening::createOnAFullDiskLeavesNothing()
{
    const QTemporaryDir folder;
    {
        const FullDisk full{4'096};
        QCOMPARE(codeOf(PlanFile::create(folder.filePath("new").toStdString())),
                 ErrorCode::DiskFull);
    }
    QVERIFY(QDir{folder.path()}.isEmpty());
}

void TestOpening::crashInTheMiddleOfAnEditIsTakenBack_data()
{
    QTest::addColumn<Access>("access");
    QTest::newRow("opened to write") << Access::ReadWrite;
    QTest::newRow("opened to read") << Access::ReadOnly;
}

void TestOpening::crashInTheMiddleOfAnEditIsTakenBack()
{
    QFETCH(Access, access);
    const SampleFile sample;
    const Snapshot before = *PlanFile::open(sample.path())->load();
    const QByteArray bytes = sample.bytes();
    QCOMPARE(WTERMSIG(statusInChild([&] { return dieWhileWriting(sample.path()); })), SIGKILL);
    QVERIFY(sample.bytes() != bytes);
    QVERIFY(QFile::exists(sample.folder() + "/plan.rackwright-journal"));

    const auto plan = PlanFile::open(sample.path(), access);
    QVERIFY(plan);
    QVERIFY(*plan->load() == before);
    QVERIFY(!QFile::exists(sample.folder() + "/plan.rackwright-journal"));
}

void TestOpening::committedEditSurvivesACrash()
{
    const SampleFile sample;
    const int status = statusInChild([&] {
        auto plan = *PlanFile::open(sample.path());
        if (plan.commit(manyScenarios(), "Last words")) {
            raise(SIGKILL);
        }
        return false;
    });
    QCOMPARE(WTERMSIG(status), SIGKILL);
    QCOMPARE(QDir{sample.folder()}.entryList(QDir::Files | QDir::Hidden),
             QStringList{"plan.rackwright"});
    const auto plan = PlanFile::open(sample.path());
    QCOMPARE(plan->log().back().label, std::string{"Last words"});
    QCOMPARE(plan->load()->scenarios.size(), std::size_t{1'001});
}

void TestOpening::olderPlanIsMigrated()
{
    const SampleFile sample;
    const auto steps = migrationsAnd("CREATE TABLE news (id INTEGER PRIMARY KEY);");
    {
        const auto opened = store::openPlan(sample.path(), Access::ReadWrite, steps);
        QVERIFY(opened);
        QCOMPARE(*(*opened)->integer("PRAGMA user_version"), std::ssize(steps));
        QCOMPARE(*(*opened)->integer("SELECT count(*) FROM news"), 0);
        QCOMPARE(*(*opened)->integer("SELECT count(*) FROM cable"), 1);
    }
    QCOMPARE(codeOf(PlanFile::open(sample.path())), ErrorCode::FileTooNew); // for this version
    QCOMPARE(QDir{sample.folder()}.entryList(QDir::Files | QDir::Hidden),
             QStringList{"plan.rackwright"});
}

// A plan of version 1, from before there were trays.
void TestOpening::firstPlanIsOpened()
{
    const QTemporaryDir folder;
    const std::string path = (folder.path() + "/first.rackwright").toStdString();
    QVERIFY(store::createPlan(path, store::migrations().first(1)));
    const auto plan = PlanFile::open(path);
    QVERIFY(plan);
    QVERIFY(*plan->load() == Snapshot{});
}

void TestOpening::olderPlanIsReadWithoutTouchingIt()
{
    const SampleFile sample;
    const QByteArray before = sample.bytes();
    const auto steps = migrationsAnd("CREATE TABLE news (id INTEGER PRIMARY KEY);");
    const auto opened = store::openPlan(sample.path(), Access::ReadOnly, steps);
    QVERIFY(opened);
    QCOMPARE(*(*opened)->integer("PRAGMA user_version"), std::ssize(steps));
    QCOMPARE(*(*opened)->integer("SELECT count(*) FROM cable"), 1);
    QCOMPARE(sample.bytes(), before);
}

void TestOpening::failedMigrationLeavesTheFileAsItWas()
{
    const SampleFile sample;
    const QByteArray before = sample.bytes();
    const auto steps = migrationsAnd("DROP TABLE cable; CREATE NONSENSE;");
    QVERIFY(!store::openPlan(sample.path(), Access::ReadWrite, steps));
    QCOMPARE(sample.bytes(), before);
    QCOMPARE(QDir{sample.folder()}.entryList(QDir::Files | QDir::Hidden),
             QStringList{"plan.rackwright"});
}

void TestOpening::anyNameWillDo_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : {"a b.rackwright",
                             "100%41.rackwright",
                             "what?mode=memory",
                             "a#b",
                             ":memory:",
                             "file:x",
                             "Köln"}) {
        QTest::newRow(name) << QString::fromUtf8(name);
    }
}

void TestOpening::anyNameWillDo()
{
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const QString home = QDir::currentPath();
    QDir::setCurrent(folder.path());
    const QString absolute = folder.path() + '/' + name;
    for (const std::string& path : {name.toStdString(), absolute.toStdString()}) {
        {
            auto plan = *PlanFile::create(path);
            QVERIFY(plan.commit(everyField(), "Everything"));
        }
        QCOMPARE(QDir{folder.path()}.entryList(QDir::Files | QDir::Hidden), QStringList{name});
        QVERIFY(*PlanFile::open(path)->load() == applied({}, everyField()));
        QFile::remove(absolute);
    }
    QDir::setCurrent(home);
}

void TestOpening::anyTextComesBack()
{
    const SampleFile sample;
    Change change;
    const std::array texts{std::string{},
                           std::string{"Köln, 東京, 🖥"},
                           std::string{"'; DROP TABLE cable; --"},
                           std::string{"before\0after", 12},
                           std::string{"not UTF-8: \xff\xc3"},
                           std::string(10'000'000, 'x')};
    for (const std::string& text : texts) {
        Source& source = change.sources.written.emplace_back();
        source.id = {static_cast<int>(100 + change.sources.written.size())};
        source.fact = text;
    }
    auto plan = *PlanFile::open(sample.path());
    const Snapshot before = *plan.load();
    QVERIFY(plan.commit(change, texts[3]));
    QVERIFY(*plan.load() == applied(before, change));
    QVERIFY(plan.undo());
    QVERIFY(*plan.load() == before);
    QVERIFY(plan.redo());
    QVERIFY(*PlanFile::open(sample.path())->load() == applied(before, change));
}

QTEST_APPLESS_MAIN(TestOpening)
#include "tst_opening.moc"
