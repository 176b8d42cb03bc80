#include "ui/view3d/walk.h"

#include "core/base/units.h"
#include "core/layout/footprint.h"
#include "ui/scene/site_shapes.h"

namespace rackwright::ui {

using scene::Camera;
using scene::Vec3;

namespace {

constexpr double pace = 2.2;      // metres a second
constexpr double hurry = 3.5;     // times the pace
constexpr double shoulder = 0.22; // metres kept from racks

bool isBlocked(Vec3 place, const std::vector<scene::RackBox>& racks)
{
    return std::ranges::any_of(racks, [&](const scene::RackBox& rack) {
        const Vec3 apart = place - rack.box.centre;
        return std::abs(apart.x) < 0.5 * rack.box.size.x + shoulder &&
               std::abs(apart.y) < 0.5 * rack.box.size.y + shoulder;
    });
}

Vec3 nearestOf(const FloorRect& area, Vec3 place)
{
    const scene::Box box = scene::boxOn(area, 0.0, 0.0);
    // In the middle of the aisle, as one walks.
    return {std::clamp(place.x, box.low().x, box.high().x), box.centre.y, 0.0};
}

Vec3 level(Vec3 direction)
{
    const Vec3 flat{direction.x, direction.y, 0.0};
    return length(flat) < 1e-6 ? Vec3{0.0, 1.0, 0.0} : normalized(flat);
}

} // namespace

Camera standing(const Camera& camera, const Snapshot& snapshot)
{
    const Vec3 wanted = camera.focus;
    Vec3 place = wanted;
    double nearest = std::numeric_limits<double>::max();
    for (const scene::Aisle& aisle : scene::aisles(snapshot)) {
        const Vec3 candidate = nearestOf(aisle.area, wanted);
        const double distance = length(candidate - Vec3{wanted.x, wanted.y, 0.0});
        if (distance < nearest) {
            nearest = distance;
            place = candidate;
        }
    }
    place.z = eyeHeight;
    return {.position = place, .focus = place + 5.0 * level(camera.focus - camera.position)};
}

Camera walked(const Camera& camera,
              Steps steps,
              double seconds,
              const std::vector<scene::RackBox>& racks)
{
    const Vec3 ahead = level(camera.focus - camera.position);
    const Vec3 aside{ahead.y, -ahead.x, 0.0};
    const double along =
        (steps.testFlag(Step::Forward) ? 1.0 : 0.0) - (steps.testFlag(Step::Back) ? 1.0 : 0.0);
    const double across =
        (steps.testFlag(Step::Right) ? 1.0 : 0.0) - (steps.testFlag(Step::Left) ? 1.0 : 0.0);
    const Vec3 way = along * ahead + across * aside;
    if (length(way) < 1e-6) {
        return camera;
    }
    const double reach = pace * seconds * (steps.testFlag(Step::Fast) ? hurry : 1.0);
    const Vec3 shift = reach * normalized(way);
    const bool isFree = !isBlocked(camera.position, racks); // who stands in a rack may leave it
    Vec3 moved;
    for (const Vec3 part : {Vec3{shift.x, 0.0, 0.0}, Vec3{0.0, shift.y, 0.0}}) {
        if (!isFree || !isBlocked(camera.position + moved + part, racks)) {
            moved = moved + part;
        }
    }
    return {.position = camera.position + moved, .focus = camera.focus + moved, .up = camera.up};
}

} // namespace rackwright::ui
