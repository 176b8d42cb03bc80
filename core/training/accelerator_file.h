// Data sheets of accelerators as JSON, as in data/calibration/training.json.
#pragma once

#include "core/base/result.h"
#include "core/training/cluster.h"

#include <nlohmann/json_fwd.hpp>
#include <string_view>

namespace rackwright::training {

// Fails with Invalid; the subject is the key. Rates are dense, bandwidth between accelerators is of one direction.
Result<AcceleratorSpec> acceleratorFrom(const nlohmann::ordered_json& object);
Result<AcceleratorSpec> readAccelerator(std::string_view json);

[[nodiscard]] nlohmann::ordered_json toJson(const AcceleratorSpec& accelerator);

} // namespace rackwright::training
