#include "core/training/csv_table.h"

#include <QTest>

#include <string>

using namespace rackwright;
using namespace rackwright::training;

namespace {

CsvTable tableOf(std::string_view text)
{
    const auto table = CsvTable::read(text);
    return table ? *table : CsvTable{};
}

std::string refusalOf(std::string_view text)
{
    const auto table = CsvTable::read(text);
    return table ? "" : table.error().subject + ": " + table.error().detail;
}

} // namespace

class TestCsvTable : public QObject
{
    Q_OBJECT

private slots:
    void quotesHideCommasLineEndsAndQuotes();
    void lineEndsOfEveryKindAndAByteOrderMarkArePassedOver();
    void shortRowsAreBlankAtTheirEnd();
    void whatIsNoTableIsRefused();
    void aFieldIsWrittenAsItIsRead();
};

void TestCsvTable::quotesHideCommasLineEndsAndQuotes()
{
    const CsvTable table = tableOf("id,note\n1,\"a, \"\"b\"\"\nand c\"\n2,plain\n");
    QCOMPARE(table.rows(), std::size_t{2});
    QVERIFY(table.text(0, "note") == "a, \"b\"\nand c");
    QVERIFY(table.text(1, "note") == "plain");
}

void TestCsvTable::lineEndsOfEveryKindAndAByteOrderMarkArePassedOver()
{
    for (const std::string_view text :
         {"id,n\n1,2\n", "\xEF\xBB\xBFid,n\r\n1,2\r\n\r\n", "id,n\r1,2"}) {
        const CsvTable table = tableOf(text);
        QCOMPARE(table.rows(), std::size_t{1});
        QVERIFY(table.text(0, "id") == "1");
        QVERIFY(table.text(0, "n") == "2");
    }
}

void TestCsvTable::shortRowsAreBlankAtTheirEnd()
{
    const CsvTable table = tableOf("id,a,b\n1,2\n1, 2 ,3\n");
    QVERIFY(table.text(0, "b").empty());
    QVERIFY(!table.isWhole(0));
    QVERIFY(table.isWhole(1));
    QVERIFY(table.text(1, "a") == "2");
    QVERIFY(table.text(1, "other").empty());
    QVERIFY(!table.has("other"));
}

void TestCsvTable::whatIsNoTableIsRefused()
{
    QCOMPARE(refusalOf(""), std::string("table: must have a header and at least one row"));
    QCOMPARE(refusalOf("id,n\n,\n"), std::string("table: must have a header and at least one row"));
    QCOMPARE(refusalOf("id,id\n1,2\n"), std::string("id: this column is there twice"));
    QCOMPARE(refusalOf("id\n\"1\n"), std::string("table: a quote is opened and never closed"));
    QVERIFY(!refusalOf(std::string_view("id\n1\0\n", 6)).empty());
}

void TestCsvTable::aFieldIsWrittenAsItIsRead()
{
    for (const std::string_view field : {"plain", "a,b", "say \"so\"", "two\nlines"}) {
        const CsvTable table = tableOf("id,n\n1," + csvField(field) + "\n");
        QVERIFY(table.text(0, "n") == field);
    }
}

QTEST_APPLESS_MAIN(TestCsvTable)
#include "tst_csv_table.moc"
