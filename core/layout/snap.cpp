#include "core/layout/snap.h"

#include "core/layout/footprint.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <vector>

namespace rackwright::layout {

namespace {

// Neighbours further away than this do not attract: an aisle and a rack.
constexpr Length neighbourhood = 3.0 * units::metre;

Length sizeOf(Length shift)
{
    return shift < Length{} ? -shift : shift;
}

// The smallest shift within the tolerance that was offered.
class Attraction
{
public:
    explicit Attraction(Length tolerance)
        : reach_(tolerance)
    {}

    void offer(Length from, Length to)
    {
        const Length shift = to - from;
        if (sizeOf(shift) <= reach_) {
            reach_ = sizeOf(shift);
            best_ = shift;
            isFree_ = false;
        }
    }

    // Towards the next line of the grid when nothing else attracts.
    [[nodiscard]] Length shift(Length edge) const
    {
        return isFree_ ? std::round(edge / snapGrid) * snapGrid - edge : best_;
    }

private:
    Length reach_;
    Length best_;
    bool isFree_ = true;
};

FloorRect shifted(FloorRect rect, Length dx, Length dy)
{
    rect.x += dx;
    rect.y += dy;
    return rect;
}

FloorRect united(const FloorRect& a, const FloorRect& b)
{
    const Length x = std::min(a.x, b.x);
    const Length y = std::min(a.y, b.y);
    return {x, y, std::max(eastOf(a), eastOf(b)) - x, std::max(northOf(a), northOf(b)) - y};
}

FloorRect grown(const FloorRect& rect, Length by)
{
    return {rect.x - by, rect.y - by, rect.width + 2.0 * by, rect.depth + 2.0 * by};
}

// What moves: the rack that is held, and the outline of all.
struct Group
{
    FloorRect held;
    FloorRect outline;

    void shift(Length dx, Length dy)
    {
        held = shifted(held, dx, dy);
        outline = shifted(outline, dx, dy);
    }
};

Group groupAt(const Snapshot& snapshot,
              const Rack& held,
              FloorPosition centre,
              std::span<const RackId> moving)
{
    const FloorRect own = footprint(snapshot, held);
    Group group{own, own};
    for (const RackId id : moving) {
        if (const Rack* rack = snapshot.racks.find(id)) {
            group.outline = united(group.outline, footprint(snapshot, *rack));
        }
    }
    group.shift(centre.x - held.centre.x, centre.y - held.centre.y);
    return group;
}

// Footprints of the racks that stay, close to what moves.
std::vector<FloorRect> neighboursOf(const Snapshot& snapshot,
                                    const Group& group,
                                    RackId held,
                                    std::span<const RackId> moving)
{
    std::unordered_set<RackId> ours(moving.begin(), moving.end());
    ours.insert(held);
    const FloorRect near = grown(group.outline, neighbourhood);
    std::vector<FloorRect> neighbours;
    for (const Rack& rack : snapshot.racks) {
        if (contains(near, rack.centre) && !ours.contains(rack.id)) {
            neighbours.push_back(footprint(snapshot, rack));
        }
    }
    return neighbours;
}

Length acrossRows(const Snapshot& snapshot,
                  const Group& group,
                  const std::vector<FloorRect>& neighbours,
                  Length tolerance)
{
    const FloorPosition centre = centreOf(group.held);
    Attraction attraction(tolerance);
    for (const Row& row : snapshot.rows) {
        if (centre.x >= row.area.x && centre.x <= eastOf(row.area)) {
            attraction.offer(centre.y, centreOf(row.area).y);
        }
    }
    for (const FloorRect& neighbour : neighbours) {
        attraction.offer(centre.y, centreOf(neighbour).y);
    }
    return attraction.shift(group.held.y);
}

// Only what stands in the line of the racks that move can be run up against.
bool inLine(const FloorRect& rect, const FloorRect& outline)
{
    return std::min(northOf(rect), northOf(outline)) - std::max(rect.y, outline.y) > touching;
}

Length alongRows(const Snapshot& snapshot,
                 const Group& group,
                 const std::vector<FloorRect>& neighbours,
                 Length tolerance)
{
    Attraction attraction(tolerance);
    const auto runUpAgainst = [&](const FloorRect& rect) {
        if (inLine(rect, group.outline)) {
            attraction.offer(group.outline.x, eastOf(rect));
            attraction.offer(eastOf(group.outline), rect.x);
        }
    };
    std::ranges::for_each(neighbours, runUpAgainst);
    for (const Fixture& fixture : snapshot.fixtures) {
        runUpAgainst(fixture.area);
    }
    for (const Row& row : snapshot.rows) {
        if (contains(row.area, centreOf(group.held))) {
            attraction.offer(group.outline.x, row.area.x);
            attraction.offer(eastOf(group.outline), eastOf(row.area));
        }
    }
    return attraction.shift(group.held.x);
}

} // namespace

FloorPosition snapped(const Snapshot& snapshot,
                      RackId held,
                      FloorPosition centre,
                      std::span<const RackId> moving,
                      Length tolerance)
{
    const Rack* rack = snapshot.racks.find(held);
    if (rack == nullptr) {
        return centre;
    }
    Group group = groupAt(snapshot, *rack, centre, moving);
    const std::vector<FloorRect> neighbours = neighboursOf(snapshot, group, held, moving);
    group.shift({}, acrossRows(snapshot, group, neighbours, tolerance));
    group.shift(alongRows(snapshot, group, neighbours, tolerance), {});
    return centreOf(group.held);
}

} // namespace rackwright::layout
