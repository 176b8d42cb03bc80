// What a ray meets first. Against boxes of our own: VTK's pickers take a hundred times a frame.
#pragma once

#include "ui/scene/camera.h"

#include <optional>

namespace rackwright::ui::scene {

// How far along the ray the box begins; nothing when the ray misses it or it lies behind.
[[nodiscard]] std::optional<double> distanceTo(const Box& box, const Ray& ray);

} // namespace rackwright::ui::scene
