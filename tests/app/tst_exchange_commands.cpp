// `export` and `import`: files of other programs, wrong options, plans that stay whole.
#include "core/base/units.h"
#include "core/edit/resolve.h"
#include "tests/app/answer.h"
#include "tests/support/edits.h"
#include "tests/support/floor_of_arrays.h"
#include "tests/support/plan_on_disk.h"

#include <QFile>
#include <QTest>

#include <utility>

using namespace rackwright;
using rackwright::test::Answer;

namespace {

Answer ask(const QStringList& arguments)
{
    return test::answerOf(QStringLiteral(RACKWRIGHT_CLI), arguments, {});
}

Snapshot planWithFabric()
{
    BuildFabric fabric;
    fabric.name = "GPU fabric";
    fabric.switchType = "switch";
    fabric.linkSpeed = 400.0 * units::gigabitPerSecond;
    return test::edited(test::floorOfArrays({.arraysPerHall = 1, .networkRacksPerHall = 2}),
                        fabric);
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray{};
}

} // namespace

class TestExchangeCommands : public QObject
{
    Q_OBJECT

private slots:
    void whatIsExportedIsImported();
    void importIsOneEdit();
    void wrongUsageIsStatusTwo_data();
    void wrongUsageIsStatusTwo();
    void badFilesLeaveThePlanAlone_data();
    void badFilesLeaveThePlanAlone();
};

void TestExchangeCommands::whatIsExportedIsImported()
{
    const test::PlanOnDisk plan(planWithFabric());
    const test::PlanOnDisk empty{Snapshot{}};
    QTemporaryDir folder;
    for (const char* name : {"n.graphml", "n.csv"}) {
        const QString file = folder.filePath(name);
        const Answer exported = ask({"export", plan.path(), "-o", file});
        QCOMPARE(exported.status, 0);
        QCOMPARE(exported.err, QByteArray{});
        const Answer imported = ask({"import", empty.path(), file});
        QCOMPARE(imported.err, QByteArray{});
        QCOMPARE(imported.status, 0);
        QCOMPARE(empty.onDisk().cables.size(), plan.onDisk().cables.size());
        // Exported again it is the same file, but for the places of the racks.
        const QString again = folder.filePath(QStringLiteral("again-") + name);
        QCOMPARE(ask({"export", empty.path(), "-o", again}).status, 0);
        QCOMPARE(contentOf(again).count('\n'), contentOf(file).count('\n'));
    }
    for (const char* name : {"n.dot", "n.netbox.csv"}) {
        QCOMPARE(ask({"export", plan.path(), "-o", folder.filePath(name)}).status, 0);
        QVERIFY(!contentOf(folder.filePath(name)).isEmpty());
    }
}

void TestExchangeCommands::importIsOneEdit()
{
    const test::PlanOnDisk plan(planWithFabric());
    const Snapshot before = plan.onDisk();
    QTemporaryDir folder;
    QFile file(folder.filePath("t.csv"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("a_device,b_device\nhost1,leaf1\nhost2,leaf1\n");
    file.close();
    const Answer imported =
        ask({"import", plan.path(), file.fileName(), "--name", "Lab", "--link-gbps", "25"});
    QCOMPARE(imported.err, QByteArray{});
    QCOMPARE(imported.status, 0);
    auto opened = store::PlanFile::open(plan.path().toStdString());
    QVERIFY(opened);
    store::PlanFile changed = *std::move(opened);
    QCOMPARE(changed.load()->fabrics.size(), 2U);
    QVERIFY(changed.undo());
    QVERIFY(*changed.load() == before);
}

void TestExchangeCommands::wrongUsageIsStatusTwo_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no file") << QStringList{"export", "plan"};
    QTest::newRow("no format") << QStringList{"export", "plan", "-o", "n.txt"};
    QTest::newRow("nothing to import") << QStringList{"import", "plan"};
    QTest::newRow("not to be imported") << QStringList{"import", "plan", "n.dot"};
    QTest::newRow("no purpose") << QStringList{"import", "plan", "n.csv", "--purpose", "fun"};
    QTest::newRow("no speed") << QStringList{"import", "plan", "n.csv", "--link-gbps", "0"};
}

void TestExchangeCommands::wrongUsageIsStatusTwo()
{
    QFETCH(QStringList, arguments);
    const Answer answer = ask(arguments);
    QCOMPARE(answer.status, 2);
    QVERIFY(answer.out.isEmpty());
    QCOMPARE(answer.err.count('\n'), 1);
}

void TestExchangeCommands::badFilesLeaveThePlanAlone_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("wrong XML") << "x.graphml" << QByteArray("<graphml><graph>");
    QTest::newRow("no CSV") << "x.csv" << QByteArray("hello");
    QTest::newRow("no speed") << "x.csv" << QByteArray("a_device,b_device\nhost1,leaf1\n");
    QTest::newRow("a ring") << "x.csv"
                            << QByteArray("a_device,b_device,speed_gbps\np,q,1\nq,r,1\nr,p,1\n");
    QTest::newRow("no file") << "" << QByteArray();
}

void TestExchangeCommands::badFilesLeaveThePlanAlone()
{
    QFETCH(QString, name);
    QFETCH(QByteArray, bytes);
    const test::PlanOnDisk plan(planWithFabric());
    const QByteArray before = contentOf(plan.path());
    QTemporaryDir folder;
    if (!name.isEmpty()) {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }
    const Answer answer = ask(
        {"import", plan.path(), folder.filePath(name.isEmpty() ? QStringLiteral("no.csv") : name)});
    QCOMPARE(answer.status, 1);
    QCOMPARE(answer.err.count('\n'), 1);
    QCOMPARE(contentOf(plan.path()), before);
}

QTEST_GUILESS_MAIN(TestExchangeCommands)
#include "tst_exchange_commands.moc"
