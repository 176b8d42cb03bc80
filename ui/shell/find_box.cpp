#include "ui/shell/find_box.h"

#include "ui/document/plan_document.h"
#include "ui/look/icons.h"
#include "ui/models/search.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QStandardItemModel>

namespace rackwright::ui {

namespace {

constexpr std::size_t mostHits = 12;
constexpr int boxWidth = 240;

enum HitRole
{
    ItemOfHit = Qt::UserRole,
    ActionOfHit,
};

QString plainText(const QAction& action)
{
    return action.text().remove(QLatin1Char('&'));
}

} // namespace

FindBox::FindBox(Selection& selection, QWidget* parent)
    : QLineEdit(parent)
    , selection_(selection)
    , hits_(new QStandardItemModel(this))
    , completer_(new QCompleter(hits_, this))
{
    setObjectName(QStringLiteral("find"));
    setAccessibleName(tr("Find anything"));
    setPlaceholderText(tr("Find anything (Ctrl+K)"));
    setToolTip(tr("Find a hall, array, rack, device or command by its name (Ctrl+K)"));
    setClearButtonEnabled(true);
    setFixedWidth(boxWidth);
    addAction(icon(QStringLiteral("search")), QLineEdit::LeadingPosition);
    completer_->setWidget(this);
    completer_->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    connect(this, &QLineEdit::textEdited, this, &FindBox::search);
    connect(this, &QLineEdit::returnPressed, this, [this] {
        if (hits_->rowCount() > 0) {
            choose(hits_->index(0, 0));
        }
    });
    connect(
        completer_, qOverload<const QModelIndex&>(&QCompleter::activated), this, &FindBox::choose);
}

void FindBox::setDocument(PlanDocument* document)
{
    document_ = document;
    clear();
}

void FindBox::setActions(const QList<QAction*>& actions)
{
    commands_ = actions;
}

void FindBox::start()
{
    setFocus(Qt::ShortcutFocusReason);
    selectAll();
}

void FindBox::search(const QString& text)
{
    hits_->clear();
    if (document_ == nullptr || text.trimmed().isEmpty()) {
        completer_->popup()->hide();
        return;
    }
    for (const Hit& hit : ui::search(document_->shown(), text, mostHits)) {
        auto* line = new QStandardItem(QStringLiteral("%1  ·  %2").arg(hit.name, hit.kind));
        line->setData(QVariant::fromValue(hit.item), ItemOfHit);
        hits_->appendRow(line);
    }
    for (QAction* command : std::as_const(commands_)) {
        if (command->isEnabled() &&
            plainText(*command).contains(text.trimmed(), Qt::CaseInsensitive)) {
            auto* line = new QStandardItem(tr("%1  ·  command").arg(plainText(*command)));
            line->setData(QVariant::fromValue(command), ActionOfHit);
            hits_->appendRow(line);
        }
    }
    if (hits_->rowCount() == 0) {
        auto* line = new QStandardItem(tr("Nothing has “%1” in its name.").arg(text));
        line->setEnabled(false);
        hits_->appendRow(line);
    }
    completer_->complete();
}

void FindBox::choose(const QModelIndex& hit)
{
    const QVariant item = hit.data(ItemOfHit);
    auto* command = hit.data(ActionOfHit).value<QAction*>();
    completer_->popup()->hide();
    clear();
    if (item.isValid()) {
        selection_.select(item.value<Item>());
        emit selection_.revealed(item.value<Item>());
    } else if (command != nullptr) {
        command->trigger();
    }
}

} // namespace rackwright::ui
