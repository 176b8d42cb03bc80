#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/option_values.h"
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
    std::string scenario{scenario::baseline};
    std::string date;
    bool json = false;
};

std::string counted(double count)
{
    return ui::exactText(count, "1").toStdString();
}

void print(const scenario::Inventory& inventory)
{
    printLine(inventory.site);
    printTable({{"Halls", counted(inventory.halls)},
                {"Arrays", counted(inventory.arrays)},
                {"Racks, compute", counted(inventory.computeRacks)},
                {"Racks, network", counted(inventory.networkRacks)},
                {"Racks, other", counted(inventory.otherRacks)},
                {"Servers", counted(inventory.servers)},
                {"GPUs", counted(static_cast<double>(inventory.gpus))},
                {"Leaf switches", counted(inventory.leafSwitches)},
                {"Spine switches", counted(inventory.spineSwitches)},
                {"Core switches", counted(inventory.coreSwitches)},
                {"Front-end switches", counted(inventory.frontEndSwitches)},
                {"Cables", counted(inventory.cables)}});
    if (!inventory.unknown.empty()) {
        printLine("Not known:");
        for (const std::string& clause : inventory.unknown) {
            printLine("  " + clause);
        }
    }
}

int run(const Options& options)
{
    const auto plan = readPlan(options.plan, options.scenario, options.date);
    if (!plan) {
        return complain(plan.error());
    }
    const scenario::Inventory inventory = scenario::takeInventory(*plan);
    if (options.json) {
        printLine(report::toJson(inventory));
    } else {
        print(inventory);
    }
    return done;
}

} // namespace

void addInfoCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("info", "Say what a plan holds");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command->add_option("--scenario", options->scenario, "With the steps of this scenario done")
        ->capture_default_str();
    command->add_option("--date", options->date, "As it is on this day, such as 2024-09-02")
        ->check(isoDate());
    command->add_flag("--json", options->json, "Print JSON");
    command->footer("Example:\n  rackwright-cli info memphis.rackwright --scenario double-200k");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
