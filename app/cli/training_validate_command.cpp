#include "app/cli/console.h"
#include "app/cli/training_commands.h"
#include "core/base/units.h"
#include "core/training/published_runs.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>

namespace rackwright::cli {

namespace {

using nlohmann::ordered_json;

constexpr double gibibyte = 1024.0 * 1024.0 * 1024.0;

struct ValidateOptions
{
    std::string runs;
    std::string predictions;
    std::string calibration;
    bool json = false;
};

struct CalibrateOptions
{
    std::string runs;
    std::string output;
    std::string start;
    std::string published;
    int folds = 8;
    bool json = false;
};

std::string number(double value, const char* format = "%.6g")
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

std::string percent(double share)
{
    return number(100.0 * share, "%.1f") + " %";
}

ordered_json toJson(const std::vector<training::ErrorSummary>& summaries)
{
    ordered_json list = ordered_json::array();
    for (const training::ErrorSummary& summary : summaries) {
        list.push_back({{"source", summary.source},
                        {"n", summary.rows},
                        {"mean", summary.mean},
                        {"median", summary.median},
                        {"p90", summary.ninetieth},
                        {"max", summary.largest},
                        {"bias", summary.bias}});
    }
    return list;
}

void print(const std::vector<training::ErrorSummary>& summaries)
{
    std::vector<TextRow> rows{{"source", "n", "mean", "median", "90th pct", "max", "bias"}};
    for (const training::ErrorSummary& summary : summaries) {
        rows.push_back({summary.source,
                        std::to_string(summary.rows),
                        percent(summary.mean),
                        percent(summary.median),
                        percent(summary.ninetieth),
                        percent(summary.largest),
                        percent(summary.bias)});
    }
    printTable(rows);
}

std::string noteOn(const training::MeasuredRun& run, const training::Prediction& predicted)
{
    std::string note;
    for (const std::string& warning : run.warnings) {
        note += (note.empty() ? "" : "; ") + warning;
    }
    if (!predicted.fits) {
        const auto gib = [](Data size) { return number(size / units::byte / gibibyte); };
        note += (note.empty() ? "needs " : "; needs ") + gib(predicted.estimate.memory.total()) +
                " of " + gib(run.cluster.accelerator.memory) + " GiB";
    }
    return note;
}

std::string predictionLine(const training::MeasuredRun& run,
                           const training::Calibration& calibration)
{
    const auto predicted = training::predict(run, calibration);
    if (!predicted) {
        return training::csvField(run.id) + ",,,,," + training::csvField(predicted.error().detail) +
               '\n';
    }
    const training::StepEstimate& estimate = predicted->estimate;
    const double seconds = estimate.time.total() / units::second;
    const double rate = estimate.tokens / seconds / static_cast<double>(run.cluster.accelerators);
    return training::csvField(run.id) + ',' + number(seconds) + ',' + number(rate) + ',' +
           number(estimate.memory.total() / units::byte / gibibyte) + ',' +
           (predicted->fits ? "true," : "false,") + training::csvField(noteOn(run, *predicted)) +
           '\n';
}

Result<training::Calibration> calibrationFrom(const std::string& path)
{
    if (path.empty()) {
        return training::shippedCalibration();
    }
    const auto text = readText(path);
    if (!text) {
        return text.error();
    }
    const auto calibration = training::readCalibration(*text);
    if (!calibration) {
        return inFile(path, calibration.error());
    }
    for (const training::ParameterField& field : training::parameterFields()) {
        if (std::ranges::find(calibration->rules, field.member, &training::Rule::parameter) ==
            calibration->rules.end()) {
            return inFile(
                path, {ErrorCode::Invalid, "rules", "none is about " + std::string{field.name}});
        }
    }
    return calibration;
}

Result<std::vector<training::MeasuredRun>> runsFrom(const std::string& path,
                                                    const training::Calibration& calibration)
{
    const auto text = readText(path);
    if (!text) {
        return text.error();
    }
    const auto runs = training::readRuns(*text, calibration);
    return runs ? runs : inFile(path, runs.error());
}

int validate(const ValidateOptions& options)
{
    const auto calibration = calibrationFrom(options.calibration);
    if (!calibration) {
        return complain(calibration.error());
    }
    const auto runs = runsFrom(options.runs, *calibration);
    if (!runs) {
        return complain(runs.error());
    }
    std::string table =
        "id,predicted_step_s,predicted_tokens_per_s_per_gpu,predicted_mem_gib,feasible,note\n";
    for (const training::MeasuredRun& run : *runs) {
        table += predictionLine(run, *calibration);
    }
    if (!options.predictions.empty()) {
        if (const Status written = writeText(options.predictions, table); !written) {
            return complain(written.error());
        }
    }
    const auto summaries = training::summarise(training::errorsOf(*calibration, *runs));
    const auto memory = training::summarise(training::memoryErrorsOf(*calibration, *runs));
    if (options.json) {
        printLine(ordered_json{{"rows", runs->size()},
                               {"step_time_error", toJson(summaries)},
                               {"memory_error", toJson(memory)}}
                      .dump(2));
    } else {
        printLine(std::to_string(runs->size()) + " rows; error of the predicted step time:");
        print(summaries);
        if (!memory.empty()) {
            printLine("\nError of the predicted memory:");
            print(memory);
        }
    }
    return done;
}

// The runs with what a fit to the others foretells of each, for data/calibration/published_runs.csv.
Status writePublished(const CalibrateOptions& options, std::span<const training::RowError> unseen)
{
    if (options.published.empty()) {
        return Done{};
    }
    const auto text = readText(options.runs);
    if (!text) {
        return text.error();
    }
    const auto table = training::CsvTable::read(*text);
    return table ? writeText(options.published, training::publishedTable(*table, unseen))
                 : Status{inFile(options.runs, table.error())};
}

int calibrate(const CalibrateOptions& options)
{
    auto start = calibrationFrom(options.start);
    if (!start) {
        return complain(start.error());
    }
    training::Calibration priors = *start;
    for (training::Rule& rule : priors.rules) {
        rule.factor = rule.prior;
    }
    const auto runs = runsFrom(options.runs, priors);
    if (!runs) {
        return complain(runs.error());
    }
    if (std::ranges::none_of(
            *runs, [](const training::MeasuredRun& run) { return run.stepSeconds.has_value(); })) {
        return complain(inFile(
            options.runs, {ErrorCode::Invalid, "step_time_s", "no row has a measured step time"}));
    }
    training::Calibration fitted = training::fit(priors, *runs);
    const auto seen = training::summarise(training::errorsOf(fitted, *runs));
    const auto errors = training::crossValidated(priors, *runs, options.folds);
    const auto unseen = training::summarise(errors);
    if (!seen.empty() && !unseen.empty()) {
        fitted.note = "Fitted to " + std::to_string(seen.back().rows) +
                      " runs. Mean and median error of the step time: in sample " +
                      percent(seen.back().mean) + " and " + percent(seen.back().median) + ", in " +
                      std::to_string(options.folds) + "-fold cross-validation by group " +
                      percent(unseen.back().mean) + " and " + percent(unseen.back().median) + '.';
    }
    if (const Status written = writeText(options.output, training::writeCalibration(fitted));
        !written) {
        return complain(written.error());
    }
    if (const Status written = writePublished(options, errors); !written) {
        return complain(written.error());
    }
    if (options.json) {
        printLine(
            ordered_json{{"in_sample", toJson(seen)}, {"cross_validated", toJson(unseen)}}.dump(2));
    } else {
        printLine("In sample:");
        print(seen);
        printLine("\nCross-validated by group:");
        print(unseen);
    }
    return done;
}

} // namespace

void addTrainingValidateCommand(CLI::App& training, int& status)
{
    const auto options = std::make_shared<ValidateOptions>();
    CLI::App* command =
        training.add_subcommand("validate", "Hold predictions against measured runs");
    command->add_option("RUNS", options->runs, "A table of runs, see data/calibration/README.md")
        ->required();
    command->add_option("--predictions", options->predictions, "Write each prediction to this CSV");
    command->add_option("--calibration", options->calibration, "Parameters other than the shipped");
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(
        "Example:\n  rackwright-cli training validate runs.csv --predictions predicted.csv");
    command->callback([options, &status] { status = validate(*options); });
}

void addTrainingCalibrateCommand(CLI::App& training, int& status)
{
    const auto options = std::make_shared<CalibrateOptions>();
    CLI::App* command = training.add_subcommand("calibrate", "Fit the parameters to measured runs");
    command->add_option("RUNS", options->runs, "A table of runs, see data/calibration/README.md")
        ->required();
    command->add_option("-o,--output", options->output, "The JSON file to write")->required();
    command->add_option("--start", options->start, "Rules and priors other than the shipped ones");
    command->add_option("--published",
                        options->published,
                        "Also write the runs, each as foretold unseen, to this CSV");
    command->add_option("--folds", options->folds, "Of the cross-validation")
        ->check(CLI::Range(2, 100))
        ->capture_default_str();
    command->add_flag("--json", options->json, "Print JSON");
    command->footer("Example:\n  rackwright-cli training calibrate runs.csv -o fitted.json");
    command->callback([options, &status] { status = calibrate(*options); });
}

} // namespace rackwright::cli
