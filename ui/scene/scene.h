// The plan as VTK draws it: a renderer that follows snapshots, overlay, theme, selection and camera.
#pragma once

#include "ui/scene/cable_shapes.h"
#include "ui/scene/labels.h"
#include "ui/scene/rack_field.h"

#include <memory>

class vtkRenderer;

namespace rackwright::ui::scene {

// What stands out.
struct Highlight
{
    std::vector<RackId> selectedRacks;
    std::vector<DeviceId> selectedDevices;
    RackId hoveredRack;
    DeviceId hoveredDevice;

    friend bool operator==(const Highlight&, const Highlight&) = default;
};

class Scene
{
public:
    Scene();
    ~Scene();

    // Belongs into a render window; alive as long as the scene.
    [[nodiscard]] vtkRenderer& renderer();

    // `plan`: what is there; racks that only `shown` has are drawn as ghosts.
    void show(const Snapshot& shown, const Snapshot& plan);
    void setOverlay(Overlay overlay);
    void setTheme(Theme theme);
    void setCabling(CablingPicture picture);
    void setHighlight(const Highlight& highlight);
    void lookFrom(const View& view);

    [[nodiscard]] const RackField& racks() const;
    [[nodiscard]] const Palette& palette() const;

    // Of the overlay, and of what differs from the plan where something does.
    [[nodiscard]] Legend legend() const;

    // What stands in the picture that `view` gives, to be placed by drawLabels().
    [[nodiscard]] std::vector<Label> labels(const View& view) const;

    // The whole plan, and the part of it that a first look shows.
    [[nodiscard]] Camera home(QSizeF size) const;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace rackwright::ui::scene
