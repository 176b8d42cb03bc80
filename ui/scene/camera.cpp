#include "ui/scene/camera.h"

#include <numbers>

namespace rackwright::ui::scene {

namespace {

constexpr double degree = std::numbers::pi / 180.0;
constexpr double steepest = 89.0 * degree;  // looking straight down there is no "up"
constexpr double shallowest = 2.0 * degree; // never from below the floor
constexpr double nearestZoom = 0.3;         // metres
constexpr double farthestZoom = 5000.0;

double slopeOfView()
{
    return std::tan(0.5 * viewAngleDegrees * degree);
}

Vec3 directionFrom(double azimuth, double elevation)
{
    return {std::cos(elevation) * std::sin(azimuth),
            std::cos(elevation) * std::cos(azimuth),
            std::sin(elevation)};
}

// The range of camera offsets from which every corner is inside a pair of opposite picture edges.
struct Edges
{
    double slope;
    double lowest = -1e30; // largest of (offset - slope x depth)
    double highest = 1e30; // smallest of (offset + slope x depth)

    void hold(double offset, double depth)
    {
        lowest = std::max(lowest, offset - slope * depth);
        highest = std::min(highest, offset + slope * depth);
    }

    // With opposite edges held, the farthest forward that the camera can stand.
    [[nodiscard]] double depth() const { return (highest - lowest) / (2.0 * slope); }
    [[nodiscard]] double offset() const { return 0.5 * (lowest + highest); }
};

} // namespace

std::array<double, 9> toArray(const Camera& camera)
{
    return {camera.position.x,
            camera.position.y,
            camera.position.z,
            camera.focus.x,
            camera.focus.y,
            camera.focus.z,
            camera.up.x,
            camera.up.y,
            camera.up.z};
}

Camera cameraFrom(const std::array<double, 9>& values)
{
    return {.position = {values[0], values[1], values[2]},
            .focus = {values[3], values[4], values[5]},
            .up = {values[6], values[7], values[8]}};
}

View::View(const Camera& camera, QSizeF size)
    : camera_(camera)
    , size_(size)
    , forward_(normalized(camera.focus - camera.position))
    , right_(normalized(cross(forward_, camera.up)))
    , up_(cross(right_, forward_))
    , slopeX_(slopeOfView() * size.width() / size.height())
    , slopeY_(slopeOfView())
{}

double View::depthOf(Vec3 point) const
{
    return dot(point - camera_.position, forward_);
}

std::optional<QPointF> View::project(Vec3 point) const
{
    const double depth = depthOf(point);
    if (depth <= 0.0) {
        return std::nullopt;
    }
    const Vec3 offset = point - camera_.position;
    return QPointF{0.5 * size_.width() * (1.0 + dot(offset, right_) / (depth * slopeX_)),
                   0.5 * size_.height() * (1.0 - dot(offset, up_) / (depth * slopeY_))};
}

Ray View::rayThrough(QPointF point) const
{
    const double x = (2.0 * point.x() / size_.width() - 1.0) * slopeX_;
    const double y = (1.0 - 2.0 * point.y() / size_.height()) * slopeY_;
    return {camera_.position, normalized(forward_ + x * right_ + y * up_)};
}

double View::pixelsPerMetre(double depth) const
{
    return 0.5 * size_.height() / (slopeY_ * std::max(depth, 1e-3));
}

bool View::mayShow(Vec3 centre, double radius) const
{
    const Vec3 offset = centre - camera_.position;
    const double depth = dot(offset, forward_);
    if (depth < -radius) {
        return false;
    }
    const double besideX =
        (std::abs(dot(offset, right_)) - slopeX_ * depth) / std::hypot(1.0, slopeX_);
    const double besideY =
        (std::abs(dot(offset, up_)) - slopeY_ * depth) / std::hypot(1.0, slopeY_);
    return besideX <= radius && besideY <= radius;
}

Camera fitted(const Box& box, Vec3 direction, QSizeF size, double margin)
{
    const Vec3 forward = normalized(direction);
    const View axes{{.position = -forward, .focus = {}}, size};
    const double slope = slopeOfView() * (1.0 - 2.0 * margin);
    Edges across{.slope = slope * size.width() / size.height()};
    Edges upright{.slope = slope};
    for (int corner = 0; corner < 8; ++corner) {
        const Vec3 half{(corner & 1) != 0 ? 0.5 : -0.5,
                        (corner & 2) != 0 ? 0.5 : -0.5,
                        (corner & 4) != 0 ? 0.5 : -0.5};
        const Vec3 at =
            box.centre + Vec3{half.x * box.size.x, half.y * box.size.y, half.z * box.size.z};
        across.hold(dot(at, axes.right()), dot(at, forward));
        upright.hold(dot(at, axes.up()), dot(at, forward));
    }
    const double depth =
        std::min({across.depth(), upright.depth(), dot(box.centre, forward) - nearestZoom});
    const Vec3 position =
        depth * forward + across.offset() * axes.right() + upright.offset() * axes.up();
    const double toCentre = dot(box.centre - position, forward);
    return {.position = position, .focus = position + toCentre * forward};
}

Vec3 homeDirection()
{
    return -directionFrom(157.0 * degree, 40.0 * degree);
}

Camera orbited(const Camera& camera, double azimuthDegrees, double elevationDegrees)
{
    const Vec3 arm = camera.position - camera.focus;
    const double distance = length(arm);
    const double azimuth = std::atan2(arm.x, arm.y) + azimuthDegrees * degree;
    const double elevation =
        std::clamp(std::asin(arm.z / distance) + elevationDegrees * degree, shallowest, steepest);
    return {.position = camera.focus + distance * directionFrom(azimuth, elevation),
            .focus = camera.focus};
}

Camera turned(const Camera& camera, double azimuthDegrees, double elevationDegrees)
{
    const Vec3 gaze = camera.focus - camera.position;
    const double distance = length(gaze);
    const double azimuth = std::atan2(gaze.x, gaze.y) + azimuthDegrees * degree;
    const double elevation =
        std::clamp(std::asin(gaze.z / distance) + elevationDegrees * degree, -steepest, steepest);
    return {.position = camera.position,
            .focus = camera.position + distance * directionFrom(azimuth, elevation)};
}

std::optional<Vec3> floorPoint(const Ray& ray)
{
    if (ray.direction.z > -1e-3) {
        return std::nullopt;
    }
    return ray.origin - (ray.origin.z / ray.direction.z) * ray.direction;
}

Camera panned(const View& view, QPointF from, QPointF to)
{
    const Camera& camera = view.camera();
    Vec3 shift;
    const auto seen = floorPoint(view.rayThrough(from));
    const auto wanted = floorPoint(view.rayThrough(to));
    if (seen && wanted) {
        shift = *seen - *wanted;
    } else { // towards the horizon the floor runs away: slide in the plane of the picture
        const double metre = 1.0 / view.pixelsPerMetre(camera.distance());
        shift =
            metre * (from.x() - to.x()) * view.right() + metre * (to.y() - from.y()) * view.up();
        shift.z = 0.0;
    }
    return {.position = camera.position + shift, .focus = camera.focus + shift, .up = camera.up};
}

Camera zoomed(const View& view, Vec3 target, double factor)
{
    const Camera& camera = view.camera();
    const double reach = length(target - camera.position);
    const double wanted = std::clamp(reach / factor, nearestZoom, farthestZoom);
    const double part = 1.0 - wanted / reach;
    const Vec3 shift = part * (target - camera.position);
    const double distance = std::max(camera.distance() * wanted / reach, nearestZoom);
    const Vec3 position = camera.position + shift;
    return {.position = position, .focus = position + distance * view.forward(), .up = camera.up};
}

Camera between(const Camera& from, const Camera& to, double part)
{
    const auto mixed = [part](Vec3 a, Vec3 b) { return a + part * (b - a); };
    const Vec3 focus = mixed(from.focus, to.focus);
    // Arms are turned and stretched rather than mixed, so that the way is an arc and not a dive.
    const Vec3 direction =
        mixed(normalized(from.position - from.focus), normalized(to.position - to.focus));
    const double distance =
        std::exp((1.0 - part) * std::log(from.distance()) + part * std::log(to.distance()));
    if (length(direction) < 1e-6) {
        return part < 0.5 ? from : to;
    }
    return {.position = focus + distance * normalized(direction),
            .focus = focus,
            .up = mixed(from.up, to.up)};
}

} // namespace rackwright::ui::scene
