// Shapes of models: those shipped by name, and those a user wrote down.
#pragma once

#include "core/base/result.h"
#include "core/training/training_model.h"

#include <string>
#include <string_view>
#include <vector>

namespace rackwright::training {

// Of data/calibration/models.json, in its order.
[[nodiscard]] std::vector<std::string> modelNames();

// Fails with Invalid; detail lists the names.
Result<TrainingModel> findModel(std::string_view name);

// A JSON object with the keys of data/calibration/models.json. Fails with Invalid; subject names the key.
Result<TrainingModel> readModel(std::string_view json);

} // namespace rackwright::training
