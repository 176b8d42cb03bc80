#include "app/cli/console.h"
#include "app/cli/training_commands.h"
#include "app/cli/training_setting.h"
#include "core/base/units.h"
#include "core/scenario/estimate.h"
#include "core/scenario/training_runs.h"
#include "core/training/goodput.h"
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
    SharingSetting sharing;
    training::PipelineSchedule schedule = training::PipelineSchedule::Alternating;
    training::BatchRamp ramp;
    SparesSetting spares;
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

void printJson(const scenario::TrainingEstimate& run, const Figure& energy, const Options& options)
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
                           {"energy_wh", toJson(energy)},
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

void printText(const scenario::TrainingEstimate& run, const Figure& energy)
{
    std::vector<TextRow> rows{{"", "likely", "band"},
                              rowOf(run.days),
                              rowOf(run.stepTime),
                              rowOf(run.mfu),
                              rowOf(energy)};
    for (const Figure& input : run.days.inputs) {
        rows.push_back(rowOf(input));
    }
    printTable(rows);
    if (!run.note.empty()) {
        printLine(run.note);
    }
}

// What the site draws while the run lasts, in equal parts for its tenants.
Figure energyOf(const scenario::Estimate& estimate,
                const scenario::TrainingEstimate& run,
                int tenants)
{
    constexpr double hoursOfADay = 24.0;
    const bool shared = tenants > 1;
    return product(
        {.key = "energy_wh",
         .label = shared ? "Tenant's part of the site's energy" : "Energy of the site meanwhile",
         .unit = "Wh",
         .formula = shared ? "facility power x training time / tenants"
                           : "facility power x training time"},
        {estimate.facilityPower, run.days},
        hoursOfADay / tenants);
}

const Figure* inputOf(const Figure& figure, std::string_view key)
{
    for (const Figure& input : figure.inputs) {
        if (input.key == key) {
            return &input;
        }
        if (const Figure* found = inputOf(input, key)) {
            return found;
        }
    }
    return nullptr;
}

// The days with the time that the run waits for servers in repair. Fails with Invalid if it waits for ever.
Result<scenario::TrainingEstimate> waitForSpares(scenario::TrainingEstimate run,
                                                 const Options& options)
{
    const Figure* gpus = inputOf(run.days, "accelerators");
    const Figure* failures = inputOf(run.days, "training.failures");
    if (options.spares.count < 0 || gpus == nullptr || failures == nullptr) {
        return run;
    }
    constexpr double gpusPerServer = 8.0;
    const auto waiting = [&](double perHour) {
        return training::shareWithoutSpares(
            {static_cast<double>(options.spares.count), options.spares.repairHours * units::hour},
            gpus->value.likely / gpusPerServer,
            gpusPerServer * perHour);
    };
    const Range<double>& rate = failures->value;
    const Range<double> share{waiting(rate.low), waiting(rate.likely), waiting(rate.high)};
    if (!(share.high < 1.0)) {
        return Error{ErrorCode::Invalid, "spares", "are too few: more servers are in repair"};
    }
    run.days.inputs.push_back({.key = "waits_for_spares",
                               .label = "Share of the time that it waits for spare servers",
                               .unit = "1",
                               .value = share,
                               .origin = "derived: servers in repair follow Poisson's law"});
    Range<double>& days = run.days.value;
    days = {days.low / (1.0 - share.low),
            days.likely / (1.0 - share.likely),
            days.high / (1.0 - share.high)};
    return run;
}

const Workload* workloadOf(const Snapshot& plan, const Options& options)
{
    for (const Workload& workload : plan.workloads) {
        if (workload.slug == options.workload) {
            return &workload;
        }
    }
    return nullptr;
}

Error unknownWorkload(const Snapshot& plan, const Options& options)
{
    std::string known;
    for (const Workload& workload : plan.workloads) {
        known += (known.empty() ? "the plan has " : ", ") + workload.slug;
    }
    return {ErrorCode::UnknownWorkload, options.workload, known};
}

Result<scenario::TrainingEstimate> trainingRun(const Snapshot& plan,
                                               const Workload& workload,
                                               const Options& options)
{
    training::Circumstances around = circumstancesOf(options.sharing);
    around.schedule = options.schedule;
    around.ramp = options.ramp;
    const auto run = scenario::trainingRun(plan, workload, around, options.sharing.tenants);
    return run ? waitForSpares(*run, options) : run;
}

// The layout is the plan's: what does not go with it is the schedule.
int complainOfRun(const Error& error)
{
    if (error.subject == "microbatches" || error.subject == "pipeline_parallel") {
        return complainOfOption(
            {error.code, "--schedule", "the plan's " + error.subject + " " + error.detail});
    }
    return complainOfShape(error);
}

int run(const Options& options)
{
    const auto plan = readPlan(options.plan, options.scenario);
    if (!plan) {
        return complain(plan.error());
    }
    const Workload* workload = workloadOf(*plan, options);
    if (workload == nullptr) {
        return complain(unknownWorkload(*plan, options));
    }
    const auto training = trainingRun(*plan, *workload, options);
    if (!training) {
        return complainOfRun(training.error());
    }
    const Figure energy = energyOf(scenario::estimate(*plan), *training, options.sharing.tenants);
    if (options.json) {
        printJson(*training, energy, options);
    } else {
        printText(*training, energy);
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
    addSharing(*command, options->sharing);
    addSchedule(*command, options->schedule);
    addRamp(*command, options->ramp);
    addSpares(*command, options->spares);
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(
        "GPUs, network, layout, failures, checkpoints and restarts are the plan's own. With "
        "--tenants\n"
        "the days are of one tenant's run, and so is its equal part of the site's energy.\n\n"
        "Example:\n  rackwright-cli training days memphis.rackwright --workload llama3.1-405b");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
