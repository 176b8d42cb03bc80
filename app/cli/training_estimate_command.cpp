#include "app/cli/console.h"
#include "app/cli/option_values.h"
#include "app/cli/training_commands.h"
#include "core/base/units.h"
#include "core/training/model_library.h"
#include "core/training/step_parts.h"
#include "core/training/strategy_search.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

namespace rackwright::cli {

namespace {

using nlohmann::ordered_json;
using namespace units;
using training::NumberFormat;
using training::Recompute;
using training::Sharding;

const std::map<std::string, NumberFormat> formats{{"fp16", NumberFormat::Fp16},
                                                  {"bf16", NumberFormat::Bf16},
                                                  {"fp8", NumberFormat::Fp8},
                                                  {"mxfp8", NumberFormat::Mxfp8},
                                                  {"nvfp4", NumberFormat::Nvfp4}};
const std::map<std::string, Recompute> recomputes{
    {"none", Recompute::None}, {"selective", Recompute::Selective}, {"full", Recompute::Full}};
const std::map<std::string, Sharding> shardings{{"none", Sharding::None},
                                                {"zero1", Sharding::Optimizer},
                                                {"zero2", Sharding::Gradients},
                                                {"fsdp", Sharding::Parameters}};

// What both commands ask for.
struct Setting
{
    std::string model;
    std::string gpu = "H100";
    long gpus = 8;
    int domain = 8;
    double networkGbps = 400.0;
    double oversubscription = 1.0;
    long batch = 0;
    int sequence = 0;
    NumberFormat format = NumberFormat::Bf16;
    bool json = false;
};

struct EstimateOptions
{
    Setting setting;
    training::Strategy strategy;
};

struct SearchOptions
{
    Setting setting;
    bool exhaustive = false;
    std::size_t top = 5;
    double memoryGib = 0.0;
};

template <typename T>
std::string nameOf(const std::map<std::string, T>& names, T value)
{
    for (const auto& [name, candidate] : names) {
        if (candidate == value) {
            return name;
        }
    }
    return "";
}

Error invalid(std::string field, std::string allowed)
{
    return Error{ErrorCode::Invalid, std::move(field), std::move(allowed)};
}

Result<training::TrainingModel> modelFrom(const Setting& setting)
{
    std::error_code unknown;
    const bool isFile = std::filesystem::is_regular_file(setting.model, unknown);
    const auto text = isFile ? readText(setting.model) : Result<std::string>{std::string{}};
    if (!text) {
        return text.error();
    }
    auto model = isFile ? training::readModel(*text) : training::findModel(setting.model);
    if (!model) {
        return isFile ? inFile(setting.model, model.error()) : model.error();
    }
    training::TrainingModel found = *model;
    found.sequence = setting.sequence > 0 ? setting.sequence : found.sequence;
    return found;
}

Result<training::Cluster> clusterFrom(const Setting& setting)
{
    const auto& calibration = training::shippedCalibration();
    const training::AcceleratorSpec* spec = training::findAccelerator(calibration, setting.gpu);
    if (spec == nullptr) {
        std::string known;
        for (const training::AcceleratorSpec& each : calibration.accelerators) {
            known += (known.empty() ? "" : ", ") + each.name;
        }
        return invalid("--gpu", "'" + setting.gpu + "' is not one of " + known);
    }
    return training::Cluster{.accelerator = *spec,
                             .accelerators = setting.gpus,
                             .scaleUpDomain = setting.domain,
                             .networkBandwidth = setting.networkGbps * gigabitPerSecond,
                             .oversubscription = setting.oversubscription};
}

// Fills in replicas and microbatches. Fails where the degrees do not multiply out.
Result<training::Strategy> completed(const EstimateOptions& options)
{
    training::Strategy strategy = options.strategy;
    strategy.format = options.setting.format;
    const long slice = static_cast<long>(strategy.tensorParallel) * strategy.pipelineParallel *
                       strategy.contextParallel;
    if (options.setting.gpus % slice != 0) {
        return invalid("--gpus", "must be a multiple of tp x pp x cp, " + std::to_string(slice));
    }
    strategy.dataParallel = options.setting.gpus / slice;
    const long each = strategy.dataParallel * strategy.microbatch;
    const long batch = options.setting.batch > 0
                           ? options.setting.batch
                           : each * std::max(1, 4 * (strategy.pipelineParallel - 1));
    if (batch % each != 0) {
        return invalid("--gbs", "must be a multiple of dp x mbs, " + std::to_string(each));
    }
    strategy.microbatches = static_cast<int>(batch / each);
    return strategy;
}

ordered_json toJson(const training::Strategy& strategy)
{
    return {{"tp", strategy.tensorParallel},
            {"pp", strategy.pipelineParallel},
            {"vpp", strategy.pipelineInterleave},
            {"dp", strategy.dataParallel},
            {"cp", strategy.contextParallel},
            {"ep", strategy.expertParallel},
            {"mbs", strategy.microbatch},
            {"microbatches", strategy.microbatches},
            {"recompute", nameOf(recomputes, strategy.recompute)},
            {"sharding", nameOf(shardings, strategy.sharding)},
            {"precision", nameOf(formats, strategy.format)}};
}

constexpr double gibibyte = 1024.0 * 1024.0 * 1024.0;

void printJson(const training::Strategy& strategy,
               const training::StepEstimate& estimate,
               const Setting& setting)
{
    const double seconds = estimate.time.total() / second;
    ordered_json breakdown;
    for (const training::TimePart& part : training::timeParts()) {
        breakdown[std::string{part.key}] = estimate.time.*part.time / second;
    }
    ordered_json memory;
    for (const training::MemoryPart& part : training::memoryParts()) {
        memory[std::string{part.key}] = estimate.memory.*part.size / byte / gibibyte;
    }
    printLine(ordered_json{
        {"strategy", toJson(strategy)},
        {"step_time_s", seconds},
        {"tokens_per_s_per_gpu", estimate.tokens / seconds / static_cast<double>(setting.gpus)},
        {"mfu", estimate.mfu},
        {"mfu_full_attention", estimate.mfuFull},
        {"hfu", estimate.hfu},
        {"memory_gib", estimate.memory.total() / byte / gibibyte},
        {"memory_breakdown", memory},
        {"breakdown", breakdown}}
                  .dump(2));
}

std::string shown(double value, const char* unit)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return std::string(text.data()) + ' ' + unit;
}

void printText(const training::StepEstimate& estimate)
{
    std::vector<TextRow> rows{{"Step time", shown(estimate.time.total() / second, "s")}};
    for (const training::TimePart& part : training::timeParts()) {
        rows.push_back(
            {"  " + std::string{part.label}, shown(estimate.time.*part.time / second, "s")});
    }
    rows.push_back({"MFU, causal attention", shown(100.0 * estimate.mfu, "%")});
    rows.push_back({"MFU, full attention", shown(100.0 * estimate.mfuFull, "%")});
    rows.push_back({"HFU", shown(100.0 * estimate.hfu, "%")});
    rows.push_back({"Memory", shown(estimate.memory.total() / byte / gibibyte, "GiB")});
    for (const training::MemoryPart& part : training::memoryParts()) {
        rows.push_back({"  " + std::string{part.label},
                        shown(estimate.memory.*part.size / byte / gibibyte, "GiB")});
    }
    printTable(rows);
}

int estimate(const EstimateOptions& options)
{
    const auto model = modelFrom(options.setting);
    const auto cluster = clusterFrom(options.setting);
    const auto strategy = completed(options);
    if (!model || !cluster) {
        return complain(!model ? model.error() : cluster.error());
    }
    if (!strategy) {
        return complainOfOption(strategy.error());
    }
    const auto parameters = training::shippedParameters(cluster->accelerator, *model, *strategy);
    const auto step = training::estimateStep(*model, *cluster, *strategy, parameters);
    if (!step) {
        return complain(step.error());
    }
    if (options.setting.json) {
        printJson(*strategy, *step, options.setting);
    } else {
        printText(*step);
    }
    if (step->memory.total() > cluster->accelerator.memory) {
        return complain(Error{ErrorCode::DoesNotFit,
                              "The strategy",
                              "it needs more memory than a " + cluster->accelerator.name + " has"});
    }
    return done;
}

void print(const training::SearchResult& result, double seconds)
{
    printLine(std::to_string(result.evaluated) + " of " + std::to_string(result.strategies) +
              " strategies tried in " + shown(seconds, "s"));
    std::vector<TextRow> rows{
        {"step", "tp", "pp", "vpp", "dp", "cp", "ep", "mbs", "recompute", "sharding"}};
    for (const training::Candidate& candidate : result.best) {
        const training::Strategy& strategy = candidate.strategy;
        rows.push_back({shown(candidate.stepTime / second, "s"),
                        std::to_string(strategy.tensorParallel),
                        std::to_string(strategy.pipelineParallel),
                        std::to_string(strategy.pipelineInterleave),
                        std::to_string(strategy.dataParallel),
                        std::to_string(strategy.contextParallel),
                        std::to_string(strategy.expertParallel),
                        std::to_string(strategy.microbatch),
                        nameOf(recomputes, strategy.recompute),
                        nameOf(shardings, strategy.sharding)});
    }
    printTable(rows);
}

int search(const SearchOptions& options)
{
    const auto model = modelFrom(options.setting);
    const auto cluster = clusterFrom(options.setting);
    if (!model || !cluster) {
        return complain(!model ? model.error() : cluster.error());
    }
    training::SearchProblem problem;
    problem.model = *model;
    problem.cluster = *cluster;
    problem.batch = options.setting.batch > 0 ? options.setting.batch : options.setting.gpus;
    problem.format = options.setting.format;
    problem.memory =
        options.memoryGib > 0.0 ? options.memoryGib * gibibyte * byte : cluster->accelerator.memory;
    const auto method =
        options.exhaustive ? training::SearchMethod::Exhaustive : training::SearchMethod::Pruned;
    const auto begin = std::chrono::steady_clock::now();
    const auto result =
        training::searchStrategies(problem, training::shippedCalibration(), method, options.top);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    if (!result) {
        return complain(result.error());
    }
    if (options.setting.json) {
        ordered_json best = ordered_json::array();
        for (const training::Candidate& candidate : result->best) {
            ordered_json item = toJson(candidate.strategy);
            item["step_time_s"] = candidate.stepTime / second;
            best.push_back(std::move(item));
        }
        printLine(ordered_json{
            {"strategies_total", result->strategies},
            {"strategies_evaluated", result->evaluated},
            {"seconds", took.count()},
            {"best",
             best}}.dump(2));
    } else {
        print(*result, took.count());
    }
    if (result->best.empty()) {
        return complain(
            Error{ErrorCode::DoesNotFit, "The model", "no strategy needs so little memory"});
    }
    return done;
}

void addSetting(CLI::App& command, Setting& setting)
{
    command.add_option("--model", setting.model, "A shipped model's name, or a JSON file")
        ->required();
    command.add_option("--gpus", setting.gpus, "How many GPUs")
        ->required()
        ->check(CLI::Range(1L, 10'000'000L));
    command.add_option("--gpu", setting.gpu, "Which GPU")->capture_default_str();
    command.add_option("--nvlink-domain", setting.domain, "GPUs joined by NVLink")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command.add_option("--network-gbps", setting.networkGbps, "Of each GPU's NIC")
        ->check(numberWithin(0.1, 100'000.0))
        ->capture_default_str();
    command.add_option("--oversubscription", setting.oversubscription, "Of the worst tier")
        ->check(numberWithin(1.0, 1000.0))
        ->capture_default_str();
    command.add_option("--gbs", setting.batch, "Sequences in a step")
        ->check(CLI::Range(1L, 1'000'000'000L));
    command.add_option("--seq", setting.sequence, "Tokens in a sequence, if not the model's own")
        ->check(CLI::Range(1, 1 << 24));
    addChoice(*command.add_option("--precision", setting.format, "Of the products"), formats);
    command.add_flag("--json", setting.json, "Print JSON");
}

void addDegree(CLI::App& command, const char* name, int& value, const char* help)
{
    command.add_option(name, value, help)->check(CLI::Range(1, 1'000'000))->capture_default_str();
}

} // namespace

void addTrainingEstimateCommand(CLI::App& training, int& status)
{
    const auto options = std::make_shared<EstimateOptions>();
    CLI::App* command = training.add_subcommand("estimate", "Say how long a step takes, and why");
    addSetting(*command, options->setting);
    training::Strategy& strategy = options->strategy;
    addDegree(*command, "--tp", strategy.tensorParallel, "Tensor-parallel ranks");
    addDegree(*command, "--pp", strategy.pipelineParallel, "Pipeline stages");
    addDegree(*command, "--vpp", strategy.pipelineInterleave, "Chunks of layers on a stage");
    addDegree(*command, "--cp", strategy.contextParallel, "Context-parallel ranks");
    addDegree(*command, "--ep", strategy.expertParallel, "Expert-parallel ranks");
    addDegree(*command, "--mbs", strategy.microbatch, "Sequences in a microbatch");
    addChoice(*command->add_option("--recompute", strategy.recompute, "What is computed again"),
              recomputes);
    addChoice(*command->add_option("--sharding", strategy.sharding, "What replicas share out"),
              shardings);
    command->footer("Example:\n  rackwright-cli training estimate --model llama3.1-405b --gpus "
                    "16384 --tp 8 --pp 16 --vpp 8 --gbs 2048");
    command->callback([options, &status] { status = estimate(*options); });
}

void addTrainingSearchCommand(CLI::App& training, int& status)
{
    const auto options = std::make_shared<SearchOptions>();
    CLI::App* command = training.add_subcommand("search", "Find the fastest strategies");
    addSetting(*command, options->setting);
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
