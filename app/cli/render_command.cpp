#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/networks.h"
#include "app/cli/offscreen.h"
#include "app/cli/option_values.h"
#include "core/scenario/apply.h"
#include "ui/fabric/fabric_file.h"
#include "ui/reporting/whole_file.h"
#include "ui/scene/offscreen_picture.h"

#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <optional>

namespace rackwright::cli {

namespace {

struct Options
{
    std::string plan;
    std::string output;
    std::string size = "1600x900";
    std::string scenario{scenario::baseline};
    std::string date;
    bool network = false; // instead of the site in 3D
    std::string networkName;
};

constexpr int longestSide = 8192;

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

Status drawSite(const Snapshot& shown, const Snapshot& plan, const Options& options, QSize size)
{
    ui::scene::PictureOptions picture;
    picture.size = size;
    const auto image = ui::scene::renderPicture(shown, &plan, picture);
    if (!image) {
        Error error = image.error();
        if (error.code == ErrorCode::Invalid) {
            error.subject = "--size " + options.size;
        }
        return error;
    }
    return ui::writePicture(*image, QString::fromStdString(options.output));
}

Status drawNetwork(const Snapshot& shown, const Options& options, QSize size)
{
    const auto fabric = findNetwork(shown, options.networkName);
    if (!fabric) {
        return fabric.error();
    }
    const QString path = QString::fromStdString(options.output);
    const auto bytes = ui::fabricFile(shown, fabric->id, path, size);
    return bytes ? ui::writeWholeFile(path, *bytes) : Status(bytes.error());
}

// What the options alone make impossible.
std::optional<Error> refusal(const Options& options, QSize size)
{
    if (options.network && (size.width() > longestSide || size.height() > longestSide)) {
        return Error{ErrorCode::Invalid, "--size " + options.size, "from 1 to 8192 pixels a side"};
    }
    if (!options.network && !options.networkName.empty()) {
        return Error{ErrorCode::Invalid, "--network", "only with --view network"};
    }
    const bool isPng =
        QString::fromStdString(options.output).endsWith(QLatin1String(".png"), Qt::CaseInsensitive);
    if (!options.network && !isPng) {
        return Error{ErrorCode::Invalid,
                     "--output " + options.output,
                     "the 3D view is written as .png, --view network also as .svg or .pdf"};
    }
    return std::nullopt;
}

int run(const Options& options)
{
    const auto size = sizeOf(options.size);
    if (!size) {
        return complainOfOption(size.error());
    }
    if (const auto error = refusal(options, *size)) {
        return complainOfOption(*error);
    }
    const auto plan = readPlan(options.plan);
    if (!plan) {
        return complain(plan.error());
    }
    const auto shown = scenario::apply(*plan, options.scenario, options.date);
    if (!shown) {
        return complain(shown.error());
    }
    const OffscreenApplication application;
    const Status written = options.network ? drawNetwork(*shown, options, *size)
                                           : drawSite(*shown, *plan, options, *size);
    return written ? done : complainOfOption(written.error());
}

} // namespace

void addRenderCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("render", "Draw a plan in 3D, or its network; needs no display");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command
        ->add_option(
            "-o,--output", options->output, "The file to write: .png; a network also .svg, .pdf")
        ->required()
        ->check(fileEndingIn({".png", ".svg", ".pdf"}));
    command->add_option("--size", options->size, "Width x height in pixels")->capture_default_str();
    command->add_option("--scenario", options->scenario, "With the steps of this scenario done")
        ->capture_default_str();
    command->add_option("--date", options->date, "As it is on this day, such as 2024-09-02")
        ->check(isoDate());
    addChoice(*command->add_option("--view", options->network, "3d or network (3d)"),
              std::map<std::string, bool>{{"3d", false}, {"network", true}});
    command->add_option(
        "--network", options->networkName, "Name of the network; else the GPU network");
    command->footer("Examples:\n"
                    "  rackwright-cli render memphis.rackwright -o memphis.png --size 1920x1080\n"
                    "  rackwright-cli render memphis.rackwright --view network -o network.svg");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
