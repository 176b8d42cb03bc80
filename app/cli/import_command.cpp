#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/option_values.h"
#include "core/base/units.h"
#include "core/edit/edit_text.h"
#include "core/edit/resolve.h"
#include "core/exchange/network_file.h"
#include "core/store/plan_file.h"
#include "ui/text/figure_text.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <map>
#include <memory>
#include <utility>

namespace rackwright::cli {

namespace {

struct Options
{
    std::string plan;
    std::string file;
    std::string network;
    std::string name;
    FabricPurpose purpose = FabricPurpose::Gpu;
    double linkGbps = 0.0;
};

const std::map<std::string, FabricPurpose> purposes{
    {"gpu", FabricPurpose::Gpu},
    {"front-end", FabricPurpose::FrontEnd},
    {"out-of-band", FabricPurpose::OutOfBand},
};

std::string counted(std::size_t count)
{
    return ui::exactText(static_cast<double>(count), "1").toStdString();
}

// The network as the options want it.
Result<ImportNetwork> readAsked(const Options& options)
{
    Result<ImportNetwork> read = exchange::readNetwork(options.file, options.network);
    if (!read) {
        return read;
    }
    ImportNetwork edit = *std::move(read);
    edit.purpose = options.purpose;
    if (!options.name.empty()) {
        edit.name = options.name;
    }
    if (!(edit.linkSpeed > Bandwidth{})) {
        edit.linkSpeed = options.linkGbps * units::gigabitPerSecond;
    }
    if (!(edit.linkSpeed > Bandwidth{})) {
        return Error{ErrorCode::Invalid,
                     options.file,
                     "it does not say how fast its links are; add --link-gbps"};
    }
    return edit;
}

void printDone(const ImportNetwork& edit, const Change& change)
{
    const auto isSwitch = [](const Device& device) { return device.tier != Tier::None; };
    const auto switches = std::ranges::count_if(change.devices.written, isSwitch);
    printTable({{"Network", edit.name},
                {"Devices", counted(edit.nodes.size())},
                {"Switches", counted(static_cast<std::size_t>(switches))},
                {"Cables", counted(edit.links.size())}});
}

int run(const Options& options)
{
    const auto edit = readAsked(options);
    if (!edit) {
        return complain(edit.error());
    }
    auto opened = store::PlanFile::open(options.plan);
    if (!opened) {
        return complain(opened.error());
    }
    store::PlanFile file = *std::move(opened);
    const auto plan = file.load();
    if (!plan) {
        return complain(plan.error());
    }
    const auto change = edit::resolve(*plan, *edit);
    if (!change) {
        return complain(change.error());
    }
    if (const auto committed = file.commit(*change, edit::describe(*edit)); !committed) {
        return complain(committed.error());
    }
    printDone(*edit, *change);
    return done;
}

} // namespace

void addImportCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand(
        "import", "Take a network that another program wrote into a plan, as one edit");
    command->add_option("PLAN", options->plan, "The plan file, which is changed")->required();
    command
        ->add_option("FILE", options->file, "GraphML, or CSV with a line a cable (also NetBox's)")
        ->required()
        ->check(fileEndingIn({".graphml", ".csv"}));
    command->add_option("--network", options->network, "The one to take, if the file has several");
    command->add_option(
        "--name", options->name, "How it is called in the plan; replaces a network of this name");
    addChoice(*command->add_option("--purpose", options->purpose, "What it is for"), purposes);
    command->add_option("--link-gbps", options->linkGbps, "Speed of a link if the file says none")
        ->check(numberWithin(0.1, 100'000.0));
    command->footer(
        "Devices of the plan keep their places; others are added, in the racks that the "
        "file names or in a new hall.\n"
        "Examples:\n"
        "  rackwright-cli import plan.rackwright fabric.graphml\n"
        "  rackwright-cli import plan.rackwright cables.csv --name Storage --purpose "
        "front-end --link-gbps 100");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
