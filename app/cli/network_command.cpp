#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/network_reports.h"
#include "core/scenario/apply.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

namespace rackwright::cli {

namespace {

struct Options
{
    std::string plan;
    std::string scenario{scenario::baseline};
    std::string network;
    std::vector<std::string> failures;
    std::string survey;
    bool json = false;
};

int run(const Options& options)
{
    const auto plan = readPlan(options.plan, options.scenario);
    if (!plan) {
        return complain(plan.error());
    }
    const auto asked = openCase(*plan, options.network, options.failures);
    if (!asked) {
        return complain(asked.error());
    }
    const Output output = options.json ? Output::Json : Output::Text;
    if (options.survey == "n-1") {
        reportSingleFailures(*asked, output);
    } else if (options.survey == "n-2") {
        reportDoubleFailures(*asked, output);
    } else {
        reportImpact(*asked, output);
    }
    return done;
}

} // namespace

void addNetworkCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("network", "Break a plan's network and say what is left");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command->add_option("--scenario", options->scenario, "With the steps of this scenario done")
        ->capture_default_str();
    command->add_option("--network", options->network, "Name of the network; else the GPU network");
    command->add_option("--fail",
                        options->failures,
                        "A device, rack, array, hall, power or cooling node or cable (\"cable "
                        "17\") that fails; may be given again");
    command
        ->add_option(
            "--survey", options->survey, "n-1: fail each switch and cable in turn; n-2: every two")
        ->check(CLI::IsMember({"n-1", "n-2"}));
    command->add_flag("--json", options->json, "Print JSON");
    command->footer("Examples:\n"
                    "  rackwright-cli network memphis.rackwright --fail GPU-S-P01-01\n"
                    "  rackwright-cli network memphis.rackwright --fail 'H1 busway A'\n"
                    "  rackwright-cli network memphis.rackwright --survey n-2 --json");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
