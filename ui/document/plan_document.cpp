#include "ui/document/plan_document.h"

#include "core/edit/edit_text.h"
#include "core/edit/resolve.h"
#include "core/scenario/apply.h"
#include "core/store/plan_file.h"
#include "ui/jobs/latest_job.h"

#include <QFileSystemWatcher>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace rackwright::ui {

namespace {

constexpr int busyRetryMilliseconds = 500;

struct Answers
{
    scenario::Estimate estimate;
    scenario::Inventory inventory;
};

Answers answersFor(const Snapshot& snapshot, const std::string& date)
{
    return {scenario::estimate(snapshot, date), scenario::takeInventory(snapshot)};
}

QString baselineSlug()
{
    return QString::fromUtf8(scenario::baseline.data(),
                             static_cast<qsizetype>(scenario::baseline.size()));
}

QString firstWorkload(const Snapshot& plan)
{
    const auto found =
        std::ranges::find(plan.workloads, WorkloadKind::Architecture, &Workload::kind);
    return found == plan.workloads.end() ? QString() : QString::fromStdString(found->slug);
}

} // namespace

struct PlanDocument::State
{
    explicit State(store::PlanFile planFile)
        : file(std::move(planFile))
    {}

    [[nodiscard]] bool showsPlan() const { return !preview && scenario == baselineSlug(); }

    store::PlanFile file;
    Snapshot plan;
    Snapshot worked; // the plan with the scenario's steps done
    std::optional<Snapshot> preview;
    QString scenario = baselineSlug();
    std::string date; // ISO; empty: the end state
    QString workload;
    std::optional<Answers> ofPlan;
    std::optional<Answers> ofShown;
    LatestJob scenarioJob;
    LatestJob planJob;
    LatestJob shownJob;
    QFileSystemWatcher watcher; // also sees what we write
};

Result<std::unique_ptr<PlanDocument>> PlanDocument::open(const QString& path)
{
    auto file = store::PlanFile::open(path.toStdString());
    if (!file) {
        return file.error();
    }
    auto state = std::make_unique<State>(*std::move(file));
    auto plan = state->file.load();
    if (!plan) {
        return plan.error();
    }
    state->plan = *std::move(plan);
    state->worked = state->plan;
    state->workload = firstWorkload(state->plan);
    std::unique_ptr<PlanDocument> document{new PlanDocument(std::move(state))};
    document->estimatePlan();
    document->watchFile();
    return document;
}

PlanDocument::PlanDocument(std::unique_ptr<State> state)
    : state_(std::move(state))
{}

PlanDocument::~PlanDocument() = default;

QString PlanDocument::path() const
{
    return QString::fromStdString(state_->file.path());
}

const Snapshot& PlanDocument::plan() const
{
    return state_->plan;
}

const Snapshot& PlanDocument::shown() const
{
    return state_->preview ? *state_->preview : state_->worked;
}

QString PlanDocument::scenario() const
{
    return state_->scenario;
}

bool PlanDocument::isBaseline() const
{
    return state_->scenario == baselineSlug();
}

void PlanDocument::setScenario(const QString& slug)
{
    if (slug == state_->scenario) {
        return;
    }
    state_->scenario = slug;
    state_->preview.reset();
    emit scenarioChanged();
    state_->scenarioJob.cancel();
    workOutScenario();
}

QString PlanDocument::date() const
{
    return QString::fromStdString(state_->date);
}

void PlanDocument::setDate(const QString& date)
{
    if (date.toStdString() == state_->date) {
        return;
    }
    state_->date = date.toStdString();
    endPreview();
    emit dateChanged();
    estimatePlan();
    if (!isBaseline()) {
        state_->scenarioJob.cancel();
        workOutScenario();
    }
}

void PlanDocument::workOutScenario()
{
    if (isBaseline()) {
        setBusy(Busy::No);
        state_->worked = state_->plan;
        state_->ofShown = state_->ofPlan;
        emit shownChanged();
        emit estimatesChanged();
        return;
    }
    setBusy(Busy::Yes);
    state_->scenarioJob.start([plan = state_->plan,
                               slug = state_->scenario.toStdString(),
                               date = state_->date] { return scenario::apply(plan, slug, date); },
                              [this](const Result<Snapshot>& worked) { showWorked(worked); });
}

void PlanDocument::showWorked(const Result<Snapshot>& worked)
{
    setBusy(state_->scenarioJob.isRunning() ? Busy::Yes : Busy::No);
    if (!worked) {
        emit failed(worked.error());
        setScenario(baselineSlug());
        return;
    }
    state_->worked = *worked;
    emit shownChanged();
    estimateShown();
}

void PlanDocument::setBusy(Busy busy)
{
    if (busy != busy_) {
        busy_ = busy;
        emit busyChanged(busy == Busy::Yes);
    }
}

Status PlanDocument::apply(const Edit& edit)
{
    const auto change = edit::resolve(state_->plan, edit);
    if (!change) {
        endPreview();
        return change.error();
    }
    if (isEmpty(*change)) {
        endPreview();
        return Done{};
    }
    if (const auto number = state_->file.commit(*change, edit::describe(edit)); !number) {
        endPreview();
        return number.error();
    }
    // Until the scenario is worked out again it shows the edit as the preview did.
    if (const auto seen = edit::resolve(state_->worked, edit); seen && !isBaseline()) {
        state_->worked = applied(state_->worked, *seen);
    }
    takeIn(*change);
    return Done{};
}

void PlanDocument::takeIn(const Change& change)
{
    state_->preview.reset();
    state_->plan = applied(state_->plan, change);
    if (isBaseline()) {
        state_->worked = state_->plan;
    }
    emit planChanged();
    emit shownChanged();
    emit historyChanged();
    estimatePlan();
    if (!isBaseline()) {
        workOutScenario();
    }
}

Status PlanDocument::preview(const Edit& edit)
{
    const auto change = edit::resolve(state_->plan, edit);
    if (!change) {
        return change.error();
    }
    if (isBaseline()) {
        state_->preview = applied(state_->plan, *change);
    } else {
        const auto seen = edit::resolve(state_->worked, edit);
        if (!seen) {
            return seen.error();
        }
        state_->preview = applied(state_->worked, *seen);
    }
    emit shownChanged();
    estimateShown();
    return Done{};
}

void PlanDocument::endPreview()
{
    if (!state_->preview) {
        return;
    }
    state_->preview.reset();
    emit shownChanged();
    if (state_->showsPlan()) {
        state_->shownJob.cancel();
        state_->ofShown = state_->ofPlan;
        emit estimatesChanged();
    } else {
        estimateShown();
    }
}

bool PlanDocument::isPreviewing() const
{
    return state_->preview.has_value();
}

bool PlanDocument::canUndo() const
{
    return state_->file.canUndo();
}

bool PlanDocument::canRedo() const
{
    return state_->file.canRedo();
}

QString PlanDocument::undoLabel() const
{
    const auto log = state_->file.log();
    const auto newest = std::find_if(
        log.rbegin(), log.rend(), [](const store::LogEntry& entry) { return !entry.undone; });
    return newest == log.rend() ? QString() : QString::fromStdString(newest->label);
}

QString PlanDocument::redoLabel() const
{
    const auto log = state_->file.log();
    const auto oldest = std::ranges::find(log, true, &store::LogEntry::undone);
    return oldest == log.end() ? QString() : QString::fromStdString(oldest->label);
}

std::vector<store::LogEntry> PlanDocument::history() const
{
    return state_->file.log();
}

Status PlanDocument::undo()
{
    if (!canUndo()) {
        return Done{};
    }
    const auto change = state_->file.undo();
    if (!change) {
        return change.error();
    }
    takeIn(*change);
    return Done{};
}

Status PlanDocument::redo()
{
    if (!canRedo()) {
        return Done{};
    }
    const auto change = state_->file.redo();
    if (!change) {
        return change.error();
    }
    takeIn(*change);
    return Done{};
}

void PlanDocument::estimatePlan()
{
    state_->planJob.start(
        [plan = state_->plan, date = state_->date] { return answersFor(plan, date); },
        [this](const Answers& answers) {
            state_->ofPlan = answers;
            if (state_->showsPlan()) {
                state_->ofShown = answers;
            }
            emit estimatesChanged();
        });
}

void PlanDocument::estimateShown()
{
    state_->shownJob.start(
        [shown = shown(), date = state_->date] { return answersFor(shown, date); },
        [this](const Answers& answers) {
            if (!state_->showsPlan()) {
                state_->ofShown = answers;
                emit estimatesChanged();
            }
        });
}

void PlanDocument::watchFile()
{
    connect(&state_->watcher, &QFileSystemWatcher::fileChanged, this, &PlanDocument::noticeOthers);
    state_->watcher.addPath(path());
}

void PlanDocument::noticeOthers()
{
    const auto done = state_->file.doneByOthers();
    if (!done) {
        if (done.error().code == ErrorCode::FileBusy) { // in the middle of it
            QTimer::singleShot(busyRetryMilliseconds, this, &PlanDocument::noticeOthers);
        }
        return;
    }
    if (!done->empty()) {
        state_->watcher.removePath(path());
        emit changedElsewhere(Error{ErrorCode::FileBusy, path().toStdString(), *done});
    }
}

const scenario::Estimate* PlanDocument::estimate() const
{
    return state_->ofShown ? &state_->ofShown->estimate : nullptr;
}

const scenario::Inventory* PlanDocument::inventory() const
{
    return state_->ofShown ? &state_->ofShown->inventory : nullptr;
}

const scenario::Estimate* PlanDocument::planEstimate() const
{
    return state_->ofPlan ? &state_->ofPlan->estimate : nullptr;
}

const scenario::Inventory* PlanDocument::planInventory() const
{
    return state_->ofPlan ? &state_->ofPlan->inventory : nullptr;
}

QString PlanDocument::workload() const
{
    return state_->workload;
}

void PlanDocument::setWorkload(const QString& slug)
{
    if (slug != state_->workload) {
        state_->workload = slug;
        emit workloadChanged();
    }
}

} // namespace rackwright::ui
