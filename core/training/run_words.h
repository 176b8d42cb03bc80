// What the words in a table of published runs mean, in capitals or not.
#pragma once

#include "core/training/strategy.h"

#include <optional>
#include <string>
#include <string_view>

namespace rackwright::training {

[[nodiscard]] std::string lowerCase(std::string_view text);

// Each is none where the words say nothing that is known.
[[nodiscard]] std::optional<NumberFormat> formatOf(std::string_view precision);
[[nodiscard]] std::optional<Sharding> shardingOf(std::string_view sharding);

// The era that a release falls in: the latest that began before it.
[[nodiscard]] std::optional<Software> softwareOf(std::string_view software);

[[nodiscard]] std::optional<Recompute> recomputeOf(std::string_view recompute);

// Whether a publication leaves open what it computes again.
[[nodiscard]] bool leavesOpen(std::string_view recompute);

[[nodiscard]] Traits traitsOf(std::string_view software);

} // namespace rackwright::training
