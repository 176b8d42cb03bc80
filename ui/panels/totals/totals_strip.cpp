#include "ui/panels/totals/totals_strip.h"

#include "ui/document/plan_document.h"
#include "ui/panels/totals/total_button.h"
#include "ui/panels/workload_box.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

#include <algorithm>
#include <optional>

namespace rackwright::ui {

namespace {

Figure counted(const char* key, const QString& label, double count, const QString& formula)
{
    return Figure{.key = key,
                  .label = label.toStdString(),
                  .unit = "1",
                  .value = Range<double>::exact(count),
                  .formula = formula.toStdString(),
                  .origin = "derived from the plan's inventory",
                  .unknownParts = 0,
                  .inputs = {}};
}

double rackCount(const scenario::Inventory& inventory)
{
    return inventory.computeRacks + inventory.networkRacks + inventory.otherRacks;
}

const scenario::TrainingEstimate* trainingOf(const scenario::Estimate* estimate,
                                             const QString& workload)
{
    if (estimate == nullptr) {
        return nullptr;
    }
    const auto found = std::ranges::find(
        estimate->training, workload.toStdString(), &scenario::TrainingEstimate::workload);
    return found == estimate->training.end() ? nullptr : &*found;
}

} // namespace

TotalsStrip::TotalsStrip(QWidget* parent)
    : QWidget(parent)
    , buttonsLayout_(new QHBoxLayout)
    , workloads_(new QComboBox)
    , state_(new QLabel)
{
    setObjectName(QStringLiteral("totals"));
    setAccessibleName(tr("Totals"));
    workloads_->hide();
    workloads_->setObjectName(QStringLiteral("workload"));
    workloads_->setAccessibleName(tr("Workload whose training time is shown"));
    workloads_->setToolTip(tr("The model to train: choose which training time is shown"));
    state_->setObjectName(QStringLiteral("planState"));
    connect(workloads_, &QComboBox::activated, this, [this](int index) {
        if (document_ != nullptr) {
            document_->setWorkload(workloads_->itemData(index).toString());
        }
    });

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 8, 0);
    layout->setSpacing(4);
    buttonsLayout_->setSpacing(4);
    layout->addLayout(buttonsLayout_);
    layout->addWidget(workloads_);
    layout->addStretch();
    layout->addWidget(state_);
}

void TotalsStrip::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        disconnect(document_, nullptr, this, nullptr);
    }
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::estimatesChanged, this, &TotalsStrip::refresh);
        connect(document_, &PlanDocument::workloadChanged, this, &TotalsStrip::refresh);
        connect(document_, &PlanDocument::scenarioChanged, this, &TotalsStrip::refresh);
        connect(document_, &PlanDocument::planChanged, this, &TotalsStrip::refreshWorkloads);
    }
    refreshWorkloads();
    refresh();
}

void TotalsStrip::refreshWorkloads()
{
    workloads_->setVisible(document_ != nullptr);
    fillWithWorkloads(*workloads_, document_);
}

void TotalsStrip::show(const QString& name, const Total& total)
{
    TotalButton*& button = buttons_[name];
    if (button == nullptr) {
        button = new TotalButton(this);
        button->setObjectName(name);
        buttonsLayout_->addWidget(button);
        connect(button, &TotalButton::clicked, this, [this, shown = button] {
            emit whyRequested(shown->total().figure);
        });
    }
    button->setTotal(total);
}

void TotalsStrip::refresh()
{
    const auto* estimate = document_ == nullptr ? nullptr : document_->estimate();
    const auto* inventory = document_ == nullptr ? nullptr : document_->inventory();
    if (estimate == nullptr || inventory == nullptr) {
        state_->setText(document_ == nullptr ? tr("No plan is open") : tr("Estimating …"));
        return;
    }
    const auto* before = document_->planEstimate();
    const auto* stock = document_->planInventory();
    const auto old = [&](Figure scenario::Estimate::*figure) {
        return before == nullptr ? std::nullopt : std::optional(before->*figure);
    };
    const auto oldCount = [&](auto count) {
        return stock == nullptr
                   ? std::nullopt
                   : std::optional(counted("", {}, static_cast<double>(count(*stock)), {}));
    };
    using Better = Total::Better;
    const auto gpus = [](const scenario::Inventory& from) { return from.gpus; };
    show(QStringLiteral("gpus"),
         {tr("GPUs"),
          counted("gpus",
                  tr("GPUs"),
                  static_cast<double>(inventory->gpus),
                  tr("servers × accelerators of each server's type")),
          oldCount(gpus),
          std::nullopt,
          Better::Higher});
    show(QStringLiteral("racks"),
         {tr("Racks"),
          counted("racks",
                  tr("Racks"),
                  rackCount(*inventory),
                  tr("compute, network, storage, CPU and management racks")),
          oldCount(rackCount),
          std::nullopt,
          Better::Neither});
    show(QStringLiteral("capex"),
         {tr("Capital cost"),
          estimate->capex,
          old(&scenario::Estimate::capex),
          std::nullopt,
          Better::Lower});
    show(QStringLiteral("itPower"),
         {tr("IT power"),
          estimate->itPower,
          old(&scenario::Estimate::itPower),
          std::nullopt,
          Better::Lower});
    const double supply = estimate->gridCapacity.value.likely;
    show(QStringLiteral("facilityPower"),
         {tr("Facility power, of grid"),
          estimate->facilityPower,
          old(&scenario::Estimate::facilityPower),
          supply > 0.0 ? std::optional(supply) : std::nullopt,
          Better::Lower});
    if (const auto* training = trainingOf(estimate, document_->workload())) {
        const auto* oldTraining = trainingOf(before, document_->workload());
        show(QStringLiteral("trainingDays"),
             {tr("Time to train"),
              training->days,
              oldTraining == nullptr ? std::nullopt : std::optional(oldTraining->days),
              std::nullopt,
              Better::Lower});
    }
    workloads_->setCurrentIndex(workloads_->findData(document_->workload()));
    state_->setText(document_->isPreviewing() ? tr("while dragging")
                    : document_->isBaseline() ? tr("baseline")
                                              : tr("change against the baseline"));
}

} // namespace rackwright::ui
