#include "app/cli/console.h"
#include "app/cli/option_values.h"
#include "app/cli/training_commands.h"
#include "app/cli/training_setting.h"
#include "core/base/units.h"
#include "core/training/strategy_search.h"

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>

namespace rackwright::cli {

namespace {

using nlohmann::ordered_json;
using namespace units;

struct SearchOptions
{
    TrainingSetting setting;
    bool exhaustive = false;
    std::size_t top = 5;
    double memoryGib = 0.0;
};

void print(const training::SearchResult& result, double seconds)
{
    printLine(std::to_string(result.evaluated) + " of " + std::to_string(result.strategies) +
              " strategies tried in " + shownValue(seconds, "s"));
    std::vector<TextRow> rows{
        {"step", "tp", "pp", "vpp", "dp", "cp", "ep", "mbs", "recompute", "sharding"}};
    for (const training::Candidate& candidate : result.best) {
        const training::Strategy& strategy = candidate.strategy;
        rows.push_back({shownValue(candidate.stepTime / second, "s"),
                        std::to_string(strategy.tensorParallel),
                        std::to_string(strategy.pipelineParallel),
                        std::to_string(strategy.pipelineInterleave),
                        std::to_string(strategy.dataParallel),
                        std::to_string(strategy.contextParallel),
                        std::to_string(strategy.expertParallel),
                        std::to_string(strategy.microbatch),
                        nameOf(recomputeNames(), strategy.recompute),
                        nameOf(shardingNames(), strategy.sharding)});
    }
    printTable(rows);
}

int search(const SearchOptions& options)
{
    const auto model = modelFrom(options.setting);
    const auto cluster = clusterFrom(options.setting);
    if (!model || !cluster) {
        return complainOfSetting(!model ? model.error() : cluster.error());
    }
    training::SearchProblem problem;
    problem.model = *model;
    problem.cluster = *cluster;
    problem.batch = options.setting.batch > 0 ? options.setting.batch : cluster->accelerators;
    problem.format = options.setting.format;
    problem.schedule = options.setting.schedule;
    problem.contextExchange = options.setting.contextExchange;
    problem.memory =
        options.memoryGib > 0.0 ? options.memoryGib * gibibyte * byte : cluster->accelerator.memory;
    const auto method =
        options.exhaustive ? training::SearchMethod::Exhaustive : training::SearchMethod::Pruned;
    const auto begin = std::chrono::steady_clock::now();
    const auto result =
        training::searchStrategies(problem, training::shippedCalibration(), method, options.top);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    if (!result) {
        return complainOfShape(result.error());
    }
    if (options.setting.json) {
        ordered_json best = ordered_json::array();
        for (const training::Candidate& candidate : result->best) {
            ordered_json item = strategyJson(candidate.strategy);
            item["step_time_s"] = candidate.stepTime / second;
            best.push_back(std::move(item));
        }
        printLine(ordered_json{
            {"strategies_total", result->strategies},
            {"strategies_evaluated", result->evaluated},
            {"seconds", took.count()},
            {"best",
             best}}.dump(2));
    } else if (!result->best.empty()) {
        print(*result, took.count());
    }
    if (result->best.empty()) {
        return complain(
            Error{ErrorCode::DoesNotFit, "The model", "no strategy needs so little memory"});
    }
    return done;
}

} // namespace

void addTrainingSearchCommand(CLI::App& training, int& status)
{
    const auto options = std::make_shared<SearchOptions>();
    CLI::App* command = training.add_subcommand("search", "Find the fastest strategies");
    addTrainingSetting(*command, options->setting);
    command->add_flag("--exhaustive", options->exhaustive, "Try every strategy");
    command->add_option("--top", options->top, "How many to print")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->add_option("--memory-gib", options->memoryGib, "Of each GPU, if not the data sheet's")
        ->check(numberWithin(1.0, 10'000.0));
    command->footer("Example:\n  rackwright-cli training search --model gpt3-175b --gpus 1024 "
                    "--gpu A100 --gbs 1536");
    command->callback([options, &status] { status = search(*options); });
}

} // namespace rackwright::cli
