#include "core/cabling/rules.h"

namespace rackwright::cabling {

namespace {

double likelyOr(const Snapshot& snapshot, std::string_view key, double otherwise)
{
    const Assumption* assumption = findAssumption(snapshot, key);
    return assumption == nullptr ? otherwise : assumption->value.likely;
}

} // namespace

Rules rulesOf(const Snapshot& snapshot)
{
    using units::metre;
    Rules rules;
    rules.slackPerEnd = likelyOr(snapshot, "cabling.slack", rules.slackPerEnd / metre) * metre;
    rules.bends = likelyOr(snapshot, "cabling.bends", rules.bends);
    rules.trayReach = likelyOr(snapshot, "cabling.tray-reach", rules.trayReach / metre) * metre;
    return rules;
}

} // namespace rackwright::cabling
