#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/report/json.h"
#include "core/scenario/apply.h"
#include "core/scenario/estimate.h"
#include "ui/text/figure_text.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace rackwright::cli {

namespace {

struct Options
{
    std::string plan;
    std::string before;
    std::string after;
    bool json = false;
};

void print(const std::vector<scenario::Difference>& differences, const Options& options)
{
    std::vector<TextRow> rows{{"", options.before, options.after, "change"}};
    for (const scenario::Difference& line : differences) {
        rows.push_back(
            {line.label,
             ui::rangeText(line.before, line.unit).toStdString(),
             ui::rangeText(line.after, line.unit).toStdString(),
             ui::differenceText(line.before.likely, line.after.likely, line.unit).toStdString()});
    }
    printTable(rows);
}

int run(const Options& options)
{
    const auto plan = readPlan(options.plan);
    if (!plan) {
        return complain(plan.error());
    }
    const auto before = scenario::apply(*plan, options.before);
    if (!before) {
        return complain(before.error());
    }
    const auto after = scenario::apply(*plan, options.after);
    if (!after) {
        return complain(after.error());
    }
    const auto differences = scenario::compare(*before, *after);
    if (options.json) {
        printLine(report::toJson(differences, options.before, options.after));
    } else {
        print(differences, options);
    }
    return done;
}

} // namespace

void addCompareCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("compare", "Compare two scenarios of a plan, figure by figure");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command->add_option("BEFORE", options->before, "A scenario, or 'baseline'")->required();
    command->add_option("AFTER", options->after, "The scenario to compare with it")->required();
    command->add_flag("--json", options->json, "Print JSON");
    command->footer("Example:\n  rackwright-cli compare memphis.rackwright baseline double-200k");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
