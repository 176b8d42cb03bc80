#include "core/layout/cable_run.h"

#include <algorithm>

namespace rackwright::layout {

namespace {

using units::rackUnit;

Length distance(Length a, Length b)
{
    return a < b ? b - a : a - b;
}

Length lengthOf(const CableEnd& a, const CableEnd& b, const CableRules& rules)
{
    const Length slack = 2.0 * rules.slackPerEnd;
    if (a.rack == b.rack) {
        return distance(a.height, b.height) + slack;
    }
    const Length along = distance(a.centre.x, b.centre.x) + distance(a.centre.y, b.centre.y);
    return along + distance(rules.trayHeight, a.height) + distance(rules.trayHeight, b.height) +
           slack;
}

} // namespace

CableEnd cableEnd(const Rack& rack, int unit, int heightUnits)
{
    const double middle = std::max(unit, 1) - 1 + std::max(heightUnits, 0) / 2.0;
    return {.rack = rack.id, .centre = rack.centre, .height = middle * rackUnit};
}

CableRun cableRun(const CableEnd& a, const CableEnd& b, const CableRules& rules)
{
    const Length length = lengthOf(a, b, rules);
    if (length <= rules.copperReach) {
        return {.length = length, .medium = Medium::Dac};
    }
    return {.length = length,
            .medium = length <= rules.multimodeReach ? Medium::Multimode : Medium::SingleMode};
}

} // namespace rackwright::layout
