#include "ui/scene/site_shapes.h"

#include "core/base/units.h"
#include "core/layout/footprint.h"

#include <optional>

namespace rackwright::ui::scene {

using namespace units;

namespace {

// Walls are cut low, so that they bound the halls and hide nothing.
constexpr double outlineHeight = 0.5;
constexpr double outlineThickness = 0.4;
constexpr double wallHeight = 0.9;
constexpr double wallThickness = 0.25;
constexpr double columnHeight = 2.6;
constexpr double doorHeight = 1.2;
constexpr double railThickness = 0.04; // of a cable tray
constexpr double tallest = 3.0;

constexpr Length outerAisle = 1.8 * metre; // beside the first and last row, where there is room

FloorRect outlineOf(const Site& site)
{
    return {.x = {}, .y = {}, .width = site.width, .depth = site.depth};
}

void addWalls(
    std::vector<Shape>& shapes, const FloorRect& area, double thickness, double height, Rgba colour)
{
    const Box room = boxOn(area, 0.0, height);
    const Vec3 low = room.low();
    const Vec3 high = room.high();
    const double t = thickness;
    const Rgba line = colour.withAlpha(0);
    for (const Box& wall :
         {Box::between({low.x - t, low.y - t, 0.0}, {high.x + t, low.y, height}),
          Box::between({low.x - t, high.y, 0.0}, {high.x + t, high.y + t, height}),
          Box::between({low.x - t, low.y, 0.0}, {low.x, high.y, height}),
          Box::between({high.x, low.y, 0.0}, {high.x + t, high.y, height})}) {
        shapes.push_back(shapeOf(wall, colour, line));
    }
}

AisleKind kindOnSide(const Row& row, Facing side)
{
    return row.front == side ? AisleKind::Cold : AisleKind::Hot;
}

// The strip that is as wide (west to east) as the row.
Aisle strip(const Row& row, AisleKind kind, Length from, Length to)
{
    return {.kind = kind,
            .area = {.x = row.area.x, .y = from, .width = row.area.width, .depth = to - from}};
}

void addBetween(std::vector<Aisle>& found, const Row& south, const Row& north)
{
    const Length from = layout::northOf(south.area);
    const Length to = north.area.y;
    if (to <= from) {
        return;
    }
    const AisleKind lower = kindOnSide(south, Facing::North);
    const AisleKind upper = kindOnSide(north, Facing::South);
    if (lower == upper) {
        found.push_back(strip(south, lower, from, to));
        return;
    }
    const Length middle = from + (to - from) / 2.0;
    found.push_back(strip(south, lower, from, middle));
    found.push_back(strip(north, upper, middle, to));
}

void addAislesOf(std::vector<Aisle>& found, const Hall& hall, std::vector<const Row*> rows)
{
    if (rows.empty()) {
        return;
    }
    std::ranges::sort(rows, {}, [](const Row* row) { return row->area.y; });
    const Row& first = *rows.front();
    const Row& last = *rows.back();
    const Length south = std::max(hall.area.y, first.area.y - outerAisle);
    const Length north =
        std::min(layout::northOf(hall.area), layout::northOf(last.area) + outerAisle);
    found.push_back(strip(first, kindOnSide(first, Facing::South), south, first.area.y));
    for (std::size_t row = 1; row < rows.size(); ++row) {
        addBetween(found, *rows[row - 1], *rows[row]);
    }
    found.push_back(
        strip(last, kindOnSide(last, Facing::North), layout::northOf(last.area), north));
}

void addFixture(std::vector<Shape>& shapes, const Fixture& fixture, const Palette& palette)
{
    const Rgba line = palette.line.withAlpha(palette.line.alpha / 2);
    switch (fixture.kind) {
    case FixtureKind::Column:
        shapes.push_back(
            shapeOf(boxOn(fixture.area, 0.0, columnHeight), palette.column, line, Finish::Shaded));
        return;
    case FixtureKind::Door: // drawn on the floor: its area is the clear way in front of it
    case FixtureKind::KeepOut:
        return;
    }
}

// Its two rails: what lies below stays in sight.
void addTray(std::vector<Shape>& shapes, const Tray& tray, Rgba colour)
{
    const FloorPosition& from = tray.from;
    const FloorPosition& to = tray.to;
    const double x = std::min(from.x, to.x) / metre;
    const double y = std::min(from.y, to.y) / metre;
    const double farX = std::max(from.x, to.x) / metre;
    const double farY = std::max(from.y, to.y) / metre;
    const bool alongX = farX - x >= farY - y;
    const double low = tray.height / metre;
    const double high = low + tray.depth / metre;
    for (const double side : {-0.5, 0.5}) {
        const double aside = side * (tray.width / metre);
        const double half = 0.5 * railThickness;
        const Box rail =
            alongX ? Box::between({x, y + aside - half, low}, {farX, y + aside + half, high})
                   : Box::between({x + aside - half, y, low}, {x + aside + half, farY, high});
        shapes.push_back(shapeOf(rail, colour));
    }
}

} // namespace

Box boxOn(const FloorRect& floor, double from, double to)
{
    return Box::between({floor.x / metre, floor.y / metre, from},
                        {layout::eastOf(floor) / metre, layout::northOf(floor) / metre, to});
}

std::vector<Aisle> aisles(const Snapshot& snapshot)
{
    std::vector<Aisle> found;
    for (const Hall& hall : snapshot.halls) {
        std::vector<const Row*> rows;
        for (const Row& row : snapshot.rows) {
            if (row.hall == hall.id) {
                rows.push_back(&row);
            }
        }
        addAislesOf(found, hall, std::move(rows));
    }
    return found;
}

std::vector<Shape> groundShapes(const Snapshot& snapshot, const Palette& palette)
{
    std::vector<Shape> shapes;
    for (const Site& site : snapshot.sites) {
        shapes.push_back(shapeOf(boxOn(outlineOf(site), 0.0, 0.0), palette.building));
    }
    for (const Hall& hall : snapshot.halls) {
        shapes.push_back(shapeOf(boxOn(hall.area, 0.0, 0.0), palette.slab));
    }
    for (const Aisle& aisle : aisles(snapshot)) {
        shapes.push_back(
            shapeOf(boxOn(aisle.area, 0.0, 0.0),
                    aisle.kind == AisleKind::Cold ? palette.coldAisle : palette.hotAisle));
    }
    for (const Fixture& fixture : snapshot.fixtures) {
        if (fixture.kind != FixtureKind::Column) {
            const Rgba fill = fixture.kind == FixtureKind::Door ? palette.door : palette.keepOut;
            shapes.push_back(shapeOf(
                boxOn(fixture.area, 0.0, 0.0), fill.withAlpha(130), transparent, Finish::Hatched));
        }
    }
    return shapes;
}

std::vector<Shape> structureShapes(const Snapshot& snapshot, const Palette& palette)
{
    std::vector<Shape> shapes;
    for (const Site& site : snapshot.sites) {
        addWalls(shapes, outlineOf(site), outlineThickness, outlineHeight, palette.outline);
    }
    for (const Hall& hall : snapshot.halls) {
        addWalls(shapes, hall.area, wallThickness, wallHeight, palette.wall);
    }
    for (const Fixture& fixture : snapshot.fixtures) {
        addFixture(shapes, fixture, palette);
    }
    for (const Tray& tray : snapshot.trays) {
        addTray(shapes, tray, palette.cable);
    }
    return shapes;
}

Box contentBounds(const Snapshot& snapshot)
{
    std::optional<Box> bounds;
    const auto hold = [&bounds](const Box& box) { bounds = bounds ? around(*bounds, box) : box; };
    for (const Hall& hall : snapshot.halls) {
        hold(boxOn(hall.area, 0.0, wallHeight));
    }
    for (const Rack& rack : snapshot.racks) {
        hold(boxOn(layout::footprint(snapshot, rack), 0.0, wallHeight));
    }
    return bounds.value_or(siteBounds(snapshot));
}

Box siteBounds(const Snapshot& snapshot)
{
    Box bounds{.centre = {10.0, 10.0, tallest / 2.0}, .size = {20.0, 20.0, tallest}};
    bool first = true;
    const auto hold = [&](const FloorRect& floor) {
        const Box box = boxOn(floor, 0.0, tallest);
        bounds = first ? box : around(bounds, box);
        first = false;
    };
    for (const Site& site : snapshot.sites) {
        hold(outlineOf(site));
    }
    for (const Hall& hall : snapshot.halls) {
        hold(hall.area);
    }
    for (const Rack& rack : snapshot.racks) {
        hold(layout::footprint(snapshot, rack));
    }
    return bounds;
}

} // namespace rackwright::ui::scene
