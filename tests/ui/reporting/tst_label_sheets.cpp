#include "core/base/units.h"
#include "ui/reporting/label_sheets.h"

#include <QTest>

using namespace rackwright;
using rackwright::cabling::Label;

class TestLabelSheets : public QObject
{
    Q_OBJECT

private slots:
    void sheetsHoldSixtyFiveLabels_data();
    void sheetsHoldSixtyFiveLabels();
    void namesOfAnyLengthAreDrawn();
};

namespace {

Label label(std::string_view name)
{
    return {.cable = "C000001",
            .end = 'B',
            .here = {.rack = name, .unit = 12, .device = name, .port = 3},
            .there = {.rack = "K2", .unit = 0, .device = "D2", .port = 4},
            .product = "Multimode",
            .sold = 15.0 * units::metre};
}

} // namespace

void TestLabelSheets::sheetsHoldSixtyFiveLabels_data()
{
    QTest::addColumn<int>("labels");
    QTest::addColumn<QByteArray>("pages");
    QTest::newRow("one") << 1 << QByteArray("/Count 1\n");
    QTest::newRow("a full sheet") << 65 << QByteArray("/Count 1\n");
    QTest::newRow("one more") << 66 << QByteArray("/Count 2\n");
}

void TestLabelSheets::sheetsHoldSixtyFiveLabels()
{
    QFETCH(int, labels);
    QFETCH(QByteArray, pages);
    const QByteArray pdf = ui::labelSheets(
        std::vector<Label>(static_cast<std::size_t>(labels), label("K1")), QStringLiteral("K1"));
    QVERIFY(pdf.contains(pages));
    QVERIFY(pdf.contains("[0 0 595 842]") || pdf.contains("[0 0 595.")); // A4
}

void TestLabelSheets::namesOfAnyLengthAreDrawn()
{
    const std::string longName(3000, 'W');
    const QByteArray pdf =
        ui::labelSheets({label(longName), label("")}, QStringLiteral("Long and empty"));
    QVERIFY(pdf.startsWith("%PDF-"));
}

QTEST_MAIN(TestLabelSheets)
#include "tst_label_sheets.moc"
