#include "ui/elevation/mount_dialog.h"

#include "core/edit/resolve.h"
#include "core/layout/rack_units.h"
#include "ui/text/error_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>

namespace rackwright::ui {

MountDialog::MountDialog(const Snapshot& plan, RackId rack, QWidget* parent)
    : QDialog(parent)
    , plan_(plan)
    , rack_(rack)
    , types_(new QComboBox)
    , unit_(new QSpinBox)
    , name_(new QLineEdit)
    , verdict_(new QLabel)
    , buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setObjectName(QStringLiteral("mountDialog"));
    setWindowTitle(
        tr("Mount a device in %1").arg(QString::fromStdString(plan.racks.at(rack).name)));
    types_->setObjectName(QStringLiteral("mountType"));
    unit_->setObjectName(QStringLiteral("mountUnit"));
    name_->setObjectName(QStringLiteral("mountName"));
    name_->setPlaceholderText(tr("named for its rack"));
    verdict_->setObjectName(QStringLiteral("mountVerdict"));
    verdict_->setWordWrap(true);
    verdict_->setMinimumHeight(2 * fontMetrics().lineSpacing());
    buttons_->button(QDialogButtonBox::Ok)->setText(tr("Mount"));
    for (const DeviceType& type : plan.deviceTypes) {
        const QString name = QString::fromStdString(type.name);
        types_->addItem(type.heightUnits == 0 ? tr("%1 (behind the units)").arg(name)
                                              : tr("%1 (%2 U)").arg(name).arg(type.heightUnits),
                        QString::fromStdString(type.slug));
    }
    auto* form = new QFormLayout(this);
    form->addRow(tr("&Type"), types_);
    form->addRow(tr("Lowest &unit"), unit_);
    form->addRow(tr("&Name"), name_);
    form->addRow(verdict_);
    form->addRow(buttons_);
    connect(types_, &QComboBox::currentIndexChanged, this, &MountDialog::offerUnits);
    connect(unit_, &QSpinBox::valueChanged, this, &MountDialog::judge);
    connect(name_, &QLineEdit::textChanged, this, &MountDialog::judge);
    connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    offerUnits();
    setMinimumWidth(380);
}

MountDevice MountDialog::edit() const
{
    return {.type = types_->currentData().toString().toStdString(),
            .rack = rack_,
            .unit = unit_->value(),
            .name = name_->text().trimmed().toStdString()};
}

void MountDialog::offerUnits()
{
    const DeviceType* type = findDeviceType(plan_, edit().type);
    const int height = type == nullptr ? 0 : type->heightUnits;
    const int rackHeight = plan_.rackTypes.at(plan_.racks.at(rack_).type).heightUnits;
    unit_->setEnabled(height > 0);
    unit_->setRange(height > 0 ? 1 : 0, height > 0 ? rackHeight : 0);
    const auto free = layout::freeUnits(plan_, rack_);
    const auto fits = std::ranges::find_if(
        free, [&](const layout::UnitSpan& span) { return span.last - span.first + 1 >= height; });
    if (height > 0 && fits != free.end()) {
        unit_->setValue(fits->first);
    }
    judge();
}

void MountDialog::judge()
{
    const auto change = edit::resolve(plan_, edit());
    verdict_->setText(change ? tr("It fits.") : sentenceFor(change.error()));
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(static_cast<bool>(change));
}

} // namespace rackwright::ui
