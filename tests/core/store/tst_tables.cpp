#include "core/store/spelling.h"
#include "core/store/tables.h"
#include "tests/core/store/raw_database.h"

#include <QTest>

#include <set>

using namespace rackwright;
using namespace rackwright::store;
using rackwright::test::everyField;
using rackwright::test::RawDatabase;
using rackwright::test::SampleFile;

namespace {

// One text a line: what a statement gives, columns joined by blanks.
std::vector<std::string> ask(const RawDatabase& raw, const std::string& sql)
{
    const auto takeLine = [](void* lines, int count, char** values, char** /*names*/) {
        std::string line;
        for (int column = 0; column < count; ++column) {
            line += (column == 0 ? "" : " ");
            line += values[column] == nullptr ? "NULL" : values[column];
        }
        static_cast<std::vector<std::string>*>(lines)->push_back(line);
        return 0;
    };
    std::vector<std::string> lines;
    if (sqlite3_exec(raw.handle(), sql.c_str(), takeLine, &lines, nullptr) != SQLITE_OK) {
        qFatal("%s: %s", sql.c_str(), sqlite3_errmsg(raw.handle()));
    }
    return lines;
}

template <typename T>
inline constexpr bool isOptional = false;

template <typename T>
inline constexpr bool isOptional<std::optional<T>> = true;

template <typename T>
inline constexpr bool isList = false;

template <typename T>
inline constexpr bool isList<std::vector<T>> = true;

template <typename T>
std::string sqlType()
{
    if constexpr (isOptional<T>) {
        return sqlType<typename T::value_type>();
    } else if constexpr (std::is_same_v<T, std::string> || std::is_enum_v<T> || isList<T>) {
        return "TEXT";
    } else if constexpr (std::is_integral_v<T> || isId<T>) {
        return "INTEGER";
    } else {
        return "REAL";
    }
}

// "name TYPE notnull": a line of PRAGMA table_info, in short. The id is the key, which needs no NOT NULL.
template <typename Row, typename AnyColumn>
std::string declarationOf(const AnyColumn& column, int index)
{
    using Field = FieldOf<Row, AnyColumn>;
    const bool mayBeNull =
        index == 0 || isOptional<Field> || std::is_same_v<decltype(column.rule), MayBeNone>;
    return std::string{column.name} + ' ' + sqlType<Field>() + (mayBeNull ? " 0" : " 1");
}

template <typename RowId>
std::string tableNamedBy()
{
    std::string name;
    forEachTable([&]<typename Row>(Table<Row> Snapshot::*, auto) {
        if constexpr (std::is_same_v<decltype(Row::id), RowId>) {
            name = Described<Row>::table;
        }
    });
    return name;
}

template <typename Enum>
bool wordsAreDistinct()
{
    std::set<std::string_view> words;
    int count = 0;
    for (; !spelled(static_cast<Enum>(count)).empty(); ++count) {
        const auto value = static_cast<Enum>(count);
        words.insert(spelled(value));
        if (valueSpelled<Enum>(spelled(value)) != value) {
            return false;
        }
    }
    return count > 1 && words.size() == static_cast<std::size_t>(count);
}

} // namespace

// The migrations are written by hand, and so are the descriptions of the rows: do they agree?
class TestTables : public QObject
{
    Q_OBJECT

private slots:
    void columnsAreDeclaredAsDescribed();
    void referencesAreDeclared();
    void tablesAreStrict();
    void sampleSetsEveryField();
    void columnsHoldTheirUnits_data();
    void columnsHoldTheirUnits();
    void wordsAreReadBack();

private:
    SampleFile sample_;
};

void TestTables::columnsAreDeclaredAsDescribed()
{
    const RawDatabase raw{sample_.path()};
    forEachTable([&]<typename Row>(Table<Row> Snapshot::*, auto) {
        std::vector<std::string> described;
        forEachColumn<Row>([&](const auto& column, int index) {
            described.push_back(declarationOf<Row>(column, index));
        });
        QCOMPARE(ask(raw,
                     "SELECT name, type, \"notnull\" FROM pragma_table_info('" +
                         std::string{Described<Row>::table} + "')"),
                 described);
    });
}

void TestTables::referencesAreDeclared()
{
    const RawDatabase raw{sample_.path()};
    forEachTable([&]<typename Row>(Table<Row> Snapshot::*, auto) {
        std::set<std::string> described;
        forEachColumn<Row>([&]<typename AnyColumn>(const AnyColumn& column, int) {
            if constexpr (isReference<Row, AnyColumn>) {
                described.insert(std::string{column.name} + ' ' +
                                 tableNamedBy<FieldOf<Row, AnyColumn>>());
            }
        });
        const auto lines = ask(raw,
                               "SELECT \"from\", \"table\" FROM pragma_foreign_key_list('" +
                                   std::string{Described<Row>::table} + "')");
        QCOMPARE(std::set(lines.begin(), lines.end()), described);
    });
}

void TestTables::tablesAreStrict()
{
    const RawDatabase raw{sample_.path()};
    QCOMPARE(ask(raw,
                 "SELECT name FROM pragma_table_list "
                 "WHERE schema = 'main' AND NOT strict AND name NOT LIKE 'sqlite_%'"),
             std::vector<std::string>{});
}

// A field that the description forgets would not come back; this makes sure that the round trip would tell.
void TestTables::sampleSetsEveryField()
{
    const Change sample = everyField();
    forEachTable([&]<typename Row>(auto, RowChanges<Row> Change::*changes) {
        QVERIFY(!(sample.*changes).written.empty());
        const Row& row = (sample.*changes).written.front();
        const Row unset{};
        forEachColumn<Row>([&](const auto& column, int) {
            QVERIFY2(std::invoke(column.access, row) != std::invoke(column.access, unset),
                     std::string{column.name}.c_str());
        });
    });
}

void TestTables::columnsHoldTheirUnits_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("expected");

    // Worked by hand from sample_plan.h: 1 byte is 8 bit, 1 kWh is 3.6 MJ.
    // clang-format off
    QTest::newRow("metres")      << "SELECT x_m, y_m FROM rack"                            << "17.3 18.9";
    QTest::newRow("rectangle")   << "SELECT x_m, y_m, width_m, depth_m FROM hall"          << "11.0 12.5 60.25 40.0";
    QTest::newRow("10.2 kW")     << "SELECT power_w FROM device_type"                      << "10200.0";
    QTest::newRow("3,900 kWh")   << "SELECT storage_j FROM power_node WHERE id = 31"       << "14040000000.0";
    QTest::newRow("400 Gbit/s")  << "SELECT link_speed_bit_per_s FROM fabric"              << "400000000000.0";
    QTest::newRow("3,350 GB/s")  << "SELECT memory_bandwidth_bit_per_s FROM accelerator"   << "26800000000000.0";
    QTest::newRow("80 GB")       << "SELECT memory_byte FROM accelerator"                  << "80000000000.0";
    QTest::newRow("range")       << "SELECT value_low, value_likely, value_high FROM assumption"
                                                                                           << "1.15 1.22 1.31";
    QTest::newRow("list")        << "SELECT sold_lengths_m FROM cable_type"                << "0.5 3 4.25";
    QTest::newRow("words")       << "SELECT medium, a_id, b_id FROM cable"                 << "single_mode 51 52";
    QTest::newRow("none")        << "SELECT parent_id FROM power_node WHERE id = 32"       << "NULL";
    // clang-format on
}

void TestTables::columnsHoldTheirUnits()
{
    QFETCH(QString, sql);
    QFETCH(QString, expected);
    QCOMPARE(ask(RawDatabase{sample_.path()}, sql.toStdString()),
             std::vector{expected.toStdString()});
}

void TestTables::wordsAreReadBack()
{
    QVERIFY(wordsAreDistinct<Confidence>());
    QVERIFY(wordsAreDistinct<DeviceKind>());
    QVERIFY(wordsAreDistinct<WorkloadKind>());
    QVERIFY(wordsAreDistinct<AttentionKind>());
    QVERIFY(wordsAreDistinct<Precision>());
    QVERIFY(wordsAreDistinct<Facing>());
    QVERIFY(wordsAreDistinct<FixtureKind>());
    QVERIFY(wordsAreDistinct<RowUse>());
    QVERIFY(wordsAreDistinct<RackRole>());
    QVERIFY(wordsAreDistinct<Tier>());
    QVERIFY(wordsAreDistinct<FabricPurpose>());
    QVERIFY(wordsAreDistinct<FabricKind>());
    QVERIFY(wordsAreDistinct<Medium>());
    QVERIFY(wordsAreDistinct<TrayKind>());
    QVERIFY(wordsAreDistinct<PowerNodeKind>());
    QVERIFY(wordsAreDistinct<Feed>());
    QVERIFY(wordsAreDistinct<CoolingNodeKind>());
    QVERIFY(!valueSpelled<Medium>("smoke"));
    QVERIFY(!valueSpelled<Medium>(""));
}

QTEST_APPLESS_MAIN(TestTables)
#include "tst_tables.moc"
