// The shape of a model of which not everything is published, in the proportions of GPT-3: 128 hidden units a layer
// and a head, 12 x hidden^2 parameters a layer (Brown et al. 2020, table 2.1).
#pragma once

namespace rackwright::training {

inline constexpr double mostLayers = 1e4;

// What is not known is 0, here and in the answers. From both if both are known.
[[nodiscard]] int layersFrom(double parameters, double hidden);

// In whole heads of 128: from parameters and layers if both are known, then from the heads, then the layers.
[[nodiscard]] int hiddenFrom(double parameters, int layers, double heads);

} // namespace rackwright::training
