#include "ui/panels/findings/findings_panel.h"

#include "ui/document/plan_document.h"
#include "ui/document/selection.h"
#include "ui/models/findings_model.h"
#include "ui/text/names.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace rackwright::ui {

namespace {

QTreeView* tableOf(FindingsModel* model)
{
    auto* table = new QTreeView;
    table->setObjectName(QStringLiteral("findingsTable"));
    table->setAccessibleName(FindingsPanel::tr("Findings"));
    table->setModel(model);
    table->setRootIsDecorated(false);
    table->setAlternatingRowColors(true);
    table->setUniformRowHeights(true);
    table->setAllColumnsShowFocus(true);
    table->setFrameShape(QFrame::NoFrame);
    table->header()->setStretchLastSection(false);
    constexpr std::pair<FindingsModel::Column, int> widths[] = {{FindingsModel::Severity, 96},
                                                                {FindingsModel::Where, 150},
                                                                {FindingsModel::Rule, 190},
                                                                {FindingsModel::Accepted, 110}};
    for (const auto& [column, width] : widths) {
        table->setColumnWidth(column, width);
    }
    table->header()->setSectionResizeMode(FindingsModel::What, QHeaderView::Stretch);
    return table;
}

QPushButton* buttonOf(const char* name, const QString& text, const QString& tip)
{
    auto* button = new QPushButton(text);
    button->setObjectName(QLatin1String(name));
    button->setToolTip(tip);
    button->setAutoDefault(false);
    return button;
}

} // namespace

FindingsPanel::FindingsPanel(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , model_(new FindingsModel(this))
    , table_(tableOf(model_))
    , state_(new QLabel)
    , goTo_(
          buttonOf("goToFinding", tr("Go there"), tr("Select the racks and bring them into view")))
    , waive_(buttonOf("waiveFinding", tr("Waive…"), tr("Accept this finding, with a reason")))
    , reopen_(buttonOf("reopenFinding", tr("Open again"), tr("Take the waiver back")))
{
    setObjectName(QStringLiteral("findings"));
    state_->setObjectName(QStringLiteral("findingsState"));
    auto* foot = new QHBoxLayout;
    foot->addWidget(state_, 1);
    for (QPushButton* button : {goTo_, waive_, reopen_}) {
        foot->addWidget(button);
    }
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->setSpacing(4);
    layout->addWidget(table_, 1);
    layout->addLayout(foot);
    connect(table_, &QTreeView::activated, this, &FindingsPanel::goToChosen);
    connect(table_->selectionModel(),
            &QItemSelectionModel::currentChanged,
            this,
            &FindingsPanel::refreshButtons);
    connect(goTo_, &QPushButton::clicked, this, &FindingsPanel::goToChosen);
    connect(waive_, &QPushButton::clicked, this, &FindingsPanel::askForReason);
    connect(reopen_, &QPushButton::clicked, this, [this] { waive({}); });
    showState();
    refreshButtons();
}

void FindingsPanel::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        disconnect(document_, nullptr, this, nullptr);
    }
    document_ = document;
    checking_.cancel();
    isChecked_ = false;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::shownChanged, this, &FindingsPanel::check);
        connect(document_, &PlanDocument::dateChanged, this, [this] {
            if (document_->isBaseline()) {
                check(); // a scenario is worked out again first
            }
        });
        check();
    } else {
        take({});
    }
}

void FindingsPanel::check()
{
    if (document_->isPreviewing()) {
        return; // a drag tells its own collisions
    }
    showState();
    checking_.start(
        [shown = document_->shown(), date = document_->date().toStdString()] {
            return check::findings(shown, date);
        },
        [this](const std::vector<check::Finding>& findings) {
            isChecked_ = true;
            take(findings);
        });
}

void FindingsPanel::take(std::vector<check::Finding> findings)
{
    const check::Finding* old = chosen();
    const auto same = [key = old == nullptr ? check::Finding{} : *old](const check::Finding& each) {
        return each.rule == key.rule && each.subject == key.subject;
    };
    findings_ = findings;
    model_->setFindings(std::move(findings));
    const auto again = std::ranges::find_if(findings_, same);
    if (again != findings_.end()) {
        table_->setCurrentIndex(model_->index(static_cast<int>(again - findings_.begin()), 0));
    }
    showState();
    refreshButtons();
    emit openCountChanged(check::openCount(findings_, check::Severity::Error) +
                          check::openCount(findings_, check::Severity::Warning));
}

void FindingsPanel::showState()
{
    if (document_ == nullptr) {
        state_->setText(noPlanText());
    } else if (!isChecked_) {
        state_->setText(tr("Checking the plan…"));
    } else if (findings_.empty()) {
        state_->setText(tr("The plan keeps all rules."));
    } else {
        const auto waived = std::ranges::count_if(
            findings_, [](const check::Finding& each) { return !each.waiver.empty(); });
        state_->setText(tr("Open: errors %1, warnings %2, notes %3; waived: %4.")
                            .arg(check::openCount(findings_, check::Severity::Error))
                            .arg(check::openCount(findings_, check::Severity::Warning))
                            .arg(check::openCount(findings_, check::Severity::Note))
                            .arg(waived));
    }
}

void FindingsPanel::goToChosen()
{
    const check::Finding* finding = chosen();
    if (finding == nullptr || finding->racks.empty()) {
        return;
    }
    std::vector<Item> items;
    if (document_->shown().devices.find(finding->device) != nullptr) {
        items.emplace_back(finding->device);
    } else {
        std::ranges::copy_if(finding->racks, std::back_inserter(items), [&](RackId id) {
            return document_->shown().racks.find(id) != nullptr;
        });
    }
    if (items.empty()) {
        return;
    }
    const Item first = items.front();
    selection_.selectAll(std::move(items));
    emit selection_.revealed(first);
}

void FindingsPanel::askForReason()
{
    bool given = false;
    const QString reason = QInputDialog::getText(
        this, tr("Waive the finding"), tr("Why it is accepted:"), QLineEdit::Normal, {}, &given);
    if (given && !reason.trimmed().isEmpty()) {
        waive(reason.trimmed());
    }
}

void FindingsPanel::waive(const QString& reason)
{
    const check::Finding* finding = chosen();
    if (finding == nullptr) {
        return;
    }
    const Status done =
        document_->apply(WaiveFinding{finding->rule, finding->subject, reason.toStdString()});
    if (!done) {
        emit document_->failed(done.error());
    }
}

void FindingsPanel::refreshButtons()
{
    const check::Finding* finding = chosen();
    goTo_->setEnabled(finding != nullptr && !finding->racks.empty());
    waive_->setEnabled(finding != nullptr && finding->waiver.empty());
    reopen_->setEnabled(finding != nullptr && !finding->waiver.empty());
}

const check::Finding* FindingsPanel::chosen() const
{
    const QModelIndex index = table_->currentIndex();
    return index.isValid() ? &model_->finding(index) : nullptr;
}

} // namespace rackwright::ui
