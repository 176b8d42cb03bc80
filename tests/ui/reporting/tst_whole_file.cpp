#include "core/store/plan_file.h"
#include "ui/reporting/whole_file.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;

class TestWholeFile : public QObject
{
    Q_OBJECT

private slots:
    void replacesTheOldFileAndLeavesNothingBeside();
    void missingFolderIsNamed();
    void folderInThePlaceOfTheFileIsRefused();
    void planInThePlaceOfTheFileIsKept();
};

void TestWholeFile::replacesTheOldFileAndLeavesNothingBeside()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("report.html"));
    QVERIFY(static_cast<bool>(writeWholeFile(path, "old")));
    QVERIFY(static_cast<bool>(writeWholeFile(path, "new")));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("new"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
}

void TestWholeFile::missingFolderIsNamed()
{
    const QTemporaryDir folder;
    const Status written = writeWholeFile(folder.filePath(QStringLiteral("none/a.pdf")), "text");
    QVERIFY(!written);
    QVERIFY(written.error().code == ErrorCode::FolderMissing);
    QCOMPARE(QString::fromStdString(written.error().subject),
             folder.filePath(QStringLiteral("none")));
}

void TestWholeFile::folderInThePlaceOfTheFileIsRefused()
{
    const QTemporaryDir folder;
    const Status written = writeWholeFile(folder.path(), "text");
    QVERIFY(!written);
    QVERIFY(written.error().code == ErrorCode::FileNotWritable);
    QVERIFY(QDir(folder.path()).exists());
}

void TestWholeFile::planInThePlaceOfTheFileIsKept()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("plan.pdf"));
    QVERIFY(store::PlanFile::create(path.toStdString()));
    const Status written = writeWholeFile(path, "text");
    QVERIFY(!written);
    QVERIFY(written.error().code == ErrorCode::FileNotWritable);
    QVERIFY(store::PlanFile::open(path.toStdString()));
}

QTEST_APPLESS_MAIN(TestWholeFile)
#include "tst_whole_file.moc"
