#include "ui/scene/labels.h"

#include "core/base/units.h"
#include "core/layout/footprint.h"

namespace rackwright::ui::scene {

using namespace units;

namespace {

constexpr double apart = 3.0;           // pixels
constexpr double aside = 100.0;         // pixels: no label stands farther from its place
constexpr double rowLabelReach = 120.0; // metres: beyond it rows are too narrow to name
constexpr double besideRow = 0.9;

// Hall names hang below their wall; others are centred on their place.
QRectF areaOf(LabelKind kind, QPointF at, QSizeF size)
{
    switch (kind) {
    case LabelKind::Hall:
        return {at + QPointF{-size.width() / 2.0, 4.0}, size};
    case LabelKind::Hovered:
        return {at + QPointF{-size.width() / 2.0, -size.height() - 6.0}, size};
    case LabelKind::Row:
    case LabelKind::Rack:
        return {at - QPointF{size.width() / 2.0, size.height() / 2.0}, size};
    }
    return {};
}

} // namespace

std::vector<Label> siteLabels(const Snapshot& snapshot)
{
    std::vector<Label> labels;
    for (const Hall& hall : snapshot.halls) {
        labels.push_back(
            {.kind = LabelKind::Hall,
             .text = QString::fromStdString(hall.name),
             .place = {layout::centreOf(hall.area).x / metre, hall.area.y / metre, 0.0}});
    }
    for (const Row& row : snapshot.rows) {
        const QString name = QString::fromStdString(row.name);
        const double y = layout::centreOf(row.area).y / metre;
        const double east = layout::eastOf(row.area) / metre + besideRow;
        const double west = row.area.x / metre - besideRow;
        labels.push_back({.kind = LabelKind::Row, .text = name, .place = {east, y, 0.0}});
        labels.push_back({.kind = LabelKind::Row, .text = name, .place = {west, y, 0.0}});
    }
    return labels;
}

bool mayBeShown(const Label& label, const View& view)
{
    const auto at = view.project(label.place);
    const bool isTooFar = label.kind == LabelKind::Row && view.depthOf(label.place) > rowLabelReach;
    const QRectF picture{QPointF{}, view.size()};
    return at && !isTooFar && picture.adjusted(-aside, -aside, aside, aside).contains(*at);
}

std::vector<PlacedLabel> placed(std::vector<Label> labels,
                                const View& view,
                                const std::vector<QRectF>& taken,
                                const std::function<QSizeF(const Label&)>& sizeOf)
{
    std::ranges::stable_sort(labels, [&](const Label& a, const Label& b) {
        return a.kind != b.kind ? a.kind < b.kind : view.depthOf(a.place) < view.depthOf(b.place);
    });
    const QRectF picture{QPointF{}, view.size()};
    std::vector<PlacedLabel> shown;
    const auto isFree = [&](const QRectF& area) {
        const QRectF claimed = area.adjusted(-apart, -apart, apart, apart);
        const auto meets = [&](const QRectF& other) { return other.intersects(claimed); };
        return picture.contains(area) && std::ranges::none_of(taken, meets) &&
               std::ranges::none_of(shown, meets, &PlacedLabel::area);
    };
    for (const Label& label : labels) {
        if (!mayBeShown(label, view)) {
            continue;
        }
        QRectF area = areaOf(label.kind, *view.project(label.place), sizeOf(label));
        for (int tries = label.kind == LabelKind::Hall ? 4 : 0; tries > 0 && !isFree(area);
             --tries) {
            area.translate(0.0, -0.75 * area.height());
        }
        if (isFree(area)) {
            shown.push_back({.kind = label.kind, .text = label.text, .area = area});
        }
    }
    return shown;
}

} // namespace rackwright::ui::scene
