// Looks for the fastest layout of a workload in the background, and offers to use it.
#pragma once

#include "core/scenario/best_layout.h"
#include "ui/jobs/latest_job.h"
#include "ui/jobs/progress.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QProgressBar;
class QPushButton;

namespace rackwright::ui {

class LayoutSearch final : public QWidget
{
    Q_OBJECT

public:
    explicit LayoutSearch(QWidget* parent = nullptr);

    // What was found for another question is forgotten. None: there is nothing to look for, and `why` says so.
    void setQuestion(std::optional<scenario::LayoutQuestion> question, const QString& why = {});

signals:
    // The workload with the layout found is to be written into the plan.
    void useRequested(const rackwright::Workload& workload);

private:
    void start();
    void cancel();
    void showFound(const Result<scenario::FoundLayout>& found);
    void showState();

    std::optional<scenario::LayoutQuestion> question_;
    std::optional<scenario::FoundLayout> found_;
    LatestJob job_;
    std::shared_ptr<Progress> progress_; // of the search under way; none when there is none
    QTimer look_;
    QPushButton* find_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QPushButton* cancel_ = nullptr;
    QLabel* result_ = nullptr;
    QPushButton* use_ = nullptr;
};

} // namespace rackwright::ui
