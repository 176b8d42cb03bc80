#include "ui/panels/training/accuracy_page.h"

#include "core/base/units.h"
#include "ui/charts/training_charts.h"
#include "ui/panels/training/chart_view.h"
#include "ui/text/figure_text.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QResizeEvent>
#include <QTableWidget>

namespace rackwright::ui {

using units::second;

namespace {

constexpr int wide = 760; // from here on chart and table stand side by side

enum Column
{
    Model,
    Gpus,
    Measured,
    Predicted,
    Error,
    Source,
    ColumnCount,
};

// "8,192 H100"
QString gpusOf(const training::PublishedRun& published)
{
    const QString name = QString::fromStdString(published.run.cluster.accelerator.name);
    return QStringLiteral("%1 %2").arg(
        exactText(static_cast<double>(published.run.cluster.accelerators), "1"),
        name.section(QLatin1Char('-'), 0, 0));
}

QString signedPercent(double share)
{
    return share < 0.0 ? QChar(0x2212) + percentText(-share)
                       : QLatin1Char('+') + percentText(share);
}

} // namespace

AccuracyPage::AccuracyPage(QWidget* parent)
    : QWidget(parent)
    , heading_(new QLabel)
    , columns_(new QBoxLayout(QBoxLayout::LeftToRight))
    , chart_(new ChartView(
          tr("A workload given by its layers shows here how well like runs are predicted.")))
    , table_(new QTableWidget(0, ColumnCount))
{
    heading_->setObjectName(QStringLiteral("accuracy"));
    heading_->setWordWrap(true);
    chart_->setObjectName(QStringLiteral("accuracyChart"));
    chart_->setAccessibleName(tr("Predicted against measured step time"));
    table_->setObjectName(QStringLiteral("publishedRuns"));
    table_->setAccessibleName(tr("Published runs, the nearest first"));
    table_->setHorizontalHeaderLabels(
        {tr("Model"), tr("GPUs"), tr("Measured"), tr("Predicted"), tr("Error"), tr("Source")});
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setAlternatingRowColors(true);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(table_->fontMetrics().height() + 6);
    table_->setWordWrap(false);
    table_->horizontalHeader()->setStretchLastSection(true);
    columns_->setSpacing(1);
    columns_->addWidget(chart_, 1);
    columns_->addWidget(table_, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    heading_->setContentsMargins(8, 4, 8, 0);
    layout->addWidget(heading_);
    layout->addLayout(columns_, 1);
}

void AccuracyPage::show(const scenario::RunDetail& detail)
{
    const training::ErrorSummary& error = detail.publishedError;
    heading_->setText(detail.published.empty()
                          ? QString()
                          : tr("<b>How good is this estimate?</b> The %1 published runs nearest to "
                               "%2 are predicted "
                               "with a mean error of %3, half of them within %4 and nine of ten "
                               "within %5. Each is "
                               "predicted by a fit that has not seen its configuration.")
                                .arg(QString::number(error.rows),
                                     QString::fromStdString(detail.name).toHtmlEscaped(),
                                     percentText(error.mean),
                                     percentText(error.median),
                                     percentText(error.ninetieth)));
    std::vector<ComparedRun> runs;
    for (const training::PublishedRun& published : detail.published) {
        runs.push_back(
            {tr("%1 on %2").arg(QString::fromStdString(published.run.modelName), gpusOf(published)),
             published.measured / second,
             published.unseen / second});
    }
    chart_->show(accuracyPlot(runs));
    fillTable(detail);
}

void AccuracyPage::fillTable(const scenario::RunDetail& detail)
{
    table_->setRowCount(static_cast<int>(detail.published.size()));
    table_->setVisible(!detail.published.empty());
    int row = 0;
    for (const training::PublishedRun& published : detail.published) {
        const auto put = [&](Column column, const QString& text, const QString& tip = {}) {
            auto* item = new QTableWidgetItem(text);
            item->setToolTip(tip.isEmpty() ? text : tip);
            const bool number = column == Measured || column == Predicted || column == Error;
            item->setTextAlignment(Qt::AlignVCenter | (number ? Qt::AlignRight : Qt::AlignLeft));
            table_->setItem(row, column, item);
        };
        put(Model,
            QString::fromStdString(published.run.modelName),
            QString::fromStdString(published.run.softwareName));
        put(Gpus,
            gpusOf(published),
            QString::fromStdString(published.run.cluster.accelerator.name));
        put(Measured, valueText(published.measured / second, "s"));
        put(Predicted, valueText(published.unseen / second, "s"));
        put(Error, signedPercent(published.unseenError()));
        put(Source, QString::fromStdString(published.run.citation));
        ++row;
    }
    for (int column = 0; column < Source; ++column) {
        table_->resizeColumnToContents(column);
    }
}

void AccuracyPage::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    columns_->setDirection(width() < wide ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

} // namespace rackwright::ui
