#include "app/cli/commands.h"
#include "app/cli/training_commands.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
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

Result<std::string> readText(const std::string& path)
{
    std::error_code unknown;
    if (!std::filesystem::exists(path, unknown)) {
        return Error{ErrorCode::FileNotFound, path, ""};
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    if (!std::filesystem::is_regular_file(path, unknown) || !file || !(text << file.rdbuf())) {
        return Error{ErrorCode::FileNotReadable, path, "it is empty or no file to read"};
    }
    return text.str();
}

Status writeText(const std::string& path, const std::string& text)
{
    const auto folder = std::filesystem::path(path).parent_path();
    std::error_code unknown;
    if (!folder.empty() && !std::filesystem::is_directory(folder, unknown)) {
        return Error{ErrorCode::FolderMissing, folder.string(), ""};
    }
    const std::string half = path + ".part";
    std::ofstream file(half, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file) {
        std::filesystem::remove(half, unknown);
        return Error{ErrorCode::FileNotWritable, path, ""};
    }
    std::error_code failure;
    std::filesystem::rename(half, path, failure);
    if (failure) {
        std::filesystem::remove(half, unknown);
        return Error{ErrorCode::FileNotWritable, path, failure.message()};
    }
    return Done{};
}

} // namespace rackwright::cli
