#include "app/cli/commands.h"
#include "app/cli/console.h"

#include <CLI/CLI.hpp>
#include <iostream>

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
    addEstimateCommand(program, status);
    addCompareCommand(program, status);
    addReportCommand(program, status);
    addRenderCommand(program, status);
    addTrainingCommand(program, status);
    addFabricCommand(program, status);
    addNetworkCommand(program, status);

    try {
        program.parse(argc, argv);
    } catch (const CLI::Success& wanted) { // --help, --version
        return program.exit(wanted);
    } catch (const CLI::ParseError& wrong) {
        std::cerr << "rackwright-cli: " << wrong.what() << "; see 'rackwright-cli --help'.\n";
        return wrongUsage;
    }
    return status;
}
