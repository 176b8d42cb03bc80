#include "ui/panels/scenarios/scenarios_panel.h"

#include "ui/document/plan_document.h"
#include "ui/text/figure_text.h"

#include <QHeaderView>
#include <QLabel>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace rackwright::ui {

namespace {

enum StepColumn
{
    Date,
    Title,
};

constexpr int ordinalRole = Qt::UserRole;

QTreeWidget* flatTree(const QString& objectName,
                      const QString& accessibleName,
                      const QStringList& headers)
{
    auto* tree = new QTreeWidget;
    tree->setObjectName(objectName);
    tree->setAccessibleName(accessibleName);
    tree->setHeaderLabels(headers);
    tree->setRootIsDecorated(false);
    tree->setAlternatingRowColors(true);
    tree->setFrameShape(QFrame::NoFrame);
    tree->setUniformRowHeights(true);
    return tree;
}

} // namespace

ScenariosPanel::ScenariosPanel(QWidget* parent)
    : QWidget(parent)
    , description_(new QLabel)
    , steps_(
          flatTree(QStringLiteral("steps"), tr("Steps of the scenario"), {tr("Date"), tr("Step")}))
    , differences_(flatTree(QStringLiteral("differences"),
                            tr("Comparison with the baseline"),
                            {tr("Figure"), tr("Baseline"), tr("Scenario"), tr("Change")}))
{
    setObjectName(QStringLiteral("scenarios"));
    description_->setWordWrap(true);
    description_->setObjectName(QStringLiteral("scenarioDescription"));
    steps_->setToolTip(tr("Untick a step to see the scenario without it"));
    connect(steps_, &QTreeWidget::itemChanged, this, &ScenariosPanel::enableStep);

    constexpr int readableRows = 7; // the dock grows to them when a scenario is chosen
    differences_->setMinimumHeight(readableRows * fontMetrics().lineSpacing());
    auto* lists = new QSplitter(Qt::Horizontal);
    lists->addWidget(steps_);
    lists->addWidget(differences_);
    lists->setStretchFactor(0, 1);
    lists->setStretchFactor(1, 2);
    differences_->header()->setStretchLastSection(false);
    differences_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    differences_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 0);
    layout->setSpacing(4);
    layout->addWidget(description_);
    layout->addWidget(lists, 1);
    refresh();
}

void ScenariosPanel::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        disconnect(document_, nullptr, this, nullptr);
    }
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::scenarioChanged, this, &ScenariosPanel::refresh);
        connect(document_, &PlanDocument::planChanged, this, &ScenariosPanel::refreshSteps);
        connect(document_, &PlanDocument::estimatesChanged, this, &ScenariosPanel::compare);
    }
    refresh();
}

void ScenariosPanel::refresh()
{
    const Scenario* chosen =
        document_ == nullptr ? nullptr
                             : findScenario(document_->plan(), document_->scenario().toStdString());
    if (document_ == nullptr) {
        text_ = tr("No plan is open.");
    } else if (chosen == nullptr) {
        text_ = tr("This is the baseline. Choose a scenario in the tool bar to see its steps and "
                   "compare it with the baseline figure by figure.");
    } else {
        text_ = tr("%1: %2").arg(QString::fromStdString(chosen->name),
                                 QString::fromStdString(chosen->description));
    }
    showText();
    steps_->setVisible(chosen != nullptr);
    differences_->setVisible(chosen != nullptr);
    differences_->clear();
    refreshSteps();
    compare();
}

// Two lines of it: the lists need the room. The tool tip has the rest.
void ScenariosPanel::showText()
{
    const double twoLines = 1.85 * description_->width(); // words break before the end of the first
    description_->setText(
        fontMetrics().elidedText(text_, Qt::ElideRight, static_cast<int>(twoLines)));
    description_->setToolTip(description_->text() == text_ ? QString() : text_);
    description_->setAccessibleName(text_);
}

void ScenariosPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    showText();
}

void ScenariosPanel::refreshSteps()
{
    const QSignalBlocker quiet(steps_);
    steps_->clear();
    const Scenario* chosen =
        document_ == nullptr ? nullptr
                             : findScenario(document_->plan(), document_->scenario().toStdString());
    if (chosen == nullptr) {
        return;
    }
    std::vector<Step> steps;
    std::ranges::copy_if(document_->plan().steps, std::back_inserter(steps), [&](const Step& step) {
        return step.scenario == chosen->id;
    });
    std::ranges::sort(steps, {}, &Step::ordinal);
    for (const Step& step : steps) {
        auto* item = new QTreeWidgetItem(
            steps_, {QString::fromStdString(step.date), QString::fromStdString(step.title)});
        item->setData(Date, ordinalRole, step.ordinal);
        item->setCheckState(Date, step.enabled ? Qt::Checked : Qt::Unchecked);
    }
    steps_->resizeColumnToContents(Date);
}

void ScenariosPanel::compare()
{
    if (document_ == nullptr || document_->isBaseline() || document_->isPreviewing()) {
        comparison_.cancel();
        return;
    }
    comparison_.start([before = document_->plan(),
                       after = document_->shown()] { return scenario::compare(before, after); },
                      [this](const std::vector<scenario::Difference>& differences) {
                          showDifferences(differences);
                      });
}

void ScenariosPanel::showDifferences(const std::vector<scenario::Difference>& differences)
{
    differences_->clear();
    for (const scenario::Difference& line : differences) {
        auto* item =
            new QTreeWidgetItem(differences_,
                                {QString::fromStdString(line.label),
                                 rangeText(line.before, line.unit),
                                 rangeText(line.after, line.unit),
                                 differenceText(line.before.likely, line.after.likely, line.unit)});
        for (int column = 1; column < differences_->columnCount(); ++column) {
            item->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
    }
}

void ScenariosPanel::enableStep(QTreeWidgetItem* item)
{
    const auto enabled = item->checkState(Date) == Qt::Checked ? Enabled::Yes : Enabled::No;
    const Status done =
        document_->apply(EnableStep{.scenario = document_->scenario().toStdString(),
                                    .ordinal = item->data(Date, ordinalRole).toInt(),
                                    .enabled = enabled});
    if (!done) {
        refreshSteps();
        emit document_->failed(done.error());
    }
}

} // namespace rackwright::ui
