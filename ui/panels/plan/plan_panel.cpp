#include "ui/panels/plan/plan_panel.h"

#include "ui/document/plan_document.h"
#include "ui/look/icons.h"
#include "ui/models/plan_tree_model.h"
#include "ui/models/search.h"

#include <QAction>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace rackwright::ui {

namespace {

constexpr std::size_t mostHits = 200;
constexpr int itemRole = Qt::UserRole;
constexpr int countWidth = 52;

} // namespace

PlanPanel::PlanPanel(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , model_(new PlanTreeModel(this))
    , search_(new QLineEdit)
    , pages_(new QStackedWidget)
    , tree_(new QTreeView)
    , hits_(new QListWidget)
{
    setObjectName(QStringLiteral("plan"));
    search_->setObjectName(QStringLiteral("planSearch"));
    search_->setAccessibleName(tr("Search the plan"));
    search_->setPlaceholderText(tr("Search racks, devices, halls"));
    search_->setToolTip(tr("Part of a name, such as R03 or spine; Enter chooses the first"));
    search_->setClearButtonEnabled(true);
    search_->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    tree_->setObjectName(QStringLiteral("planTree"));
    tree_->setAccessibleName(tr("Plan"));
    tree_->setModel(model_);
    tree_->setUniformRowHeights(true);
    tree_->setFrameShape(QFrame::NoFrame);
    tree_->setSelectionMode(QAbstractItemView::ExtendedSelection);
    tree_->header()->setStretchLastSection(false);
    tree_->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    tree_->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    tree_->header()->resizeSection(1, countWidth);
    hits_->setObjectName(QStringLiteral("planHits"));
    hits_->setAccessibleName(tr("Found"));
    hits_->setFrameShape(QFrame::NoFrame);
    pages_->addWidget(tree_);
    pages_->addWidget(hits_);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(4, 4, 4, 0);
    layout->setSpacing(4);
    layout->addWidget(search_);
    layout->addWidget(pages_, 1);

    connect(search_, &QLineEdit::textChanged, this, &PlanPanel::search);
    connect(search_, &QLineEdit::returnPressed, this, [this] {
        if (hits_->count() > 0) {
            choose(hits_->item(0));
        }
    });
    connect(hits_, &QListWidget::itemClicked, this, &PlanPanel::choose);
    connect(hits_, &QListWidget::itemActivated, this, &PlanPanel::choose);
    connect(tree_->selectionModel(),
            &QItemSelectionModel::selectionChanged,
            this,
            &PlanPanel::takeTreeSelection);
    connect(tree_, &QTreeView::doubleClicked, this, [this](const QModelIndex& index) {
        emit selection_.revealed(index.data(PlanTreeModel::ItemRole).value<Item>());
    });
    connect(&selection_, &Selection::changed, this, &PlanPanel::showSelection);
    connect(model_, &PlanTreeModel::modelAboutToBeReset, this, &PlanPanel::rememberExpanded);
    connect(model_, &PlanTreeModel::modelReset, this, &PlanPanel::expandAgain);
}

void PlanPanel::rememberExpanded()
{
    expanded_.clear();
    std::vector<QModelIndex> open{QModelIndex()};
    while (!open.empty()) {
        const QModelIndex parent = open.back();
        open.pop_back();
        for (int row = 0; row < model_->rowCount(parent); ++row) {
            const QModelIndex index = model_->index(row, 0, parent);
            if (tree_->isExpanded(index)) {
                expanded_.push_back(index.data(PlanTreeModel::ItemRole).value<Item>());
                open.push_back(index);
            }
        }
    }
}

// Things that went stay away; those that moved are open where they are now.
void PlanPanel::expandAgain()
{
    for (const Item& item : std::exchange(expanded_, {})) {
        if (const QModelIndex index = model_->indexOf(item); index.isValid()) {
            tree_->expand(index);
        }
    }
    showSelection();
}

void PlanPanel::setDocument(PlanDocument* document)
{
    document_ = document;
    model_->setDocument(document);
    search_->clear();
}

void PlanPanel::search()
{
    hits_->clear();
    const bool searching = document_ != nullptr && !search_->text().trimmed().isEmpty();
    pages_->setCurrentWidget(searching ? static_cast<QWidget*>(hits_) : tree_);
    if (!searching) {
        return;
    }
    for (const Hit& hit : ui::search(document_->shown(), search_->text(), mostHits)) {
        auto* line =
            new QListWidgetItem(QStringLiteral("%1  ·  %2").arg(hit.name, hit.kind), hits_);
        line->setData(itemRole, QVariant::fromValue(hit.item));
    }
    if (hits_->count() == 0) {
        auto* line =
            new QListWidgetItem(tr("Nothing has “%1” in its name.").arg(search_->text()), hits_);
        line->setFlags(Qt::NoItemFlags);
    }
}

void PlanPanel::choose(QListWidgetItem* hit)
{
    const QVariant item = hit->data(itemRole);
    if (item.isValid()) {
        selection_.select(item.value<Item>());
        emit selection_.revealed(item.value<Item>());
    }
}

void PlanPanel::takeTreeSelection()
{
    if (follows_) {
        return;
    }
    const QScopedValueRollback following(follows_, true);
    std::vector<Item> items;
    for (const QModelIndex& index : tree_->selectionModel()->selectedRows()) {
        const Item item = index.data(PlanTreeModel::ItemRole).value<Item>();
        if (!std::holds_alternative<std::monostate>(item)) {
            items.push_back(item);
        }
    }
    selection_.selectAll(std::move(items));
}

void PlanPanel::showSelection()
{
    if (follows_) {
        return;
    }
    const QScopedValueRollback following(follows_, true);
    tree_->selectionModel()->clearSelection();
    const QModelIndex index = model_->indexOf(selection_.current());
    if (index.isValid()) {
        tree_->selectionModel()->setCurrentIndex(
            index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        tree_->scrollTo(index);
    }
}

} // namespace rackwright::ui
