#include "core/layout/footprint.h"

#include <algorithm>

namespace rackwright::layout {

FloorRect footprint(FloorPosition centre, Length width, Length depth, Facing front)
{
    const bool alongX = front == Facing::North || front == Facing::South;
    const Length x = alongX ? width : depth;
    const Length y = alongX ? depth : width;
    return {.x = centre.x - x / 2.0, .y = centre.y - y / 2.0, .width = x, .depth = y};
}

FloorRect footprint(const Snapshot& snapshot, const Rack& rack)
{
    const RackType* type = snapshot.rackTypes.find(rack.type);
    return type == nullptr ? footprint(rack.centre, {}, {}, rack.front)
                           : footprint(rack.centre, type->width, type->depth, rack.front);
}

FloorPosition centreOf(const FloorRect& rect)
{
    return {.x = rect.x + rect.width / 2.0, .y = rect.y + rect.depth / 2.0};
}

Length eastOf(const FloorRect& rect)
{
    return rect.x + rect.width;
}

Length northOf(const FloorRect& rect)
{
    return rect.y + rect.depth;
}

Length overlap(const FloorRect& a, const FloorRect& b)
{
    const Length alongX = std::min(eastOf(a) - b.x, eastOf(b) - a.x);
    const Length alongY = std::min(northOf(a) - b.y, northOf(b) - a.y);
    const Length least = std::min(alongX, alongY);
    return least > touching ? least : Length{};
}

bool contains(const FloorRect& outer, const FloorRect& inner)
{
    return inner.x >= outer.x - touching && inner.y >= outer.y - touching &&
           eastOf(inner) <= eastOf(outer) + touching && northOf(inner) <= northOf(outer) + touching;
}

bool contains(const FloorRect& rect, FloorPosition point)
{
    return contains(rect, FloorRect{point.x, point.y, {}, {}});
}

const Hall* hallAround(const Snapshot& snapshot, const FloorRect& rect)
{
    const auto found = std::ranges::find_if(
        snapshot.halls, [&](const Hall& hall) { return contains(hall.area, rect); });
    return found == snapshot.halls.end() ? nullptr : &*found;
}

const Row* rowAt(const Snapshot& snapshot, FloorPosition point)
{
    const auto found = std::ranges::find_if(
        snapshot.rows, [&](const Row& row) { return contains(row.area, point); });
    return found == snapshot.rows.end() ? nullptr : &*found;
}

} // namespace rackwright::layout
