// What all views show beside the plan itself: the overlay that colours the racks.
#pragma once

#include <QObject>

namespace rackwright::ui {

enum class Overlay
{
    Role,  // compute, network, storage, CPU, management
    Power, // planning draw of each rack
};

class ViewState : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] Overlay overlay() const { return overlay_; }
    void setOverlay(Overlay overlay);

signals:
    void overlayChanged();

private:
    Overlay overlay_ = Overlay::Power;
};

} // namespace rackwright::ui
