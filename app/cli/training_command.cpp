#include "app/cli/commands.h"
#include "app/cli/training_commands.h"
#include "ui/reporting/whole_file.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace rackwright::cli {

void addTrainingCommand(CLI::App& program, int& status)
{
    CLI::App* training =
        program.add_subcommand("training", "Estimate training runs, and how well that works");
    training->require_subcommand(1);
    addTrainingDaysCommand(*training, status);
    addTrainingEstimateCommand(*training, status);
    addTrainingSearchCommand(*training, status);
    addTrainingValidateCommand(*training, status);
    addTrainingCalibrateCommand(*training, status);
    training->footer("Examples:\n"
                     "  rackwright-cli training days memphis.rackwright --workload llama3.1-405b\n"
                     "  rackwright-cli training search --model gpt3-175b --gpus 1024 --gpu A100\n"
                     "  rackwright-cli training validate runs.csv --predictions predicted.csv");
}

Error inFile(const std::string& path, const Error& error)
{
    return Error{ErrorCode::Invalid, error.subject + " in the file " + path, error.detail};
}

Result<std::string> readText(const std::string& path)
{
    std::error_code unknown;
    const auto status = std::filesystem::status(path, unknown);
    if (!std::filesystem::exists(status)) {
        return Error{ErrorCode::FileNotFound, path, ""};
    }
    if (!std::filesystem::is_regular_file(status)) { // a pipe would wait for its writer
        return Error{ErrorCode::FileNotReadable, path, "it is not an ordinary file"};
    }
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return Error{ErrorCode::FileNotReadable, path, ""};
    }
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

Status writeText(const std::string& path, const std::string& text)
{
    return ui::writeWholeFile(QString::fromStdString(path), QByteArray::fromStdString(text));
}

} // namespace rackwright::cli
