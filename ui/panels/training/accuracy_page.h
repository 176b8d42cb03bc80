// How good is this estimate: measured against predicted step times of the published runs nearest to the user's case.
#pragma once

#include "core/scenario/run_detail.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QTableWidget;

namespace rackwright::ui {

class ChartView;

class AccuracyPage final : public QWidget
{
    Q_OBJECT

public:
    explicit AccuracyPage(QWidget* parent = nullptr);

    void show(const scenario::RunDetail& detail);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void fillTable(const scenario::RunDetail& detail);

    QLabel* heading_ = nullptr;
    QBoxLayout* columns_ = nullptr;
    ChartView* chart_ = nullptr;
    QTableWidget* table_ = nullptr;
};

} // namespace rackwright::ui
