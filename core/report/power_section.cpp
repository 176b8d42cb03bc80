// What the site draws, where it comes from, and how the feeds share it.
#include "core/base/units.h"
#include "core/power/cooling.h"
#include "core/power/demand.h"
#include "core/power/supply.h"
#include "core/report/sections.h"

#include <utility>

namespace rackwright::report {

using namespace units;

namespace {

const char* nameOf(PowerNodeKind kind)
{
    switch (kind) {
    case PowerNodeKind::Grid:
        return "Grid connection";
    case PowerNodeKind::Generator:
        return "Generators";
    case PowerNodeKind::Battery:
        return "Batteries";
    case PowerNodeKind::Substation:
        return "Substation";
    case PowerNodeKind::HallSwitchgear:
        return "Hall switchgear";
    case PowerNodeKind::Busway:
        return "Busway";
    }
    return "";
}

Table demandTable(const Case& report)
{
    Table table{.caption = "Power at full work",
                .columns = {{"Part"}, {"Power", Alignment::Right}}};
    for (const Figure& part : report.estimate.itPower.inputs) {
        table.rows.push_back({{part.label, cellOf(part)}});
    }
    const Figure& it = report.estimate.itPower;
    const Figure& facility = report.estimate.facilityPower;
    table.rows.push_back({{it.label, cellOf(it)}, RowWeight::Total});
    table.rows.push_back({{facility.label, cellOf(facility)}, RowWeight::Total});
    const Figure check = ::rackwright::power::ruleOfThumb(report.state);
    table.rows.push_back({{check.label + ", to compare", cellOf(check)}});
    return table;
}

Cell capacityOf(const PowerNode& node)
{
    return node.capacity ? exactly(node.count * (*node.capacity / watt), "W") : notKnown("W");
}

std::string serviceOf(const PowerNode& node)
{
    std::string service = node.inService.empty() ? "from the start" : "from " + node.inService;
    return node.retired.empty() ? service : service + " to " + node.retired;
}

Table supplyTable(const Case& report)
{
    Table table{.caption = "Supply",
                .columns = {{"Name"},
                            {"Kind"},
                            {"Units", Alignment::Right},
                            {"Capacity", Alignment::Right},
                            {"In service"},
                            {"Source"}}};
    for (const PowerNode& node : report.state.powerNodes) {
        if (node.kind != PowerNodeKind::HallSwitchgear && node.kind != PowerNodeKind::Busway) {
            table.rows.push_back({{node.name,
                                   nameOf(node.kind),
                                   count(node.count),
                                   capacityOf(node),
                                   serviceOf(node),
                                   node.origin}});
        }
    }
    for (const Figure* figure : {&report.estimate.gridCapacity, &report.estimate.headroom}) {
        table.rows.push_back({{figure->label,
                               std::string{},
                               std::string{},
                               cellOf(*figure),
                               std::string{},
                               std::string{}},
                              RowWeight::Total});
    }
    return table;
}

// How the supply grew, beside the load of the state that is reported.
Table timeTable(const Snapshot& state)
{
    Table table{.caption = "Supply over time",
                .columns = {{"From"},
                            {"Grid", Alignment::Right},
                            {"Generators", Alignment::Right},
                            {"Batteries", Alignment::Right},
                            {"Energy in batteries", Alignment::Right}}};
    for (const std::string& date : ::rackwright::power::supplyDates(state)) {
        const auto supply = ::rackwright::power::supply(state, date);
        table.rows.push_back({{date,
                               cellOf(supply.grid),
                               cellOf(supply.generators),
                               cellOf(supply.batteries),
                               cellOf(supply.storage)}});
    }
    return table;
}

Table coolingTable(const Snapshot& state)
{
    Table table{
        .caption = "Cooling: the heat of the racks, on the way out",
        .columns = {
            {"Name"}, {"Heat", Alignment::Right}, {"Capacity", Alignment::Right}, {"Source"}}};
    const auto heat = ::rackwright::power::heatLoads(state, ::rackwright::power::rackLoads(state));
    for (std::size_t i = 0; i < heat.size(); ++i) {
        const CoolingNode& node = state.coolingNodes[i];
        const auto capacity = ::rackwright::power::capacity(node);
        table.rows.push_back({{node.name,
                               exactly(heat[i] / watt, "W"),
                               capacity ? exactly(*capacity / watt, "W") : notKnown("W"),
                               node.origin}});
    }
    return table;
}

Table feedTable(const Snapshot& state)
{
    Table table{.caption = "Feeds of the halls: IT load in normal operation, and after the other "
                           "side has failed",
                .columns = {{"Feed"},
                            {"Normal", Alignment::Right},
                            {"After a failure", Alignment::Right},
                            {"Capacity", Alignment::Right}}};
    const auto loads = ::rackwright::power::nodeLoads(state, ::rackwright::power::rackLoads(state));
    for (std::size_t i = 0; i < loads.size(); ++i) {
        const PowerNode& node = state.powerNodes[i];
        if (node.kind == PowerNodeKind::HallSwitchgear) {
            table.rows.push_back({{node.name,
                                   exactly(loads[i].normal / watt, "W"),
                                   exactly(loads[i].worst / watt, "W"),
                                   capacityOf(node)}});
        }
    }
    return table;
}

BarChart hallChart(const Snapshot& state)
{
    std::vector<Bar> bars;
    const auto loads = ::rackwright::power::hallLoads(state, ::rackwright::power::rackLoads(state));
    for (std::size_t i = 0; i < loads.size(); ++i) {
        bars.push_back({state.halls[i].name, Range<double>::exact(loads[i].draw / watt)});
    }
    return barChart("IT power of the halls", "W", std::move(bars));
}

} // namespace

Section power(const Case& report)
{
    Section section{.title = "Power and cooling"};
    section.blocks.emplace_back(demandTable(report));
    section.blocks.emplace_back(hallChart(report.state));
    for (Table table : {supplyTable(report),
                        timeTable(report.state),
                        feedTable(report.state),
                        coolingTable(report.state)}) {
        if (!table.rows.empty()) {
            section.blocks.emplace_back(std::move(table));
        }
    }
    return section;
}

} // namespace rackwright::report
