#include "core/base/units.h"
#include "core/check/rule_checks.h"
#include "core/layout/aisles.h"
#include "core/layout/conflicts.h"

#include <fmt/format.h>

namespace rackwright::check {

using namespace units;

namespace {

void addConflicts(const Snapshot& snapshot, std::vector<Finding>& findings)
{
    for (const layout::Conflict& conflict : layout::findConflicts(snapshot)) {
        Finding finding{.rule = "rack-place",
                        .subject = fmt::format("{}, {}",
                                               snapshot.racks.at(conflict.rack).name,
                                               layout::obstacleOf(snapshot, conflict)),
                        .detail = layout::describe(snapshot, conflict, layout::Tense::Does),
                        .racks = {conflict.rack}};
        if (!conflict.otherRack.isNone()) {
            finding.racks.push_back(conflict.otherRack);
        }
        findings.push_back(std::move(finding));
    }
}

// The width that the plan asks for. Without one there is a note, and ways are not checked.
Length asked(const Snapshot& snapshot,
             std::string_view key,
             std::string_view where,
             std::vector<Finding>& findings)
{
    if (const Assumption* rule = findAssumption(snapshot, key)) {
        return rule->value.likely * metre;
    }
    if (!snapshot.racks.isEmpty()) {
        findings.push_back({.severity = Severity::Note,
                            .rule = "way-width",
                            .subject = std::string{key},
                            .detail = fmt::format("without this assumption the ways {} racks are "
                                                  "not checked",
                                                  where)});
    }
    return {};
}

void addNarrowWays(const Snapshot& snapshot, std::vector<Finding>& findings)
{
    const Length front = asked(snapshot, "rules.way-front", "before", findings);
    const Length back = asked(snapshot, "rules.way-back", "behind", findings);
    for (const layout::NarrowWay& way : layout::narrowWays(snapshot, front, back)) {
        const bool isFront = way.side == layout::Side::Front;
        findings.push_back({.severity = Severity::Warning,
                            .rule = "way-width",
                            .subject = fmt::format("{}, {}",
                                                   snapshot.racks.at(way.rack).name,
                                                   isFront ? "front" : "back"),
                            .detail = fmt::format("{:.2f} m are free {} it, {:.2f} m are asked for",
                                                  way.width / metre,
                                                  isFront ? "before" : "behind",
                                                  (isFront ? front : back) / metre),
                            .racks = {way.rack}});
    }
}

} // namespace

std::vector<Finding> placeFindings(const Snapshot& snapshot)
{
    std::vector<Finding> findings;
    addConflicts(snapshot, findings);
    addNarrowWays(snapshot, findings);
    return findings;
}

} // namespace rackwright::check
