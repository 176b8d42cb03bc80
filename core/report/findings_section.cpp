#include "core/check/findings.h"
#include "core/report/sections.h"

#include <algorithm>
#include <fmt/format.h>

namespace rackwright::report {

namespace {

constexpr std::size_t shownAtMost = 60; // about two pages; the check command prints all

std::string summaryOf(const std::vector<check::Finding>& findings)
{
    if (findings.empty()) {
        return "The plan keeps all rules.";
    }
    return fmt::format(
        "Open: errors {}, warnings {}, notes {}.{}",
        check::openCount(findings, check::Severity::Error),
        check::openCount(findings, check::Severity::Warning),
        check::openCount(findings, check::Severity::Note),
        findings.size() > shownAtMost
            ? fmt::format(" The first {} of {} follow.", shownAtMost, findings.size())
            : "");
}

} // namespace

Section findings(const Case& report)
{
    const std::vector<check::Finding> found = check::findings(report.state, report.date);
    Section section{.title = "Findings"};
    section.blocks.emplace_back(Paragraph{summaryOf(found)});
    Table table{
        .caption = "Where the plan breaks a rule",
        .columns = {{"Severity"}, {"Rule"}, {"Where"}, {"What is wrong"}, {"Waived because"}}};
    for (std::size_t i = 0; i < std::min(found.size(), shownAtMost); ++i) {
        table.rows.push_back({{std::string{check::nameOf(found[i].severity)},
                               std::string{check::titleOf(found[i].rule)},
                               found[i].subject,
                               found[i].detail,
                               found[i].waiver}});
    }
    if (!table.rows.empty()) {
        section.blocks.emplace_back(std::move(table));
    }
    return section;
}

} // namespace rackwright::report
