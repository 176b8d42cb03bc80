#include "core/layout/aisles.h"

#include "core/layout/floor_index.h"
#include "core/layout/footprint.h"

namespace rackwright::layout {

namespace {

Facing opposite(Facing front)
{
    switch (front) {
    case Facing::North:
        return Facing::South;
    case Facing::East:
        return Facing::West;
    case Facing::South:
        return Facing::North;
    case Facing::West:
        return Facing::East;
    }
    return front;
}

// The floor beside a rectangle, as deep as is asked for.
FloorRect beside(const FloorRect& rect, Facing side, Length depth)
{
    switch (side) {
    case Facing::North:
        return {rect.x, northOf(rect), rect.width, depth};
    case Facing::East:
        return {eastOf(rect), rect.y, depth, rect.depth};
    case Facing::South:
        return {rect.x, rect.y - depth, rect.width, depth};
    case Facing::West:
        return {rect.x - depth, rect.y, depth, rect.depth};
    }
    return rect;
}

// From the edge of one rectangle to the edge of the other that it faces; negative when they overlap.
Length gap(const FloorRect& from, const FloorRect& to, Facing side)
{
    switch (side) {
    case Facing::North:
        return to.y - northOf(from);
    case Facing::East:
        return to.x - eastOf(from);
    case Facing::South:
        return from.y - northOf(to);
    case Facing::West:
        return from.x - eastOf(to);
    }
    return {};
}

Length gapToWall(const FloorRect& from, const FloorRect& hall, Facing side)
{
    switch (side) {
    case Facing::North:
        return northOf(hall) - northOf(from);
    case Facing::East:
        return eastOf(hall) - eastOf(from);
    case Facing::South:
        return from.y - hall.y;
    case Facing::West:
        return from.x - hall.x;
    }
    return {};
}

std::vector<FloorRect> obstaclesOf(const Snapshot& snapshot)
{
    std::vector<FloorRect> areas;
    for (const Rack& rack : snapshot.racks) {
        areas.push_back(footprint(snapshot, rack));
    }
    for (const Fixture& fixture : snapshot.fixtures) {
        if (fixture.kind != FixtureKind::Door) {
            areas.push_back(fixture.area);
        }
    }
    return areas;
}

} // namespace

std::vector<NarrowWay> narrowWays(const Snapshot& snapshot, Length leastFront, Length leastBack)
{
    const std::vector<FloorRect> obstacles = obstaclesOf(snapshot);
    const FloorIndex index(obstacles);
    std::vector<NarrowWay> narrow;
    for (std::size_t i = 0; i < snapshot.racks.size(); ++i) {
        const Rack& rack = snapshot.racks[i];
        const Hall* hall = hallAround(snapshot, obstacles[i]);
        if (hall == nullptr) {
            continue;
        }
        const auto look = [&](Side side, Facing towards, Length least) {
            Length width = std::min(least, gapToWall(obstacles[i], hall->area, towards));
            index.forEachOverlap(
                beside(obstacles[i], towards, least), [&](std::size_t other, Length) {
                    width = std::min(width, gap(obstacles[i], obstacles[other], towards));
                });
            if (least - width > touching) {
                narrow.push_back({rack.id, side, std::max(width, Length{})});
            }
        };
        look(Side::Front, rack.front, leastFront);
        look(Side::Back, opposite(rack.front), leastBack);
    }
    return narrow;
}

} // namespace rackwright::layout
