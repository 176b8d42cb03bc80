// Where the plan stands among its peers when all train the same workload.
#pragma once

#include "core/scenario/ranking.h"
#include "ui/jobs/latest_job.h"
#include "ui/jobs/progress.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

class QLabel;
class QProgressBar;

namespace rackwright::ui {

class ChartView;

class SystemsPage final : public QWidget
{
    Q_OBJECT

public:
    explicit SystemsPage(QWidget* parent = nullptr);

    // Works it out when it is looked at. None: the plan cannot train the workload, and `why` says so.
    void setQuestion(std::optional<scenario::RankingQuestion> question, const QString& why = {});

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void start();
    void stop();
    void showSystems(const std::vector<scenario::RankedSystem>& systems);

    std::optional<scenario::RankingQuestion> question_;
    bool answered_ = false;
    LatestJob job_;
    std::shared_ptr<Progress> progress_;
    QTimer look_;
    QLabel* heading_ = nullptr;
    QProgressBar* bar_ = nullptr;
    ChartView* chart_ = nullptr;
    QLabel* others_ = nullptr;
};

} // namespace rackwright::ui
