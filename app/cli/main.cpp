#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "ui/text/error_text.h"

#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>

namespace {

// CLI11 calls commands subcommands, and does not say which word it took for one.
std::string sentenceFor(const CLI::App& program, const CLI::ParseError& wrong)
{
    const CLI::App* command = &program;
    std::string path = program.get_name();
    while (!command->get_subcommands().empty()) {
        command = command->get_subcommands().front();
        path += ' ' + command->get_name();
    }
    std::string problem = wrong.what();
    const bool hasChoice = command->get_require_subcommand_min() > 0;
    if (const auto rest = program.remaining(true); hasChoice && !rest.empty()) {
        problem = "There is no command '" + rest.front() + "'";
    } else if (hasChoice) {
        problem = "A command is required";
    }
    problem += "; see '" + path + " --help'.";
    return rackwright::ui::oneLine(QString::fromStdString(problem)).toStdString();
}

} // namespace

int main(int argc, char** argv)
{
    using namespace rackwright::cli;

    CLI::App program{
        "Plans GPU datacenters from the command line: what a plan holds, costs, draws and trains."};
    program.name("rackwright-cli");
    program.set_version_flag("--version", "rackwright-cli " RACKWRIGHT_VERSION);
    program.require_subcommand(1);
    program.footer(
        "Examples:\n"
        "  rackwright-cli new memphis.rackwright --template memphis-2024\n"
        "  rackwright-cli estimate memphis.rackwright --json\n"
        "  rackwright-cli compare memphis.rackwright baseline double-200k\n"
        "  rackwright-cli report memphis.rackwright --scenario double-200k -o report.pdf\n\n"
        "Results go to stdout, messages to stderr. Exit status: 0 done, 1 failure, 2 wrong usage.\n"
        "'rackwright-cli COMMAND --help' tells more about one command.");
    int status = done;
    addNewCommand(program, status);
    addTemplatesCommand(program, status);
    addInfoCommand(program, status);
    addCheckCommand(program, status);
    addEstimateCommand(program, status);
    addCompareCommand(program, status);
    addScenarioCommand(program, status);
    addReportCommand(program, status);
    addRenderCommand(program, status);
    addTrainingCommand(program, status);
    addFabricCommand(program, status);
    addNetworkCommand(program, status);
    addCablesCommand(program, status);
    addExportCommand(program, status);
    addImportCommand(program, status);

    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& wanted) { // --help, --version
        return program.exit(wanted);
    } catch (const CLI::ParseError& wrong) {
        std::cerr << "rackwright-cli: " << sentenceFor(program, wrong) << '\n';
        return wrongUsage;
    } catch (
        const std::exception& unforeseen) { // no memory left, or text in a plan that is not UTF-8
        std::cerr << "rackwright-cli: The command broke off (" << unforeseen.what()
                  << "); nothing was changed.\n";
        return failed;
    }
    if (!std::cout.flush()) {
        std::cerr
            << "rackwright-cli: The results cannot be written to the standard output; send them "
               "to a place with room.\n";
        return failed;
    }
    return status;
}
