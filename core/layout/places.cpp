#include "core/layout/places.h"

#include "core/layout/footprint.h"

#include <algorithm>

namespace rackwright::layout {

namespace {

// A part of a row without columns and doors.
struct Stretch
{
    Length west;
    Length east;
};

std::vector<FloorRect> fixturesIn(const Snapshot& snapshot, HallId hall)
{
    std::vector<FloorRect> areas;
    for (const Fixture& fixture : snapshot.fixtures) {
        if (fixture.hall == hall) {
            areas.push_back(fixture.area);
        }
    }
    std::ranges::sort(areas, {}, &FloorRect::x);
    return areas;
}

std::vector<FloorRect> racksIn(const Snapshot& snapshot, HallId hall)
{
    std::vector<FloorRect> areas;
    for (const Rack& rack : snapshot.racks) {
        if (rack.hall == hall) {
            areas.push_back(footprint(snapshot, rack));
        }
    }
    return areas;
}

std::vector<FloorRect> thoseOn(const FloorRect& area, const std::vector<FloorRect>& rects)
{
    std::vector<FloorRect> found;
    std::ranges::copy_if(rects, std::back_inserter(found), [&](const FloorRect& rect) {
        return overlap(area, rect) > Length{};
    });
    return found;
}

// `fixtures` in order from the west.
std::vector<Stretch> stretchesOf(const FloorRect& row, const std::vector<FloorRect>& fixtures)
{
    std::vector<Stretch> stretches;
    Length west = row.x;
    for (const FloorRect& fixture : thoseOn(row, fixtures)) {
        if (fixture.x > west) {
            stretches.push_back({west, fixture.x});
        }
        west = std::max(west, eastOf(fixture));
    }
    stretches.push_back({west, eastOf(row)});
    return stretches;
}

int placesIn(const Stretch& stretch, Length rackWidth)
{
    const Length room = stretch.east - stretch.west + touching;
    return room < rackWidth ? 0 : static_cast<int>(room / rackWidth);
}

} // namespace

bool adjoin(const Place& west, const Place& east)
{
    return west.row == east.row && west.stretch == east.stretch && west.number + 1 == east.number;
}

std::vector<Place> placesInRows(
    const Snapshot& snapshot, HallId hall, RowUse use, Length rackWidth, Length rackDepth)
{
    std::vector<Place> places;
    if (rackWidth <= touching) {
        return places;
    }
    const std::vector<FloorRect> fixtures = fixturesIn(snapshot, hall);
    const std::vector<FloorRect> racks = racksIn(snapshot, hall);
    for (const Row& row : snapshot.rows) {
        if (row.hall != hall || row.use != use || row.area.depth + touching < rackDepth) {
            continue;
        }
        const std::vector<FloorRect> taken = thoseOn(row.area, racks);
        const Length y = centreOf(row.area).y;
        int number = 0;
        int stretchIndex = 0;
        for (const Stretch& stretch : stretchesOf(row.area, fixtures)) {
            for (int i = 0; i < placesIn(stretch, rackWidth); ++i) {
                const FloorPosition centre{stretch.west + (i + 0.5) * rackWidth, y};
                const FloorRect area = footprint(centre, rackWidth, rackDepth, row.front);
                ++number;
                if (thoseOn(area, taken).empty()) {
                    places.push_back({row.id, number, stretchIndex, centre, row.front});
                }
            }
            ++stretchIndex;
        }
    }
    return places;
}

} // namespace rackwright::layout
