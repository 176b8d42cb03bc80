#include "core/model/inventory.h"
#include "core/model/table.h"
#include "tests/support/printing.h"

#include <QTest>

#include <initializer_list>
#include <vector>

using namespace rackwright;

namespace {

Table<Array> arrays(std::initializer_list<int> ids)
{
    std::vector<Array> rows;
    for (const int id : ids) {
        rows.push_back({.id = ArrayId{id}, .name = "A" + std::to_string(id)});
    }
    return Table<Array>{rows};
}

} // namespace

class TestTable : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreFoundWithAndWithoutGaps_data();
    void rowsAreFoundWithAndWithoutGaps();
    void idsThatAreNotThereAreNotFound();
    void emptyTableFindsNothing();
    void changesWriteAndRemoveRows();
    void tableWithoutChangesSharesItsRows();
};

void TestTable::rowsAreFoundWithAndWithoutGaps_data()
{
    QTest::addColumn<QList<int>>("ids");
    QTest::newRow("none") << QList<int>{1, 2, 3, 4};
    QTest::newRow("before the first") << QList<int>{7, 8, 9};
    QTest::newRow("one in the middle") << QList<int>{1, 2, 10, 11, 12};
    QTest::newRow("two") << QList<int>{1, 2, 5, 6, 20, 21};
    QTest::newRow("single row") << QList<int>{1'000'000'000};
}

void TestTable::rowsAreFoundWithAndWithoutGaps()
{
    QFETCH(QList<int>, ids);
    std::vector<Array> rows;
    for (const int id : ids) {
        rows.push_back({.id = ArrayId{id}});
    }
    const Table<Array> table{rows};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        QCOMPARE(table.indexOf(rows[i].id), i);
    }
}

void TestTable::idsThatAreNotThereAreNotFound()
{
    const Table<Array> table = arrays({2, 3, 7, 8});
    for (const int id : {0, 1, 4, 5, 6, 9, 2'147'483'647}) {
        QCOMPARE(table.indexOf(ArrayId{id}), table.size());
        QVERIFY(table.find(ArrayId{id}) == nullptr);
    }
}

void TestTable::emptyTableFindsNothing()
{
    QCOMPARE(Table<Array>{}.indexOf(ArrayId{1}), std::size_t{0});
    QCOMPARE(Table<Array>{}.nextId(), ArrayId{1});
}

void TestTable::changesWriteAndRemoveRows()
{
    const Table<Array> table = arrays({1, 2, 3});
    const Table<Array> changed =
        table.with({.written = {{.id = ArrayId{5}, .name = "new"}, {.id = ArrayId{2}, .name = "B"}},
                    .removed = {ArrayId{1}}});
    QCOMPARE(changed.size(), std::size_t{3});
    QCOMPARE(changed.at(ArrayId{2}).name, std::string{"B"});
    QCOMPARE(changed.at(ArrayId{5}).name, std::string{"new"});
    QVERIFY(changed.find(ArrayId{1}) == nullptr);
    QCOMPARE(table.size(), std::size_t{3}); // the old one is as it was
}

void TestTable::tableWithoutChangesSharesItsRows()
{
    const Table<Array> table = arrays({1, 2});
    QVERIFY(table.with({}).sharesRowsWith(table));
}

QTEST_APPLESS_MAIN(TestTable)
#include "tst_table.moc"
