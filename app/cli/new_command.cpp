#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "core/store/templates.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace rackwright::cli {

namespace {

struct Options
{
    std::string plan;
    std::string templateName = "memphis-2024";
    bool force = false;
};

int run(const Options& options)
{
    const auto source = store::findTemplate(templateFolder(), options.templateName);
    if (!source) {
        return complain(source.error());
    }
    const auto overwrite = options.force ? store::Overwrite::Yes : store::Overwrite::No;
    if (const Status created = store::createFromTemplate(*source, options.plan, overwrite);
        !created) {
        Error error = created.error();
        if (error.code == ErrorCode::FileExists) {
            error.detail = "--force replaces it";
        }
        return complain(error);
    }
    return done;
}

} // namespace

void addNewCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("new", "Start a plan as a copy of a template");
    command->add_option("PLAN", options->plan, "The file to write, such as memphis.rackwright")
        ->required();
    command
        ->add_option(
            "--template", options->templateName, "The template to copy; 'templates' lists them")
        ->capture_default_str();
    command->add_flag("--force", options->force, "Replace the file if it exists");
    command->footer("Example:\n  rackwright-cli new memphis.rackwright --template memphis-2024");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
