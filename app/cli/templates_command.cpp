#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/scenario/estimate.h"
#include "core/store/templates.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

namespace rackwright::cli {

namespace {

struct Options
{
    bool json = false;
};

int run(const Options& options)
{
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const store::Template& each : store::templatesIn(templateFolder())) {
        const auto plan = readPlan(each.path);
        if (!plan) {
            return complain(plan.error());
        }
        const scenario::Inventory inventory = scenario::takeInventory(*plan);
        list.push_back({{"name", each.name}, {"site", inventory.site}, {"gpus", inventory.gpus}});
    }
    if (list.empty()) {
        return complain(store::findTemplate(templateFolder(), "*").error());
    }
    if (options.json) {
        printLine(nlohmann::ordered_json{{"templates", list}}.dump(2));
        return done;
    }
    std::vector<TextRow> rows;
    for (const auto& each : list) {
        rows.push_back({each["name"].get<std::string>(),
                        each["site"].get<std::string>(),
                        std::to_string(each["gpus"].get<long>()) + " GPUs"});
    }
    printTable(rows);
    return done;
}

} // namespace

void addTemplatesCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("templates", "List the templates that 'new' can copy");
    command->add_flag("--json", options->json, "Print JSON");
    command->footer("Example:\n  rackwright-cli templates");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
