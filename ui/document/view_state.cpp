#include "ui/document/view_state.h"

namespace rackwright::ui {

void ViewState::setOverlay(Overlay overlay)
{
    if (overlay != overlay_) {
        overlay_ = overlay;
        emit overlayChanged();
    }
}

} // namespace rackwright::ui
