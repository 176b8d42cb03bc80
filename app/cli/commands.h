// The commands of rackwright-cli, one file each. Every function adds its command to the program; when the user
// chooses it, its exit status lands in `status`: 0 done, 1 findings or failure, 2 wrong usage.
#pragma once

namespace CLI {
class App;
}

namespace rackwright::cli {

void addNewCommand(CLI::App& program, int& status);
void addTemplatesCommand(CLI::App& program, int& status);
void addInfoCommand(CLI::App& program, int& status);
void addEstimateCommand(CLI::App& program, int& status);
void addCheckCommand(CLI::App& program, int& status);
void addCompareCommand(CLI::App& program, int& status);
void addTrainingCommand(CLI::App& program, int& status);
void addFabricCommand(CLI::App& program, int& status);
void addNetworkCommand(CLI::App& program, int& status);
void addCablesCommand(CLI::App& program, int& status);
void addExportCommand(CLI::App& program, int& status);
void addImportCommand(CLI::App& program, int& status);
void addScenarioCommand(CLI::App& program, int& status);
void addReportCommand(CLI::App& program, int& status);
void addRenderCommand(CLI::App& program, int& status);

} // namespace rackwright::cli
