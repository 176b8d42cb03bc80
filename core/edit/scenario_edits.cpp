#include "core/edit/scenario_edits.h"

#include "core/edit/dates.h"
#include "core/edit/draft.h"
#include "core/edit/edit_text.h"

namespace rackwright::edit {

namespace {

bool isSlug(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

Status checkStep(const Step& step)
{
    Checks checks;
    checks.named(step.title, "title")
        .that(step.date.empty() || isDate(step.date), "date", dateForm);
    if (!checks.status()) {
        return checks.status();
    }
    return checkEdit(step.kind, step.parameters);
}

std::vector<Step> stepsOf(const Snapshot& snapshot, ScenarioId scenario)
{
    std::vector<Step> steps;
    std::ranges::copy_if(snapshot.steps, std::back_inserter(steps), [&](const Step& step) {
        return step.scenario == scenario;
    });
    std::ranges::sort(steps, {}, &Step::ordinal);
    return steps;
}

} // namespace

Result<Change> resolveEdit(const Snapshot& snapshot, const AddScenario& edit)
{
    Checks checks;
    checks.named(edit.scenario.name)
        .that(isSlug(edit.scenario.slug), "slug", "must be small letters, digits and hyphens")
        .that(edit.scenario.slug != "baseline",
              "slug",
              "must not be baseline, which is the plan without steps");
    if (!checks.status()) {
        return checks.status().error();
    }
    for (const Step& step : edit.steps) {
        if (const Status checked = checkStep(step); !checked) {
            return Error{checked.error().code,
                         step.title + ": " + checked.error().subject,
                         checked.error().detail};
        }
    }
    Change change;
    const Scenario* old = findScenario(snapshot, edit.scenario.slug);
    const ScenarioId id = Draft(snapshot.scenarios, change.scenarios).put(old, edit.scenario);
    const std::vector<Step> oldSteps = stepsOf(snapshot, id);
    Draft draft(snapshot.steps, change.steps);
    for (std::size_t i = 0; i < edit.steps.size(); ++i) {
        Step step = edit.steps[i];
        step.scenario = id;
        step.ordinal = static_cast<int>(i) + 1;
        draft.put(i < oldSteps.size() ? &oldSteps[i] : nullptr, std::move(step));
    }
    for (std::size_t i = edit.steps.size(); i < oldSteps.size(); ++i) {
        change.steps.removed.push_back(oldSteps[i].id);
    }
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const EnableStep& edit)
{
    const Scenario* scenario = findScenario(snapshot, edit.scenario);
    if (scenario == nullptr) {
        return notFound("scenario", edit.scenario);
    }
    const auto found = std::ranges::find_if(snapshot.steps, [&](const Step& step) {
        return step.scenario == scenario->id && step.ordinal == edit.ordinal;
    });
    if (found == snapshot.steps.end()) {
        return notFound("step", edit.scenario + ' ' + std::to_string(edit.ordinal));
    }
    Step step = *found;
    step.enabled = edit.enabled == Enabled::Yes;
    Change change;
    Draft(snapshot.steps, change.steps).replace(std::move(step));
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const AddBookmark& edit)
{
    const bool isFinite = std::ranges::all_of(edit.bookmark.camera,
                                              [](double value) { return std::isfinite(value); });
    Checks checks;
    checks.named(edit.bookmark.name).that(isFinite, "camera", "must be nine finite numbers");
    if (!checks.status()) {
        return checks.status().error();
    }
    Change change;
    Draft(snapshot.bookmarks, change.bookmarks)
        .put(findBy(snapshot.bookmarks, &Bookmark::name, edit.bookmark.name), edit.bookmark);
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const WaiveFinding& edit)
{
    Checks checks;
    const bool isBlank = !edit.reason.empty() && std::ranges::all_of(edit.reason, [](char c) {
        return c == ' ' || c == '\t' || c == '\n';
    });
    checks.named(edit.rule, "rule")
        .named(edit.subject, "subject")
        .that(!isBlank, "reason", "must say why");
    if (!checks.status()) {
        return checks.status().error();
    }
    const auto found = std::ranges::find_if(snapshot.waivers, [&](const Waiver& waiver) {
        return waiver.rule == edit.rule && waiver.subject == edit.subject;
    });
    const Waiver* old = found == snapshot.waivers.end() ? nullptr : &*found;
    Change change;
    if (!edit.reason.empty()) {
        Draft(snapshot.waivers, change.waivers)
            .put(old, {.rule = edit.rule, .subject = edit.subject, .reason = edit.reason});
    } else if (old != nullptr) {
        change.waivers.removed = {old->id};
    }
    return change;
}

} // namespace rackwright::edit
