// What the plan costs to build and to run.
#include "core/report/sections.h"

#include <array>
#include <utility>

namespace rackwright::report {

namespace {

struct Group
{
    cost::BillGroup group;
    const char* name;
};

constexpr std::array groups{Group{cost::BillGroup::Gpus, "GPUs"},
                            Group{cost::BillGroup::Hardware, "Servers, racks and their contents"},
                            Group{cost::BillGroup::Network, "Network"},
                            Group{cost::BillGroup::Facility, "Building, power and cooling"}};

Figure groupTotal(const std::vector<cost::BillLine>& bill, const Group& group)
{
    std::vector<Figure> parts;
    for (const cost::BillLine& line : bill) {
        if (line.group == group.group) {
            parts.push_back(line.total);
        }
    }
    return sum({.key = "group_usd", .label = group.name, .unit = "USD"}, std::move(parts));
}

void addGroup(const std::vector<cost::BillLine>& bill, const Group& group, Table& table)
{
    for (const cost::BillLine& line : bill) {
        if (line.group == group.group) {
            table.rows.push_back({{line.total.label,
                                   cellOf(line.quantity),
                                   cellOf(line.unitPrice),
                                   cellOf(line.total),
                                   line.unitPrice.origin}});
        }
    }
    table.rows.push_back(
        {{group.name, std::string{}, std::string{}, cellOf(groupTotal(bill, group)), std::string{}},
         RowWeight::Total});
}

BarChart groupChart(const std::vector<cost::BillLine>& bill)
{
    std::vector<Bar> bars;
    for (const Group& group : groups) {
        bars.push_back({group.name, groupTotal(bill, group).value});
    }
    return barChart("Capital cost by part", "USD", std::move(bars));
}

} // namespace

Section billOfQuantities(const Case& report)
{
    Table table{.caption = "Bill of quantities",
                .columns = {{"Item"},
                            {"Quantity", Alignment::Right},
                            {"Price", Alignment::Right},
                            {"Total", Alignment::Right},
                            {"Source of the price"}}};
    for (const Group& group : groups) {
        addGroup(report.bill, group, table);
    }
    const Figure& capex = report.estimate.capex;
    table.rows.push_back({{capex.label, std::string{}, std::string{}, cellOf(capex), std::string{}},
                          RowWeight::Total});
    return {
        .title = "Bill of quantities",
        .blocks = {
            Paragraph{"Prices are planning prices. The band of the capital cost also "
                      "holds what the market may ask for the GPUs. Land, software, the labour of "
                      "installing and the owner's own costs and taxes are not in it."},
            groupChart(report.bill),
            std::move(table)}};
}

Section runningCost(const Case& report)
{
    const Figure& opex = report.estimate.opex;
    Table table{.caption = "Running cost of a year",
                .columns = {{"Part"}, {"Cost", Alignment::Right}, {"How"}}};
    for (const Figure& part : opex.inputs) {
        table.rows.push_back(
            {{part.label, cellOf(part), part.formula.empty() ? part.origin : part.formula}});
    }
    table.rows.push_back({{opex.label, cellOf(opex), std::string{}}, RowWeight::Total});
    return {.title = "Running cost",
            .blocks = {Paragraph{"The wear of the hardware is not part of the running cost."},
                       std::move(table)}};
}

} // namespace rackwright::report
