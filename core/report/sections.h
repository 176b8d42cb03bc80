// The sections of the planning report, each from what has been worked out once for all of them.
#pragma once

#include "core/cost/capex.h"
#include "core/model/snapshot.h"
#include "core/report/document.h"
#include "core/scenario/estimate.h"

#include <vector>

namespace rackwright::report {

struct Case
{
    const Snapshot& plan;               // the baseline
    const Snapshot& state;              // after the steps of the scenario
    const Scenario* scenario = nullptr; // none: the baseline
    std::string date;                   // ISO; empty: the end state
    scenario::Inventory inventory;      // of the state, with the next two
    scenario::Estimate estimate;
    std::vector<cost::BillLine> bill;
};

[[nodiscard]] Section summary(const Case& report);
[[nodiscard]] Section siteAndInventory(const Case& report);
[[nodiscard]] Section billOfQuantities(const Case& report);
[[nodiscard]] Section cablingSection(const Case& report);
[[nodiscard]] Section runningCost(const Case& report);
[[nodiscard]] Section power(const Case& report);
[[nodiscard]] Section training(const Case& report);
[[nodiscard]] Section steps(const Case& report);      // REQUIRES: a scenario
[[nodiscard]] Section comparison(const Case& report); // REQUIRES: a scenario
[[nodiscard]] Section findings(const Case& report);
[[nodiscard]] Section peers(const Case& report);
[[nodiscard]] Section explanations(const Case& report);
[[nodiscard]] Section assumptions(const Case& report);
[[nodiscard]] Section sources(const Case& report);

// The figure with its band, or that it is not known.
[[nodiscard]] Cell cellOf(const Figure& figure);
[[nodiscard]] Cell count(double value);
[[nodiscard]] Cell exactly(double value, std::string unit);
[[nodiscard]] Cell notKnown(std::string unit);

// Puts the longest bar first.
[[nodiscard]] BarChart barChart(std::string caption, std::string unit, std::vector<Bar> bars);

} // namespace rackwright::report
