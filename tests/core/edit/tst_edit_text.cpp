#include "core/edit/dates.h"
#include "core/edit/edit_text.h"
#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"

#include <QTest>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;

namespace {

template <typename Kind>
Kind parsed(const char* kind, const char* json, const Snapshot& plan = {})
{
    const Result<Edit> edit = edit::parseEdit(plan, kind, json);
    if (!edit) {
        qFatal("refused: %s: %s", edit.error().subject.c_str(), edit.error().detail.c_str());
    }
    return std::get<Kind>(*edit);
}

} // namespace

class TestEditText : public QObject
{
    Q_OBJECT

private slots:
    void everyKindIsRead_data();
    void everyKindIsRead();
    void racksAreNamed();
    void unitsAreInTheKeys();
    void hallIsReadWithItsDoors();
    void whatIsLeftOutStaysUnknown();
    void mistakesNameTheFieldAndWhatIsAllowed_data();
    void mistakesNameTheFieldAndWhatIsAllowed();
    void endlessNestingIsRefused();
    void labelsSayWhatAnEditDoes();
    void datesAreCalendarDates_data();
    void datesAreCalendarDates();
};

void TestEditText::everyKindIsRead_data()
{
    QTest::addColumn<QByteArray>("json");
    // clang-format off
    QTest::newRow("move_racks")       << QByteArray(R"({"racks": ["A"], "dx_m": 0.6})");
    QTest::newRow("turn_racks")       << QByteArray(R"({"racks": ["A", "B"]})");
    QTest::newRow("remove_racks")     << QByteArray(R"({"racks": []})");
    QTest::newRow("duplicate_racks")  << QByteArray(R"({"racks": ["A"], "dy_m": -3})");
    QTest::newRow("rename_rack")      << QByteArray(R"({"rack": "A", "name": "B"})");
    QTest::newRow("move_device")      << QByteArray(R"({"device": "A", "rack": "B", "unit": 3})");
    QTest::newRow("mount_device")     << QByteArray(R"({"type": "s", "rack": "B", "unit": 3, "name": "S"})");
    QTest::newRow("remove_devices")   << QByteArray(R"({"devices": ["A"]})");
    QTest::newRow("waive_finding")    << QByteArray(R"({"rule": "way-width", "subject": "A", "reason": "a ramp"})");
    QTest::newRow("set_site")         << QByteArray(R"({"name": "Memphis", "width_m": 364.6, "depth_m": 200})");
    QTest::newRow("add_hall")         << QByteArray(R"({"name": "H", "x_m": 0, "y_m": 0, "width_m": 9, "depth_m": 9, "height_m": 5})");
    QTest::newRow("add_arrays")       << QByteArray(R"({"hall": "H", "arrays": 49, "rack_type": "r", "server_type": "s"})");
    QTest::newRow("add_racks")        << QByteArray(R"({"hall": "H", "racks": 4, "rack_type": "r", "role": "storage"})");
    QTest::newRow("build_fabric")     << QByteArray(R"({"name": "GPU", "switch_type": "sn5600", "link_speed_gbps": 400})");
    QTest::newRow("add_power_node")   << QByteArray(R"({"name": "Grid", "kind": "grid"})");
    QTest::newRow("feed_racks")       << QByteArray(R"({"parent": "Grid", "halls": ["H"]})");
    QTest::newRow("add_cooling_node") << QByteArray(R"({"name": "Towers", "kind": "cooling_tower"})");
    QTest::newRow("set_assumption")   << QByteArray(R"({"key": "pue", "likely": 1.25})");
    QTest::newRow("enable_step")      << QByteArray(R"({"scenario": "s", "ordinal": 2})");
    QTest::newRow("add_bookmark")     << QByteArray(R"({"name": "b", "camera": [1, 2, 3, 4, 5, 6, 7, 8, 9]})");
    // clang-format on
}

void TestEditText::everyKindIsRead()
{
    QFETCH(QByteArray, json);
    Snapshot plan;
    Rack a;
    a.id = RackId{1};
    a.name = "A";
    Rack b;
    b.id = RackId{2};
    b.name = "B";
    plan.racks = Table<Rack>{{a, b}};
    plan.devices = Table<Device>{{{.id = DeviceId{1}, .rack = b.id, .name = "A"}}};
    const std::string kind = QTest::currentDataTag();
    const Result<Edit> edit = edit::parseEdit(plan, kind, json.constData());
    QVERIFY(edit);
    QCOMPARE(std::string{edit::kindOf(*edit)}, kind);
    QVERIFY(edit::checkEdit(kind, json.constData()));
}

void TestEditText::racksAreNamed()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 1));
    const auto move = parsed<MoveRacks>(
        "move_racks", R"({"racks": ["H1-R01-02"], "dx_m": 1.5, "dy_m": -2})", plan);
    QVERIFY(move.racks == std::vector<RackId>{findRack(plan, "H1-R01-02")->id});
    QVERIFY(nearly(move.dx, 1.5 * metre));
    QVERIFY(nearly(move.dy, -2.0 * metre));

    const char* absent = R"({"racks": ["H9-R01-02"]})";
    const Result<Edit> refused = edit::parseEdit(plan, "move_racks", absent);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotFound);
    QCOMPARE(refused.error().subject, std::string{"rack H9-R01-02"});
    QVERIFY(edit::checkEdit("move_racks", absent));
}

void TestEditText::unitsAreInTheKeys()
{
    const auto node = parsed<AddPowerNode>(
        "add_power_node",
        R"({"name": "Packs", "kind": "battery", "count": 156, "capacity_mw": 1.9, "storage_mwh": 3.9,
            "feed": "b", "parent": "Site", "hall": "H", "in_service": "2024-07", "origin": "A-70"})");
    QVERIFY(nearly(*node.node.capacity, 1.9e6 * watt));
    QVERIFY(nearly(*node.node.storage, 3900.0 * kilowattHour));
    QVERIFY(node.node.kind == PowerNodeKind::Battery && node.node.feed == Feed::B);
    QCOMPARE(node.node.count, 156);
    QCOMPARE(node.parent, std::string{"Site"});
    QCOMPARE(node.hall, std::string{"H"});

    const auto fabric = parsed<BuildFabric>(
        "build_fabric",
        R"({"name": "FE", "purpose": "front_end", "kind": "fat_tree", "switch_type": "s",
            "nics_per_server": 1, "first_nic": 8, "link_speed_gbps": 400, "oversubscription": 2.5})");
    QVERIFY(nearly(fabric.linkSpeed, 400.0 * gigabitPerSecond));
    QVERIFY(fabric.purpose == FabricPurpose::FrontEnd && fabric.kind == FabricKind::FatTree);
    QCOMPARE(fabric.firstNic, 8);
    QCOMPARE(fabric.oversubscription, 2.5);

    const auto feed =
        parsed<FeedRacks>("feed_racks", R"({"parent": "Grid", "busway_capacity_mw": 1.5})");
    QVERIFY(nearly(*feed.buswayCapacity, 1500.0 * kilowatt));
}

void TestEditText::hallIsReadWithItsDoors()
{
    const auto hall = parsed<AddHall>(
        "add_hall",
        R"({"name": "Hall 1", "x_m": 10, "y_m": 11, "width_m": 68, "depth_m": 45, "height_m": 6,
            "array_rows": 7, "network_rows": 3, "row_depth_m": 1.47, "cold_aisle_m": 2.8, "hot_aisle_m": 1.88,
            "end_aisle_m": 3.5, "column_pitch_x_m": 15.24, "column_pitch_y_m": 7.62, "column_size_m": 0.5,
            "doors": [{"name": "W", "wall": "west", "along_m": 20, "width_m": 2.5}], "origin": "assumed"})");
    QVERIFY(nearly(hall.area.depth, 45.0 * metre));
    QVERIFY(nearly(hall.hotAisle, 1.88 * metre));
    QVERIFY(nearly(hall.columnPitchY, 7.62 * metre));
    QCOMPARE(hall.networkRows, 3);
    QCOMPARE(hall.doors.size(), std::size_t{1});
    QVERIFY(hall.doors[0].wall == Facing::West);
    QVERIFY(nearly(hall.doors[0].along, 20.0 * metre));
}

void TestEditText::whatIsLeftOutStaysUnknown()
{
    const auto site = parsed<SetSite>("set_site", R"({"name": "Memphis"})");
    QVERIFY(!site.site.latitudeDegrees && !site.site.buildingArea);
    const auto node = parsed<AddPowerNode>("add_power_node", R"({"name": "G", "kind": "grid"})");
    QVERIFY(!node.node.capacity && !node.node.storage);
    const auto arrays = parsed<AddArrays>(
        "add_arrays", R"({"hall": "H", "arrays": 1, "rack_type": "r", "server_type": "s"})");
    QVERIFY(!arrays.servers);
    QCOMPARE(arrays.racksPerArray, 8);
    const auto pue = parsed<SetAssumption>("set_assumption", R"({"key": "pue", "likely": 1.2})");
    QVERIFY(pue.value.isExact());
}

void TestEditText::mistakesNameTheFieldAndWhatIsAllowed_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<std::string>("subject");
    QTest::addColumn<std::string>("detail");

    const auto row = [](const char* title,
                        const char* kind,
                        const char* json,
                        const char* subject,
                        const char* detail) {
        QTest::newRow(title) << QByteArray(kind) << QByteArray(json) << std::string{subject}
                             << std::string{detail};
    };
    // clang-format off
    row("not JSON", "turn_racks", "{", "turn_racks", "must be a JSON object");
    row("a list", "turn_racks", "[]", "turn_racks", "must be a JSON object");
    row("missing", "rename_rack", R"({"rack": "A"})", "rename_rack.name", "must be given");
    row("misspelt", "move_racks", R"({"racks": [], "dx": 1})", "move_racks.dx",
        "is not a field of it; it has dx_m, dy_m, racks");
    row("text for a number", "move_racks", R"({"racks": [], "dx_m": "1"})", "move_racks.dx_m", "must be a number");
    row("null", "move_racks", R"({"racks": [], "dx_m": null})", "move_racks.dx_m", "must be a number");
    row("half an array", "enable_step", R"({"scenario": "s", "ordinal": 1.5})", "enable_step.ordinal",
        "must be a whole number");
    row("too many", "enable_step", R"({"scenario": "s", "ordinal": 1e12})", "enable_step.ordinal",
        "must be a whole number");
    row("flag", "enable_step", R"({"scenario": "s", "ordinal": 1, "enabled": 1})", "enable_step.enabled",
        "must be true or false");
    row("number for a text", "rename_rack", R"({"rack": 7, "name": "B"})", "rename_rack.rack", "must be a text");
    row("one text for a list", "turn_racks", R"({"racks": "A"})", "turn_racks.racks", "must be a list of texts");
    row("numbers in a list", "turn_racks", R"({"racks": [1]})", "turn_racks.racks", "must be a text");
    row("camera", "add_bookmark", R"({"name": "b", "camera": [1, 2]})", "add_bookmark.camera",
        "must be a list of 9 numbers");
    row("choice", "add_cooling_node", R"({"name": "c", "kind": "pond"})", "add_cooling_node.kind",
        "must be one of cooling_tower chilled_loop hall_loop");
    row("in a door", "add_hall",
        R"({"name": "H", "x_m": 0, "y_m": 0, "width_m": 9, "depth_m": 9, "height_m": 5,
            "doors": [{"wall": "west", "along_m": 1, "width": 2, "width_m": 2}]})",
        "add_hall.doors.width", "is not a field of it; it has along_m, name, wall, width_m");
    // clang-format on
}

void TestEditText::mistakesNameTheFieldAndWhatIsAllowed()
{
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, json);
    QFETCH(std::string, subject);
    QFETCH(std::string, detail);
    const Status status = edit::checkEdit(kind.constData(), json.constData());
    QVERIFY(!status);
    QCOMPARE(status.error().code, ErrorCode::Invalid);
    QCOMPARE(status.error().subject, subject);
    QCOMPARE(status.error().detail, detail);
}

void TestEditText::endlessNestingIsRefused()
{
    constexpr int depth = 1'000'000;
    const std::string json =
        R"({"racks": )" + std::string(depth, '[') + std::string(depth, ']') + '}';
    QCOMPARE(edit::checkEdit("turn_racks", json).error().subject, std::string{"turn_racks.racks"});
}

void TestEditText::labelsSayWhatAnEditDoes()
{
    QCOMPARE(edit::describe(MoveRacks{{RackId{1}}, {}, {}}), std::string{"Move 1 rack"});
    QCOMPARE(edit::describe(TurnRacks{{RackId{1}, RackId{2}}}), std::string{"Turn 2 racks"});
    QCOMPARE(edit::describe(arrays("Hall 1", 49)), std::string{"Add 49 arrays to Hall 1"});
    QCOMPARE(edit::describe(EnableStep{"double-200k", 2, Enabled::No}),
             std::string{"Disable step 2 of double-200k"});
    AddCatalogue one;
    one.workloads = {Workload{.name = "Grok-1"}};
    QCOMPARE(edit::describe(one), std::string{"Set the workload Grok-1"});
    one.assumptions = {Assumption{}};
    QCOMPARE(edit::describe(one), std::string{"Add to the catalogue"});
}

void TestEditText::datesAreCalendarDates_data()
{
    QTest::addColumn<bool>("isDate");
    QTest::newRow("2024") << true;
    QTest::newRow("2024-07") << true;
    QTest::newRow("2024-02-29") << true;
    QTest::newRow("2023-02-29") << false;
    QTest::newRow("1900-02-29") << false;
    QTest::newRow("2024-13") << false;
    QTest::newRow("2024-00-01") << false;
    QTest::newRow("2024-04-31") << false;
    QTest::newRow("2024/07/01") << false;
    QTest::newRow("24-07") << false;
    QTest::newRow("2024-7-1") << false;
    QTest::newRow("soon") << false;
}

void TestEditText::datesAreCalendarDates()
{
    QFETCH(bool, isDate);
    QCOMPARE(edit::isDate(QTest::currentDataTag()), isDate);
}

QTEST_APPLESS_MAIN(TestEditText)
#include "tst_edit_text.moc"
