#include "ui/charts/floor_map.h"

#include "core/base/units.h"

#include <algorithm>

namespace rackwright::ui {

using units::metre;

FloorMap FloorMap::fitting(const FloorRect& area, const QRectF& target)
{
    const double width = std::max(area.width / metre, 0.1);
    const double depth = std::max(area.depth / metre, 0.1);
    FloorMap map;
    map.scale_ = std::max(1e-3, std::min(target.width() / width, target.height() / depth));
    map.origin_ = {};
    const FloorPosition middle{area.x + area.width / 2.0, area.y + area.depth / 2.0};
    map.origin_ = target.center() - map.toDrawing(middle);
    return map;
}

double FloorMap::size(Length length) const
{
    return scale_ * (length / metre);
}

Length FloorMap::length(double size) const
{
    return size / scale_ * metre;
}

QPointF FloorMap::toDrawing(FloorPosition position) const
{
    return origin_ + QPointF(size(position.x), -size(position.y));
}

QRectF FloorMap::toDrawing(const FloorRect& rect) const
{
    return {toDrawing(FloorPosition{rect.x, rect.y + rect.depth}),
            QSizeF(size(rect.width), size(rect.depth))};
}

FloorPosition FloorMap::toFloor(QPointF point) const
{
    return {length(point.x() - origin_.x()), length(origin_.y() - point.y())};
}

FloorRect FloorMap::toFloor(const QRectF& rect) const
{
    const FloorPosition corner = toFloor(rect.bottomLeft());
    return {corner.x, corner.y, length(rect.width()), length(rect.height())};
}

FloorMap FloorMap::zoomed(double factor, QPointF about) const
{
    FloorMap map = *this;
    map.scale_ *= factor;
    map.origin_ = about + factor * (origin_ - about);
    return map;
}

FloorMap FloorMap::panned(QPointF by) const
{
    FloorMap map = *this;
    map.origin_ += by;
    return map;
}

} // namespace rackwright::ui
