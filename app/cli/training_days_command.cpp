#include "app/cli/console.h"
#include "app/cli/training_commands.h"
#include "core/scenario/estimate.h"
#include "ui/text/figure_text.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

namespace rackwright::cli {

namespace {

using nlohmann::ordered_json;

struct Options
{
    std::string plan;
    std::string scenario{"baseline"};
    std::string workload;
    bool json = false;
};

ordered_json toJson(const Figure& figure)
{
    if (figure.unknownParts > 0) {
        return nullptr;
    }
    return {
        {"low", figure.value.low}, {"likely", figure.value.likely}, {"high", figure.value.high}};
}

void printJson(const scenario::TrainingEstimate& run, const Options& options)
{
    ordered_json inputs;
    for (const Figure& input : run.days.inputs) {
        inputs[input.key] = toJson(input);
    }
    printLine(ordered_json{{"scenario", options.scenario},
                           {"workload", run.workload},
                           {"step_time_s", toJson(run.stepTime)},
                           {"mfu", toJson(run.mfu)},
                           {"days", toJson(run.days)},
                           {"inputs", inputs},
                           {"note", run.note}}
                  .dump(2));
}

TextRow rowOf(const Figure& figure)
{
    return {figure.label,
            ui::figureText(figure).toStdString(),
            ui::bandText(figure.value, figure.unit).toStdString()};
}

void printText(const scenario::TrainingEstimate& run)
{
    std::vector<TextRow> rows{
        {"", "likely", "band"}, rowOf(run.days), rowOf(run.stepTime), rowOf(run.mfu)};
    for (const Figure& input : run.days.inputs) {
        rows.push_back(rowOf(input));
    }
    printTable(rows);
    if (!run.note.empty()) {
        printLine(run.note);
    }
}

int run(const Options& options)
{
    const auto plan = readPlan(options.plan, options.scenario);
    if (!plan) {
        return complain(plan.error());
    }
    const scenario::Estimate estimate = scenario::estimate(*plan);
    const auto found = std::ranges::find(
        estimate.training, options.workload, &scenario::TrainingEstimate::workload);
    if (found == estimate.training.end()) {
        std::string known;
        for (const scenario::TrainingEstimate& each : estimate.training) {
            known += (known.empty() ? "the plan has " : ", ") + each.workload;
        }
        return complain(Error{ErrorCode::UnknownWorkload, options.workload, known});
    }
    if (options.json) {
        printJson(*found, options);
    } else {
        printText(*found);
    }
    return done;
}

} // namespace

void addTrainingDaysCommand(CLI::App& training, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        training.add_subcommand("days", "Say how long a plan's GPUs train a workload");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command->add_option("--workload", options->workload, "Such as llama3.1-405b")->required();
    command->add_option("--scenario", options->scenario, "With the steps of this scenario done")
        ->capture_default_str();
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(
        "Example:\n  rackwright-cli training days memphis.rackwright --workload llama3.1-405b");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
