#include "ui/panels/history/history_panel.h"

#include "ui/document/plan_document.h"

#include <QDateTime>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace rackwright::ui {

namespace {

enum Column
{
    When,
    What,
    State,
};

QString localTime(const std::string& utc)
{
    const QDateTime time = QDateTime::fromString(QString::fromStdString(utc), Qt::ISODate);
    return time.isValid() ? QLocale().toString(time.toLocalTime(), QLocale::ShortFormat)
                          : QString::fromStdString(utc);
}

} // namespace

HistoryPanel::HistoryPanel(QWidget* parent)
    : QWidget(parent)
    , entries_(new QTreeWidget)
{
    setObjectName(QStringLiteral("history"));
    entries_->setObjectName(QStringLiteral("historyEntries"));
    entries_->setAccessibleName(tr("History"));
    entries_->setHeaderLabels({tr("When"), tr("Edit"), tr("State")});
    entries_->setRootIsDecorated(false);
    entries_->setAlternatingRowColors(true);
    entries_->setFrameShape(QFrame::NoFrame);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 4, 8, 0);
    layout->addWidget(entries_);
}

void HistoryPanel::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        disconnect(document_, nullptr, this, nullptr);
    }
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::historyChanged, this, &HistoryPanel::refresh);
    }
    refresh();
}

void HistoryPanel::refresh()
{
    entries_->clear();
    const auto log = document_ == nullptr ? std::vector<store::LogEntry>{} : document_->history();
    for (auto entry = log.rbegin(); entry != log.rend(); ++entry) {
        auto* item = new QTreeWidgetItem(entries_,
                                         {localTime(entry->when),
                                          QString::fromStdString(entry->label),
                                          entry->undone ? tr("undone") : tr("done")});
        if (entry->undone) {
            for (const int column : {When, What, State}) {
                item->setForeground(column, palette().brush(QPalette::PlaceholderText));
            }
        }
    }
    if (log.empty()) {
        auto* hint = new QTreeWidgetItem(entries_,
                                         {QString(),
                                          tr("Nothing has been edited yet: drag a rack on the "
                                             "floor plan, or change an assumption.")});
        hint->setForeground(What, palette().brush(QPalette::PlaceholderText));
    }
    entries_->resizeColumnToContents(When);
    entries_->setColumnWidth(What, 460);
}

} // namespace rackwright::ui
