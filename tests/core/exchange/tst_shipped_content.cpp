#include "core/exchange/content_yaml.h"
#include "core/exchange/origins.h"

#include <QDirIterator>
#include <QTest>

namespace rackwright {

class TestShippedContent : public QObject
{
    Q_OBJECT

private slots:
    void everyFileIsWellWritten_data();
    void everyFileIsWellWritten();
    void everyFigureOfTheCatalogueHasAnOrigin();
};

void TestShippedContent::everyFileIsWellWritten_data()
{
    QTest::addColumn<QString>("path");
    QDirIterator files(SOURCE_DIR "/data", {"*.yaml"}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QTest::newRow(qPrintable(QDir(SOURCE_DIR "/data").relativeFilePath(path))) << path;
    }
}

void TestShippedContent::everyFileIsWellWritten()
{
    QFETCH(QString, path);
    const auto content = exchange::readContent(path.toStdString());
    QVERIFY2(content,
             content ? "" : (content.error().subject + ' ' + content.error().detail).c_str());
    QVERIFY(!content->empty());
}

void TestShippedContent::everyFigureOfTheCatalogueHasAnOrigin()
{
    Snapshot plan;
    for (const char* name : {"sources",
                             "assumptions",
                             "catalogue/racks",
                             "catalogue/accelerators",
                             "catalogue/devices",
                             "catalogue/cables",
                             "workloads",
                             "peers"}) {
        const auto content =
            exchange::readContent(std::string{SOURCE_DIR "/data/"} + name + ".yaml");
        QVERIFY(content);
        for (const exchange::ContentEdit& edit : *content) {
            const Result<Change> change = exchange::resolveContent(plan, edit);
            QVERIFY2(change,
                     change ? "" : (change.error().subject + ' ' + change.error().detail).c_str());
            plan = applied(plan, *change);
        }
    }
    const Status origins = exchange::checkOrigins(plan);
    QVERIFY2(origins,
             origins ? "" : (origins.error().subject + ' ' + origins.error().detail).c_str());
}

} // namespace rackwright

QTEST_APPLESS_MAIN(rackwright::TestShippedContent)
#include "tst_shipped_content.moc"
