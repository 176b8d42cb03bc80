#include "core/base/units.h"
#include "core/check/rule_checks.h"
#include "core/layout/aisles.h"
#include "core/layout/conflicts.h"

#include <fmt/format.h>

namespace rackwright::check {

using namespace units;

namespace {

// Where the racks stand already it overlaps, where they would be put it would overlap.
std::string asItIs(std::string clause)
{
    constexpr std::string_view would = "it would ";
    constexpr std::pair<std::string_view, std::string_view> verbs[] = {
        {"overlap", "overlaps"}, {"reach", "reaches"}, {"stand", "stands"}};
    for (const auto& [future, present] : verbs) {
        if (clause.starts_with(std::string{would}.append(future))) {
            return std::string{"it "}.append(present).append(
                clause.substr(would.size() + future.size()));
        }
    }
    return clause;
}

void addConflicts(const Snapshot& snapshot, std::vector<Finding>& findings)
{
    for (const layout::Conflict& conflict : layout::findConflicts(snapshot)) {
        Finding finding{.rule = "rack-place",
                        .subject = snapshot.racks.at(conflict.rack).name,
                        .detail = asItIs(layout::describe(snapshot, conflict)),
                        .racks = {conflict.rack}};
        if (!conflict.otherRack.isNone()) {
            finding.racks.push_back(conflict.otherRack);
        }
        findings.push_back(std::move(finding));
    }
}

void addNarrowWays(const Snapshot& snapshot, std::vector<Finding>& findings)
{
    const Assumption* front = findAssumption(snapshot, "rules.way-front");
    const Assumption* back = findAssumption(snapshot, "rules.way-back");
    const auto least = [](const Assumption* rule) {
        return rule == nullptr ? Length{} : rule->value.likely * metre;
    };
    for (const layout::NarrowWay& way : layout::narrowWays(snapshot, least(front), least(back))) {
        const bool isFront = way.side == layout::Side::Front;
        findings.push_back({.severity = Severity::Warning,
                            .rule = "way-width",
                            .subject = snapshot.racks.at(way.rack).name,
                            .detail = fmt::format("{:.2f} m are free {} it, {:.2f} m are asked for",
                                                  way.width / metre,
                                                  isFront ? "before" : "behind",
                                                  least(isFront ? front : back) / metre),
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
