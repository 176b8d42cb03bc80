#include "app/cli/console.h"
#include "app/cli/option_values.h"
#include "app/cli/training_commands.h"
#include "app/cli/training_setting.h"
#include "core/base/units.h"
#include "core/training/batch_ramp.h"
#include "core/training/calibration.h"
#include "core/training/goodput.h"
#include "core/training/step_parts.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

namespace rackwright::cli {

namespace {

using nlohmann::ordered_json;
using namespace units;

// Of a whole run; without tokens only a step is estimated.
struct RunOptions
{
    double tokens = 0.0;
    training::BatchRamp ramp;
    double failuresPerHour = 1.97e-5; // facts F1: 419 in 54 days on 16,384 GPUs
    double pauseSeconds = 5.0;
    double restartSeconds = 180.0;
    SparesSetting spares;
};

struct EstimateOptions
{
    TrainingSetting setting;
    training::Strategy strategy;
    RunOptions run;
};

Error invalid(std::string field, std::string allowed)
{
    return Error{ErrorCode::Invalid, std::move(field), std::move(allowed)};
}

// Fills in replicas and microbatches. Fails where the degrees do not multiply out.
Result<training::Strategy> completed(const EstimateOptions& options, long gpus)
{
    training::Strategy strategy = options.strategy;
    strategy.format = options.setting.format;
    strategy.schedule = options.setting.schedule;
    strategy.contextExchange = options.setting.contextExchange;
    const long slice = static_cast<long>(strategy.tensorParallel) * strategy.pipelineParallel *
                       strategy.contextParallel;
    if (gpus % slice != 0) {
        return invalid("--gpus", "must be a multiple of tp x pp x cp, " + std::to_string(slice));
    }
    strategy.dataParallel = gpus / slice;
    const long each = strategy.dataParallel * strategy.microbatch;
    const long rounds =
        strategy.pipelineParallel > 1 ? 4L * strategy.pipelineParallel : 1; // little bubble
    const long batch = options.setting.batch > 0 ? options.setting.batch : each * rounds;
    if (batch % each != 0) {
        return invalid("--gbs", "must be a multiple of dp x mbs, " + std::to_string(each));
    }
    strategy.microbatches = static_cast<int>(batch / each);
    return strategy;
}

// What the step takes with the error of estimates, which is larger on a GPU that no run was measured on.
Range<double> secondsOf(const training::StepEstimate& estimate,
                        const training::AcceleratorSpec& accelerator)
{
    const Range<double> usual = training::RunAssumptions{}.stepTimeError;
    return estimate.time.total() / second *
           training::stepTimeError(training::isCalibrated(accelerator), usual);
}

std::string noteOn(const training::AcceleratorSpec& accelerator)
{
    return training::isCalibrated(accelerator)
               ? ""
               : "no run on this GPU was measured: its data sheet alone, in a wider band";
}

ordered_json stepJson(const training::Strategy& strategy,
                      const training::StepEstimate& estimate,
                      const training::AcceleratorSpec& accelerator)
{
    const double seconds = estimate.time.total() / second;
    const Range<double> band = secondsOf(estimate, accelerator);
    ordered_json breakdown;
    for (const training::TimePart& part : training::timeParts()) {
        breakdown[std::string{part.key}] = estimate.time.*part.time / second;
    }
    ordered_json memory;
    for (const training::MemoryPart& part : training::memoryParts()) {
        memory[std::string{part.key}] = estimate.memory.*part.size / byte / gibibyte;
    }
    return {{"strategy", strategyJson(strategy)},
            {"step_time_s", seconds},
            {"step_time_band_s", {{"low", band.low}, {"high", band.high}}},
            {"tokens_per_s_per_gpu",
             estimate.tokens / seconds / static_cast<double>(strategy.accelerators())},
            {"mfu", estimate.mfu},
            {"mfu_full_attention", estimate.mfuFull},
            {"hfu", estimate.hfu},
            {"memory_gib", estimate.memory.total() / byte / gibibyte},
            {"memory_breakdown", memory},
            {"breakdown", breakdown},
            {"note", noteOn(accelerator)}};
}

std::vector<TextRow> stepRows(const training::StepEstimate& estimate,
                              const training::AcceleratorSpec& accelerator)
{
    const Range<double> band = secondsOf(estimate, accelerator);
    std::vector<TextRow> rows{{"Step time", shownValue(band.likely, "s")},
                              {"  With the error of estimates",
                               shownValue(band.low, "to") + ' ' + shownValue(band.high, "s")}};
    for (const training::TimePart& part : training::timeParts()) {
        rows.push_back(
            {"  " + std::string{part.label}, shownValue(estimate.time.*part.time / second, "s")});
    }
    rows.push_back({"MFU, causal attention", shownValue(100.0 * estimate.mfu, "%")});
    rows.push_back({"MFU, full attention", shownValue(100.0 * estimate.mfuFull, "%")});
    rows.push_back({"HFU", shownValue(100.0 * estimate.hfu, "%")});
    rows.push_back({"Memory", shownValue(estimate.memory.total() / byte / gibibyte, "GiB")});
    for (const training::MemoryPart& part : training::memoryParts()) {
        rows.push_back({"  " + std::string{part.label},
                        shownValue(estimate.memory.*part.size / byte / gibibyte, "GiB")});
    }
    return rows;
}

// How long the run takes with failures, and what its GPUs draw meanwhile.
struct RunFigures
{
    Duration duration;
    training::Goodput goodput;
    double waitsForSpares = 0.0; // share of the time
    std::optional<Energy> energy;
};

Result<RunFigures> runFigures(const EstimateOptions& options,
                              const training::TrainingModel& model,
                              const training::Cluster& cluster,
                              const training::Strategy& strategy,
                              const training::Parameters& parameters)
{
    const RunOptions& run = options.run;
    const auto work =
        training::trainingTime(model, cluster, strategy, parameters, run.tokens, run.ramp);
    if (!work) {
        return work.error();
    }
    const auto gpus = static_cast<double>(strategy.accelerators());
    RunFigures figures;
    figures.goodput =
        training::bestGoodput({training::meanTimeBetweenFailures(gpus, run.failuresPerHour),
                               run.pauseSeconds * second,
                               run.restartSeconds * second});
    if (run.spares.count >= 0) {
        constexpr double gpusPerServer = 8.0;
        figures.waitsForSpares = training::shareWithoutSpares(
            {static_cast<double>(run.spares.count), run.spares.repairHours * hour},
            gpus / gpusPerServer,
            gpusPerServer * run.failuresPerHour);
    }
    const double share = figures.goodput.share * (1.0 - figures.waitsForSpares);
    if (!(share > 0.0)) {
        return Error{
            ErrorCode::Invalid, "spares", "are too few: more servers are in repair at all times"};
    }
    figures.duration = *work / share;
    if (cluster.accelerator.power > Power{}) {
        figures.energy = gpus * cluster.accelerator.power * figures.duration;
    }
    return figures;
}

ordered_json runJson(const RunFigures& run)
{
    return {{"days", run.duration / day},
            {"goodput", run.goodput.share},
            {"checkpoint_interval_s", run.goodput.checkpointInterval / second},
            {"waits_for_spares", run.waitsForSpares},
            {"gpu_energy_mwh",
             run.energy ? ordered_json(*run.energy / (1e3 * kilowattHour)) : ordered_json()}};
}

std::vector<TextRow> runRows(const RunFigures& run)
{
    std::vector<TextRow> rows{
        {"Days to train", shownValue(run.duration / day, "d")},
        {"  Goodput", shownValue(100.0 * run.goodput.share, "%")},
        {"  Between checkpoints", shownValue(run.goodput.checkpointInterval / second, "s")},
        {"  Waiting for spares", shownValue(100.0 * run.waitsForSpares, "%")}};
    if (run.energy) {
        rows.push_back({"Energy of the GPUs at full power",
                        shownValue(*run.energy / (1e3 * kilowattHour), "MWh")});
    }
    return rows;
}

void print(const EstimateOptions& options,
           const training::AcceleratorSpec& accelerator,
           const training::Strategy& strategy,
           const training::StepEstimate& step,
           const std::optional<RunFigures>& run)
{
    if (options.setting.json) {
        ordered_json json = stepJson(strategy, step, accelerator);
        if (run) {
            json["run"] = runJson(*run);
        }
        printLine(json.dump(2));
        return;
    }
    std::vector<TextRow> rows = stepRows(step, accelerator);
    if (run) {
        std::ranges::copy(runRows(*run), std::back_inserter(rows));
    }
    printTable(rows);
    if (const std::string note = noteOn(accelerator); !note.empty()) {
        printLine(note);
    }
}

int estimate(const EstimateOptions& options)
{
    const auto model = modelFrom(options.setting);
    if (!model) {
        return complain(model.error());
    }
    const auto cluster = clusterFrom(options.setting);
    if (!cluster) {
        return complainOfSetting(cluster.error());
    }
    const auto strategy = completed(options, cluster->accelerators);
    if (!strategy) {
        return complainOfOption(strategy.error());
    }
    const auto parameters = training::shippedParameters(cluster->accelerator, *model, *strategy);
    const auto step = training::estimateStep(*model, *cluster, *strategy, parameters);
    if (!step) {
        return complainOfShape(step.error());
    }
    std::optional<RunFigures> run;
    if (options.run.tokens > 0.0) {
        const auto figures = runFigures(options, *model, *cluster, *strategy, parameters);
        if (!figures) {
            return complainOfShape(figures.error());
        }
        run = *figures;
    }
    print(options, cluster->accelerator, *strategy, *step, run);
    if (step->memory.total() > cluster->accelerator.memory) {
        return complain(Error{ErrorCode::DoesNotFit,
                              "The strategy",
                              "it needs more memory than a " + cluster->accelerator.name + " has"});
    }
    return done;
}

void addDegree(CLI::App& command, const char* name, int& value, const char* help)
{
    command.add_option(name, value, help)->check(CLI::Range(1, 1'000'000))->capture_default_str();
}

void addRun(CLI::App& command, RunOptions& run)
{
    command.add_option("--tokens", run.tokens, "Of the whole run: says its days too")
        ->check(numberWithin(1.0, 1e18));
    addRamp(command, run.ramp);
    command.add_option("--failures", run.failuresPerHour, "Interruptions of a GPU per hour")
        ->check(numberWithin(1e-9, 1.0))
        ->capture_default_str();
    command.add_option("--checkpoint-s", run.pauseSeconds, "That the run waits for a checkpoint")
        ->check(numberWithin(0.0, 1e5))
        ->capture_default_str();
    command.add_option("--restart-s", run.restartSeconds, "From a failure to the next step")
        ->check(numberWithin(0.0, 1e6))
        ->capture_default_str();
    addSpares(command, run.spares);
}

} // namespace

void addTrainingEstimateCommand(CLI::App& training, int& status)
{
    const auto options = std::make_shared<EstimateOptions>();
    CLI::App* command = training.add_subcommand("estimate", "Say how long a step takes, and why");
    addTrainingSetting(*command, options->setting);
    training::Strategy& strategy = options->strategy;
    addDegree(*command, "--tp", strategy.tensorParallel, "Tensor-parallel ranks");
    addDegree(*command, "--pp", strategy.pipelineParallel, "Pipeline stages");
    addDegree(*command, "--vpp", strategy.pipelineInterleave, "Chunks of layers on a stage");
    addDegree(*command, "--cp", strategy.contextParallel, "Context-parallel ranks");
    addDegree(*command, "--ep", strategy.expertParallel, "Expert-parallel ranks");
    addDegree(*command, "--mbs", strategy.microbatch, "Sequences in a microbatch");
    addChoice(*command->add_option("--recompute", strategy.recompute, "What is computed again"),
              recomputeNames());
    addChoice(*command->add_option("--sharding", strategy.sharding, "What replicas share out"),
              shardingNames());
    command
        ->add_option("--shard-group",
                     strategy.shardGroup,
                     "Replicas that share out parameters with fsdp, each group a copy (HSDP)")
        ->check(CLI::Range(1L, 10'000'000L));
    addRun(*command, options->run);
    command->footer("Example:\n  rackwright-cli training estimate --model llama3.1-405b --gpus "
                    "16384 --tp 8 --pp 16 --vpp 8 --gbs 2048");
    command->callback([options, &status] { status = estimate(*options); });
}

} // namespace rackwright::cli
