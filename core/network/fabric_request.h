// What can be wrong with a request before anything is sized, and words that its refusals share.
#pragma once

#include "core/network/fabric_design.h"

#include <optional>
#include <string>

namespace rackwright::network {

inline constexpr int mostTiers = 4;

// A value that no fabric can have, or two options that contradict each other. Names the option.
[[nodiscard]] std::optional<Error> invalid(const FabricRequest& request);

[[nodiscard]] Error impossible(std::string detail);

// 65536 -> "65,536"
[[nodiscard]] std::string grouped(std::int64_t number);

} // namespace rackwright::network
