#include "app/cli/commands.h"
#include "app/cli/console.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

namespace rackwright::cli {

namespace {

using Json = nlohmann::ordered_json;

struct Options
{
    std::string plan;
    bool json = false;
};

// In the order in which they are done.
std::vector<Step> stepsOf(const Snapshot& plan, ScenarioId scenario)
{
    std::vector<Step> steps;
    std::ranges::copy_if(plan.steps, std::back_inserter(steps), [&](const Step& step) {
        return step.scenario == scenario;
    });
    std::ranges::sort(steps, {}, &Step::ordinal);
    return steps;
}

Json jsonOf(const Snapshot& plan)
{
    Json scenarios = Json::array();
    for (const Scenario& scenario : plan.scenarios) {
        Json steps = Json::array();
        for (const Step& step : stepsOf(plan, scenario.id)) {
            steps.push_back({{"ordinal", step.ordinal},
                             {"date", step.date.empty() ? Json(nullptr) : Json(step.date)},
                             {"title", step.title},
                             {"kind", step.kind},
                             {"enabled", step.enabled},
                             {"parameters", Json::parse(step.parameters, nullptr, false)}});
        }
        scenarios.push_back({{"scenario", scenario.slug},
                             {"name", scenario.name},
                             {"description", scenario.description},
                             {"steps", std::move(steps)}});
    }
    return {{"scenarios", std::move(scenarios)}};
}

void print(const Snapshot& plan)
{
    if (plan.scenarios.isEmpty()) {
        printLine("The plan has no scenario but the baseline.");
    }
    for (const Scenario& scenario : plan.scenarios) {
        printLine(scenario.slug + ": " + scenario.name);
        for (const Step& step : stepsOf(plan, scenario.id)) {
            printLine("  " + (step.date.empty() ? std::string{"no date   "} : step.date) + "  " +
                      step.title + (step.enabled ? "" : " (switched off)"));
        }
    }
}

int run(const Options& options)
{
    const auto plan = readPlan(options.plan);
    if (!plan) {
        return complain(plan.error());
    }
    if (options.json) {
        printLine(jsonOf(*plan).dump(2, ' ', false, Json::error_handler_t::replace));
    } else {
        print(*plan);
    }
    return done;
}

} // namespace

void addScenarioCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("scenario", "List the scenarios of a plan and their dated steps");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command->add_flag("--json", options->json, "Print JSON, with what each step does");
    command->footer("Example:\n  rackwright-cli scenario memphis.rackwright");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
