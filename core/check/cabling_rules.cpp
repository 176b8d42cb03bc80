#include "core/base/units.h"
#include "core/cabling/survey.h"
#include "core/check/rule_checks.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace rackwright::check {

using units::metre;

namespace {

// Over the floor, from a place to the tray's middle line.
Length distance(FloorPosition place, const Tray& tray)
{
    const double dx = (tray.to.x - tray.from.x) / metre;
    const double dy = (tray.to.y - tray.from.y) / metre;
    const double x = (place.x - tray.from.x) / metre;
    const double y = (place.y - tray.from.y) / metre;
    const double squared = dx * dx + dy * dy;
    const double along = squared > 0.0 ? std::clamp((x * dx + y * dy) / squared, 0.0, 1.0) : 0.0;
    return std::hypot(x - along * dx, y - along * dy) * metre;
}

std::vector<RackId> racksAlong(const Snapshot& snapshot, const Tray& tray)
{
    constexpr Length near = 1.5 * metre;
    std::vector<RackId> racks;
    for (const Rack& rack : snapshot.racks) {
        if (distance(rack.centre, tray) <= near) {
            racks.push_back(rack.id);
        }
    }
    return racks;
}

void addUnlaid(const Snapshot& snapshot,
               const cabling::Survey& survey,
               std::vector<Finding>& findings)
{
    for (const cabling::Unlaid& unlaid : survey.unlaid) {
        findings.push_back({.rule = "cable-way",
                            .subject = snapshot.racks.at(unlaid.a).name + " to " +
                                       snapshot.racks.at(unlaid.b).name,
                            .detail = fmt::format(
                                "{} cables have no length: {}",
                                unlaid.count,
                                cabling::describe(snapshot, unlaid.obstacle, unlaid.a, unlaid.b)),
                            .racks = {unlaid.a, unlaid.b}});
    }
}

void addOverfull(const Snapshot& snapshot,
                 const cabling::Survey& survey,
                 std::vector<Finding>& findings)
{
    const Assumption* limit = findAssumption(snapshot, "cabling.fill-limit");
    if (limit == nullptr && !snapshot.trays.isEmpty()) {
        findings.push_back({.severity = Severity::Note,
                            .rule = "tray-fill",
                            .subject = "cabling.fill-limit",
                            .detail = "without this assumption the fill of trays is not checked"});
    }
    for (const cabling::TrayFill& fill : cabling::overfull(snapshot, survey)) {
        const Tray& tray = snapshot.trays.at(fill.tray);
        findings.push_back(
            {.severity = Severity::Warning,
             .rule = "tray-fill",
             .subject = tray.name,
             .detail = fmt::format("{} cables fill it to {:.0f} %, {:.0f} % are allowed",
                                   fill.cables,
                                   100.0 * fill.share,
                                   100.0 * limit->value.likely),
             .racks = racksAlong(snapshot, tray)});
    }
}

} // namespace

std::vector<Finding> cablingFindings(const Snapshot& snapshot)
{
    const cabling::Survey survey = cabling::survey(snapshot);
    std::vector<Finding> findings;
    addUnlaid(snapshot, survey, findings);
    addOverfull(snapshot, survey, findings);
    return findings;
}

} // namespace rackwright::check
