// The commands under 'rackwright-cli training', one function each, as in commands.h.
#pragma once

#include "core/base/result.h"

#include <string>

namespace CLI {
class App;
}

namespace rackwright::cli {

void addTrainingValidateCommand(CLI::App& training, int& status);
void addTrainingCalibrateCommand(CLI::App& training, int& status);
void addTrainingEstimateCommand(CLI::App& training, int& status);
void addTrainingSearchCommand(CLI::App& training, int& status);
void addTrainingDaysCommand(CLI::App& training, int& status);

// An error about what the file holds says which file.
Error inFile(const std::string& path, const Error& error);

// A whole file; and one written whole, or left as it was.
Result<std::string> readText(const std::string& path);
Status writeText(const std::string& path, const std::string& text);

} // namespace rackwright::cli
