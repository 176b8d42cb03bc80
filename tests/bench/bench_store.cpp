// How long a plan takes to open, to edit and to undo, and 100,000 GPUs to add and to take back. bench_store PLAN
#include "core/base/units.h"
#include "core/model/snapshot.h"
#include "core/store/plan_file.h"
#include "tests/bench/budget.h"
#include "tests/bench/plan_argument.h"

#include <sqlite3.h>

#include <cassert>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

using namespace rackwright;
using namespace rackwright::bench;
using rackwright::store::PlanFile;

namespace {

constexpr int serverCount = 12'500;
constexpr int switchCount = 4'000;
constexpr int otherDeviceCount = 13'500;
constexpr int cableCount = 313'000;
constexpr int rackCount = 2'000;

Change groundwork()
{
    Change change;
    change.sites.written.resize(1);
    change.sites.written[0].id = {1};
    change.halls.written.resize(1);
    change.halls.written[0].id = {1};
    change.halls.written[0].site = {1};
    change.rackTypes.written.resize(1);
    change.rackTypes.written[0].id = {1};
    change.deviceTypes.written.resize(1);
    change.deviceTypes.written[0].id = {1};
    change.fabrics.written.resize(1);
    change.fabrics.written[0].id = {1};
    return change;
}

Change hundredThousandGpus()
{
    Change change;
    for (int number = 1; number <= rackCount; ++number) {
        Rack rack;
        rack.id = {number};
        rack.hall = {1};
        rack.type = {1};
        rack.name = "H1-R" + std::to_string(number / 40) + '-' + std::to_string(number % 40);
        rack.centre = {0.6 * (number % 40) * units::metre, 3.0 * (number / 40) * units::metre};
        change.racks.written.push_back(rack);
    }
    for (int number = 1; number <= serverCount + switchCount + otherDeviceCount; ++number) {
        Device device;
        device.id = {number};
        device.rack = {1 + number % rackCount};
        device.type = {1};
        device.name = "device-" + std::to_string(number);
        device.unit = 1 + number % 42;
        change.devices.written.push_back(device);
    }
    for (int number = 1; number <= cableCount; ++number) {
        Cable cable;
        cable.id = {number};
        cable.fabric = {1};
        cable.a = {1 + number % serverCount};
        cable.b = {1 + serverCount + number % switchCount};
        cable.aPort = static_cast<std::int16_t>(number % 9);
        cable.bPort = static_cast<std::int16_t>(number % 128);
        cable.length = (3.0 + 0.1 * (number % 300)) * units::metre;
        change.cables.written.push_back(cable);
    }
    return change;
}

Change movedRack(const Snapshot& snapshot)
{
    Change change;
    Rack rack = snapshot.racks[snapshot.racks.size() / 2];
    rack.centre.x += 0.6 * units::metre;
    change.racks.written = {rack};
    return change;
}

// Reads every value of a table the way a C program would.
void readTable(sqlite3* connection, const char* table)
{
    const std::string sql = std::string{"SELECT * FROM "} + table + " ORDER BY id";
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(connection, sql.c_str(), -1, &statement, nullptr);
    double sum = 0.0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int column = 0; column < sqlite3_column_count(statement); ++column) {
            switch (sqlite3_column_type(statement, column)) {
            case SQLITE_INTEGER:
                sum += static_cast<double>(sqlite3_column_int64(statement, column));
                break;
            case SQLITE_FLOAT:
                sum += sqlite3_column_double(statement, column);
                break;
            case SQLITE_TEXT:
                sum += sqlite3_column_text(statement, column)[0];
                break;
            default:
                break;
            }
        }
    }
    sqlite3_finalize(statement);
    if (sum < 0.0) {
        std::printf("%f", sum); // keeps the compiler from leaving out the reading
    }
}

void readWithSqliteAlone(const std::string& path)
{
    sqlite3* connection = nullptr;
    sqlite3_open_v2(path.c_str(), &connection, SQLITE_OPEN_READONLY, nullptr);
    for (const char* table : {"rack", "device", "cable"}) {
        readTable(connection, table);
    }
    sqlite3_close(connection);
}

// Until there is a snapshot; closing, which waits for the check that started then, is not in it.
double medianOfOpening(const std::string& path)
{
    std::vector<double> times;
    for (int run = 0; run < 9; ++run) {
        std::optional<PlanFile> plan;
        times.push_back(millisecondsOf([&] {
            plan = need(PlanFile::open(path));
            need(plan->load());
        }));
    }
    return medianOf(times);
}

void measureOpening(const std::string& path)
{
    const double ours = medianOfOpening(path);
    const double alone = medianMilliseconds(9, [&] { readWithSqliteAlone(path); });
    row("open plan to complete snapshot", ours, "ms", atMost(300.0));
    row("    SQLite alone reading the rows", alone, "ms");
    row("    ratio", ours / alone, "", atMost(1.5));
}

void measureEditing(const std::string& path)
{
    PlanFile plan = need(PlanFile::open(path));
    const Snapshot snapshot = need(plan.load());
    std::vector<double> edits;
    std::vector<double> undos;
    for (int run = 0; run < 9; ++run) {
        edits.push_back(millisecondsOf([&] { need(plan.commit(movedRack(snapshot), "")); }));
        undos.push_back(millisecondsOf([&] { need(plan.undo()); }));
    }
    row("    write an edit", medianOf(edits), "ms");
    row("undo of an edit", medianOf(undos), "ms", atMost(50.0));
}

void measureLargeEdit(const std::string& path)
{
    const Change everything = hundredThousandGpus();
    PlanFile plan = need(PlanFile::create(path));
    need(plan.commit(groundwork(), "Groundwork"));
    row("    add 100,000 GPUs",
        millisecondsOf([&] { need(plan.commit(everything, "Add")); }),
        "ms");
    row("undo of adding 100,000 GPUs",
        millisecondsOf([&] { need(plan.undo()); }),
        "ms",
        atMost(1000.0));
}

} // namespace

int main(int count, char** arguments)
{
    const ScratchFolder folder;
    const std::string plan = folder.copyOf(planArgument(count, arguments));
    measureOpening(plan);
    measureEditing(plan);
    measureLargeEdit(folder.path("large.rackwright"));
    return 0;
}
