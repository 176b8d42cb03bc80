// The training of one workload on the plan as shown: layout, figures, where the time goes, peers, and how far to trust
// it.
#pragma once

#include "core/scenario/run_detail.h"
#include "ui/jobs/latest_job.h"

#include <QList>
#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QTabWidget;

namespace rackwright::ui {

class AccuracyPage;
class LayoutSearch;
class PlanDocument;
class RunPage;
class SystemsPage;
class TotalButton;

class TrainingPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit TrainingPanel(QWidget* parent = nullptr);

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

signals:
    void whyRequested(const rackwright::Figure& figure);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeHead();
    void fillWorkloads();
    void refresh();
    void showDetail(const scenario::RunDetail& detail);
    void showFigures(const scenario::RunDetail& detail);
    void placeFigures();
    void ask(const scenario::RunDetail& detail);
    void use(const Workload& workload);

    PlanDocument* document_ = nullptr;
    LatestJob job_;
    bool stale_ = true;
    QComboBox* workloads_ = nullptr;
    QLabel* layoutUsed_ = nullptr;
    LayoutSearch* search_ = nullptr;
    QLabel* note_ = nullptr;
    QGridLayout* figures_ = nullptr;
    QList<TotalButton*> buttons_;
    int figureColumns_ = 0;
    QTabWidget* pages_ = nullptr;
    RunPage* run_ = nullptr;
    SystemsPage* systems_ = nullptr;
    AccuracyPage* accuracy_ = nullptr;
};

} // namespace rackwright::ui
