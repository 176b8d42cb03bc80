#include "ui/panels/assumptions/assumptions_panel.h"

#include "ui/document/plan_document.h"
#include "ui/look/icons.h"

#include <QAction>
#include <QHash>
#include <QHeaderView>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace rackwright::ui {

namespace {

enum Column
{
    Label,
    Low,
    Likely,
    High,
    Unit,
    Origin,
};

constexpr int keyRole = Qt::UserRole;

QString numberText(double value)
{
    return QLocale().toString(value, 'g', 8);
}

// Lets the three values be typed and nothing else.
class ValuesOnly final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent,
                          const QStyleOptionViewItem& option,
                          const QModelIndex& index) const override
    {
        const bool isValue =
            index.column() == Low || index.column() == Likely || index.column() == High;
        return isValue ? QStyledItemDelegate::createEditor(parent, option, index) : nullptr;
    }
};

void setBand(Range<double>& range, int column, double value)
{
    switch (column) {
    case Low:
        range.low = value;
        break;
    case High:
        range.high = value;
        break;
    default:
        // An exact value stays exact; a band keeps its ends.
        range = range.isExact() ? Range<double>::exact(value)
                                : Range<double>{range.low, value, range.high};
    }
}

} // namespace

AssumptionsPanel::AssumptionsPanel(QWidget* parent)
    : QWidget(parent)
    , filter_(new QLineEdit)
    , table_(new QTreeWidget)
{
    setObjectName(QStringLiteral("assumptions"));
    filter_->setObjectName(QStringLiteral("assumptionFilter"));
    filter_->setPlaceholderText(tr("Filter assumptions"));
    filter_->setClearButtonEnabled(true);
    filter_->addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    connect(filter_, &QLineEdit::textChanged, this, &AssumptionsPanel::filter);
    table_->setObjectName(QStringLiteral("assumptionTable"));
    table_->setAccessibleName(tr("Assumptions"));
    table_->setToolTip(
        tr("Double click a value to change it; every estimate follows, and Undo takes it back"));
    table_->setHeaderLabels(
        {tr("Assumption"), tr("Low"), tr("Likely"), tr("High"), tr("Unit"), tr("Source")});
    table_->setAlternatingRowColors(true);
    table_->setUniformRowHeights(true);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setItemDelegate(new ValuesOnly(table_));
    connect(table_, &QTreeWidget::itemChanged, this, &AssumptionsPanel::edited);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 0);
    layout->setSpacing(4);
    layout->addWidget(filter_);
    layout->addWidget(table_, 1);
}

void AssumptionsPanel::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        disconnect(document_, nullptr, this, nullptr);
    }
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::planChanged, this, &AssumptionsPanel::refresh);
    }
    refresh();
}

void AssumptionsPanel::refresh()
{
    const QSignalBlocker quiet(table_);
    table_->clear();
    if (document_ == nullptr) {
        return;
    }
    QHash<QString, QTreeWidgetItem*> groups;
    for (const Assumption& assumption : document_->plan().assumptions) {
        const QString group = QString::fromStdString(assumption.group);
        QTreeWidgetItem*& head = groups[group];
        if (head == nullptr) {
            head = new QTreeWidgetItem(table_, {group});
            head->setExpanded(true);
        }
        auto* line = new QTreeWidgetItem(head,
                                         {QString::fromStdString(assumption.label),
                                          numberText(assumption.value.low),
                                          numberText(assumption.value.likely),
                                          numberText(assumption.value.high),
                                          QString::fromStdString(assumption.unit),
                                          QString::fromStdString(assumption.origin)});
        line->setFlags(line->flags() | Qt::ItemIsEditable);
        line->setData(Label, keyRole, QString::fromStdString(assumption.key));
        line->setToolTip(Origin, QString::fromStdString(assumption.origin));
        for (const int column : {Low, Likely, High}) {
            line->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
        }
    }
    for (const int column : {Label, Low, Likely, High, Unit}) {
        table_->resizeColumnToContents(column);
    }
    filter();
}

void AssumptionsPanel::filter()
{
    const QString wanted = filter_->text().trimmed();
    for (int g = 0; g < table_->topLevelItemCount(); ++g) {
        QTreeWidgetItem* group = table_->topLevelItem(g);
        bool any = false;
        for (int i = 0; i < group->childCount(); ++i) {
            QTreeWidgetItem* line = group->child(i);
            const bool fits = line->text(Label).contains(wanted, Qt::CaseInsensitive) ||
                              line->text(Origin).contains(wanted, Qt::CaseInsensitive);
            line->setHidden(!fits);
            any = any || fits;
        }
        group->setHidden(!any);
    }
}

void AssumptionsPanel::edited(QTreeWidgetItem* item, int column)
{
    const std::string key = item->data(Label, keyRole).toString().toStdString();
    const Assumption* assumption = findAssumption(document_->plan(), key);
    bool isNumber = false;
    const double value = QLocale().toDouble(item->text(column), &isNumber);
    if (assumption == nullptr || !isNumber) {
        const Error wrong{ErrorCode::Invalid,
                          item->text(Label).toStdString(),
                          tr("a number is needed").toStdString()};
        refresh(); // back to what the plan says
        emit document_->failed(wrong);
        return;
    }
    SetAssumption edit{
        .key = key, .value = assumption->value, .origin = "assumed: entered by hand"};
    setBand(edit.value, column, value);
    if (const Status done = document_->apply(edit); !done) {
        refresh();
        emit document_->failed(done.error());
    }
}

} // namespace rackwright::ui
