#include "core/cabling/survey.h"
#include "core/check/rule_checks.h"

#include <fmt/format.h>

namespace rackwright::check {

std::vector<Finding> cablingFindings(const Snapshot& snapshot)
{
    const cabling::Survey survey = cabling::survey(snapshot);
    std::vector<Finding> findings;
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
    const Assumption* limit = findAssumption(snapshot, "cabling.fill-limit");
    for (const cabling::TrayFill& fill : cabling::overfull(snapshot, survey)) {
        findings.push_back(
            {.severity = Severity::Warning,
             .rule = "tray-fill",
             .subject = snapshot.trays.at(fill.tray).name,
             .detail = fmt::format("{} cables fill it to {:.0f} %, {:.0f} % are allowed",
                                   fill.cables,
                                   100.0 * fill.share,
                                   100.0 * limit->value.likely)});
    }
    return findings;
}

} // namespace rackwright::check
