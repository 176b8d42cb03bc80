#include "core/edit/edit_text.h"
#include "tests/support/edits.h"
#include "tests/support/floor_of_arrays.h"
#include "tests/support/nearly.h"

#include <QTest>

#include <functional>
#include <limits>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;

namespace {

AddTrays overHall1()
{
    AddTrays edit;
    edit.halls = {"Hall 1"};
    edit.height = 2.75 * metre;
    edit.depth = 0.1 * metre;
    edit.rowWidth = 0.3 * metre;
    edit.mainWidth = 0.6 * metre;
    edit.across = 2;
    edit.origin = "assumed";
    return edit;
}

AddTray oneTray(const char* name, double x1, double y1, double x2, double y2)
{
    AddTray edit;
    edit.tray.name = name;
    edit.tray.from = {x1 * metre, y1 * metre};
    edit.tray.to = {x2 * metre, y2 * metre};
    edit.tray.height = 2.75 * metre;
    edit.tray.width = 0.6 * metre;
    edit.tray.depth = 0.1 * metre;
    return edit;
}

const Tray& trayNamed(const Snapshot& plan, std::string_view name)
{
    return *std::ranges::find(plan.trays, name, &Tray::name);
}

// One hall of two arrays in a line, wired; the arrays' racks from x = 100 to 110.8 m at y = 0, the network racks
// at y = 30.
Snapshot wiredFloor()
{
    BuildFabric fabric;
    fabric.name = "GPU fabric";
    fabric.switchType = "switch";
    fabric.linkSpeed = 400.0 * gigabitPerSecond;
    return edited(floorOfArrays({.halls = 1, .arraysPerHall = 2, .networkRacksPerHall = 8}),
                  fabric);
}

int unmeasured(const Snapshot& plan)
{
    return static_cast<int>(
        std::ranges::count_if(plan.cables, [](const Cable& cable) { return !cable.length; }));
}

} // namespace

Q_DECLARE_METATYPE(std::function<void(AddTrays&)>)

class TestTrayEdits : public QObject
{
    Q_OBJECT

private slots:
    void everyRowGetsATray();
    void traysAcrossServeEqualParts();
    void mainTraysHangInLevels();
    void oneTrayHangsInLevels();
    void hallsWithoutTraysAreMeantWhenNoneIsNamed();
    void impossibleTraysAreRefused_data();
    void impossibleTraysAreRefused();
    void trayMustHangAboveTheRacks();
    void cablesFollowTheTrays();
    void changedTrayKeepsItsPlaceInThePlan();
    void traysAreNamedOnce();
    void editsAreWrittenDown();
};

// Seven array rows and three network rows; see support/edits.h.
void TestTrayEdits::everyRowGetsATray()
{
    const Snapshot plan = edited(emptyHall(), overHall1());
    QCOMPARE(plan.trays.size(), std::size_t{10 + 2});
    for (const Row& row : plan.rows) {
        const Tray& tray = trayNamed(plan, "H1-T-" + row.name);
        QVERIFY(tray.kind == TrayKind::OverRow);
        QCOMPARE(tray.hall, row.hall);
        QVERIFY(nearly(tray.from.x, row.area.x));
        QVERIFY(nearly(tray.to.x, row.area.x + row.area.width));
        QVERIFY(nearly(tray.from.y, row.area.y + row.area.depth / 2.0));
        QVERIFY(tray.from.y == tray.to.y);
        QVERIFY(tray.width == (row.use == RowUse::Network ? 0.6 : 0.3) * metre);
        QVERIFY(tray.height == 2.75 * metre);
        QCOMPARE(tray.origin, std::string{"assumed"});
    }
}

// The rows reach from 13.5 m to 74.5 m: their halves have their middles at 28.75 m and 59.25 m.
void TestTrayEdits::traysAcrossServeEqualParts()
{
    const Snapshot plan = edited(emptyHall(), overHall1());
    const Tray& west = trayNamed(plan, "H1-T-X1");
    const Tray& east = trayNamed(plan, "H1-T-X2");
    QVERIFY(west.kind == TrayKind::Across);
    QVERIFY(nearly(west.from.x, 28.75 * metre) && nearly(west.to.x, 28.75 * metre));
    QVERIFY(nearly(east.from.x, 59.25 * metre));
    QVERIFY(nearly(west.from.y, trayNamed(plan, "H1-T-R01").from.y));
    QVERIFY(nearly(west.to.y, trayNamed(plan, "H1-T-R10").from.y));
}

// Three levels over the three network rows, two of the two trays across, one over the seven array rows.
void TestTrayEdits::mainTraysHangInLevels()
{
    AddTrays edit = overHall1();
    edit.mainLevels = 3;
    edit.acrossLevels = 2;
    edit.levelStep = 0.4 * metre;
    const Snapshot plan = edited(emptyHall(), edit);
    QCOMPARE(plan.trays.size(), std::size_t{3 * 3 + 2 * 2 + 7});
    const auto network = std::ranges::find(plan.rows, RowUse::Network, &Row::use);
    const Tray& lowest = trayNamed(plan, "H1-T-" + network->name);
    const Tray& highest = trayNamed(plan, "H1-T-" + network->name + "-L3");
    QVERIFY(nearly(highest.height, 3.55 * metre));
    QVERIFY(highest.from == lowest.from && highest.to == lowest.to);
    QVERIFY(nearly(trayNamed(plan, "H1-T-X2-L2").height, 3.15 * metre));
}

void TestTrayEdits::oneTrayHangsInLevels()
{
    AddTray edit = oneTray("T", 20, 20, 30, 20);
    edit.levels = 2;
    edit.levelStep = 0.1 * metre;
    const Snapshot plan = edited(emptyHall(), edit);
    QCOMPARE(plan.trays.size(), std::size_t{2});
    QVERIFY(nearly(trayNamed(plan, "T-L2").height, 2.85 * metre));
    edit.levelStep = 0.09 * metre; // 0.1 m deep
    QCOMPARE(refusal(emptyHall(), edit).code, ErrorCode::Invalid);
    edit.levels = 11;
    QCOMPARE(refusal(emptyHall(), edit).code, ErrorCode::Invalid);
}

void TestTrayEdits::hallsWithoutTraysAreMeantWhenNoneIsNamed()
{
    Snapshot plan =
        edited(edited(emptyHall(), overHall1()), hall("Hall 2", 90.0 * metre, 10.0 * metre));
    AddTrays edit = overHall1();
    edit.halls.clear();
    plan = edited(plan, edit);
    QCOMPARE(plan.trays.size(), std::size_t{24});
    QCOMPARE(trayNamed(plan, "H2-T-R01").hall, HallId{2});
    QCOMPARE(refusal(plan, edit).code, ErrorCode::NotFound);
}

void TestTrayEdits::impossibleTraysAreRefused_data()
{
    using Change = std::function<void(AddTrays&)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char* name, ErrorCode code, Change change) {
        QTest::newRow(name) << change << code;
    };
    row("no such hall", ErrorCode::NotFound, [](AddTrays& e) { e.halls = {"Hall 9"}; });
    row("one hall twice", ErrorCode::Collision, [](AddTrays& e) {
        e.halls = {"Hall 1", "Hall 1"};
    });
    row("no width", ErrorCode::Invalid, [](AddTrays& e) { e.rowWidth = {}; });
    row("no depth", ErrorCode::Invalid, [](AddTrays& e) { e.depth = -1.0 * metre; });
    row("no number", ErrorCode::Invalid, [](AddTrays& e) {
        e.height = std::numeric_limits<double>::quiet_NaN() * metre;
    });
    row("too many across", ErrorCode::Invalid, [](AddTrays& e) { e.across = 101; });
    row("no levels", ErrorCode::Invalid, [](AddTrays& e) { e.mainLevels = 0; });
    row("levels in each other", ErrorCode::Invalid, [](AddTrays& e) { e.acrossLevels = 2; });
    row("levels above the hall", ErrorCode::DoesNotFit, [](AddTrays& e) {
        e.mainLevels = 4;
        e.levelStep = 1.1 * metre; // 2.75 m + 3.3 m
    });
    // The hall is 6 m high; the trays' tops would be 6.1 m up.
    row("above the hall", ErrorCode::DoesNotFit, [](AddTrays& e) { e.height = 6.0 * metre; });
}

void TestTrayEdits::impossibleTraysAreRefused()
{
    QFETCH(std::function<void(AddTrays&)>, change);
    QFETCH(ErrorCode, code);
    AddTrays edit = overHall1();
    change(edit);
    QCOMPARE(refusal(emptyHall(), edit).code, code);
}

// The racks are 2.3 m high.
void TestTrayEdits::trayMustHangAboveTheRacks()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 1));
    AddTrays edit = overHall1();
    edit.height = 2.29 * metre;
    const Error error = refusal(plan, edit);
    QCOMPARE(error.code, ErrorCode::Collision);
    QVERIFY(error.detail.find("2.30 m high") != std::string::npos);
    edit.height = 2.3 * metre;
    QVERIFY(!edited(plan, edit).trays.isEmpty());
}

// Two trays that do not meet: what leads from the arrays to the network racks has no way. A third joins them.
void TestTrayEdits::cablesFollowTheTrays()
{
    const Snapshot before = wiredFloor();
    QCOMPARE(unmeasured(before), 0);
    const Snapshot apart =
        edited(before, {oneTray("arrays", 100, 0, 112, 0), oneTray("network", 100, 30, 112, 30)});
    int upward = 0;
    for (const Cable& cable : apart.cables) {
        const bool leavesItsRow = apart.racks.at(apart.devices.at(cable.a).rack).centre.y !=
                                  apart.racks.at(apart.devices.at(cable.b).rack).centre.y;
        upward += leavesItsRow ? 1 : 0;
        QCOMPARE(cable.length.has_value(), !leavesItsRow);
    }
    QVERIFY(upward > 0);
    const Snapshot joined = edited(apart, oneTray("between", 104, 0, 104, 30));
    QCOMPARE(unmeasured(joined), 0);
    // And back, by removing it.
    QVERIFY(edited(joined, RemoveTrays{{"between"}}) == apart);
    // With a tray moved farther west no cable gets shorter, and some get longer.
    SetTray west;
    west.name = "between";
    west.tray = oneTray("between", 100, 0, 100, 30).tray;
    const Snapshot moved = edited(joined, west);
    Length was;
    Length is;
    for (std::size_t i = 0; i < joined.cables.size(); ++i) {
        was += *joined.cables[i].length;
        is += *moved.cables[i].length;
    }
    QVERIFY(is > was);
}

void TestTrayEdits::changedTrayKeepsItsPlaceInThePlan()
{
    const Snapshot plan = edited(emptyHall(), overHall1());
    SetTray edit;
    edit.name = "H1-T-X1";
    edit.tray = oneTray("Main", 30, 20, 30, 40).tray;
    const Snapshot after = edited(plan, edit);
    const Tray& old = trayNamed(plan, "H1-T-X1");
    const Tray& tray = trayNamed(after, "Main");
    QCOMPARE(tray.id, old.id);
    QCOMPARE(tray.hall, old.hall);
    QVERIFY(tray.kind == TrayKind::Across);
    QCOMPARE(tray.origin, old.origin);
    QVERIFY(nearly(tray.to.y, 40.0 * metre));
    edit.name = "Main";
    edit.tray.to.y = 90.0 * metre;
    QCOMPARE(refusal(after, edit).code, ErrorCode::OutsideHall);
    edit.name = "H1-T-X9";
    QCOMPARE(refusal(after, edit).code, ErrorCode::NotFound);
}

void TestTrayEdits::traysAreNamedOnce()
{
    const Snapshot plan = edited(emptyHall(), oneTray("T", 20, 20, 30, 20));
    QCOMPARE(refusal(plan, oneTray("T", 20, 30, 30, 30)).code, ErrorCode::Invalid);
    QCOMPARE(refusal(plan, oneTray("", 20, 30, 30, 30)).code, ErrorCode::Invalid);
    QCOMPARE(refusal(plan, oneTray("short", 20, 30, 20, 30)).code, ErrorCode::Invalid);
    QCOMPARE(refusal(plan, oneTray("slanting", 20, 30, 30, 31)).code, ErrorCode::Invalid);
    QCOMPARE(refusal(plan, RemoveTrays{{"U"}}).code, ErrorCode::NotFound);
    QVERIFY(edited(plan, RemoveTrays{{"T", "T"}}).trays.isEmpty());
}

void TestTrayEdits::editsAreWrittenDown()
{
    const Snapshot plan = emptyHall();
    const auto over = edit::parseEdit(
        plan,
        "add_trays",
        R"({"halls": ["Hall 1"], "height_m": 2.75, "depth_m": 0.1, "row_width_m": 0.3,
            "main_width_m": 0.6, "across": 2, "main_levels": 1, "across_levels": 1,
            "level_step_m": 0, "origin": "assumed"})");
    QVERIFY(over);
    QVERIFY(edited(plan, *over) == edited(plan, overHall1()));
    const auto one = edit::parseEdit(
        plan,
        "add_tray",
        R"({"name": "T", "hall": "Hall 1", "kind": "across", "from_x_m": 20, "from_y_m": 20,
            "to_x_m": 20, "to_y_m": 30, "height_m": 2.75, "width_m": 0.6, "depth_m": 0.1,
            "levels": 2, "level_step_m": 0.5})");
    QVERIFY(one);
    const Snapshot after = edited(plan, *one);
    QVERIFY(nearly(trayNamed(after, "T-L2").height, 3.25 * metre));
    QVERIFY(trayNamed(after, "T").kind == TrayKind::Across);
    QCOMPARE(trayNamed(after, "T").hall, HallId{1});
    QCOMPARE(edit::describe(*over), std::string{"Hang trays in Hall 1"});
    QVERIFY(!edit::parseEdit(plan, "add_tray", R"({"name": "T"})"));
    QVERIFY(edit::parseEdit(plan, "remove_trays", R"({"trays": ["T"]})"));
}

QTEST_APPLESS_MAIN(TestTrayEdits)
#include "tst_tray_edits.moc"
