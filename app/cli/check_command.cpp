#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/option_values.h"
#include "core/check/findings.h"
#include "core/report/json.h"
#include "core/scenario/apply.h"
#include "ui/text/figure_text.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

namespace rackwright::cli {

namespace {

using check::Finding;
using check::Severity;

struct Options
{
    std::string plan;
    std::string scenario{scenario::baseline};
    std::string date;
    bool json = false;
};

std::string counted(int count, const std::string& thing)
{
    return ui::exactText(count, "1").toStdString() + ' ' + thing + (count == 1 ? "" : "s");
}

void print(const std::vector<Finding>& findings)
{
    for (const Finding& finding : findings) {
        std::string line{check::nameOf(finding.severity)};
        line += " [" + finding.rule + "] " + finding.subject + ": " + finding.detail;
        if (!finding.waiver.empty()) {
            line += " (waived: " + finding.waiver + ')';
        }
        printLine(line);
    }
    const auto waived = std::ranges::count_if(
        findings, [](const Finding& finding) { return !finding.waiver.empty(); });
    printLine(counted(check::openCount(findings, Severity::Error), "error") + ", " +
              counted(check::openCount(findings, Severity::Warning), "warning") + ", " +
              counted(check::openCount(findings, Severity::Note), "note") + ", " +
              ui::exactText(static_cast<double>(waived), "1").toStdString() + " waived");
}

int run(const Options& options)
{
    const auto plan = readPlan(options.plan, options.scenario, options.date);
    if (!plan) {
        return complain(plan.error());
    }
    const std::vector<Finding> findings = check::findings(*plan, options.date);
    if (options.json) {
        printLine(report::toJson(findings, *plan, options.scenario, options.date));
    } else {
        print(findings);
    }
    const bool isSound = check::openCount(findings, Severity::Error) == 0 &&
                         check::openCount(findings, Severity::Warning) == 0;
    return isSound ? done : failed;
}

} // namespace

void addCheckCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("check", "Check a plan by the rules of the field");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command->add_option("--scenario", options->scenario, "With the steps of this scenario done")
        ->capture_default_str();
    command->add_option("--date", options->date, "As it is on this day, such as 2024-09-02")
        ->check(isoDate());
    command->add_flag("--json", options->json, "Print JSON");
    command->footer("Exit status: 0 no open errors and warnings, 1 some, or a failure.\n"
                    "Example:\n  rackwright-cli check memphis.rackwright --scenario double-200k");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
