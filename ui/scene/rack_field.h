// All racks of a plan, ready to draw, colour, look into and point at. No VTK.
#pragma once

#include "ui/scene/camera.h"
#include "ui/scene/overlay.h"
#include "ui/scene/palette.h"
#include "ui/scene/rack_box.h"
#include "ui/scene/shape.h"

#include <optional>

namespace rackwright::ui::scene {

struct Hit
{
    RackId rack{};
    DeviceId device{}; // none: the rack itself
    Vec3 place{};
};

// Of a rack that the plan has elsewhere, in the middle of its top.
struct Move
{
    Vec3 from;
    Vec3 to;

    friend bool operator==(const Move&, const Move&) = default;
};

class RackField
{
public:
    // `plan`: what is there; racks that only `shown` has are ghosts.
    void show(const Snapshot& shown, const Snapshot& plan);
    void setOverlay(Overlay overlay);

    [[nodiscard]] const Legend& legend() const { return colours_.legend; }
    [[nodiscard]] const std::vector<RackBox>& racks() const { return racks_; }
    [[nodiscard]] std::optional<Box> boxOf(RackId rack) const;
    [[nodiscard]] std::optional<Box> boxOf(DeviceId device) const;

    // Chooses the racks that are near enough to look into. True when the choice is another.
    bool lookFrom(const View& view);
    [[nodiscard]] const std::vector<std::size_t>& nearRacks() const { return near_; }

    // The first rack the ray meets, and the device in it when one can look in.
    [[nodiscard]] std::optional<Hit> pick(const Ray& ray) const;

    [[nodiscard]] std::vector<Shape> solids(const Palette& palette) const;
    [[nodiscard]] std::vector<Shape> shadows(const Palette& palette) const;
    [[nodiscard]] std::vector<Shape> ghosts(const Palette& palette) const;   // added
    [[nodiscard]] std::vector<Shape> outlines(const Palette& palette) const; // removed, moved away
    [[nodiscard]] const std::vector<Move>& moves() const { return moves_; }

private:
    [[nodiscard]] bool isNear(std::size_t rack) const;
    [[nodiscard]] bool isGhost(std::size_t rack) const { return !ghost_.empty() && ghost_[rack]; }
    void addInterior(std::vector<Shape>& shapes, std::size_t rack, const Palette& palette) const;
    void compareWith(const Snapshot& plan);

    Snapshot shown_;
    Overlay overlay_ = Overlay::Power;
    std::vector<RackBox> racks_;
    RackContents contents_;
    RackColours colours_;
    std::vector<bool> ghost_; // empty: none is
    std::vector<Box> left_;   // where racks of the plan no longer stand
    std::vector<Move> moves_;
    std::vector<std::size_t> near_; // sorted
};

} // namespace rackwright::ui::scene
