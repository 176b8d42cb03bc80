// Names in the picture: which there are, and which of them can be shown without covering each other.
#pragma once

#include "core/model/snapshot.h"
#include "ui/scene/camera.h"

#include <QRectF>
#include <QString>

#include <functional>
#include <vector>

namespace rackwright::ui::scene {

enum class LabelKind // the more important first
{
    Hovered,
    Hall,
    Row,
    Rack,
};

struct Label
{
    LabelKind kind = LabelKind::Rack;
    QString text;
    Vec3 place;
};

struct PlacedLabel
{
    LabelKind kind = LabelKind::Rack;
    QString text;
    QRectF area; // pixels of the picture
};

// Halls at their south walls, rows at both ends.
[[nodiscard]] std::vector<Label> siteLabels(const Snapshot& snapshot);

// Near enough, and in the picture or just beside it.
[[nodiscard]] bool mayBeShown(const Label& label, const View& view);

// `sizeOf` says how much room a label's text takes; `taken` is where something else is written. The more
// important, then the nearer labels win; a hall's goes up a little rather than away.
[[nodiscard]] std::vector<PlacedLabel> placed(std::vector<Label> labels,
                                              const View& view,
                                              const std::vector<QRectF>& taken,
                                              const std::function<QSizeF(const Label&)>& sizeOf);

} // namespace rackwright::ui::scene
