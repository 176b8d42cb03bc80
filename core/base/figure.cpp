#include "core/base/figure.h"

#include <utility>

namespace rackwright {

bool isUnknown(const Figure& figure)
{
    return figure.unknownParts > 0 && figure.value == Range<double>{};
}

Figure unknown(Figure heading)
{
    heading.unknownParts = 1;
    return heading;
}

Figure sum(Figure heading, std::vector<Figure> parts)
{
    for (const Figure& part : parts) {
        heading.value = heading.value + part.value;
        heading.unknownParts += part.unknownParts;
    }
    heading.inputs = std::move(parts);
    return heading;
}

Figure product(Figure heading, std::vector<Figure> factors, double unitFactor)
{
    heading.value = Range<double>::exact(unitFactor);
    for (const Figure& factor : factors) {
        heading.value = heading.value * factor.value;
        heading.unknownParts += factor.unknownParts;
    }
    heading.inputs = std::move(factors);
    return heading;
}

Figure difference(Figure heading, Figure whole, Figure less)
{
    heading.value = whole.value + -1.0 * less.value;
    heading.unknownParts = whole.unknownParts + less.unknownParts;
    heading.inputs = {std::move(whole), std::move(less)};
    return heading;
}

} // namespace rackwright
