#include "core/edit/site_edits.h"

#include "core/base/units.h"
#include "core/edit/draft.h"
#include "core/edit/names.h"
#include "core/layout/footprint.h"

#include <fmt/format.h>
#include <set>

namespace rackwright::edit {

namespace {

using units::metre;

// A door opens, and people and racks pass, this far into the hall. Assumed.
constexpr Length doorClearance = 1.5 * metre;

// No building is longer; keeps the number of columns and places in bounds.
constexpr Length longest = 2000.0 * metre;

Status checkOutline(const Site& site, const FloorRect& area, const std::string& name)
{
    if (site.width > Length{} && layout::eastOf(area) > site.width + layout::touching) {
        return Error{ErrorCode::DoesNotFit,
                     name,
                     fmt::format("reaches {:.2f} m east, the building is {:.2f} m wide",
                                 layout::eastOf(area) / metre,
                                 site.width / metre)};
    }
    if (site.depth > Length{} && layout::northOf(area) > site.depth + layout::touching) {
        return Error{ErrorCode::DoesNotFit,
                     name,
                     fmt::format("reaches {:.2f} m north, the building is {:.2f} m deep",
                                 layout::northOf(area) / metre,
                                 site.depth / metre)};
    }
    return Done{};
}

Status checkHall(const AddHall& edit)
{
    Checks checks;
    checks.named(edit.name)
        .notNegative(edit.area.x, "x")
        .notNegative(edit.area.y, "y")
        .positive(edit.area.width, "width")
        .positive(edit.area.depth, "depth")
        .positive(edit.height, "height")
        .within(edit.arrayRows, 0, 1000, "arrayRows")
        .within(edit.networkRows, 0, 1000, "networkRows")
        .notNegative(edit.rowDepth, "rowDepth")
        .notNegative(edit.coldAisle, "coldAisle")
        .notNegative(edit.hotAisle, "hotAisle")
        .notNegative(edit.endAisle, "endAisle")
        .notNegative(edit.columnPitchX, "columnPitchX")
        .notNegative(edit.columnPitchY, "columnPitchY")
        .notNegative(edit.columnSize, "columnSize");
    for (const Length size : {edit.area.x, edit.area.y, edit.area.width, edit.area.depth}) {
        checks.that(size <= longest, "area", "must lie within 2000 m");
    }
    const bool hasRows = edit.arrayRows + edit.networkRows > 0;
    const bool hasColumns = edit.columnPitchX > Length{} && edit.columnPitchY > Length{};
    checks.that(!hasRows || edit.rowDepth > Length{}, "rowDepth", "must be more than 0");
    checks.that(!hasColumns || (edit.columnPitchX >= metre && edit.columnPitchY >= metre),
                "columnPitch",
                "must be 1 m or more, or 0 for no columns");
    checks.that(!hasColumns || edit.columnSize > Length{}, "columnSize", "must be more than 0");
    checks.that(!hasColumns || !hasRows || edit.columnSize <= edit.rowDepth,
                "columnSize",
                "must be no more than the depth of a row");
    return checks.status();
}

Status checkPlace(const Snapshot& snapshot, const AddHall& edit)
{
    for (const Hall& hall : snapshot.halls) {
        if (const Length by = layout::overlap(hall.area, edit.area); by > Length{}) {
            return Error{ErrorCode::Collision,
                         edit.name,
                         fmt::format("it would overlap {} by {:.2f} m", hall.name, by / metre)};
        }
    }
    return checkOutline(snapshot.sites[0], edit.area, edit.name);
}

// Rows 0, 2, 4... have a cold aisle to their south, the others a hot one.
Length aisleSouthOf(const AddHall& edit, int row)
{
    return row % 2 == 0 ? edit.coldAisle : edit.hotAisle;
}

std::vector<Row> rowsOf(const AddHall& edit)
{
    const int count = edit.arrayRows + edit.networkRows;
    const int firstNetwork = edit.arrayRows / 2;
    std::vector<Row> rows;
    Length y = edit.area.y;
    for (int i = 0; i < count; ++i) {
        y += aisleSouthOf(edit, i);
        Row row;
        row.name = "R" + twoDigits(i + 1);
        row.use = i >= firstNetwork && i < firstNetwork + edit.networkRows ? RowUse::Network
                                                                           : RowUse::Arrays;
        row.area = {
            edit.area.x + edit.endAisle, y, edit.area.width - 2.0 * edit.endAisle, edit.rowDepth};
        row.front = i % 2 == 0 ? Facing::South : Facing::North;
        rows.push_back(row);
        y += edit.rowDepth;
    }
    return rows;
}

// The aisle north of the last row counts too.
Status checkRows(const AddHall& edit, const std::vector<Row>& rows)
{
    if (rows.empty()) {
        return Done{};
    }
    const Length depth = layout::northOf(rows.back().area) - edit.area.y +
                         aisleSouthOf(edit, static_cast<int>(rows.size()));
    if (depth > edit.area.depth + layout::touching) {
        return Error{
            ErrorCode::DoesNotFit,
            edit.name,
            fmt::format("{} rows and their aisles need {:.2f} m, the hall is {:.2f} m deep",
                        rows.size(),
                        depth / metre,
                        edit.area.depth / metre)};
    }
    if (rows.front().area.width <= layout::touching) {
        return Error{ErrorCode::DoesNotFit,
                     edit.name,
                     fmt::format("two end aisles of {:.2f} m leave no room in a hall {:.2f} m wide",
                                 edit.endAisle / metre,
                                 edit.area.width / metre)};
    }
    return Done{};
}

const Row& nearestRow(const std::vector<Row>& rows, Length y)
{
    return *std::ranges::min_element(rows, {}, [y](const Row& row) {
        return std::abs((layout::centreOf(row.area).y - y) / metre);
    });
}

FloorRect squareAt(Length x, Length y, Length size)
{
    return {x - size / 2.0, y - size / 2.0, size, size};
}

std::vector<Fixture> columnsOf(const AddHall& edit, const std::vector<Row>& rows)
{
    std::vector<Fixture> columns;
    if (rows.empty() || edit.columnPitchX == Length{} || edit.columnPitchY == Length{}) {
        return columns;
    }
    std::set<std::string> done; // two column lines may be nearest to one row
    for (int line = 1; line * edit.columnPitchY < edit.area.depth; ++line) {
        const Row& row = nearestRow(rows, edit.area.y + line * edit.columnPitchY);
        if (!done.insert(row.name).second) {
            continue;
        }
        for (int i = 1; i * edit.columnPitchX < row.area.width; ++i) {
            const FloorRect area = squareAt(
                row.area.x + i * edit.columnPitchX, layout::centreOf(row.area).y, edit.columnSize);
            if (layout::contains(row.area, area)) {
                columns.push_back({.id = {},
                                   .hall = {},
                                   .kind = FixtureKind::Column,
                                   .name = fmt::format("{}-C{}", row.name, i),
                                   .area = area});
            }
        }
    }
    return columns;
}

FloorRect clearArea(const FloorRect& hall, const AddHall::Door& door)
{
    const Length from = door.along - door.width / 2.0;
    switch (door.wall) {
    case Facing::South:
        return {hall.x + from, hall.y, door.width, doorClearance};
    case Facing::North:
        return {hall.x + from, layout::northOf(hall) - doorClearance, door.width, doorClearance};
    case Facing::West:
        return {hall.x, hall.y + from, doorClearance, door.width};
    case Facing::East:
        return {layout::eastOf(hall) - doorClearance, hall.y + from, doorClearance, door.width};
    }
    return {};
}

Result<std::vector<Fixture>> doorsOf(const AddHall& edit)
{
    std::vector<Fixture> doors;
    for (const AddHall::Door& door : edit.doors) {
        const std::string name =
            door.name.empty() ? fmt::format("Door {}", doors.size() + 1) : door.name;
        Checks checks;
        checks.positive(door.width, "doors.width").finite(door.along, "doors.along");
        if (!checks.status()) {
            return checks.status().error();
        }
        const FloorRect area = clearArea(edit.area, door);
        if (!layout::contains(edit.area, area)) {
            return invalid("doors", name + " must lie within its wall");
        }
        doors.push_back(
            {.id = {}, .hall = {}, .kind = FixtureKind::Door, .name = name, .area = area});
    }
    return doors;
}

} // namespace

Result<Change> resolveEdit(const Snapshot& snapshot, const SetSite& edit)
{
    const auto isAngle = [](std::optional<double> degrees, double most) {
        return !degrees || std::abs(*degrees) <= most;
    };
    Checks checks;
    checks.named(edit.site.name)
        .that(isAngle(edit.site.latitudeDegrees, 90.0), "latitude", "must be from -90 to 90")
        .that(isAngle(edit.site.longitudeDegrees, 180.0), "longitude", "must be from -180 to 180")
        .notNegative(edit.site.width, "width")
        .notNegative(edit.site.depth, "depth")
        .notNegative(edit.site.buildingArea.value_or(Area{}), "buildingArea");
    if (!checks.status()) {
        return checks.status().error();
    }
    for (const Hall& hall : snapshot.halls) {
        if (const Status fits = checkOutline(edit.site, hall.area, hall.name); !fits) {
            return fits.error();
        }
    }
    Change change;
    Draft draft(snapshot.sites, change.sites);
    draft.put(snapshot.sites.isEmpty() ? nullptr : &snapshot.sites[0], edit.site);
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const AddHall& edit)
{
    if (const Status checked = checkHall(edit); !checked) {
        return checked.error();
    }
    for (const Hall& hall : snapshot.halls) {
        if (shortName(hall.name) == shortName(edit.name)) {
            return invalid(
                "name",
                fmt::format("must not be short for {} as {} is", shortName(hall.name), hall.name));
        }
    }
    if (snapshot.sites.isEmpty()) {
        return Error{ErrorCode::NotFound, "site", "has to be set before its halls"};
    }
    if (const Status placed = checkPlace(snapshot, edit); !placed) {
        return placed.error();
    }
    const std::vector<Row> rows = rowsOf(edit);
    if (const Status fits = checkRows(edit, rows); !fits) {
        return fits.error();
    }
    const Result<std::vector<Fixture>> doors = doorsOf(edit);
    if (!doors) {
        return doors.error();
    }

    Change change;
    const HallId hall = Draft(snapshot.halls, change.halls)
                            .add({.id = {},
                                  .site = snapshot.sites[0].id,
                                  .name = edit.name,
                                  .area = edit.area,
                                  .height = edit.height,
                                  .origin = edit.origin});
    Draft rowDraft(snapshot.rows, change.rows);
    for (Row row : rows) {
        row.hall = hall;
        rowDraft.add(std::move(row));
    }
    std::vector<Fixture> fixtures = columnsOf(edit, rows);
    fixtures.insert(fixtures.end(), doors->begin(), doors->end());
    Draft fixtureDraft(snapshot.fixtures, change.fixtures);
    for (Fixture& fixture : fixtures) {
        fixture.hall = hall;
        fixtureDraft.add(std::move(fixture));
    }
    return change;
}

} // namespace rackwright::edit
