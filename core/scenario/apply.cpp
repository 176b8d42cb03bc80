#include "core/scenario/apply.h"

#include "core/edit/edit_text.h"
#include "core/edit/resolve.h"
#include "core/power/supply.h"

#include <algorithm>
#include <vector>

namespace rackwright::scenario {

namespace {

// ISO dates compare as text.
std::vector<Step> stepsToDo(const Snapshot& plan, ScenarioId scenario, std::string_view date)
{
    std::vector<Step> steps;
    for (const Step& step : plan.steps) {
        if (step.scenario == scenario && step.enabled && (date.empty() || step.date <= date)) {
            steps.push_back(step);
        }
    }
    std::ranges::sort(steps, {}, &Step::ordinal);
    return steps;
}

Result<Snapshot> withStep(const Snapshot& plan, const Step& step)
{
    const auto edit = edit::parseEdit(plan, step.kind, step.parameters);
    if (!edit) {
        return edit.error();
    }
    const auto change = edit::resolve(plan, *edit);
    if (!change) {
        return change.error();
    }
    return applied(plan, *change);
}

Error unknownScenario(const Snapshot& plan, std::string_view slug)
{
    std::string known{baseline};
    for (const Scenario& scenario : plan.scenarios) {
        known += ", " + scenario.slug;
    }
    return {ErrorCode::UnknownScenario, std::string{slug}, "the plan has " + known};
}

} // namespace

Result<Snapshot> apply(const Snapshot& plan, std::string_view scenario, std::string_view date)
{
    if (scenario == baseline) {
        return plan;
    }
    const Scenario* found = findScenario(plan, scenario);
    if (found == nullptr) {
        return unknownScenario(plan, scenario);
    }
    Snapshot state = plan;
    for (const Step& step : stepsToDo(plan, found->id, date)) {
        auto next = withStep(state, step);
        if (!next) {
            Error error = next.error();
            error.subject = step.title + ": " + error.subject;
            return error;
        }
        state = *std::move(next);
    }
    return state;
}

std::vector<std::string> datesOf(const Snapshot& plan, std::string_view slug)
{
    std::vector<std::string> dates = power::supplyDates(plan);
    const Scenario* scenario = findScenario(plan, slug);
    for (const Step& step : plan.steps) {
        if (scenario != nullptr && step.scenario == scenario->id && step.enabled &&
            !step.date.empty()) {
            dates.push_back(step.date);
        }
    }
    std::ranges::sort(dates);
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    return dates;
}

} // namespace rackwright::scenario
