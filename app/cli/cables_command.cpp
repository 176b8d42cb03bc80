#include "app/cli/commands.h"
#include "app/cli/console.h"
#include "app/cli/offscreen.h"
#include "app/cli/option_values.h"
#include "core/base/units.h"
#include "core/cabling/bill.h"
#include "core/cabling/pull_list.h"
#include "core/cabling/survey.h"
#include "core/cabling/trace.h"
#include "core/model/counts.h"
#include "core/scenario/apply.h"
#include "ui/reporting/label_sheets.h"
#include "ui/reporting/whole_file.h"
#include "ui/text/figure_text.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <tuple>
#include <utility>
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
    std::string of;
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
constexpr std::size_t mostSheets = 1000; // of labels in one PDF

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

std::string pullListOf(const Snapshot& plan, const std::vector<Cable>& cables)
{
    cabling::PullList list(plan);
    std::string content{cabling::PullList::header()};
    content += '\n';
    for (const Cable& cable : cables) {
        content += list.line(cable) + '\n';
    }
    return content;
}

std::vector<cabling::Label> labelsOf(const Snapshot& plan, const std::vector<Cable>& cables)
{
    const cabling::PullList list(plan);
    std::vector<cabling::Label> labels;
    for (const Cable& cable : cables) {
        std::ranges::move(list.labels(cable), std::back_inserter(labels));
    }
    return labels;
}

std::string csvOf(const std::vector<cabling::Label>& labels)
{
    std::string content{cabling::PullList::labelHeader()};
    content += '\n';
    for (const cabling::Label& label : labels) {
        content += cabling::PullList::line(label) + '\n';
    }
    return content;
}

// As they come to hand at the racks: from rack to rack, from the lowest unit up, from port to port.
Result<QByteArray> sheetsOf(std::vector<cabling::Label> labels, const std::string& what)
{
    const std::size_t sheets = (labels.size() + ui::labelsOnSheet - 1) / ui::labelsOnSheet;
    if (sheets > mostSheets) {
        return Error{ErrorCode::DoesNotFit,
                     "A PDF of these labels",
                     std::to_string(sheets) + " sheets are more than " +
                         std::to_string(mostSheets) +
                         "; choose fewer cables with --of: a hall, a rack or a device"};
    }
    std::ranges::stable_sort(labels, {}, [](const cabling::Label& label) {
        const cabling::LabelledEnd& end = label.here;
        return std::tuple{end.rack, end.unit, end.device, end.port};
    });
    const OffscreenApplication application;
    return ui::labelSheets(labels, QString::fromStdString(what));
}

Status writeLabels(const Snapshot& plan, const std::vector<Cable>& cables, const Options& options)
{
    std::vector<cabling::Label> labels = labelsOf(plan, cables);
    const QString path = QString::fromStdString(options.labels);
    if (!path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        return writeFile(options.labels, csvOf(labels));
    }
    const auto sheets = sheetsOf(std::move(labels), options.of.empty() ? "Labels" : options.of);
    return sheets ? ui::writeWholeFile(path, *sheets) : Status{sheets.error()};
}

Status writeLists(const Snapshot& plan, const Options& options)
{
    Result<std::vector<Cable>> cables =
        options.of.empty() ? std::vector<Cable>(plan.cables.begin(), plan.cables.end())
                           : cabling::cablesOf(plan, options.of);
    if (!cables) {
        return cables.error();
    }
    if (cables->empty()) {
        return Error{ErrorCode::NotFound, "cable of " + options.of, "nothing to list"};
    }
    if (!options.labels.empty()) { // first, for only they can be too many
        if (const Status written = writeLabels(plan, *cables, options); !written) {
            return written;
        }
    }
    return options.pullList.empty() ? Done{}
                                    : writeFile(options.pullList, pullListOf(plan, *cables));
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
    if (!options.of.empty() && options.pullList.empty() && options.labels.empty()) {
        return complainOfOption(
            {ErrorCode::Invalid, "--of", "it chooses cables for --pull-list and --labels"});
    }
    auto plan = readPlan(options.plan, options.scenario);
    if (!plan) {
        return complain(plan.error());
    }
    if (!options.pullList.empty() || !options.labels.empty()) {
        if (const Status written = writeLists(*plan, options); !written) {
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
        ->add_option(
            "--labels",
            options->labels,
            "Write the labels of both ends of every cable to this file: CSV, or PDF to print "
            "on sheets of 5 x 13 stickers")
        ->check(fileEndingIn({".csv", ".pdf"}));
    command->add_option("--of",
                        options->of,
                        "Lists and labels only of cables of this network, hall, rack or device");
    command
        ->add_option(
            "--trace", options->trace, "Follow the cables from one device to another: FROM TO")
        ->expected(2);
    command->add_flag("--json", options->json, "Print JSON");
    command->footer(
        "Examples:\n"
        "  rackwright-cli cables memphis.rackwright\n"
        "  rackwright-cli cables memphis.rackwright --pull-list pull.csv --labels labels.csv\n"
        "  rackwright-cli cables memphis.rackwright --labels labels.pdf --of H1-R01-01\n"
        "  rackwright-cli cables memphis.rackwright --trace H1-R01-01-S1 H4-R01-01-S1");
    command->callback([options, &status] { status = run(*options); });
}

} // namespace rackwright::cli
