// Where the viewer stands and what a picture of a given size shows from there. No VTK, no widget.
#pragma once

#include "ui/scene/vec3.h"

#include <QPointF>
#include <QSizeF>

#include <array>
#include <optional>

namespace rackwright::ui::scene {

inline constexpr double viewAngleDegrees = 30.0; // from the bottom of the picture to its top

struct Camera
{
    Vec3 position{0.0, -1.0, 1.0};
    Vec3 focus;
    Vec3 up{0.0, 0.0, 1.0};

    friend constexpr bool operator==(const Camera&, const Camera&) = default;

    [[nodiscard]] double distance() const { return length(focus - position); }
};

// As a bookmark keeps it: position, focus, up.
[[nodiscard]] std::array<double, 9> toArray(const Camera& camera);
[[nodiscard]] Camera cameraFrom(const std::array<double, 9>& values);

struct Ray
{
    Vec3 origin;
    Vec3 direction; // of length 1
};

// A camera with the picture it fills. Points of the picture count from its top left corner.
class View
{
public:
    View(const Camera& camera, QSizeF size);

    [[nodiscard]] const Camera& camera() const { return camera_; }
    [[nodiscard]] QSizeF size() const { return size_; }
    [[nodiscard]] Vec3 forward() const { return forward_; }
    [[nodiscard]] Vec3 right() const { return right_; }
    [[nodiscard]] Vec3 up() const { return up_; }

    // Nothing for a point behind the viewer.
    [[nodiscard]] std::optional<QPointF> project(Vec3 point) const;
    [[nodiscard]] Ray rayThrough(QPointF point) const;
    [[nodiscard]] double depthOf(Vec3 point) const;

    // Pixels that a metre covers, facing the viewer at this depth.
    [[nodiscard]] double pixelsPerMetre(double depth) const;

    // False when the ball is surely outside the picture.
    [[nodiscard]] bool mayShow(Vec3 centre, double radius) const;

private:
    Camera camera_;
    QSizeF size_;
    Vec3 forward_;
    Vec3 right_;
    Vec3 up_;
    double slopeX_; // of the picture's right edge, and of its top edge
    double slopeY_;
};

// The camera nearest to `box` that looks along `direction` and has all of it in the picture; `margin` is the
// part of the picture left free around it.
[[nodiscard]] Camera fitted(const Box& box, Vec3 direction, QSizeF size, double margin);

// From the south-east and above: how a site is first shown.
[[nodiscard]] Vec3 homeDirection();

// Turns about the focus. The view never tips over.
[[nodiscard]] Camera orbited(const Camera& camera, double azimuthDegrees, double elevationDegrees);

// Moves so that what was seen at `from` on the floor comes to `to`.
[[nodiscard]] Camera panned(const View& view, QPointF from, QPointF to);

// Comes nearer by `factor` (> 1) to what is seen at `point`, which stays where it is in the picture.
[[nodiscard]] Camera zoomed(const View& view, Vec3 target, double factor);

// Looks around from where the viewer stands.
[[nodiscard]] Camera turned(const Camera& camera, double azimuthDegrees, double elevationDegrees);

// Part of the way from one camera to another: 0 is `from`, 1 is `to`.
[[nodiscard]] Camera between(const Camera& from, const Camera& to, double part);

// The point of the floor under a point of the picture; nothing above the horizon.
[[nodiscard]] std::optional<Vec3> floorPoint(const Ray& ray);

} // namespace rackwright::ui::scene
