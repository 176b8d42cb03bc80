// YAML as JSON, which the readers of edits take. Included by .cpp files only.
#pragma once

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

namespace rackwright::exchange {

// Plain scalars become numbers, true and false when they look like it; quoted ones stay text.
[[nodiscard]] nlohmann::json toJson(const YAML::Node& node);

} // namespace rackwright::exchange
