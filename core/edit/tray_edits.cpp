#include "core/edit/tray_edits.h"

#include "core/base/units.h"
#include "core/cabling/laying.h"
#include "core/edit/draft.h"
#include "core/edit/names.h"
#include "core/layout/footprint.h"
#include "core/layout/tray_network.h"

#include <algorithm>
#include <fmt/format.h>

namespace rackwright::edit {

namespace {

using units::metre;

// No building is longer, as for halls.
constexpr Length longest = 2000.0 * metre;

Length heightInside(const Hall& hall)
{
    return hall.height > Length{} ? hall.height : longest;
}

Length distance(Length a, Length b)
{
    return a < b ? b - a : a - b;
}

Status checkTray(const Tray& tray)
{
    Checks checks;
    checks.named(tray.name)
        .positive(tray.height, "height")
        .positive(tray.width, "width")
        .positive(tray.depth, "depth");
    for (const Length place : {tray.from.x, tray.from.y, tray.to.x, tray.to.y, tray.height}) {
        checks.that(isFinite(place) && place >= Length{} && place <= longest,
                    "place",
                    "must be from 0 to 2000 m");
    }
    const Length aside =
        std::min(distance(tray.from.x, tray.to.x), distance(tray.from.y, tray.to.y));
    checks.that(layout::lengthOf(tray) >= 0.1 * metre, "length", "must be 0.1 m or more")
        .that(aside < layout::touching, "direction", "must be west to east or south to north")
        .that(tray.width <= 10.0 * metre && tray.depth <= 10.0 * metre,
              "width and depth",
              "must be 10 m or less");
    return checks.status();
}

Status checkInHall(const Hall& hall, const Tray& tray)
{
    if (!layout::contains(hall.area, tray.from) || !layout::contains(hall.area, tray.to)) {
        return Error{ErrorCode::OutsideHall, tray.name, "it ends outside " + hall.name};
    }
    if (tray.height + tray.depth > heightInside(hall) + layout::touching) {
        return Error{ErrorCode::DoesNotFit,
                     tray.name,
                     fmt::format("its top is {:.2f} m up, {} is {:.2f} m high",
                                 (tray.height + tray.depth) / metre,
                                 hall.name,
                                 hall.height / metre)};
    }
    return Done{};
}

// A tray lies above the racks over which it runs.
Status checkAboveRacks(const Snapshot& snapshot, const Tray& tray)
{
    const Length half = tray.width / 2.0;
    const FloorRect area{
        std::min(tray.from.x, tray.to.x) - half,
        std::min(tray.from.y, tray.to.y) - half,
        std::max(tray.from.x, tray.to.x) - std::min(tray.from.x, tray.to.x) + tray.width,
        std::max(tray.from.y, tray.to.y) - std::min(tray.from.y, tray.to.y) + tray.width};
    for (const Rack& rack : snapshot.racks) {
        const RackType* type = snapshot.rackTypes.find(rack.type);
        if (type != nullptr && tray.height + layout::touching < type->height &&
            layout::overlap(layout::footprint(snapshot, rack), area) > layout::touching) {
            return Error{ErrorCode::Collision,
                         tray.name,
                         fmt::format("it hangs at {:.2f} m, rack {} is {:.2f} m high",
                                     tray.height / metre,
                                     rack.name,
                                     type->height / metre)};
        }
    }
    return Done{};
}

Status checkPlace(const Snapshot& snapshot, const Tray& tray)
{
    if (const Hall* hall = snapshot.halls.find(tray.hall)) {
        if (const Status inside = checkInHall(*hall, tray); !inside) {
            return inside;
        }
    }
    return checkAboveRacks(snapshot, tray);
}

const Tray* findTray(const Snapshot& snapshot, const std::string& name)
{
    return findBy(snapshot.trays, &Tray::name, name);
}

// Cables follow the trays.
Change withCables(const Snapshot& snapshot, Change change)
{
    Snapshot after = snapshot;
    after.trays = snapshot.trays.with(change.trays);
    change.cables.written = cabling::relaid(after);
    return change;
}

Tray trayIn(const Hall& hall, const AddTrays& edit, TrayKind kind, Length width, std::string name)
{
    return {.id = {},
            .hall = hall.id,
            .name = std::move(name),
            .kind = kind,
            .from = {},
            .to = {},
            .height = edit.height,
            .width = width,
            .depth = edit.depth,
            .origin = edit.origin};
}

// The upper ones are named after the lowest: "H1-T-R04", "H1-T-R04-L2".
void addLevels(std::vector<Tray>& trays, const Tray& lowest, int levels, Length step)
{
    for (int level = 0; level < levels; ++level) {
        Tray tray = lowest;
        tray.height += level * step;
        tray.name += level == 0 ? std::string{} : fmt::format("-L{}", level + 1);
        trays.push_back(std::move(tray));
    }
}

std::vector<Tray> traysOver(const std::vector<Row>& rows, const Hall& hall, const AddTrays& edit)
{
    const std::string prefix = shortName(hall.name) + "-T-";
    std::vector<Tray> trays;
    for (const Row& row : rows) {
        const bool isMain = row.use == RowUse::Network;
        const Length width = isMain ? edit.mainWidth : edit.rowWidth;
        Tray tray = trayIn(hall, edit, TrayKind::OverRow, width, prefix + row.name);
        const Length y = layout::centreOf(row.area).y;
        tray.from = {row.area.x, y};
        tray.to = {layout::eastOf(row.area), y};
        addLevels(trays, tray, isMain ? edit.mainLevels : 1, edit.levelStep);
    }
    const auto westOf = [](const Row& row) { return row.area.x; };
    const Length west = westOf(*std::ranges::min_element(rows, {}, westOf));
    const auto eastOf = [](const Row& row) { return layout::eastOf(row.area); };
    const Length east = eastOf(*std::ranges::max_element(rows, {}, eastOf));
    const auto middle = [](const Row& row) { return layout::centreOf(row.area).y; };
    const auto [south, north] = std::ranges::minmax_element(rows, {}, middle);
    for (int i = 0; i < edit.across && rows.size() > 1; ++i) {
        Tray tray = trayIn(
            hall, edit, TrayKind::Across, edit.mainWidth, fmt::format("{}X{}", prefix, i + 1));
        // Each serves an equal part of the rows, from its middle.
        const Length x = west + (i + 0.5) / edit.across * (east - west);
        tray.from = {x, middle(*south)};
        tray.to = {x, middle(*north)};
        addLevels(trays, tray, edit.acrossLevels, edit.levelStep);
    }
    return trays;
}

void checkLevels(Checks& checks, int levels, Length step, Length depth)
{
    checks.within(levels, 1, 10, "levels")
        .notNegative(step, "levelStep")
        .that(levels == 1 || step >= depth, "levelStep", "must not be less than the depth");
}

Status checkTrays(const AddTrays& edit)
{
    Checks checks;
    checks.positive(edit.height, "height")
        .positive(edit.depth, "depth")
        .positive(edit.rowWidth, "rowWidth")
        .positive(edit.mainWidth, "mainWidth")
        .within(edit.across, 0, 100, "across");
    checkLevels(checks, edit.mainLevels, edit.levelStep, edit.depth);
    checkLevels(checks, edit.acrossLevels, edit.levelStep, edit.depth);
    return checks.status();
}

bool hasTrays(const Snapshot& snapshot, HallId hall)
{
    return std::ranges::find(snapshot.trays, hall, &Tray::hall) != snapshot.trays.end();
}

Result<std::vector<Hall>> hallsFor(const Snapshot& snapshot, const AddTrays& edit)
{
    std::vector<Hall> halls;
    for (const std::string& name : edit.halls) {
        const Hall* hall = findHall(snapshot, name);
        if (hall == nullptr) {
            return notFound("hall", name);
        }
        if (hasTrays(snapshot, hall->id) || std::ranges::find(halls, *hall) != halls.end()) {
            return Error{ErrorCode::Collision, name, "it has trays; remove them first"};
        }
        halls.push_back(*hall);
    }
    if (edit.halls.empty()) {
        for (const Hall& hall : snapshot.halls) {
            if (!hasTrays(snapshot, hall.id)) {
                halls.push_back(hall);
            }
        }
    }
    return halls;
}

std::vector<Row> rowsOf(const Snapshot& snapshot, HallId hall)
{
    std::vector<Row> rows;
    std::ranges::copy_if(snapshot.rows, std::back_inserter(rows), [hall](const Row& row) {
        return row.hall == hall;
    });
    return rows;
}

} // namespace

Result<Change> resolveEdit(const Snapshot& snapshot, const AddTrays& edit)
{
    if (const Status checked = checkTrays(edit); !checked) {
        return checked.error();
    }
    const Result<std::vector<Hall>> halls = hallsFor(snapshot, edit);
    if (!halls) {
        return halls.error();
    }
    Change change;
    Draft draft(snapshot.trays, change.trays);
    for (const Hall& hall : *halls) {
        const std::vector<Row> rows = rowsOf(snapshot, hall.id);
        if (rows.empty()) {
            continue;
        }
        for (Tray& tray : traysOver(rows, hall, edit)) {
            if (findTray(snapshot, tray.name) != nullptr) {
                return invalid("name", "must differ from " + tray.name + ", which is there");
            }
            if (const Status placed = checkPlace(snapshot, tray); !placed) {
                return placed.error();
            }
            draft.add(std::move(tray));
        }
    }
    if (change.trays.written.empty()) {
        return Error{
            ErrorCode::NotFound, "rows", "no hall without trays has rows to hang them over"};
    }
    return withCables(snapshot, std::move(change));
}

Result<Change> resolveEdit(const Snapshot& snapshot, const AddTray& edit)
{
    Tray tray = edit.tray;
    if (!edit.hall.empty()) {
        const Hall* hall = findHall(snapshot, edit.hall);
        if (hall == nullptr) {
            return notFound("hall", edit.hall);
        }
        tray.hall = hall->id;
    }
    Checks checks;
    checkLevels(checks, edit.levels, edit.levelStep, tray.depth);
    if (const Status checked = checks.status(); !checked) {
        return checked.error();
    }
    Change change;
    Draft draft(snapshot.trays, change.trays);
    std::vector<Tray> levels;
    addLevels(levels, tray, edit.levels, edit.levelStep);
    for (Tray& level : levels) {
        if (findTray(snapshot, level.name) != nullptr) {
            return invalid("name", "must differ from the other trays' names");
        }
        for (const Status& status : {checkTray(level), checkPlace(snapshot, level)}) {
            if (!status) {
                return status.error();
            }
        }
        draft.add(std::move(level));
    }
    return withCables(snapshot, std::move(change));
}

Result<Change> resolveEdit(const Snapshot& snapshot, const SetTray& edit)
{
    const Tray* old = findTray(snapshot, edit.name);
    if (old == nullptr) {
        return notFound("tray", edit.name);
    }
    Tray tray = edit.tray;
    tray.id = old->id;
    tray.hall = old->hall;
    tray.kind = old->kind;
    if (tray.origin.empty()) {
        tray.origin = old->origin;
    }
    const Tray* other = findTray(snapshot, tray.name);
    if (other != nullptr && other != old) {
        return invalid("name", "must differ from the other trays' names");
    }
    for (const Status& status : {checkTray(tray), checkPlace(snapshot, tray)}) {
        if (!status) {
            return status.error();
        }
    }
    Change change;
    Draft(snapshot.trays, change.trays).replace(std::move(tray));
    return change.trays.isEmpty() ? change : withCables(snapshot, std::move(change));
}

Result<Change> resolveEdit(const Snapshot& snapshot, const RemoveTrays& edit)
{
    Change change;
    for (const std::string& name : edit.trays) {
        const Tray* tray = findTray(snapshot, name);
        if (tray == nullptr) {
            return notFound("tray", name);
        }
        if (std::ranges::find(change.trays.removed, tray->id) == change.trays.removed.end()) {
            change.trays.removed.push_back(tray->id);
        }
    }
    return change.trays.isEmpty() ? change : withCables(snapshot, std::move(change));
}

} // namespace rackwright::edit
