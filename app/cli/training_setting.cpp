#include "app/cli/training_setting.h"

#include "app/cli/console.h"
#include "app/cli/option_values.h"
#include "app/cli/training_commands.h"
#include "core/base/units.h"
#include "core/training/accelerator_file.h"
#include "core/training/calibration.h"
#include "core/training/model_library.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>

namespace rackwright::cli {

using nlohmann::ordered_json;
using namespace units;
using training::ContextExchange;
using training::NumberFormat;
using training::PipelineSchedule;

namespace {

const std::map<std::string, NumberFormat> formats{{"fp16", NumberFormat::Fp16},
                                                  {"bf16", NumberFormat::Bf16},
                                                  {"fp8", NumberFormat::Fp8},
                                                  {"mxfp8", NumberFormat::Mxfp8},
                                                  {"nvfp4", NumberFormat::Nvfp4}};
const std::map<std::string, PipelineSchedule> schedules{
    {"1f1b", PipelineSchedule::Alternating},
    {"zero-bubble", PipelineSchedule::ZeroBubble},
    {"dualpipe", PipelineSchedule::DualPipe}};
const std::map<std::string, ContextExchange> exchanges{{"ring", ContextExchange::Ring},
                                                       {"all-gather", ContextExchange::Gather},
                                                       {"all-to-all", ContextExchange::AllToAll}};

// The field of an error, and the option that sets it.
struct FieldOption
{
    std::string_view field;
    const char* option;
};

constexpr std::array fieldOptions{
    FieldOption{"tensor_parallel", "--tp"},
    FieldOption{"pipeline_parallel", "--pp"},
    FieldOption{"pipeline_interleave", "--vpp"},
    FieldOption{"context_parallel", "--cp"},
    FieldOption{"expert_parallel", "--ep"},
    FieldOption{"data_parallel", "--gpus"},
    FieldOption{"microbatch", "--mbs"},
    FieldOption{"microbatches", "--gbs"},
    FieldOption{"shard_group", "--shard-group"},
    FieldOption{"first_batch", "--ramp-from"},
    FieldOption{"sequence", "--seq"},
    FieldOption{"batch", "--gbs"},
    FieldOption{"tenants", "--tenants"},
    FieldOption{"spares", "--spares"},
};

Error invalid(std::string field, std::string allowed)
{
    return Error{ErrorCode::Invalid, std::move(field), std::move(allowed)};
}

// Collisions of other tenants' flows cost 2-5 % with adaptive routing (training model, section 7 of the design).
double contentionOf(const SharingSetting& sharing)
{
    constexpr double beside = 1.05;
    return sharing.contention > 0.0 ? sharing.contention : (sharing.tenants > 1 ? beside : 1.0);
}

// Of what is named by a model or a GPU; none where that is no file.
std::optional<Result<std::string>> textOfFile(const std::string& path)
{
    std::error_code unknown;
    return std::filesystem::is_regular_file(path, unknown) ? std::optional{readText(path)}
                                                           : std::nullopt;
}

// A shipped accelerator's name, or a file with a data sheet.
Result<training::AcceleratorSpec> acceleratorFrom(const TrainingSetting& setting)
{
    const auto& calibration = training::shippedCalibration();
    if (const auto* known = training::findAccelerator(calibration, setting.gpu)) {
        return *known;
    }
    if (const auto text = textOfFile(setting.gpu)) {
        if (!*text) {
            return text->error();
        }
        const auto read = training::readAccelerator(**text);
        return read ? read : inFile(setting.gpu, read.error());
    }
    std::string names;
    for (const training::AcceleratorSpec& each : calibration.accelerators) {
        names += (names.empty() ? "" : ", ") + each.name;
    }
    return invalid("--gpu", "'" + setting.gpu + "' is not one of " + names + ", nor a file");
}

// GPUs joined by NVLink, if not said otherwise: a server of eight, or a rack.
int domainOf(const TrainingSetting& setting, const std::string& accelerator)
{
    constexpr int server = 8;
    constexpr int rack = 72;
    if (setting.domain > 0) {
        return setting.domain;
    }
    return accelerator.find("NVL72") != std::string::npos ? rack : server;
}

} // namespace

void addSharing(CLI::App& command, SharingSetting& sharing)
{
    command
        .add_option("--tenants", sharing.tenants, "Equal runs that share the GPUs and the network")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    command
        .add_option("--contention",
                    sharing.contention,
                    "Traffic takes this times as long beside other tenants'; 1.05 if there are any")
        ->check(numberWithin(1.0, 1000.0));
    command.add_option("--slow-share", sharing.slowShare, "Of the GPUs that are slow for good")
        ->check(numberWithin(0.0, 1.0));
    command.add_option("--slowdown", sharing.slowdown, "Their steps take this times as long")
        ->check(numberWithin(1.0, 100.0))
        ->capture_default_str();
    command
        .add_option("--loading-gbytes",
                    sharing.loadingGBps,
                    "GB/s of training data from storage, for all GPUs; enough if not given")
        ->check(numberWithin(1e-6, 1e6));
}

void addSchedule(CLI::App& command, training::PipelineSchedule& schedule)
{
    addChoice(*command.add_option("--schedule", schedule, "Of the pipeline"), schedules);
}

void addRamp(CLI::App& command, training::BatchRamp& ramp)
{
    CLI::Option* from =
        command
            .add_option("--ramp-from", ramp.first, "Sequences of the first step, growing evenly")
            ->check(CLI::Range(1L, 1'000'000'000L));
    CLI::Option* tokens =
        command.add_option("--ramp-tokens", ramp.tokens, "That the batch grows over")
            ->check(numberWithin(1.0, 1e18));
    from->needs(tokens);
    tokens->needs(from);
}

void addSpares(CLI::App& command, SparesSetting& spares)
{
    command.add_option("--spares", spares.count, "Servers that stand by; enough if not given")
        ->check(CLI::Range(0, 1'000'000));
    command.add_option("--repair-h", spares.repairHours, "That a failed server is away")
        ->check(numberWithin(0.01, 1e5))
        ->capture_default_str();
}

training::Circumstances circumstancesOf(const SharingSetting& sharing)
{
    return {.contention = contentionOf(sharing),
            .slowShare = sharing.slowShare,
            .slowdown = sharing.slowdown,
            .loading = sharing.loadingGBps * gigabytePerSecond};
}

const std::map<std::string, training::Recompute>& recomputeNames()
{
    static const std::map<std::string, training::Recompute> names{
        {"none", training::Recompute::None},
        {"selective", training::Recompute::Selective},
        {"full", training::Recompute::Full}};
    return names;
}

const std::map<std::string, training::Sharding>& shardingNames()
{
    static const std::map<std::string, training::Sharding> names{
        {"none", training::Sharding::None},
        {"zero1", training::Sharding::Optimizer},
        {"zero2", training::Sharding::Gradients},
        {"fsdp", training::Sharding::Parameters}};
    return names;
}

int complainOfSetting(const Error& error)
{
    return error.subject.starts_with("--") ? complainOfOption(error) : complain(error);
}

int complainOfShape(const Error& error)
{
    const auto* const found = std::ranges::find(fieldOptions, error.subject, &FieldOption::field);
    return found == fieldOptions.end()
               ? complain(error)
               : complainOfOption(Error{error.code, found->option, error.detail});
}

std::string shownValue(double value, const char* unit)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g", value);
    return std::string(text.data()) + ' ' + unit;
}

Result<training::TrainingModel> modelFrom(const TrainingSetting& setting)
{
    const auto text = textOfFile(setting.model);
    if (text && !*text) {
        return text->error();
    }
    const auto model = text ? training::readModel(**text) : training::findModel(setting.model);
    if (!model) {
        return text ? inFile(setting.model, model.error()) : model.error();
    }
    training::TrainingModel found = *model;
    found.sequence = setting.sequence > 0 ? setting.sequence : found.sequence;
    found.packedDocument =
        setting.packedDocument > 0 ? setting.packedDocument : found.packedDocument;
    found.predictedTokens =
        setting.predictedTokens > 0 ? setting.predictedTokens : found.predictedTokens;
    return found;
}

Result<training::Cluster> clusterFrom(const TrainingSetting& setting)
{
    const auto spec = acceleratorFrom(setting);
    if (!spec) {
        return spec.error();
    }
    if (!training::multiplies(*spec, setting.format)) {
        return invalid("--precision", "is not one that " + spec->name + " multiplies in");
    }
    const SharingSetting& sharing = setting.sharing;
    if (setting.gpus % sharing.tenants != 0) {
        return invalid("--tenants", "must divide the GPUs");
    }
    const training::Circumstances around = circumstancesOf(sharing);
    return training::Cluster{.accelerator = *spec,
                             .accelerators = setting.gpus / sharing.tenants,
                             .scaleUpDomain = domainOf(setting, spec->name),
                             .networkBandwidth = setting.networkGbps * gigabitPerSecond,
                             .oversubscription = setting.oversubscription,
                             .contention = around.contention,
                             .slowShare = around.slowShare,
                             .slowdown = around.slowdown,
                             .loading = around.loading};
}

ordered_json strategyJson(const training::Strategy& strategy)
{
    return {{"tp", strategy.tensorParallel},
            {"pp", strategy.pipelineParallel},
            {"vpp", strategy.pipelineInterleave},
            {"dp", strategy.dataParallel},
            {"cp", strategy.contextParallel},
            {"ep", strategy.expertParallel},
            {"mbs", strategy.microbatch},
            {"microbatches", strategy.microbatches},
            {"recompute", nameOf(recomputeNames(), strategy.recompute)},
            {"sharding", nameOf(shardingNames(), strategy.sharding)},
            {"shard_group", strategy.shardGroup},
            {"schedule", nameOf(schedules, strategy.schedule)},
            {"cp_comm", nameOf(exchanges, strategy.contextExchange)},
            {"precision", nameOf(formats, strategy.format)}};
}

void addTrainingSetting(CLI::App& command, TrainingSetting& setting)
{
    command.add_option("--model", setting.model, "A shipped model's name, or a JSON file")
        ->required();
    command.add_option("--gpus", setting.gpus, "How many GPUs")
        ->required()
        ->check(CLI::Range(1L, 10'000'000L));
    command.add_option("--gpu", setting.gpu, "A GPU's name, or a JSON file with its data sheet")
        ->capture_default_str();
    command
        .add_option("--nvlink-domain",
                    setting.domain,
                    "GPUs joined by NVLink; 8, or 72 for an NVL72, if not given")
        ->check(CLI::Range(1, 1'000'000));
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
    command
        .add_option("--packed-documents",
                    setting.packedDocument,
                    "Mean tokens of the document a token is in, where a sequence packs several")
        ->check(CLI::Range(1, 1 << 24));
    command
        .add_option("--predicted-tokens", setting.predictedTokens, "2: the next one but one too")
        ->check(CLI::Range(1, 8));
    addChoice(*command.add_option("--precision", setting.format, "Of the products"), formats);
    addSchedule(command, setting.schedule);
    addChoice(
        *command.add_option("--cp-comm", setting.contextExchange, "Between context-parallel ranks"),
        exchanges);
    addSharing(command, setting.sharing);
    command.add_flag("--json", setting.json, "Print JSON");
}

} // namespace rackwright::cli
