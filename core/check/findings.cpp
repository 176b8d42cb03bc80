#include "core/check/findings.h"

#include "core/check/rule_checks.h"

#include <algorithm>
#include <cassert>
#include <iterator>

namespace rackwright::check {

namespace {

void accept(const Snapshot& snapshot, std::vector<Finding>& findings)
{
    for (const Waiver& waiver : snapshot.waivers) {
        for (Finding& finding : findings) {
            if (finding.rule == waiver.rule && finding.subject == waiver.subject) {
                finding.waiver = waiver.reason;
            }
        }
    }
}

std::ptrdiff_t placeOf(const std::string& rule)
{
    return std::ranges::find(rules(), rule, &Rule::key) - rules().begin();
}

} // namespace

std::string_view nameOf(Severity severity)
{
    switch (severity) {
    case Severity::Error:
        return "error";
    case Severity::Warning:
        return "warning";
    case Severity::Note:
        return "note";
    }
    return {};
}

const std::vector<Rule>& rules()
{
    static const std::vector<Rule> all{
        {"rack-place", "Racks stand free, inside a hall"},
        {"rack-units", "Devices fit into their racks"},
        {"rack-feed", "Racks have two feeds"},
        {"site-power", "Grid and generators carry the site"},
        {"power-node", "Feeds carry their racks, also with one side failed"},
        {"cooling-node", "Cooling carries the heat"},
        {"server-network", "Servers are in the networks"},
        {"switch-ports", "Each port takes one cable"},
        {"cable-way", "Cables have a way"},
        {"tray-fill", "Trays are not too full"},
        {"way-width", "People and racks can pass"},
        {"unknown-power", "The power of all devices is known"},
        {"unknown-capacity", "The capacity of supply and cooling is known"},
    };
    return all;
}

std::string_view titleOf(std::string_view rule)
{
    const auto found = std::ranges::find(rules(), rule, &Rule::key);
    assert(found != rules().end());
    return found->title;
}

std::vector<Finding> findings(const Snapshot& snapshot, std::string_view date)
{
    std::vector<Finding> all;
    const auto add = [&](std::vector<Finding> found) {
        std::ranges::move(found, std::back_inserter(all));
    };
    add(placeFindings(snapshot));
    add(unitFindings(snapshot));
    add(powerFindings(snapshot, date));
    add(coolingFindings(snapshot));
    add(networkFindings(snapshot));
    add(cablingFindings(snapshot));
    add(unknownFindings(snapshot));
    accept(snapshot, all);
    std::ranges::stable_sort(all, {}, [](const Finding& finding) {
        return std::pair{finding.severity, placeOf(finding.rule)};
    });
    return all;
}

int openCount(const std::vector<Finding>& findings, Severity severity)
{
    return static_cast<int>(std::ranges::count_if(findings, [&](const Finding& finding) {
        return finding.severity == severity && finding.waiver.empty();
    }));
}

} // namespace rackwright::check
