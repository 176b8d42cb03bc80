#include "core/store/plan_file.h"
#include "core/store/schema.h"
#include "tests/core/store/raw_database.h"
#include "tests/support/printing.h"

#include <QDir>
#include <QTest>

#include <random>

using namespace rackwright;
using rackwright::store::PlanFile;
using rackwright::test::RawDatabase;
using rackwright::test::SampleFile;

namespace {

// What goes wrong when somebody opens the file and looks at it.
std::optional<Error> firstError(const std::string& path)
{
    const auto plan = PlanFile::open(path);
    if (!plan) {
        return plan.error();
    }
    const auto loaded = plan->load();
    return loaded ? std::nullopt : std::optional{loaded.error()};
}

std::optional<ErrorCode> codeOf(const std::optional<Error>& error)
{
    return error ? std::optional{error->code} : std::nullopt;
}

// Does all that a user may do with a file that opens. Nothing is claimed but that it ends.
void useEverything(const std::string& path)
{
    auto opened = PlanFile::open(path);
    if (!opened) {
        return;
    }
    PlanFile plan = *std::move(opened);
    const auto loaded = plan.load();
    while (plan.canUndo() && plan.undo()) {
    }
    while (plan.canRedo() && plan.redo()) {
    }
    Change change;
    change.scenarios.written.resize(1);
    change.scenarios.written[0].id = {77};
    (void)plan.commit(change, "One more");
    (void)plan.forgetHistory();
}

} // namespace

// Files that are no plans, or no longer. Each is refused with its reason and left as it was.
class TestBadFiles : public QObject
{
    Q_OBJECT

private slots:
    void missingFileIsNotFound();
    void folderIsNotAPlan();
    void filesOfOtherKindsAreNotPlans();
    void otherDatabasesAreNotPlans();
    void refusesFileFromTheFuture();
    void createNeverOverwrites();
    void createNeedsItsFolder();
    void truncatedFileIsRefusedAndLeftAlone();
    void wrongValueNamesItsPlace_data();
    void wrongValueNamesItsPlace();
    void wrongTypeNamesItsPlace_data();
    void wrongTypeNamesItsPlace();
    void tableDeclaredOtherwiseIsDamage();
    void damagedLogCannotBeUndone();
    void flippedBytesNeverCrash();
    void damageThatReadingDoesNotMeetStopsTheFirstWrite();
};

void TestBadFiles::missingFileIsNotFound()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("none").toStdString();
    QCOMPARE(codeOf(firstError(path)), std::optional{ErrorCode::FileNotFound});
    QCOMPARE(codeOf(firstError("")), std::optional{ErrorCode::FileNotFound});
    QVERIFY(!QFile::exists(QString::fromStdString(path)));
}

void TestBadFiles::folderIsNotAPlan()
{
    const QTemporaryDir folder;
    QCOMPARE(codeOf(firstError(folder.path().toStdString())), std::optional{ErrorCode::NotAPlan});
}

void TestBadFiles::filesOfOtherKindsAreNotPlans()
{
    const SampleFile sample;
    for (const QByteArray& bytes : {QByteArray{},
                                    QByteArray{"x"},
                                    QByteArray{"A letter to the planners.\n"},
                                    QByteArray(100'000, '\0'),
                                    QByteArray(5'000, 'S')}) {
        sample.setBytes(bytes);
        QCOMPARE(codeOf(firstError(sample.path())), std::optional{ErrorCode::NotAPlan});
        QCOMPARE(sample.bytes(), bytes);
    }
}

void TestBadFiles::otherDatabasesAreNotPlans()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("contacts.db").toStdString();
    RawDatabase{path}.execute(
        "CREATE TABLE cable (id INTEGER PRIMARY KEY); PRAGMA user_version = 1");
    QCOMPARE(codeOf(firstError(path)), std::optional{ErrorCode::NotAPlan});
}

void TestBadFiles::refusesFileFromTheFuture()
{
    const SampleFile sample;
    RawDatabase{sample.path()}.execute("PRAGMA user_version = 99");
    const QByteArray before = sample.bytes();
    const auto error = firstError(sample.path());
    QCOMPARE(codeOf(error), std::optional{ErrorCode::FileTooNew});
    QCOMPARE(error->detail,
             "version 99, known up to " + std::to_string(store::migrations().size()));
    QCOMPARE(sample.bytes(), before);
}

void TestBadFiles::createNeverOverwrites()
{
    const SampleFile sample;
    const QByteArray before = sample.bytes();
    const auto created = PlanFile::create(sample.path());
    QVERIFY(!created);
    QCOMPARE(created.error().code, ErrorCode::FileExists);
    QCOMPARE(sample.bytes(), before);
}

void TestBadFiles::createNeedsItsFolder()
{
    const QTemporaryDir folder;
    const auto created = PlanFile::create(folder.filePath("no/such/plan").toStdString());
    QVERIFY(!created);
    QCOMPARE(created.error().code, ErrorCode::FolderMissing);
    QVERIFY(QDir{folder.path()}.isEmpty());
}

void TestBadFiles::truncatedFileIsRefusedAndLeftAlone()
{
    const SampleFile sample;
    const QByteArray whole = sample.bytes();
    for (const qsizetype length : {qsizetype{16},
                                   qsizetype{100},
                                   qsizetype{511},
                                   qsizetype{512},
                                   qsizetype{4'095},
                                   qsizetype{4'096},
                                   whole.size() / 2,
                                   whole.size() - 4'096,
                                   whole.size() - 1}) {
        const QByteArray part = whole.left(length);
        sample.setBytes(part);
        // Without its first 100 bytes nobody can tell what the file was.
        const auto expected = length < 100 ? ErrorCode::NotAPlan : ErrorCode::FileDamaged;
        const auto error = firstError(sample.path());
        QVERIFY2(codeOf(error) == expected, qPrintable(QString::number(length)));
        QCOMPARE(sample.bytes(), part);
    }
}

void TestBadFiles::wrongValueNamesItsPlace_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("place");

    // clang-format off
    QTest::newRow("unknown word")     << "UPDATE cable SET medium = 'smoke'"            << "cable 61: medium";
    QTest::newRow("empty word")       << "UPDATE cable SET medium = ''"                 << "cable 61: medium";
    QTest::newRow("dangling")         << "UPDATE cable SET a_id = 999"                  << "cable 61: a_id";
    QTest::newRow("negative id")      << "UPDATE cable SET b_id = -5"                   << "cable 61: b_id";
    QTest::newRow("zero id")          << "UPDATE cable SET b_id = 0"                    << "cable 61: b_id";
    QTest::newRow("id past 32 bits")  << "UPDATE cable SET a_id = 4294967347"           << "cable 61: a_id";
    QTest::newRow("port past 16 bits")<< "UPDATE cable SET a_port = 99999"              << "cable 61: a_port";
    QTest::newRow("negative port")    << "UPDATE cable SET b_port = -1"                 << "cable 61: b_port";
    QTest::newRow("infinite")         << "UPDATE rack SET x_m = 9e999"                  << "rack 21: x_m";
    QTest::newRow("negatively so")    << "UPDATE rack SET y_m = -9e999"                 << "rack 21: y_m";
    QTest::newRow("infinite optional")<< "UPDATE cable SET length_m = 9e999"            << "cable 61: length_m";
    QTest::newRow("neither yes or no")<< "UPDATE step SET enabled = 2"                  << "step 3: enabled";
    QTest::newRow("negative count")   << "UPDATE workload SET layers = -1"              << "workload 3: layers";
    QTest::newRow("divisor of zero")  << "UPDATE workload SET tensor_parallel = 0"      << "workload 3: tensor_parallel";
    QTest::newRow("number too large") << "UPDATE rack_type SET height_units = 5000000000"
                                                                                        << "rack_type 2: height_units";
    QTest::newRow("own parent")       << "UPDATE power_node SET parent_id = 32 WHERE id = 32"
                                                                                        << "power_node 32: parent_id";
    QTest::newRow("ring")             << "UPDATE cooling_node SET parent_id = 41 WHERE id = 42"
                                                                                        << "cooling_node 41: parent_id";
    QTest::newRow("row's id negative")<< "UPDATE source SET id = -7"                    << "source -7: id";
    QTest::newRow("row's id too large")<< "UPDATE source SET id = 5000000000"           << "source 5000000000: id";
    QTest::newRow("parent removed")   << "DELETE FROM site"                             << "hall 2: site_id";
    // clang-format on
}

void TestBadFiles::wrongValueNamesItsPlace()
{
    QFETCH(QString, sql);
    QFETCH(QString, place);

    const SampleFile sample;
    RawDatabase{sample.path()}.execute(sql.toStdString());
    const auto error = firstError(sample.path());
    QCOMPARE(codeOf(error), std::optional{ErrorCode::FileDamaged});
    QCOMPARE(QString::fromStdString(error->detail), place);
    QCOMPARE(error->subject, sample.path());
}

void TestBadFiles::wrongTypeNamesItsPlace_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("place");

    // clang-format off
    QTest::newRow("bytes for text")     << "UPDATE rack SET name = x'00ff'"       << "rack 21: name";
    QTest::newRow("text for number")    << "UPDATE rack SET x_m = 'far'"          << "rack 21: x_m";
    QTest::newRow("text for whole")     << "UPDATE device SET unit = 'top'"       << "device 51: unit";
    QTest::newRow("fraction for whole") << "UPDATE device SET unit = 1.5"         << "device 51: unit";
    QTest::newRow("number for word")    << "UPDATE rack SET role = x'01'"         << "rack 21: role";
    QTest::newRow("nothing for number") << "UPDATE rack SET x_m = NULL"           << "rack 21: x_m";
    QTest::newRow("nothing for text")   << "UPDATE rack SET name = NULL"          << "rack 21: name";
    QTest::newRow("nothing for parent") << "UPDATE rack SET hall_id = NULL"       << "rack 21: hall_id";
    // clang-format on
}

void TestBadFiles::wrongTypeNamesItsPlace()
{
    QFETCH(QString, sql);
    QFETCH(QString, place);

    // STRICT binds only those who read the declaration: take it out, write, and put it back.
    const SampleFile sample;
    RawDatabase{sample.path()}.execute(
        "CREATE TABLE declared AS SELECT name AS table_name, sql AS words FROM sqlite_schema;"
        "PRAGMA writable_schema = ON;"
        "UPDATE sqlite_schema SET sql = replace(replace(sql, 'STRICT', ''), ' NOT NULL', '');");
    RawDatabase{sample.path()}.execute(sql.toStdString());
    RawDatabase{sample.path()}.execute(
        "PRAGMA writable_schema = ON;"
        "UPDATE sqlite_schema SET sql = words FROM declared WHERE table_name = name;"
        "DELETE FROM sqlite_schema WHERE name = 'declared'");
    const auto error = firstError(sample.path());
    QCOMPARE(codeOf(error), std::optional{ErrorCode::FileDamaged});
    QCOMPARE(QString::fromStdString(error->detail), place);
}

void TestBadFiles::tableDeclaredOtherwiseIsDamage()
{
    const SampleFile sample;
    RawDatabase{sample.path()}.execute(
        "ALTER TABLE cable RENAME TO other; CREATE VIEW cable AS SELECT * FROM other");
    const auto error = firstError(sample.path());
    QCOMPARE(codeOf(error), std::optional{ErrorCode::FileDamaged});
    QCOMPARE(error->detail, std::string{"declaration of cable"});
}

void TestBadFiles::damagedLogCannotBeUndone()
{
    for (const char* content :
         {"x'54'",
          "x'ffffffffffffffffffffffff'",
          "zeroblob(1000)",
          "substr(content, 1, length(content) / 2)",
          // Says that it deleted a site: a row that refers to it would be left.
          "(SELECT content FROM changeset WHERE number = 1)"}) {
        const SampleFile sample;
        RawDatabase{sample.path()}.execute(std::string{"UPDATE changeset SET content = "} +
                                           content + " WHERE number = 2");
        auto plan = *PlanFile::open(sample.path());
        const Snapshot before = *plan.load();
        if (const auto undone = plan.undo()) {
            QVERIFY(*plan.load() == applied(before, *undone)); // it happened to fit
        } else {
            QCOMPARE(undone.error().code, ErrorCode::FileDamaged);
            QVERIFY(*plan.load() == before);
            QVERIFY(plan.canUndo());
        }
    }
}

void TestBadFiles::flippedBytesNeverCrash()
{
    const SampleFile sample;
    const QByteArray whole = sample.bytes();
    std::mt19937 random{20'240'904};
    for (int run = 0; run < 200; ++run) {
        QByteArray bytes = whole;
        for (int flip = 0; flip <= run % 8; ++flip) {
            // Every second flip in the first pages, where the headers and the schema are.
            const auto range = flip % 2 == 0 ? bytes.size() : qsizetype{8'192};
            const auto at = static_cast<qsizetype>(random()) % range;
            bytes[at] = static_cast<char>(bytes[at] ^ static_cast<char>(1U << random() % 8U));
        }
        sample.setBytes(bytes);
        if (!firstError(sample.path()) && run % 10 == 0) { // writing waits for the disk
            useEverything(sample.path());
        }
        QDir{sample.folder()}.remove("plan.rackwright-journal");
    }
}

void TestBadFiles::damageThatReadingDoesNotMeetStopsTheFirstWrite()
{
    const SampleFile sample;
    {
        // A free page, which a write would use.
        const RawDatabase raw{sample.path()};
        raw.execute("CREATE TABLE gone (x); INSERT INTO gone VALUES (zeroblob(20000));"
                    "DROP TABLE gone");
    }
    QByteArray bytes = sample.bytes();
    // Bytes 32 to 35 of the header name the first page of the list of free pages: make it the page of a table.
    bytes[35] = 3;
    sample.setBytes(bytes);
    auto plan = *PlanFile::open(sample.path());
    QVERIFY(plan.load());
    const auto undone = plan.undo();
    QVERIFY(!undone);
    QCOMPARE(undone.error().code, ErrorCode::FileDamaged);
    QCOMPARE(sample.bytes(), bytes);
}

QTEST_APPLESS_MAIN(TestBadFiles)
#include "tst_bad_files.moc"
