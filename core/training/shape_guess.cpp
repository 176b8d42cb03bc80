#include "core/training/shape_guess.h"

#include <algorithm>
#include <cmath>

namespace rackwright::training {

int layersFrom(double parameters, double hidden)
{
    double layers = 0.0;
    if (parameters > 0.0 && hidden > 0.0) {
        layers = parameters / (12.0 * hidden * hidden);
    } else if (parameters > 0.0) {
        layers = std::cbrt(parameters / (12.0 * 128.0 * 128.0));
    } else if (hidden > 0.0) {
        layers = hidden / 128.0;
    } else {
        return 0;
    }
    return static_cast<int>(std::lround(std::clamp(layers, 1.0, mostLayers)));
}

int hiddenFrom(double parameters, int layers, double heads)
{
    constexpr double mostHeads = 1e6 / 128.0;
    double groups = heads > 0.0 ? heads : layers;
    if (parameters > 0.0 && layers > 0) {
        groups = std::max(1.0, std::sqrt(parameters / (12.0 * layers)) / 128.0);
    }
    return 128 * static_cast<int>(std::lround(std::min(groups, mostHeads)));
}

} // namespace rackwright::training
