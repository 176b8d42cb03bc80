// What all views show beside the plan itself: the overlay that gives colours their meaning.
#pragma once

#include <QObject>

namespace rackwright::ui {

enum class Overlay
{
    Role,    // compute, network, storage, CPU, management
    Power,   // planning draw of each rack
    Cabling, // how full cable trays are, and where the cables of the selection lie
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
