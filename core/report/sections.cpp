#include "core/report/sections.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace rackwright::report {

Cell cellOf(const Figure& figure)
{
    return Measure{figure.value, figure.unit, figure.unknownParts};
}

Cell count(double value)
{
    return exactly(value, "1");
}

Cell exactly(double value, std::string unit)
{
    return Measure{Range<double>::exact(value), std::move(unit)};
}

Cell notKnown(std::string unit)
{
    return Measure{.unit = std::move(unit), .unknownParts = 1};
}

BarChart barChart(std::string caption, std::string unit, std::vector<Bar> bars)
{
    std::ranges::stable_sort(bars, std::greater{}, [](const Bar& bar) { return bar.value.likely; });
    return {std::move(caption), std::move(unit), std::move(bars)};
}

} // namespace rackwright::report
