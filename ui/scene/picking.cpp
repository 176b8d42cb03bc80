#include "ui/scene/picking.h"

#include <array>
#include <limits>

namespace rackwright::ui::scene {

namespace {

struct Span
{
    double from = 0.0;
    double to = std::numeric_limits<double>::max();

    // Keeps the part where the ray is between two planes across one axis.
    void cut(double origin, double direction, double low, double high)
    {
        if (direction == 0.0) {
            if (origin < low || origin > high) {
                to = -1.0;
            }
            return;
        }
        const double first = (low - origin) / direction;
        const double second = (high - origin) / direction;
        from = std::max(from, std::min(first, second));
        to = std::min(to, std::max(first, second));
    }
};

} // namespace

std::optional<double> distanceTo(const Box& box, const Ray& ray)
{
    const Vec3 low = box.low();
    const Vec3 high = box.high();
    Span span;
    span.cut(ray.origin.x, ray.direction.x, low.x, high.x);
    span.cut(ray.origin.y, ray.direction.y, low.y, high.y);
    span.cut(ray.origin.z, ray.direction.z, low.z, high.z);
    if (span.from > span.to) {
        return std::nullopt;
    }
    return span.from;
}

} // namespace rackwright::ui::scene
