#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/option_values.h"
#include "core/base/units.h"
#include "core/cabling/bill.h"
#include "core/cabling/pull_list.h"
#include "core/cabling/survey.h"
#include "core/cabling/trace.h"
#include "core/model/counts.h"
#include "core/scenario/apply.h"
#include "ui/reporting/whole_file.h"
#include "ui/text/figure_text.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace rackwright::cli {

namespace {

using Json = nlohmann::ordered_json;
using cabling::Bill;
using cabling::MaterialLine;
using cabling::Survey;
using cabling::TrayFill;
using units::metre;

struct Options
{
    std::string plan;
    std::string scenario{scenario::baseline};
    std::string pullList;
    std::string labels;
    std::vector<std::string> trace; // two devices, or none
    bool json = false;
};

struct Answer
{
    Snapshot plan;
    Bill bill;
    Survey survey;
};

constexpr std::size_t linesShown = 10;

Json jsonOf(const Figure& figure)
{
    return {{"low", figure.value.low},
            {"likely", figure.value.likely},
            {"high", figure.value.high},
            {"unknown_parts", figure.unknownParts}};
}

Json jsonOf(const Snapshot& plan, const std::vector<MaterialLine>& lines)
{
    Json json = Json::array();
    for (const MaterialLine& line : lines) {
        json.push_back({{"name", line.name},
                        {"network", plan.fabrics.at(line.fabric).name},
                        {"medium", nameOf(line.medium)},
                        {"sold_m", line.sold ? Json(*line.sold / metre) : Json(nullptr)},
                        {"in_use", line.inUse},
                        {"spares", line.spares},
                        {"price_usd", jsonOf(line.price)},
                        {"cost_usd", jsonOf(line.cost)}});
    }
    return json;
}

Json traysJson(const Answer& answer)
{
    Json json = Json::array();
    for (const TrayFill& fill : answer.survey.trays) {
        json.push_back({{"tray", answer.plan.trays.at(fill.tray).name},
                        {"cables", fill.cables},
                        {"cables_of_unknown_thickness", fill.unknown},
                        {"fill", fill.share},
                        {"at_m", fill.at / metre}});
    }
    return json;
}

void printJson(const Answer& answer)
{
    Json json;
    json["cables"] = answer.plan.cables.size();
    json["length_m"] = jsonOf(answer.bill.length);
    json["cost_usd"] = jsonOf(answer.bill.cost);
    json["optics_w"] = jsonOf(answer.bill.power);
    json["mass_kg"] = jsonOf(answer.bill.mass);
    json["items"] = jsonOf(answer.plan, answer.bill.cables);
    json["transceivers"] = jsonOf(answer.plan, answer.bill.transceivers);
    json["trays"] = traysJson(answer);
    json["overfull"] = Json::array();
    for (const TrayFill& fill : cabling::overfull(answer.plan, answer.survey)) {
        json["overfull"].push_back(answer.plan.trays.at(fill.tray).name);
    }
    json["without_length"] = Json::array();
    for (const cabling::Unlaid& each : answer.survey.unlaid) {
        json["without_length"].push_back(
            {{"cables", each.count},
             {"why", describe(answer.plan, each.obstacle, each.a, each.b)}});
    }
    printLine(json.dump(2));
}

std::string counted(double count)
{
    return ui::exactText(count, "1").toStdString();
}

std::string text(const Figure& figure)
{
    return ui::figureText(figure).toStdString();
}

void printLines(const Snapshot& plan, const std::vector<MaterialLine>& lines)
{
    std::vector<TextRow> rows{{"Item", "network", "length", "in use", "spares", "price", "cost"}};
    for (const MaterialLine& line : lines) {
        rows.push_back({line.name,
                        plan.fabrics.at(line.fabric).name,
                        line.sold ? ui::exactText(*line.sold / metre, "m").toStdString() : "",
                        counted(line.inUse),
                        counted(line.spares),
                        text(line.price),
                        text(line.cost)});
    }
    printTable(rows);
}

void printTrays(const Answer& answer)
{
    if (answer.plan.trays.isEmpty()) {
        printLine("The plan has no trays; lengths are those of straight runs above the racks.");
        return;
    }
    std::vector<TrayFill> fullest = answer.survey.trays;
    std::ranges::stable_sort(fullest, std::greater{}, &TrayFill::share);
    fullest.resize(std::min(fullest.size(), linesShown));
    std::vector<TextRow> rows{{"Fullest trays", "cables", "filled", "at"}};
    for (const TrayFill& fill : fullest) {
        rows.push_back({answer.plan.trays.at(fill.tray).name,
                        counted(fill.cables),
                        ui::percentText(fill.share).toStdString(),
                        ui::valueText(fill.at / metre, "m").toStdString()});
    }
    printTable(rows);
    const auto over = cabling::overfull(answer.plan, answer.survey);
    if (!over.empty()) {
        printLine("Filled to more than the plan allows: " + std::to_string(over.size()) + " of " +
                  std::to_string(answer.survey.trays.size()) + " trays.");
    }
}

void printUnlaid(const Answer& answer)
{
    std::size_t shown = 0;
    for (const cabling::Unlaid& each : answer.survey.unlaid) {
        if (shown++ == linesShown) {
            printLine("and " + std::to_string(answer.survey.unlaid.size() - linesShown) +
                      " more pairs of racks");
            return;
        }
        printLine(std::to_string(each.count) + " cables have no known length: " +
                  describe(answer.plan, each.obstacle, each.a, each.b));
    }
}

void print(const Answer& answer)
{
    printTable({{"Cables", counted(static_cast<double>(answer.plan.cables.size()))},
                {answer.bill.length.label, text(answer.bill.length)},
                {answer.bill.cost.label, text(answer.bill.cost)},
                {answer.bill.power.label, text(answer.bill.power)},
                {answer.bill.mass.label, text(answer.bill.mass)}});
    printLine("");
    printLines(answer.plan, answer.bill.cables);
    if (!answer.bill.transceivers.empty()) {
        printLine("");
        printLines(answer.plan, answer.bill.transceivers);
    }
    printLine("");
    printTrays(answer);
    printUnlaid(answer);
}

Status writeFile(const std::string& path, const std::string& content)
{
    return ui::writeWholeFile(QString::fromStdString(path), QByteArray::fromStdString(content));
}

std::string pullListOf(const Snapshot& plan)
{
    cabling::PullList list(plan);
    std::string content{cabling::PullList::header()};
    content += '\n';
    for (const Cable& cable : plan.cables) {
        content += list.line(cable) + '\n';
    }
    return content;
}

std::string labelsOf(const Snapshot& plan)
{
    const cabling::PullList list(plan);
    std::string content{cabling::PullList::labelHeader()};
    content += '\n';
    for (const Cable& cable : plan.cables) {
        content += list.labels(cable) + '\n';
    }
    return content;
}

void printJson(const Snapshot& plan, const cabling::Trace& trace)
{
    Json json;
    json["hops"] = Json::array();
    for (const cabling::Hop& hop : trace.hops) {
        json["hops"].push_back(
            {{"from", plan.devices.at(hop.from).name},
             {"to", plan.devices.at(hop.to).name},
             {"cables", hop.cables},
             {"length_m", hop.length ? Json(*hop.length / metre) : Json(nullptr)}});
    }
    json["length_m"] = jsonOf(trace.length);
    printLine(json.dump(2));
}

void print(const Snapshot& plan, const cabling::Trace& trace)
{
    std::vector<TextRow> rows{{"Hop", "cables", "length"}};
    for (const cabling::Hop& hop : trace.hops) {
        rows.push_back(
            {plan.devices.at(hop.from).name + " - " + plan.devices.at(hop.to).name,
             counted(hop.cables),
             hop.length ? ui::valueText(*hop.length / metre, "m").toStdString() : "not known"});
    }
    rows.push_back({trace.length.label, "", text(trace.length)});
    printTable(rows);
}

int runTrace(const Snapshot& plan, const Options& options)
{
    const auto trace = cabling::trace(plan, options.trace.front(), options.trace.back());
    if (!trace) {
        return complain(trace.error());
    }
    if (options.json) {
        printJson(plan, *trace);
    } else {
        print(plan, *trace);
    }
    return done;
}

int run(const Options& options)
{
    auto plan = readPlan(options.plan, options.scenario);
    if (!plan) {
        return complain(plan.error());
    }
    if (!options.pullList.empty()) {
        if (const Status written = writeFile(options.pullList, pullListOf(*plan)); !written) {
            return complain(written.error());
        }
    }
    if (!options.labels.empty()) {
        if (const Status written = writeFile(options.labels, labelsOf(*plan)); !written) {
            return complain(written.error());
        }
    }
    if (!options.trace.empty()) {
        return runTrace(*plan, options);
    }
    if (!options.json && (!options.pullList.empty() || !options.labels.empty())) {
        return done;
    }
    Answer answer{
        .plan = *plan, .bill = cabling::billOfMaterials(*plan), .survey = cabling::survey(*plan)};
    if (options.json) {
        printJson(answer);
    } else {
        print(answer);
    }
    return done;
}

} // namespace

void addCablesCommand(CLI::App& program, int& status)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        program.add_subcommand("cables", "Say what a plan's cabling takes, and write its lists");
    command->add_option("PLAN", options->plan, "The plan file")->required();
    command->add_option("--scenario", options->scenario, "With the steps of this scenario done")
        ->capture_default_str();
    command
        ->add_option("--pull-list",
                     options->pullList,
                     "Write every cable with its ends, product and way to this CSV file")
        ->check(fileEndingIn({".csv"}));
    command
        ->add_option("--labels",
                     options->labels,
                     "Write the labels of both ends of every cable to this CSV file")
        ->check(fileEndingIn({".csv"}));
    command
        ->add_option(
            "--trace", options->trace, "Follow the cables from one device to another: FROM TO")
        ->expected(2);
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(
        "Examples:\n"
        "  rackwright-cli cables memphis.rackwright\n"
        "  rackwright-cli cables memphis.rackwright --pull-list pull.csv --labels labels.csv\n"
        "  rackwright-cli cables memphis.rackwright --trace H1-R01-01-S1 H4-R01-01-S1");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
