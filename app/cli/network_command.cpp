#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/network_reports.h"
#include "app/cli/option_values.h"
#include "core/scenario/apply.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <string>
#include <vector>

namespace rackwright::cli {

namespace {

struct Options
{
    std::string plan;
    std::string scenario{scenario::baseline};
    std::string network;
    std::vector<std::string> failures;
    std::string survey;
    TrafficQuestion traffic;
    std::vector<std::string> cut;
    bool availability = false;
    AvailabilityQuestion years;
    bool json = false;
};

int answer(const NetworkCase& asked, const Options& options)
{
    const Output output = options.json ? Output::Json : Output::Text;
    Status answered = Done{};
    if (!options.traffic.pattern.empty()) {
        answered = reportLoad(asked, options.traffic, output);
    } else if (!options.cut.empty()) {
        answered = reportCut(asked, options.cut[0], options.cut[1], output);
    } else if (options.availability) {
        answered = reportAvailability(asked, options.years, output);
    } else if (options.survey == "n-1") {
        reportSingleFailures(asked, output);
    } else if (options.survey == "n-2") {
        reportDoubleFailures(asked, output);
    } else {
        reportImpact(asked, output);
    }
    return answered ? done : complainOfOption(answered.error());
}

int run(const Options& options)
{
    const auto plan = readPlan(options.plan, options.scenario);
    if (!plan) {
        return complain(plan.error());
    }
    const auto asked = openCase(*plan, options.network, options.failures);
    if (!asked) {
        return complain(asked.error());
    }
    return answer(*asked, options);
}

// Only one question at a time.
void addQuestions(CLI::App& command, Options& options)
{
    CLI::Option* const survey =
        command
            .add_option("--survey",
                        options.survey,
                        "n-1: fail each switch and cable in turn; n-2: every two")
            ->check(CLI::IsMember({"n-1", "n-2"}));
    CLI::Option* const load =
        command
            .add_option(
                "--load", options.traffic.pattern, "How full the links get with this traffic")
            ->check(CLI::IsMember({"ring", "hierarchical", "all-to-all", "pipeline"}))
            ->excludes(survey);
    command
        .add_option("--stride",
                    options.traffic.stride,
                    "With --load pipeline: each server sends to the one so many on")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str()
        ->needs(load);
    command
        .add_option("--job",
                    options.traffic.jobs,
                    "With --load: a job on the servers of these racks, arrays or halls "
                    "(\"Hall 1, Hall 2\"); may be given again")
        ->needs(load);
    command
        .add_option("--cut",
                    options.cut,
                    "What two sets of racks, arrays, halls or devices can send each other")
        ->expected(2)
        ->excludes(survey)
        ->excludes(load);
    CLI::Option* const availability =
        command
            .add_flag("--availability",
                      options.availability,
                      "How much bandwidth there is over the years, with failures and repairs")
            ->excludes(survey)
            ->excludes(load);
    command.add_option("--years", options.years.years, "With --availability: so long")
        ->check(numberWithin(0.001, 1'000.0))
        ->capture_default_str()
        ->needs(availability);
    command
        .add_option(
            "--seed", options.years.seed, "With --availability: another one, other failures")
        ->capture_default_str()
        ->needs(availability);
}

void addOptions(CLI::App& command, Options& options)
{
    command.add_option("PLAN", options.plan, "The plan file")->required();
    command.add_option("--scenario", options.scenario, "With the steps of this scenario done")
        ->capture_default_str();
    command.add_option("--network", options.network, "Name of the network; else the GPU network");
    command.add_option("--fail",
                       options.failures,
                       "A device, rack, array, hall, power or cooling node or cable (\"cable "
                       "17\") that fails; may be given again");
    addQuestions(command, options);
    command.add_flag("--json", options.json, "Print JSON");
}

} // namespace

void addNetworkCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("network", "Break or load a plan's network and say what is left");
    addOptions(*command, *options);
    command->footer("Examples:\n"
                    "  rackwright-cli network memphis.rackwright --fail GPU-S-P01-01\n"
                    "  rackwright-cli network memphis.rackwright --fail 'H1 busway A'\n"
                    "  rackwright-cli network memphis.rackwright --survey n-2 --json\n"
                    "  rackwright-cli network memphis.rackwright --load all-to-all --job "
                    "'Hall 1, Hall 2'\n"
                    "  rackwright-cli network memphis.rackwright --cut 'Hall 1' 'Hall 2'\n"
                    "  rackwright-cli network memphis.rackwright --availability --years 10");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
