// Where the time and the memory of a run go, and how it changes with the number of GPUs.
#pragma once

#include "core/scenario/run_detail.h"

#include <QWidget>

class QBoxLayout;

namespace rackwright::ui {

class ChartView;

class RunPage final : public QWidget
{
    Q_OBJECT

public:
    explicit RunPage(QWidget* parent = nullptr);

    void show(const scenario::RunDetail& detail);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QBoxLayout* columns_ = nullptr;
    ChartView* parts_ = nullptr;
    ChartView* throughput_ = nullptr;
    ChartView* duration_ = nullptr;
};

} // namespace rackwright::ui
