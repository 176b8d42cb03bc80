// The open plan: its snapshot, the scenario shown, edits with undo, and the estimates that follow.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"
#include "core/scenario/estimate.h"
#include "core/store/plan_file.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace rackwright::ui {

class PlanDocument : public QObject
{
    Q_OBJECT

public:
    // Fails as store::PlanFile::open.
    static Result<std::unique_ptr<PlanDocument>> open(const QString& path);
    ~PlanDocument() override;

    [[nodiscard]] QString path() const;

    // The baseline as stored.
    [[nodiscard]] const Snapshot& plan() const;

    // What the views draw: the plan with the chosen scenario's steps done, or the preview of a drag.
    [[nodiscard]] const Snapshot& shown() const;

    [[nodiscard]] QString scenario() const; // slug; "baseline" by default
    [[nodiscard]] bool isBaseline() const;

    // Works in the background; shown() changes when it is done, or failed() tells why it cannot be.
    void setScenario(const QString& slug);

    // The day that is shown, ISO: steps and power supply up to it. Empty, and at first: the end state.
    [[nodiscard]] QString date() const;
    void setDate(const QString& date);

    // Does an edit of the baseline in one transaction. Edits only what the baseline holds.
    Status apply(const Edit& edit);

    // Shows the plan as it would be after the edit, without writing it. Until endPreview() or apply().
    Status preview(const Edit& edit);
    void endPreview();
    [[nodiscard]] bool isPreviewing() const;

    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] bool canRedo() const;
    [[nodiscard]] QString undoLabel() const; // "Move 3 racks"; empty when there is nothing
    [[nodiscard]] QString redoLabel() const;
    [[nodiscard]] std::vector<store::LogEntry> history() const; // oldest first
    Status undo();
    Status redo();

    // The newest estimates that are ready: of shown(), and of the plan to compare with. Null before the first.
    [[nodiscard]] const scenario::Estimate* estimate() const;
    [[nodiscard]] const scenario::Inventory* inventory() const;
    [[nodiscard]] const scenario::Estimate* planEstimate() const; // of plan() before any preview
    [[nodiscard]] const scenario::Inventory* planInventory() const;

    // The workload whose training time the totals show.
    [[nodiscard]] QString workload() const;
    void setWorkload(const QString& slug);

signals:
    void shownChanged(); // shown() is another snapshot
    void planChanged();  // plan() is another snapshot; shownChanged() follows
    void dateChanged();
    void scenarioChanged(); // the choice itself; shownChanged() comes when it is worked out
    void historyChanged();
    void estimatesChanged();
    void workloadChanged();
    void busyChanged(bool busy); // working out a scenario
    void failed(const rackwright::Error& error);
    void changedElsewhere(const rackwright::Error& error); // once; edits are refused from then on

private:
    struct State;
    explicit PlanDocument(std::unique_ptr<State> state);

    enum class Busy
    {
        No,
        Yes,
    };

    void workOutScenario();
    void showWorked(const Result<Snapshot>& worked);
    void setBusy(Busy busy);
    void takeIn(const Change& change);
    void estimatePlan();
    void estimateShown();
    void watchFile();
    void noticeOthers();

    std::unique_ptr<State> state_;
    Busy busy_ = Busy::No;
};

} // namespace rackwright::ui
