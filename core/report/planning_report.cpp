#include "core/report/planning_report.h"

#include "core/power/demand.h"
#include "core/report/sections.h"
#include "core/scenario/apply.h"

#include <utility>

namespace rackwright::report {

namespace {

Case caseOf(const Snapshot& plan,
            const Snapshot& state,
            std::string_view scenario,
            std::string_view date)
{
    Case report{.plan = plan, .state = state};
    report.scenario = findScenario(plan, scenario);
    report.date = date;
    report.inventory = scenario::takeInventory(state);
    report.estimate = scenario::estimate(state, date);
    report.bill = cost::billOfQuantities(state, report.estimate.itPower, date);
    return report;
}

} // namespace

Result<Document> planningReport(const Snapshot& plan,
                                std::string_view scenario,
                                std::string_view date)
{
    const auto state = scenario::apply(plan, scenario, date);
    if (!state) {
        return state.error();
    }
    const Case report = caseOf(plan, *state, scenario, date);
    Document document;
    document.title = report.inventory.site.empty() ? "Unnamed site" : report.inventory.site;
    document.subtitle = "Planning report: " + (report.scenario == nullptr ? "the plan as it stands"
                                                                          : report.scenario->name);
    if (!date.empty()) {
        document.subtitle.append(", on ").append(date);
    }
    document.sections = {summary(report)};
    if (report.scenario != nullptr) {
        document.sections.push_back(steps(report));
        document.sections.push_back(comparison(report));
    }
    for (Section section : {siteAndInventory(report),
                            billOfQuantities(report),
                            cablingSection(report),
                            runningCost(report),
                            power(report),
                            training(report),
                            findings(report),
                            peers(report),
                            explanations(report),
                            assumptions(report),
                            sources(report)}) {
        document.sections.push_back(std::move(section));
    }
    return document;
}

} // namespace rackwright::report
