#include "tests/support/edits.h"
#include "ui/reporting/report.h"

#include <QDir>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace rackwright;
using namespace rackwright::ui;

class TestReport : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void longTableGoesOnOverPages();
    void htmlNeedsNothingBesideItself();
    void chartsOfTrainingArePicturesInThePage();
    void htmlEscapesWhatThePlanSays();
    void numbersStandAtTheRight();
    void otherEndingsAreRefusedAndNothingIsWritten();
};

namespace {

report::Table table(int rows)
{
    report::Table table{.caption = "Racks",
                        .columns = {{"Name"}, {"Draw", report::Alignment::Right}}};
    for (int i = 0; i < rows; ++i) {
        table.rows.push_back({{"Rack " + std::to_string(i),
                               report::Measure{Range<double>{30e3, 41.2e3, 45e3}, "W"}}});
    }
    return table;
}

Report reportWith(int rows)
{
    Report report;
    report.document.title = "Site <A & B>";
    report.document.subtitle = "Planning report";
    report::Section section{.title = "All of it"};
    section.blocks.emplace_back(report::Paragraph{"One sentence."});
    section.blocks.emplace_back(report::BulletList{{"first", "second"}});
    section.blocks.emplace_back(report::Picture{report::PictureRole::View3d, "The site"});
    section.blocks.emplace_back(report::Picture{report::PictureRole::FloorPlan, "Floor plan"});
    section.blocks.emplace_back(
        report::BarChart{"Cost", "USD", {{"GPUs", Range<double>::exact(3e9)}}});
    section.blocks.emplace_back(table(rows));
    report.document.sections = {section};
    report.shown = test::emptyHall();
    report.view3d = QImage(64, 36, QImage::Format_RGB32);
    report.view3d.fill(Qt::darkCyan);
    report.date = QDate(2024, 9, 2);
    return report;
}

qsizetype pagesIn(const QByteArray& pdf)
{
    static const QRegularExpression page(QStringLiteral("/Type */Page\\b"));
    const QString text = QString::fromLatin1(pdf);
    qsizetype count = 0;
    for (auto match = page.globalMatch(text); match.hasNext(); match.next()) {
        ++count;
    }
    return count;
}

} // namespace

void TestReport::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
}

void TestReport::longTableGoesOnOverPages()
{
    const QByteArray brief = pdfOf(reportWith(3));
    QVERIFY(brief.startsWith("%PDF"));
    QCOMPARE(pagesIn(brief), qsizetype{2}); // the title page and one more
    // A row is at least 8 points high and a page less than 842 points: 400 rows need four pages or more.
    QVERIFY(pagesIn(pdfOf(reportWith(400))) >= 5);
}

void TestReport::htmlNeedsNothingBesideItself()
{
    const QString html = QString::fromUtf8(htmlOf(reportWith(3)));
    QCOMPARE(html.count(QStringLiteral("<img")), 3); // 3D, floor plan, chart
    QCOMPARE(html.count(QStringLiteral("src=\"data:")), 3);
    QVERIFY(!html.contains(QStringLiteral("http")));
    QVERIFY(!html.contains(QStringLiteral("file:")));
}

void TestReport::chartsOfTrainingArePicturesInThePage()
{
    const Figure compute{.key = "compute_s", .unit = "s", .value = Range<double>::exact(3.0)};
    const Figure traffic{.key = "data_traffic_s", .unit = "s", .value = Range<double>::exact(1.0)};
    Report report = reportWith(1);
    auto& blocks = report.document.sections.front().blocks;
    const QString before = QString::fromUtf8(htmlOf(report));
    blocks.emplace_back(
        report::StackChart{"Where it goes", {{"Step", {compute, traffic}, std::nullopt}}});
    blocks.emplace_back(
        report::SizeCurves{"On other sizes",
                           64.0,
                           {{64.0, {0.9e9, 1e9, 1.1e9}}, {128.0, {1.8e9, 2e9, 2.2e9}}},
                           {{64.0, {9.0, 10.0, 11.0}}, {128.0, {4.5, 5.0, 5.5}}}});
    const QString html = QString::fromUtf8(htmlOf(report));
    QCOMPARE(html.count(QStringLiteral("src=\"data:image/svg+xml")),
             before.count(QStringLiteral("src=\"data:image/svg+xml")) + 2);
    QVERIFY(html.contains(QStringLiteral("<figcaption>Where it goes</figcaption>")));
    QVERIFY(pdfOf(report).startsWith("%PDF"));
}

void TestReport::htmlEscapesWhatThePlanSays()
{
    const QString html = QString::fromUtf8(htmlOf(reportWith(1)));
    QVERIFY(html.contains(QStringLiteral("<h1>Site &lt;A &amp; B&gt;</h1>")));
}

void TestReport::numbersStandAtTheRight()
{
    const QString html = QString::fromUtf8(htmlOf(reportWith(2)));
    QCOMPARE(html.count(QStringLiteral("<td class=\"number\">41.2 kW (30–45)</td>")), 2);
}

void TestReport::otherEndingsAreRefusedAndNothingIsWritten()
{
    const QTemporaryDir folder;
    const Status written = writeReport(reportWith(1), folder.filePath(QStringLiteral("a.docx")));
    QVERIFY(!written);
    QVERIFY(written.error().code == ErrorCode::Invalid);
    QVERIFY(QDir(folder.path()).isEmpty());
}

QTEST_MAIN(TestReport)
#include "tst_report.moc"
