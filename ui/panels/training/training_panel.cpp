#include "ui/panels/training/training_panel.h"

#include "ui/document/plan_document.h"
#include "ui/panels/totals/total_button.h"
#include "ui/panels/training/accuracy_page.h"
#include "ui/panels/training/layout_search.h"
#include "ui/panels/training/layout_text.h"
#include "ui/panels/training/run_page.h"
#include "ui/panels/training/systems_page.h"
#include "ui/panels/workload_box.h"
#include "ui/text/figure_text.h"

#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollArea>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace rackwright::ui {

namespace {

constexpr int margins = 24; // beside the figures, with a scroll bar

struct ShownFigure
{
    const char* name; // of its button
    const char* caption;
    Figure scenario::RunDetail::*figure;
};

constexpr std::array shownFigures{
    ShownFigure{
        "runDays", QT_TRANSLATE_NOOP("TrainingPanel", "Training time"), &scenario::RunDetail::days},
    ShownFigure{"runThroughput",
                QT_TRANSLATE_NOOP("TrainingPanel", "Throughput"),
                &scenario::RunDetail::throughput},
    ShownFigure{
        "runEnergy", QT_TRANSLATE_NOOP("TrainingPanel", "Energy"), &scenario::RunDetail::energy},
    ShownFigure{"runCost", QT_TRANSLATE_NOOP("TrainingPanel", "Cost"), &scenario::RunDetail::cost},
    ShownFigure{"runTokenCost",
                QT_TRANSLATE_NOOP("TrainingPanel", "Cost of a million tokens"),
                &scenario::RunDetail::costPerMillionTokens},
};

const Workload* chosenWorkload(const PlanDocument* document)
{
    return document == nullptr
               ? nullptr
               : findWorkload(document->shown(), document->workload().toStdString());
}

} // namespace

TrainingPanel::TrainingPanel(QWidget* parent)
    : QWidget(parent)
    , workloads_(new QComboBox)
    , layoutUsed_(new QLabel)
    , search_(new LayoutSearch)
    , note_(new QLabel)
    , figures_(new QGridLayout)
    , pages_(new QTabWidget)
    , run_(new RunPage)
    , systems_(new SystemsPage)
    , accuracy_(new AccuracyPage)
{
    setObjectName(QStringLiteral("training"));
    setAccessibleName(tr("Training"));
    pages_->setObjectName(QStringLiteral("trainingPages"));
    pages_->setDocumentMode(true);
    pages_->addTab(run_, tr("Run"));
    pages_->addTab(systems_, tr("Peer systems"));
    pages_->addTab(accuracy_, tr("How good is this estimate?"));
    auto* inner = new QWidget;
    auto* parts = new QVBoxLayout(inner);
    parts->setContentsMargins(0, 4, 0, 0);
    parts->setSpacing(4);
    parts->addWidget(makeHead());
    parts->addWidget(pages_, 1);
    auto* scroll = new QScrollArea; // for windows that are too small for the charts
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(inner);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connect(search_, &LayoutSearch::useRequested, this, &TrainingPanel::use);
    refresh();
}

QWidget* TrainingPanel::makeHead()
{
    workloads_->setObjectName(QStringLiteral("trainingWorkload"));
    workloads_->setAccessibleName(tr("Workload"));
    connect(workloads_, &QComboBox::activated, this, [this](int index) {
        document_->setWorkload(workloads_->itemData(index).toString());
    });
    layoutUsed_->setObjectName(QStringLiteral("layoutUsed"));
    layoutUsed_->setWordWrap(true);
    note_->setObjectName(QStringLiteral("trainingNote"));
    note_->setWordWrap(true);
    note_->setForegroundRole(QPalette::PlaceholderText);

    auto* choice = new QHBoxLayout;
    choice->setSpacing(8);
    choice->addWidget(workloads_);
    choice->addWidget(layoutUsed_, 1);
    figures_->setHorizontalSpacing(4);
    figures_->setVerticalSpacing(0);
    auto* head = new QWidget;
    auto* rows = new QVBoxLayout(head);
    rows->setContentsMargins(8, 0, 8, 0);
    rows->setSpacing(4);
    rows->addLayout(choice);
    rows->addWidget(search_);
    rows->addLayout(figures_);
    rows->addWidget(note_);
    return head;
}

void TrainingPanel::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        disconnect(document_, nullptr, this, nullptr);
    }
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::estimatesChanged, this, &TrainingPanel::refresh);
        connect(document_, &PlanDocument::workloadChanged, this, &TrainingPanel::refresh);
        connect(document_, &PlanDocument::planChanged, this, &TrainingPanel::fillWorkloads);
    }
    fillWorkloads();
    refresh();
}

void TrainingPanel::fillWorkloads()
{
    fillWithWorkloads(*workloads_, document_);
}

void TrainingPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (stale_) {
        refresh();
    }
}

void TrainingPanel::refresh()
{
    stale_ = !isVisible();
    if (stale_) {
        job_.cancel();
        return;
    }
    const Workload* workload = chosenWorkload(document_);
    const scenario::Estimate* estimate = document_ == nullptr ? nullptr : document_->estimate();
    if (workload == nullptr || estimate == nullptr) {
        job_.cancel();
        scenario::RunDetail nothing;
        nothing.note = (document_ == nullptr  ? tr("No plan is open.")
                        : workload == nullptr ? tr("The plan has no workload to train.")
                                              : tr("Estimating …"))
                           .toStdString();
        showDetail(nothing);
        return;
    }
    workloads_->setCurrentIndex(workloads_->findData(document_->workload()));
    job_.start([plan = document_->shown(),
                asked = *workload,
                known = *estimate] { return scenario::runDetail(plan, asked, known); },
               [this](const scenario::RunDetail& detail) { showDetail(detail); });
}

void TrainingPanel::showDetail(const scenario::RunDetail& detail)
{
    layoutUsed_->setText(detail.strategy ? tr("on %1 %2: %3")
                                               .arg(exactText(detail.accelerators, "1"),
                                                    QString::fromStdString(detail.accelerator),
                                                    layoutText(*detail.strategy))
                                         : QString());
    layoutUsed_->setToolTip(QString::fromStdString(detail.layoutOrigin));
    note_->setText(QString::fromStdString(detail.note));
    note_->setVisible(!detail.note.empty());
    showFigures(detail);
    run_->show(detail);
    accuracy_->show(detail);
    ask(detail);
}

void TrainingPanel::showFigures(const scenario::RunDetail& detail)
{
    for (const ShownFigure& shown : shownFigures) {
        auto* button = findChild<TotalButton*>(QLatin1String(shown.name));
        if (button == nullptr) {
            button = new TotalButton;
            button->setObjectName(QLatin1String(shown.name));
            buttons_ << button;
            connect(button, &TotalButton::clicked, this, [this, button] {
                emit whyRequested(button->total().figure);
            });
        }
        button->setVisible(!detail.workload.empty());
        button->setTotal({.caption = tr(shown.caption), .figure = detail.*shown.figure});
    }
    placeFigures();
}

// As many in a row as there is room for.
void TrainingPanel::placeFigures()
{
    const auto widthOf = [this](int columns) {
        std::vector<int> widths(static_cast<std::size_t>(columns));
        for (int i = 0; i < buttons_.size(); ++i) {
            int& widest = widths[static_cast<std::size_t>(i % columns)];
            widest = std::max(widest, buttons_[i]->sizeHint().width());
        }
        return std::accumulate(
            widths.begin(), widths.end(), columns * figures_->horizontalSpacing());
    };
    const int room = width() - margins;
    int columns = std::max(1, static_cast<int>(buttons_.size()));
    while (columns > 1 && widthOf(columns) > room) {
        --columns;
    }
    if (columns == figureColumns_) {
        return;
    }
    figureColumns_ = columns;
    for (int i = 0; i < buttons_.size(); ++i) {
        figures_->addWidget(buttons_[i], i / columns, i % columns);
    }
    figures_->setColumnStretch(static_cast<int>(buttons_.size()), 1); // behind the last
}

void TrainingPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    placeFigures();
}

// What the search and the ranking start from.
void TrainingPanel::ask(const scenario::RunDetail& detail)
{
    const Workload* workload = chosenWorkload(document_);
    if (workload == nullptr || !detail.basis || !detail.strategy) {
        const QString why = workload != nullptr && workload->kind == WorkloadKind::Compute
                                ? tr("This workload is given by its compute: it has no layout.")
                                : QString();
        search_->setQuestion(std::nullopt, why);
        systems_->setQuestion(std::nullopt, why);
        return;
    }
    const scenario::LayoutQuestion question{
        *workload,
        detail.basis->fleet,
        detail.basis->assumptions,
        scenario::sequencesInStep(*workload, detail.basis->fleet)};
    search_->setQuestion(question);
    systems_->setQuestion(scenario::rankingQuestion(document_->shown(), question));
}

void TrainingPanel::use(const Workload& workload)
{
    if (const Status done = document_->apply(AddCatalogue{.workloads = {workload}}); !done) {
        emit document_->failed(done.error());
    }
}

} // namespace rackwright::ui
