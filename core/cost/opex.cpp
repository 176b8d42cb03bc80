#include "core/cost/opex.h"

#include "core/model/counts.h"

#include <utility>

namespace rackwright::cost {

namespace {

constexpr double kilo = 1e-3; // Wh to kWh
constexpr double mega = 1e-6; // W to MW

Figure heading(const char* key, const char* label, const char* formula)
{
    return {.key = key, .label = label, .unit = "USD/a", .formula = formula};
}

// The fit-out or the hardware, to take a share of.
Figure sumOf(const std::vector<BillLine>& bill,
             const char* label,
             bool (*belongs)(const BillLine& line))
{
    std::vector<Figure> parts;
    for (const BillLine& line : bill) {
        if (belongs(line)) {
            parts.push_back(line.total);
        }
    }
    return sum(
        {.key = "base_usd", .label = label, .unit = "USD", .formula = "lines of the bill added up"},
        std::move(parts));
}

bool isFitOut(const BillLine& line)
{
    return line.unitPrice.key == "capex.fit-out";
}

bool isHardware(const BillLine& line)
{
    return line.group == BillGroup::Hardware || line.group == BillGroup::Network;
}

Figure staff(const Snapshot& snapshot, const Figure& facility)
{
    return product(heading("staff_usd_per_year",
                           "Staff",
                           "facility power in MW x people per MW x cost of a person"),
                   {facility, assumed(snapshot, "staff"), assumed(snapshot, "staff-cost")},
                   mega);
}

} // namespace

Figure opex(const Snapshot& snapshot,
            const power::Demand& demand,
            const std::vector<BillLine>& bill)
{
    std::vector<Figure> parts;
    parts.push_back(product(
        heading("electricity_usd_per_year", "Electricity", "energy in kWh x price of a kWh"),
        {demand.energy, assumed(snapshot, "tariff")},
        kilo));
    parts.push_back(product(heading("water_usd_per_year", "Water", "energy in kWh x water per kWh"),
                            {demand.energy, assumed(snapshot, "water")},
                            kilo));
    parts.push_back(staff(snapshot, demand.facility));
    parts.push_back(
        product(heading("facility_maintenance_usd_per_year",
                        "Maintenance of the facility",
                        "fit-out x share a year"),
                {sumOf(bill, "Fit-out", &isFitOut), assumed(snapshot, "maintenance.facility")}));
    parts.push_back(product(heading("hardware_maintenance_usd_per_year",
                                    "Spares and support of the hardware",
                                    "hardware and network without GPUs x share a year"),
                            {sumOf(bill, "Hardware and network without GPUs", &isHardware),
                             assumed(snapshot, "maintenance.hardware")}));
    parts.push_back(assumed(snapshot, "land-lease"));
    return sum({.key = "opex_usd_per_year",
                .label = "Running cost",
                .unit = "USD/a",
                .formula = "electricity, water, staff, maintenance and leases added up"},
               std::move(parts));
}

} // namespace rackwright::cost
