#include "ui/scene/cable_shapes.h"

#include "core/base/units.h"
#include "ui/text/figure_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace rackwright::ui::scene {

using namespace units;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Scene", text);
}

Vec3 placeOf(const cabling::WayPoint& point)
{
    return {point.place.x / metre, point.place.y / metre, point.height / metre};
}

// Seen from afar too, yet no wider than a tray.
double thicknessOf(int cables)
{
    return std::min(0.06 + 0.03 * std::log2(1.0 + cables), 0.4);
}

} // namespace

std::vector<Shape> fillShapes(const Snapshot& snapshot, const CablingPicture& picture)
{
    std::vector<Shape> shapes;
    for (std::size_t i = 0; i < picture.fills.size(); ++i) {
        const Tray& tray = snapshot.trays[i];
        const double half = 0.5 * (tray.width / metre);
        const double x = tray.from.x / metre;
        const double y = tray.from.y / metre;
        const double toX = tray.to.x / metre;
        const double toY = tray.to.y / metre;
        const bool alongX = std::abs(toX - x) >= std::abs(toY - y);
        const double asideX = alongX ? 0.0 : half;
        const double asideY = alongX ? half : 0.0;
        const double low = tray.height / metre;
        // As high as the cables lie, were they not round.
        const double high =
            low + std::clamp(picture.fills[i].share, 0.05, 1.0) * (tray.depth / metre);
        shapes.push_back(
            shapeOf(Box::between({std::min(x, toX) - asideX, std::min(y, toY) - asideY, low},
                                 {std::max(x, toX) + asideX, std::max(y, toY) + asideY, high}),
                    Rgba::of(colourOfFill(picture.fills[i].share, picture.limit))));
    }
    return shapes;
}

std::vector<Shape> strandShapes(const Snapshot& snapshot,
                                const CablingPicture& picture,
                                const Palette& palette)
{
    // On top of the trays, which would hide them.
    double lift = 0.0;
    for (const Tray& tray : snapshot.trays) {
        lift = std::max(lift, tray.depth / metre);
    }
    std::vector<Shape> shapes;
    for (const cabling::Strand& strand : picture.strands) {
        const Vec3 from = placeOf(strand.from);
        const Vec3 to = placeOf(strand.to);
        const double half = 0.5 * thicknessOf(strand.cables);
        const Vec3 around{half, half, half};
        const bool isUpright = strand.from.place == strand.to.place;
        const Vec3 low{std::min(from.x, to.x),
                       std::min(from.y, to.y),
                       std::min(from.z, to.z) + (isUpright ? 0.0 : lift)};
        const Vec3 high{
            std::max(from.x, to.x), std::max(from.y, to.y), std::max(from.z, to.z) + lift};
        shapes.push_back(
            shapeOf(Box::between(low - around, high + around), palette.accent, palette.accent));
    }
    return shapes;
}

void explain(const CablingPicture& picture, const Palette& palette, Legend& legend)
{
    legend.scale = ColourScale{.low = 0.0, .high = 100.0 * picture.limit, .unit = "%"};
    const bool isOver = std::ranges::any_of(
        picture.fills, [&](const cabling::TrayFill& fill) { return fill.share > picture.limit; });
    if (isOver) {
        legend.entries.push_back(
            {Rgba::of(colours::refused), tr("More than %1").arg(percentText(picture.limit))});
    }
    if (!picture.strands.empty()) {
        legend.entries.push_back({palette.accent, tr("Cables of the selection")});
    }
}

} // namespace rackwright::ui::scene
