#include "core/model/inventory.h"
#include "core/model/table.h"
#include "tests/support/printing.h"

#include <QTest>

#include <algorithm>
#include <initializer_list>
#include <map>
#include <string>
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
    void changesOfManyRowsTouchWhatTheyName_data();
    void changesOfManyRowsTouchWhatTheyName();
    void rowsFarFromAChangeAreShared();
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

// Ids 1, 3, 5, ...: there is room between them.
std::vector<Array> oddRows(std::size_t count)
{
    std::vector<Array> rows;
    for (int id = 1; rows.size() < count; id += 2) {
        rows.push_back({.id = ArrayId{id}});
    }
    return rows;
}

void TestTable::changesOfManyRowsTouchWhatTheyName_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<QList<int>>("written");
    QTest::addColumn<QList<int>>("removed");
    const int block = static_cast<int>(RowBlocks<Array>::blockRows);
    QTest::newRow("empty table") << 0 << QList<int>{2, 1} << QList<int>{};
    QTest::newRow("last row of a full block") << block << QList<int>{2 * block - 1} << QList<int>{};
    QTest::newRow("behind a full block") << block << QList<int>{2 * block + 1} << QList<int>{};
    QTest::newRow("all") << 5 << QList<int>{} << QList<int>{1, 3, 5, 7, 9};
    QTest::newRow("old and new ones in two blocks")
        << 3 * block << QList<int>{4 * block + 2, 7, 2 * block + 1, 8 * block} << QList<int>{};
    QTest::newRow("removed from the first and the last block")
        << 2 * block + 1 << QList<int>{} << QList<int>{4 * block + 1, 1};
    QTest::newRow("both at once") << 2 * block << QList<int>{2 * block + 2, 3}
                                  << QList<int>{2 * block + 3, 2 * block - 1};
}

void TestTable::changesOfManyRowsTouchWhatTheyName()
{
    QFETCH(int, rows);
    QFETCH(QList<int>, written);
    QFETCH(QList<int>, removed);
    const std::vector<Array> before = oddRows(static_cast<std::size_t>(rows));
    RowChanges<Array> changes;
    std::map<int, std::string> expected;
    for (const Array& row : before) {
        expected[static_cast<int>(row.id.value)] = "";
    }
    for (const int id : written) {
        changes.written.push_back({.id = ArrayId{id}, .name = "new"});
        expected[id] = "new";
    }
    for (const int id : removed) {
        changes.removed.push_back(ArrayId{id});
        expected.erase(id);
    }

    const Table<Array> after = Table<Array>{before}.with(changes);

    std::map<int, std::string> found;
    for (const Array& row : after) {
        found[static_cast<int>(row.id.value)] = row.name;
    }
    QCOMPARE(after.size(), expected.size());
    QVERIFY(found == expected);
    QVERIFY(std::ranges::is_sorted(after, {}, &Array::id));
}

void TestTable::rowsFarFromAChangeAreShared()
{
    const std::size_t block = RowBlocks<Array>::blockRows;
    const Table<Array> before{oddRows(3 * block)};
    const Table<Array> after = before.with({.written = {{.id = before[block].id, .name = "new"}}});
    QCOMPARE(&after[0], &before[0]);
    QCOMPARE(&after[2 * block], &before[2 * block]);
    QVERIFY(&after[block] != &before[block]);
    QCOMPARE(before[block].name, std::string{});
    QVERIFY(!after.sharesRowsWith(before));
}

QTEST_APPLESS_MAIN(TestTable)
#include "tst_table.moc"
