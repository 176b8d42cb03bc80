#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/option_values.h"
#include "core/report/json.h"
#include "core/scenario/apply.h"
#include "core/scenario/uncertainty.h"
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
    int samples = 0;
    std::uint64_t seed = 1;
    bool json = false;
};

TextRow rowOf(const Figure& figure)
{
    return {figure.label,
            ui::figureText(figure).toStdString(),
            ui::bandText(figure.value, figure.unit).toStdString()};
}

void print(const scenario::Estimate& estimate)
{
    std::vector<TextRow> rows{{"", "likely", "band"},
                              rowOf(estimate.gpuCapex),
                              rowOf(estimate.capex),
                              rowOf(estimate.opex),
                              rowOf(estimate.itPower),
                              rowOf(estimate.facilityPower),
                              rowOf(estimate.gridCapacity),
                              rowOf(estimate.energy)};
    for (const scenario::TrainingEstimate& training : estimate.training) {
        rows.push_back(rowOf(training.days));
        rows.back().front() = "Time to train " + training.name;
    }
    printTable(rows);
    for (const scenario::TrainingEstimate& training : estimate.training) {
        if (!training.note.empty()) {
            printLine(training.name + ": " + training.note);
        }
    }
}

void print(const std::vector<scenario::Spread>& spreads)
{
    std::vector<TextRow> rows{{"", "mean", "5 % below", "half below", "95 % below"}};
    for (const scenario::Spread& spread : spreads) {
        const auto text = [&spread](double value) {
            return ui::valueText(value, spread.unit).toStdString();
        };
        rows.push_back({spread.label,
                        text(spread.mean),
                        text(spread.low),
                        text(spread.middle),
                        text(spread.high)});
    }
    printTable(rows);
}

int run(const Options& options)
{
    const auto plan = readPlan(options.plan, options.scenario, options.date);
    if (!plan) {
        return complain(plan.error());
    }
    const scenario::Estimate estimate = scenario::estimate(*plan, options.date);
    if (options.samples > 0) {
        print(scenario::spreadsOf(scenario::headlines(estimate), {options.samples, options.seed}));
    } else if (options.json) {
        printLine(report::toJson(estimate, options.scenario));
    } else {
        print(estimate);
    }
    return done;
}

} // namespace

void addEstimateCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("estimate", "Say what a plan costs, draws and trains");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command->add_option("--scenario", options->scenario, "With the steps of this scenario done")
        ->capture_default_str();
    command->add_option("--date", options->date, "As it is on this day, such as 2024-09-02")
        ->check(isoDate());
    CLI::Option* json =
        command->add_flag("--json", options->json, "Print JSON, each number explained");
    CLI::Option* samples =
        command
            ->add_option("--samples",
                         options->samples,
                         "Say how sure it is: draw what is uncertain so many times, such as 10000")
            ->check(CLI::Range(100, 1'000'000))
            ->excludes(json);
    command->add_option("--seed", options->seed, "Other draws")
        ->needs(samples)
        ->capture_default_str();
    command->footer(
        "Example:\n  rackwright-cli estimate memphis.rackwright --scenario double-200k --json");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
