// The files of data/calibration, put into the program by the build.
#pragma once

#include <string_view>

namespace rackwright::training {

extern const std::string_view shippedCalibrationJson; // training.json
extern const std::string_view shippedModelsJson;      // models.json
extern const std::string_view shippedRunsCsv;         // published_runs.csv

} // namespace rackwright::training
