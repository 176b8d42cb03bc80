// Where the plan shown breaks a rule: go there, accept it with a reason, open it again.
#pragma once

#include "core/check/findings.h"
#include "ui/jobs/latest_job.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QTreeView;

namespace rackwright::ui {

class FindingsModel;
class PlanDocument;
class Selection;

class FindingsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit FindingsPanel(Selection& selection, QWidget* parent = nullptr);

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

    // Accepts the chosen finding; an empty reason opens it again. Does nothing when none is chosen.
    void waive(const QString& reason);

signals:
    void openCountChanged(int errorsAndWarnings);

private:
    void check();
    void take(std::vector<check::Finding> findings);
    void showState();
    void goToChosen();
    void askForReason();
    void refreshButtons();
    [[nodiscard]] const check::Finding* chosen() const;

    Selection& selection_;
    PlanDocument* document_ = nullptr;
    FindingsModel* model_ = nullptr;
    QTreeView* table_ = nullptr;
    QLabel* state_ = nullptr;
    QPushButton* goTo_ = nullptr;
    QPushButton* waive_ = nullptr;
    QPushButton* reopen_ = nullptr;
    std::vector<check::Finding> findings_;
    bool isChecked_ = false;
    LatestJob checking_;
};

} // namespace rackwright::ui
