#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/offscreen.h"
#include "app/cli/option_values.h"
#include "core/report/planning_report.h"
#include "core/scenario/apply.h"
#include "ui/reporting/report.h"
#include "ui/scene/offscreen_picture.h"
#include "ui/text/error_text.h"

#include <QDate>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

namespace rackwright::cli {

namespace {

struct Options
{
    std::string plan;
    std::string output;
    std::string scenario{scenario::baseline};
    std::string date;
};

int run(const Options& options)
{
    const auto plan = readPlan(options.plan);
    if (!plan) {
        return complain(plan.error());
    }
    const auto shown = scenario::apply(*plan, options.scenario, options.date);
    if (!shown) {
        return complain(shown.error());
    }
    const auto document = report::planningReport(*plan, options.scenario, options.date);
    if (!document) {
        return complain(document.error());
    }
    const OffscreenApplication application;
    ui::Report report{*document, *shown, {}, QDate::currentDate()};
    if (const auto picture = ui::scene::renderPicture(*shown, &*plan, {})) {
        report.view3d = *picture;
    } else { // the figures are worth a report of their own
        std::cerr << "rackwright-cli: " << ui::sentenceFor(picture.error()).toStdString() << '\n';
    }
    const Status written = ui::writeReport(report, QString::fromStdString(options.output));
    return written ? done : complain(written.error());
}

} // namespace

void addReportCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("report", "Write the planning report; needs no display");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command->add_option("-o,--output", options->output, "The file to write: NAME.pdf or NAME.html")
        ->required()
        ->check(fileEndingIn({".pdf", ".html", ".htm"}));
    command
        ->add_option(
            "--scenario", options->scenario, "With the steps of this scenario done, compared")
        ->capture_default_str();
    command->add_option("--date", options->date, "As it is on this day, such as 2024-09-02")
        ->check(isoDate());
    command->footer("Example:\n  rackwright-cli report memphis.rackwright --scenario double-200k "
                    "-o report.pdf");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
