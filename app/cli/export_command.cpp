#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/option_values.h"
#include "app/cli/plan_network.h"
#include "core/exchange/network_file.h"
#include "core/scenario/apply.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace rackwright::cli {

namespace {

struct Options
{
    std::string plan;
    std::string scenario{scenario::baseline};
    std::string network;
    std::string file;
};

int run(const Options& options)
{
    const auto plan = readPlan(options.plan, options.scenario);
    if (!plan) {
        return complain(plan.error());
    }
    const auto network = planNetwork(*plan, options.network);
    if (!network) {
        return complain(network.error());
    }
    const Status written = exchange::writeNetwork(*plan, *network, options.file);
    return written ? done : complain(written.error());
}

} // namespace

void addExportCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("export", "Write a plan's network for other programs");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command
        ->add_option("-o,--output",
                     options->file,
                     "The file to write; .csv: a line a cable, .netbox.csv: as NetBox imports them")
        ->required()
        ->check(fileEndingIn({".graphml", ".dot", ".csv"}));
    command->add_option("--network", options->network, "Its name; without: the GPU network");
    command->add_option("--scenario", options->scenario, "With the steps of this scenario done")
        ->capture_default_str();
    command->footer("Examples:\n"
                    "  rackwright-cli export memphis.rackwright -o gpu.graphml\n"
                    "  rackwright-cli export memphis.rackwright -o front.netbox.csv --network "
                    "'Front end'");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
