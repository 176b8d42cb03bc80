#include "tests/support/edits.h"
#include "tests/support/nearly.h"
#include "tests/support/printing.h"
#include "tests/support/references.h"

#include <QTest>

#include <functional>
#include <map>

using namespace rackwright;
using namespace rackwright::test;
using namespace rackwright::units;

namespace {

long count(const Snapshot& plan, RackRole role)
{
    return std::ranges::count(plan.racks, role, &Rack::role);
}

long servers(const Snapshot& plan)
{
    return std::ranges::count(plan.devices, findDeviceType(plan, "server")->id, &Device::type);
}

Snapshot memphis()
{
    Snapshot plan = edited({}, {catalogue(), site()});
    for (int i = 0; i < 4; ++i) {
        const std::string name = "Hall " + std::to_string(i + 1);
        plan = edited(plan, hall(name.c_str(), (10.0 + 80.0 * i) * metre, 10.0 * metre));
        AddArrays edit = arrays(name.c_str(), 49);
        if (i == 3) {
            edit.servers = 3092;
        }
        plan = edited(plan, edit);
    }
    return plan;
}

} // namespace

Q_DECLARE_METATYPE(std::function<void(AddArrays&)>)

class TestArrayEdits : public QObject
{
    Q_OBJECT

private slots:
    void memphisHoldsHundredThousandGpus();
    void arraysSpreadEvenlyOverRows();
    void networkRackIsInTheMiddle();
    void rackIsFurnishedFromTheBottom();
    void lastRackTakesTheRest();
    void noArrayIsBrokenByAColumn();
    void newArraysGoOnCounting();
    void newRacksAreFedFromTheirRow();
    void fullHallSaysHowManyFit();
    void wrongArraysAreRefused_data();
    void wrongArraysAreRefused();
    void racksGoToNetworkRows();
    void wrongRacksAreRefused();
};

// 3 halls x 49 arrays x 64 servers = 9,408; the fourth adds 3,092: 12,500 servers = 100,000 GPUs.
// Racks: 3 x 392 = 1,176; 3,092 = 48 arrays x 64 + 20, so 48 x 8 + 3 = 387; together 1,563.
void TestArrayEdits::memphisHoldsHundredThousandGpus()
{
    const Snapshot plan = memphis();
    QCOMPARE(plan.arrays.size(), std::size_t{196});
    QCOMPARE(count(plan, RackRole::Compute), 1563L);
    QCOMPARE(count(plan, RackRole::Network), 196L);
    QCOMPARE(servers(plan), 12'500L);
    QVERIFY(danglingReferences(plan).empty());
}

void TestArrayEdits::arraysSpreadEvenlyOverRows()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 49));
    std::map<RowId, int> networkRacks;
    for (const Rack& rack : plan.racks) {
        networkRacks[rack.row] += rack.role == RackRole::Network ? 1 : 0;
    }
    QCOMPARE(networkRacks.size(), std::size_t{7});
    for (const auto& [row, racks] : networkRacks) {
        QCOMPARE(racks, 7);
    }
}

// Eight racks and the network rack, fifth of nine; places of 0.8 m from 13.5 m: centres 13.9 m and 17.1 m.
void TestArrayEdits::networkRackIsInTheMiddle()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 1));
    QCOMPARE(plan.racks.size(), std::size_t{9});
    const Rack& middle = *findRack(plan, "H1-R01-05");
    QVERIFY(middle.role == RackRole::Network);
    QVERIFY(nearly(middle.centre.x, 17.1 * metre));
    QVERIFY(nearly(findRack(plan, "H1-R01-01")->centre.x, 13.9 * metre));
    QCOMPARE(plan.arrays[0].name, std::string{"H1-A01"});
    for (const Rack& rack : plan.racks) {
        QCOMPARE(rack.array, plan.arrays[0].id);
        QVERIFY(rack.front == Facing::South);
    }
}

// CDU at unit 1, 4U; then eight times a server of 4U and its manifold of 1U: 5, 10, ... 40. Strips take no unit.
void TestArrayEdits::rackIsFurnishedFromTheBottom()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 1));
    std::map<std::string, int> units;
    for (const Device& device : plan.devices) {
        if (device.rack == findRack(plan, "H1-R01-02")->id) {
            units[device.name] = device.unit;
        }
    }
    const std::map<std::string, int> expected{
        {"H1-R01-02-CDU", 1},
        {"H1-R01-02-S1", 5},
        {"H1-R01-02-S2", 10},
        {"H1-R01-02-S3", 15},
        {"H1-R01-02-S4", 20},
        {"H1-R01-02-S5", 25},
        {"H1-R01-02-S6", 30},
        {"H1-R01-02-S7", 35},
        {"H1-R01-02-S8", 40},
        {"H1-R01-02-PA", 0},
        {"H1-R01-02-PB", 0},
    };
    QVERIFY(units == expected);
}

// Two arrays of 64 servers with 64 + 20: racks of 8, 8 and 4, no fourth, and a network rack all the same.
void TestArrayEdits::lastRackTakesTheRest()
{
    AddArrays edit = arrays("Hall 1", 2);
    edit.servers = 84;
    const Snapshot plan = edited(emptyHall(), edit);
    QCOMPARE(servers(plan), 84L);
    QCOMPARE(count(plan, RackRole::Compute), 11L);
    QCOMPARE(count(plan, RackRole::Network), 2L);
    const RackId last = findRack(plan, "H1-R02-03")->id;
    QCOMPARE(std::ranges::count_if(
                 plan.devices,
                 [&](const Device& device) { return device.rack == last && device.unit >= 5; }),
             4L);
    QVERIFY(findRack(plan, "H1-R02-04") == nullptr);
    QVERIFY(findRack(plan, "H1-R02-05")->role == RackRole::Network);
}

// Row 8 has its columns at 28.74, 43.98 and 59.22 m: the 14.99 m west of the first hold 18 places, two arrays.
void TestArrayEdits::noArrayIsBrokenByAColumn()
{
    const Snapshot plan = edited(emptyHall(), arrays("Hall 1", 56));
    for (const Array& array : plan.arrays) {
        Length west = 1000.0 * metre;
        Length east;
        for (const Rack& rack : plan.racks) {
            if (rack.array == array.id) {
                west = std::min(west, rack.centre.x);
                east = std::max(east, rack.centre.x);
            }
        }
        QVERIFY(nearly(east - west, 6.4 * metre)); // eight steps of 0.8 m
    }
}

void TestArrayEdits::newArraysGoOnCounting()
{
    const Snapshot plan = edited(emptyHall(), {arrays("Hall 1", 7), arrays("Hall 1", 7)});
    QCOMPARE(plan.arrays[13].name, std::string{"H1-A14"});
    QCOMPARE(plan.racks.size(), std::size_t{126});
    QVERIFY(findRack(plan, "H1-R01-18") != nullptr);
}

void TestArrayEdits::newRacksAreFedFromTheirRow()
{
    AddPowerNode grid;
    grid.node.name = "Grid";
    FeedRacks feed;
    feed.parent = "Grid";
    const Snapshot plan = edited(emptyHall(), {grid, feed, arrays("Hall 1", 2)});
    const Rack& rack = *findRack(plan, "H1-R02-01");
    QCOMPARE(plan.powerNodes.at(rack.feedA).name, std::string{"H1-R02-A"});
    QCOMPARE(plan.powerNodes.at(rack.feedB).name, std::string{"H1-R02-B"});
}

// Six rows of 61 m hold 76 places, eight arrays of nine; the row with columns 4 x 18, eight too: 7 x 8 = 56.
void TestArrayEdits::fullHallSaysHowManyFit()
{
    const Error error = refusal(emptyHall(), arrays("Hall 1", 57));
    QCOMPARE(error.code, ErrorCode::DoesNotFit);
    QCOMPARE(error.subject, std::string{"Hall 1"});
    QCOMPARE(error.detail, std::string{"has room for 56 of 57 arrays"});
    const Snapshot full = edited(emptyHall(), arrays("Hall 1", 56));
    QCOMPARE(refusal(full, arrays("Hall 1", 1)).detail, std::string{"has room for 0 of 1 arrays"});
}

void TestArrayEdits::wrongArraysAreRefused_data()
{
    using Spoil = std::function<void(AddArrays&)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<std::string>("subject");
    const auto row = [](const char* title, Spoil spoil, ErrorCode code, std::string subject) {
        QTest::newRow(title) << spoil << code << subject;
    };
    const auto invalid = ErrorCode::Invalid;
    const auto absent = ErrorCode::NotFound;
    const auto tooMuch = ErrorCode::DoesNotFit;
    // clang-format off
    row("none",           [](AddArrays& a) { a.arrays = 0; },               invalid, "arrays");
    row("negative",       [](AddArrays& a) { a.arrays = -3; },              invalid, "arrays");
    row("no racks",       [](AddArrays& a) { a.racksPerArray = 0; },        invalid, "racksPerArray");
    row("no servers",     [](AddArrays& a) { a.servers = -1; },             invalid, "servers");
    row("server type",    [](AddArrays& a) { a.serverType.clear(); },       invalid, "serverType");
    row("thick strip",    [](AddArrays& a) { a.powerStripType = "switch"; }, invalid, "powerStripType");
    row("unknown hall",   [](AddArrays& a) { a.hall = "Hall 9"; },          absent,  "hall Hall 9");
    row("unknown rack",   [](AddArrays& a) { a.rackType = "box"; },         absent,  "rack type box");
    row("unknown server", [](AddArrays& a) { a.serverType = "abacus"; },    absent,  "device type abacus");
    row("unknown cooler", [](AddArrays& a) { a.coolingUnitType = "fan"; },  absent,  "device type fan");
    row("65 servers",     [](AddArrays& a) { a.servers = 65; },             tooMuch, "65 servers");
    // 4 + 9 x 5 = 49 units
    row("nine a rack",    [](AddArrays& a) { a.serversPerRack = 9; },       tooMuch, "rack type rack-48u");
    // clang-format on
}

void TestArrayEdits::wrongArraysAreRefused()
{
    QFETCH(std::function<void(AddArrays&)>, spoil);
    QFETCH(ErrorCode, code);
    QFETCH(std::string, subject);
    AddArrays edit = arrays("Hall 1", 1);
    spoil(edit);
    const Error error = refusal(emptyHall(), edit);
    QCOMPARE(error.code, code);
    QCOMPARE(error.subject, subject);
    QVERIFY(!error.detail.empty());
}

// Rows 4 to 6 are the network rows; row 4 has 72 places between its columns.
void TestArrayEdits::racksGoToNetworkRows()
{
    AddRacks edit;
    edit.hall = "Hall 1";
    edit.role = RackRole::Storage;
    edit.racks = 73;
    edit.rackType = "rack-48u";
    edit.deviceType = "storage";
    edit.devicesPerRack = 10;
    const Snapshot plan = edited(emptyHall(), edit);
    QCOMPARE(count(plan, RackRole::Storage), 73L);
    QVERIFY(findRack(plan, "H1-R04-72") != nullptr);
    QVERIFY(findRack(plan, "H1-R05-01") != nullptr);
    QVERIFY(findRack(plan, "H1-R04-01")->array.isNone());
    QCOMPARE(plan.devices.size(), std::size_t{730});
    QCOMPARE(plan.devices[0].unit, 1);
    QCOMPARE(plan.devices[9].unit, 10);
    QVERIFY(danglingReferences(plan).empty());
}

// 72 places in row 4, 76 in rows 5 and 6: 224.
void TestArrayEdits::wrongRacksAreRefused()
{
    AddRacks edit;
    edit.hall = "Hall 1";
    edit.rackType = "rack-48u";
    edit.racks = 225;
    QCOMPARE(refusal(emptyHall(), edit).detail,
             std::string{"has room for 224 of 225 racks in its network rows"});
    edit.racks = -1;
    QCOMPARE(refusal(emptyHall(), edit).subject, std::string{"racks"});
    edit.racks = 1;
    edit.devicesPerRack = 2;
    QCOMPARE(refusal(emptyHall(), edit).subject, std::string{"deviceType"});
    edit.deviceType = "server";
    edit.devicesPerRack = 13; // 52 units
    QCOMPARE(refusal(emptyHall(), edit).code, ErrorCode::DoesNotFit);
    edit.hall = "Hall 2";
    QCOMPARE(refusal(emptyHall(), edit).code, ErrorCode::NotFound);
}

QTEST_APPLESS_MAIN(TestArrayEdits)
#include "tst_array_edits.moc"
