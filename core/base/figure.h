// A number that explains itself: what the "why?" panel, the report's appendix and --json print.
#pragma once

#include "core/base/range.h"

#include <string>
#include <vector>

namespace rackwright {

struct Figure
{
    std::string key;   // stable name for programs, snake_case with the unit: "it_w"
    std::string label; // as a person calls it: "IT power"
    std::string unit; // SI symbol of `value`: "W", "USD", "USD/a", "Wh/a", "s", "m", "1" (a number)
    Range<double> value; // in `unit`
    std::string formula; // in words: "servers x nameplate power x utilisation"
    std::string
        origin; // source keys ("A-30, C-05") or a sentence that starts with derived / assumed
    int unknownParts =
        0; // how many parts are not known and so not in `value`; then it is "more than"
    std::vector<Figure> inputs;

    friend bool operator==(const Figure&, const Figure&) = default;
};

// No part of it is known: there is no value to show.
[[nodiscard]] bool isUnknown(const Figure& figure);

// A figure that nobody knows, to stand among the inputs of others.
[[nodiscard]] Figure unknown(Figure heading);

// The parts become the inputs of the heading. Parts and factors are independent of each other.
[[nodiscard]] Figure sum(Figure heading, std::vector<Figure> parts);
// `unitFactor` joins units: 1000 Wh in a kWh and the like. Nothing is known while one factor is unknown.
[[nodiscard]] Figure product(Figure heading, std::vector<Figure> factors, double unitFactor = 1.0);
[[nodiscard]] Figure difference(Figure heading, Figure whole, Figure less);

} // namespace rackwright
