#include "ui/panels/training/run_page.h"

#include "ui/charts/training_charts.h"
#include "ui/panels/training/chart_view.h"

#include <QBoxLayout>
#include <QResizeEvent>

namespace rackwright::ui {

namespace {

constexpr int wide = 760; // from here on the charts stand side by side

std::vector<SizePoint> pointsOf(const std::vector<scenario::RunAtSize>& sizes,
                                Range<double> scenario::RunAtSize::*value)
{
    std::vector<SizePoint> points;
    for (const scenario::RunAtSize& size : sizes) {
        points.push_back({size.accelerators, size.*value});
    }
    return points;
}

} // namespace

RunPage::RunPage(QWidget* parent)
    : QWidget(parent)
    , columns_(new QBoxLayout(QBoxLayout::LeftToRight, this))
    , parts_(new ChartView(tr("A workload given by its layers shows here where its time and its "
                              "memory go.")))
    , throughput_(
          new ChartView(tr("A workload given by its layers shows here how it grows with GPUs.")))
    , duration_(new ChartView(
          tr("A workload given by its layers shows here how soon more GPUs train it.")))
{
    parts_->setObjectName(QStringLiteral("runParts"));
    parts_->setAccessibleName(tr("Where the time and the memory go"));
    throughput_->setObjectName(QStringLiteral("throughputCurve"));
    throughput_->setAccessibleName(tr("Throughput over the number of GPUs"));
    duration_->setObjectName(QStringLiteral("durationCurve"));
    duration_->setAccessibleName(tr("Training time over the number of GPUs"));
    auto* curves = new QVBoxLayout;
    curves->setSpacing(1);
    curves->addWidget(throughput_, 1);
    curves->addWidget(duration_, 1);
    columns_->setContentsMargins(0, 0, 0, 0);
    columns_->setSpacing(1);
    columns_->addWidget(parts_, 3);
    columns_->addLayout(curves, 2);
}

void RunPage::show(const scenario::RunDetail& detail)
{
    std::vector<StackedColumn> columns;
    if (!detail.time.empty()) {
        columns.push_back(columnOf(tr("Step time"), detail.time));
        columns.push_back(columnOf(tr("GPU memory"), detail.memory, detail.capacity));
    }
    parts_->show(std::move(columns));
    throughput_->show(throughputPlot(pointsOf(detail.sizes, &scenario::RunAtSize::tokensPerDay),
                                     detail.accelerators));
    duration_->show(
        durationPlot(pointsOf(detail.sizes, &scenario::RunAtSize::days), detail.accelerators));
}

void RunPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    columns_->setDirection(width() < wide ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace rackwright::ui
