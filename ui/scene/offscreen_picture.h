// A picture of the plan for reports and the command line. Needs no display.
#pragma once

#include "core/base/result.h"
#include "core/model/snapshot.h"
#include "ui/scene/camera.h"
#include "ui/scene/overlay.h"
#include "ui/scene/palette.h"

#include <QImage>

#include <optional>

namespace rackwright::ui::scene {

struct PictureOptions
{
    QSize size{1600, 900};
    Overlay overlay = Overlay::Power;
    Theme theme = Theme::Light;
    std::optional<Camera> camera{}; // nothing: the whole site from the south-east
};

// Racks that only `shown` has are ghosts; `plan` null: there are none. Needs a QGuiApplication (the offscreen
// platform will do) for fonts. Fails with RenderingUnavailable where there is no EGL, and with Invalid for a
// size that is empty or beyond what the graphics can draw.
Result<QImage> renderPicture(const Snapshot& shown,
                             const Snapshot* plan,
                             const PictureOptions& options);

} // namespace rackwright::ui::scene
