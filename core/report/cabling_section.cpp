#include "core/base/units.h"
#include "core/cabling/bill.h"
#include "core/cabling/survey.h"
#include "core/report/sections.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace rackwright::report {

namespace {

using cabling::Bill;
using cabling::MaterialLine;
using cabling::Survey;
using cabling::TrayFill;

constexpr std::size_t traysShown = 10;

Table totals(const Bill& bill)
{
    Table table{.caption = "The cabling in total", .columns = {{"Total"}, {"", Alignment::Right}}};
    for (const Figure* figure : {&bill.length, &bill.cost, &bill.power, &bill.mass}) {
        table.rows.push_back({{figure->label, cellOf(*figure)}});
    }
    return table;
}

void addLine(const Snapshot& plan, const MaterialLine& line, Table& table)
{
    const Cell sold = line.sold ? exactly(*line.sold / units::metre, "m") : Cell{std::string{}};
    table.rows.push_back({{line.name,
                           plan.fabrics.at(line.fabric).name,
                           sold,
                           count(line.inUse),
                           count(line.spares),
                           cellOf(line.price),
                           cellOf(line.cost)}});
}

Table materials(const Snapshot& plan, const Bill& bill)
{
    Table table{.caption = "Bill of materials of the cabling",
                .columns = {{"Item"},
                            {"Network"},
                            {"Length sold", Alignment::Right},
                            {"In use", Alignment::Right},
                            {"Spares", Alignment::Right},
                            {"Price", Alignment::Right},
                            {"Cost", Alignment::Right}}};
    for (const MaterialLine& line : bill.cables) {
        addLine(plan, line, table);
    }
    for (const MaterialLine& line : bill.transceivers) {
        addLine(plan, line, table);
    }
    return table;
}

Table trays(const Snapshot& plan, const Survey& survey)
{
    std::vector<TrayFill> fullest = survey.trays;
    std::ranges::stable_sort(fullest, std::greater{}, &TrayFill::share);
    fullest.resize(std::min(fullest.size(), traysShown));
    Table table{.caption = "The fullest trays",
                .columns = {{"Tray"},
                            {"Cables", Alignment::Right},
                            {"Filled", Alignment::Right},
                            {"From its west or south end", Alignment::Right}}};
    for (const TrayFill& fill : fullest) {
        table.rows.push_back({{plan.trays.at(fill.tray).name,
                               count(fill.cables),
                               fmt::format("{:.0f} %", 100.0 * fill.share),
                               exactly(fill.at / units::metre, "m")}});
    }
    return table;
}

std::string trayText(const Snapshot& plan, const Survey& survey)
{
    if (plan.trays.isEmpty()) {
        return "The plan has no cable trays. The lengths are those of straight runs above the "
               "racks, and say little about the real way.";
    }
    const Assumption* limit = findAssumption(plan, "cabling.fill-limit");
    if (limit == nullptr) {
        return "The plan does not say how full a tray may be.";
    }
    const std::size_t over = cabling::overfull(plan, survey).size();
    return over == 0 ? fmt::format("No tray is filled to more than {:.0f} % of its cross-section.",
                                   100.0 * limit->value.likely)
                     : fmt::format("{} of {} trays are filled to more than {:.0f} % of their "
                                   "cross-section.",
                                   over,
                                   survey.trays.size(),
                                   100.0 * limit->value.likely);
}

BulletList unlaid(const Snapshot& plan, const Survey& survey)
{
    BulletList list;
    for (const cabling::Unlaid& each : survey.unlaid) {
        if (list.items.size() == traysShown) {
            list.items.push_back("and others");
            break;
        }
        list.items.push_back(fmt::format("{} cables have no known length: {}",
                                         each.count,
                                         describe(plan, each.obstacle, each.a, each.b)));
    }
    return list;
}

} // namespace

Section cablingSection(const Case& report)
{
    const Snapshot& plan = report.state;
    const Bill bill = cabling::billOfMaterials(plan);
    const Survey survey = cabling::survey(plan);
    Section section{.title = "Cabling",
                    .blocks = {Paragraph{trayText(plan, survey)}, totals(bill)}};
    if (!survey.unlaid.empty()) {
        section.blocks.emplace_back(unlaid(plan, survey));
    }
    if (!survey.trays.empty()) {
        section.blocks.emplace_back(trays(plan, survey));
    }
    section.blocks.emplace_back(materials(plan, bill));
    return section;
}

} // namespace rackwright::report
