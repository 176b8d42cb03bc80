#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/offscreen.h"
#include "app/cli/option_values.h"
#include "core/scenario/apply.h"
#include "ui/reporting/whole_file.h"
#include "ui/scene/offscreen_picture.h"

#include <CLI/CLI.hpp>
#include <memory>

namespace rackwright::cli {

namespace {

struct Options
{
    std::string plan;
    std::string output;
    std::string size = "1600x900";
    std::string scenario{scenario::baseline};
};

Result<QSize> sizeOf(const std::string& text)
{
    const QStringList parts = QString::fromStdString(text).split(QLatin1Char('x'));
    bool widthFine = false;
    bool heightFine = false;
    const QSize size(parts.value(0).toInt(&widthFine), parts.value(1).toInt(&heightFine));
    if (parts.size() != 2 || !widthFine || !heightFine || size.isEmpty()) {
        return Error{ErrorCode::Invalid,
                     "--size " + text,
                     "write width x height in pixels, such as 1600x900"};
    }
    return size;
}

int run(const Options& options)
{
    const auto size = sizeOf(options.size);
    if (!size) {
        return complainOfOption(size.error());
    }
    const auto plan = readPlan(options.plan);
    if (!plan) {
        return complain(plan.error());
    }
    const auto shown = scenario::apply(*plan, options.scenario);
    if (!shown) {
        return complain(shown.error());
    }
    const OffscreenApplication application;
    ui::scene::PictureOptions picture;
    picture.size = *size;
    const auto image = ui::scene::renderPicture(*shown, &*plan, picture);
    if (!image) {
        Error error = image.error();
        if (error.code == ErrorCode::Invalid) {
            error.subject = "--size " + options.size;
        }
        return complainOfOption(error);
    }
    const Status written = ui::writePicture(*image, QString::fromStdString(options.output));
    return written ? done : complain(written.error());
}

} // namespace

void addRenderCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = program.add_subcommand("render", "Draw a plan in 3D; needs no display");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command->add_option("-o,--output", options->output, "The PNG file to write")
        ->required()
        ->check(fileEndingIn({".png"}));
    command->add_option("--size", options->size, "Width x height in pixels")->capture_default_str();
    command->add_option("--scenario", options->scenario, "With the steps of this scenario done")
        ->capture_default_str();
    command->footer(
        "Example:\n  rackwright-cli render memphis.rackwright -o memphis.png --size 1920x1080");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
