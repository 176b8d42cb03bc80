// data/calibration/training.json, put into the program by the build.
#pragma once

#include <string_view>

namespace rackwright::training {

extern const std::string_view shippedCalibrationJson;

} // namespace rackwright::training
