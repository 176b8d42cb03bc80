// Where places on the floor are on a drawing: north is up, one scale for both directions.
#pragma once

#include "core/model/geometry.h"

#include <QPointF>
#include <QRectF>

namespace rackwright::ui {

class FloorMap
{
public:
    FloorMap() = default;

    // The whole area in the middle of the target, as large as it fits.
    static FloorMap fitting(const FloorRect& area, const QRectF& target);

    [[nodiscard]] double scale() const { return scale_; } // drawing units a metre
    [[nodiscard]] double size(Length length) const;
    [[nodiscard]] Length length(double size) const;

    [[nodiscard]] QPointF toDrawing(FloorPosition position) const;
    [[nodiscard]] QRectF toDrawing(const FloorRect& rect) const;
    [[nodiscard]] FloorPosition toFloor(QPointF point) const;
    [[nodiscard]] FloorRect toFloor(const QRectF& rect) const;

    // The place under `about` stays there.
    [[nodiscard]] FloorMap zoomed(double factor, QPointF about) const;
    [[nodiscard]] FloorMap panned(QPointF by) const;

    friend bool operator==(const FloorMap&, const FloorMap&) = default;

private:
    double scale_ = 10.0;
    QPointF origin_; // of the site
};

} // namespace rackwright::ui
