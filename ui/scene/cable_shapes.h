// Cables as shapes: trays in the colour of their fill, and the strands of a selection.
#pragma once

#include "core/cabling/bundles.h"
#include "core/cabling/survey.h"
#include "ui/scene/overlay.h"
#include "ui/scene/palette.h"
#include "ui/scene/shape.h"

#include <vector>

namespace rackwright::ui::scene {

// What the overlay of the cabling shows. Empty: it is off, or not worked out yet.
struct CablingPicture
{
    std::vector<cabling::TrayFill> fills; // one for each tray of the plan shown
    double limit = 1.0;
    std::vector<cabling::Strand> strands;
};

// A bed in each tray. REQUIRES: there is a fill for each tray.
[[nodiscard]] std::vector<Shape> fillShapes(const Snapshot& snapshot,
                                            const CablingPicture& picture);

// Thicker where more cables lie together.
[[nodiscard]] std::vector<Shape> strandShapes(const Snapshot& snapshot,
                                              const CablingPicture& picture,
                                              const Palette& palette);

// What the colours mean, to go with the legend of the overlay.
void explain(const CablingPicture& picture, const Palette& palette, Legend& legend);

} // namespace rackwright::ui::scene
