// How tiers and media are called in network files. core/exchange only.
#pragma once

#include "core/model/inventory.h"

#include <array>
#include <string_view>

namespace rackwright::exchange {

inline constexpr std::array<std::string_view, 5> tierWords{
    "server", "leaf", "spine", "core", "fourth_tier"};

struct MediumWords
{
    Medium medium;
    std::string_view ours;
    std::string_view netBox; // NetBox's cable types
};

inline constexpr std::array mediumWords{
    MediumWords{Medium::Dac, "dac", "dac-passive"},
    MediumWords{Medium::Multimode, "multimode", "mmf-om4"},
    MediumWords{Medium::SingleMode, "single_mode", "smf-os2"},
    MediumWords{Medium::Acc, "acc", "dac-active"},
    MediumWords{Medium::Aoc, "aoc", "aoc"},
    MediumWords{Medium::TwistedPair, "twisted_pair", "cat6"},
};

} // namespace rackwright::exchange
