#include "ui/shell/date_box.h"

#include "core/scenario/apply.h"
#include "ui/document/plan_document.h"
#include "ui/look/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QSignalBlocker>
#include <QToolButton>

namespace rackwright::ui {

DateBox::DateBox(QWidget* parent)
    : QWidget(parent)
    , earlier_(new QToolButton)
    , dates_(new QComboBox)
    , later_(new QToolButton)
{
    setObjectName(QStringLiteral("dateBox"));
    dates_->setObjectName(QStringLiteral("date"));
    dates_->setAccessibleName(tr("Date"));
    dates_->setToolTip(tr("The day shown: the scenario's steps and the power supply up to it"));
    dates_->setMinimumContentsLength(9);
    connect(dates_, &QComboBox::activated, this, &DateBox::choose);
    const auto arrow = [this](QToolButton* button, const char* name, const QString& tip, int by) {
        button->setObjectName(QLatin1String(name));
        button->setIcon(
            icon(by < 0 ? QStringLiteral("chevron-left") : QStringLiteral("chevron-right")));
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setAutoRaise(true);
        connect(button, &QToolButton::clicked, this, [this, by] { step(by); });
    };
    arrow(earlier_, "earlierDate", tr("The date before"), -1);
    arrow(later_, "laterDate", tr("The date after"), 1);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 0);
    layout->setSpacing(0);
    for (QWidget* part : {static_cast<QWidget*>(earlier_),
                          static_cast<QWidget*>(dates_),
                          static_cast<QWidget*>(later_)}) {
        layout->addWidget(part);
    }
    fill();
}

void DateBox::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        disconnect(document_, nullptr, this, nullptr);
    }
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::scenarioChanged, this, &DateBox::fill);
        connect(document_, &PlanDocument::planChanged, this, &DateBox::fill);
        connect(document_, &PlanDocument::dateChanged, this, &DateBox::fill);
    }
    fill();
}

// A date that a scenario does not have stays in the list for as long as it is shown.
void DateBox::fill()
{
    const QSignalBlocker quiet(dates_);
    dates_->clear();
    QStringList dates;
    if (document_ != nullptr) {
        for (const std::string& date :
             scenario::datesOf(document_->plan(), document_->scenario().toStdString())) {
            dates << QString::fromStdString(date);
        }
        if (!document_->date().isEmpty() && !dates.contains(document_->date())) {
            dates << document_->date();
            dates.sort();
        }
    }
    for (const QString& date : std::as_const(dates)) {
        dates_->addItem(date, date);
    }
    dates_->addItem(tr("End state"), QString());
    dates_->setCurrentIndex(document_ == nullptr ? dates_->count() - 1
                                                 : dates_->findData(document_->date()));
    refreshButtons();
}

void DateBox::choose(int index)
{
    if (document_ != nullptr) {
        document_->setDate(dates_->itemData(index).toString());
    }
}

void DateBox::step(int by)
{
    choose(dates_->currentIndex() + by);
}

void DateBox::refreshButtons()
{
    earlier_->setEnabled(dates_->currentIndex() > 0);
    later_->setEnabled(dates_->currentIndex() + 1 < dates_->count());
    dates_->setEnabled(dates_->count() > 1);
}

} // namespace rackwright::ui
