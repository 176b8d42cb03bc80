// Vectors of the drawing's space: metres in site coordinates, x east, y north, z up.
#pragma once

#include <algorithm>
#include <cmath>

namespace rackwright::ui::scene {

struct Vec3
{
    double x = 0.0;
    double y = 0.0;
    double z = 0.0;

    friend constexpr bool operator==(const Vec3&, const Vec3&) = default;

    friend constexpr Vec3 operator+(Vec3 a, Vec3 b) { return {a.x + b.x, a.y + b.y, a.z + b.z}; }
    friend constexpr Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
    friend constexpr Vec3 operator-(Vec3 a) { return {-a.x, -a.y, -a.z}; }
    friend constexpr Vec3 operator*(double k, Vec3 a) { return {k * a.x, k * a.y, k * a.z}; }
};

constexpr double dot(Vec3 a, Vec3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

constexpr Vec3 cross(Vec3 a, Vec3 b)
{
    return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

inline double length(Vec3 a)
{
    return std::sqrt(dot(a, a));
}

// REQUIRES: not the null vector.
inline Vec3 normalized(Vec3 a)
{
    return (1.0 / length(a)) * a;
}

// An upright box; flat when its size along an axis is 0.
struct Box
{
    Vec3 centre;
    Vec3 size;

    friend constexpr bool operator==(const Box&, const Box&) = default;

    [[nodiscard]] constexpr Vec3 low() const { return centre - 0.5 * size; }
    [[nodiscard]] constexpr Vec3 high() const { return centre + 0.5 * size; }

    static constexpr Box between(Vec3 low, Vec3 high) { return {0.5 * (low + high), high - low}; }
};

// Larger by this much along each axis.
constexpr Box inflated(const Box& box, double by)
{
    return {box.centre, box.size + Vec3{by, by, by}};
}

// The smallest box around both.
constexpr Box around(const Box& a, const Box& b)
{
    return Box::between({std::min(a.low().x, b.low().x),
                         std::min(a.low().y, b.low().y),
                         std::min(a.low().z, b.low().z)},
                        {std::max(a.high().x, b.high().x),
                         std::max(a.high().y, b.high().y),
                         std::max(a.high().z, b.high().z)});
}

} // namespace rackwright::ui::scene
