// Dates as plans write them: "2024", "2024-07" or "2024-07-22". Later ones are later as text too.
#pragma once

#include <string_view>

namespace rackwright::edit {

inline constexpr std::string_view dateForm = "must be a date like 2024-07-22, 2024-07 or 2024";

[[nodiscard]] bool isDate(std::string_view text);

inline constexpr std::string_view dayForm = "must be a day like 2024-07-22";

[[nodiscard]] bool isDay(std::string_view text);

} // namespace rackwright::edit
