#include "ui/panels/insert/arrays_dialog.h"

#include "core/edit/resolve.h"
#include "ui/text/error_text.h"
#include "ui/text/figure_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

#include <algorithm>
#include <map>

namespace rackwright::ui {

namespace {

constexpr int mostArrays = 10'000;
constexpr int mostServersPerRack = 48;

QSpinBox* countBox(const char* name, int value, int most)
{
    auto* box = new QSpinBox;
    box->setObjectName(QLatin1String(name));
    box->setRange(1, most);
    box->setValue(value);
    return box;
}

// The type of this kind that the plan has most of; empty: none.
std::string usualType(const Snapshot& plan, DeviceKind kind)
{
    std::map<DeviceTypeId, int> counts;
    for (const Device& device : plan.devices) {
        if (plan.deviceTypes.at(device.type).kind == kind) {
            ++counts[device.type];
        }
    }
    const auto most =
        std::ranges::max_element(counts, {}, [](const auto& each) { return each.second; });
    return most == counts.end() ? std::string{} : plan.deviceTypes.at(most->first).slug;
}

std::string textOf(const QComboBox& box)
{
    return box.currentData().toString().toStdString();
}

} // namespace

ArraysDialog::ArraysDialog(const Snapshot& plan, QWidget* parent)
    : QDialog(parent)
    , plan_(plan)
    , halls_(new QComboBox)
    , arrays_(countBox("arrayCount", 1, mostArrays))
    , servers_(new QComboBox)
    , serversPerRack_(countBox("serversPerRack", 8, mostServersPerRack))
    , racks_(new QComboBox)
    , verdict_(new QLabel)
    , buttons_(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setObjectName(QStringLiteral("arraysDialog"));
    setWindowTitle(tr("Add arrays"));
    halls_->setObjectName(QStringLiteral("arrayHall"));
    servers_->setObjectName(QStringLiteral("arrayServer"));
    racks_->setObjectName(QStringLiteral("arrayRack"));
    verdict_->setObjectName(QStringLiteral("arraysVerdict"));
    verdict_->setWordWrap(true);
    verdict_->setMinimumHeight(2 * fontMetrics().lineSpacing());
    buttons_->button(QDialogButtonBox::Ok)->setText(tr("Add"));
    for (const Hall& hall : plan.halls) {
        halls_->addItem(QString::fromStdString(hall.name), QString::fromStdString(hall.name));
    }
    for (const DeviceType& type : plan.deviceTypes) {
        if (type.kind == DeviceKind::Server) {
            servers_->addItem(QString::fromStdString(type.name), QString::fromStdString(type.slug));
        }
    }
    servers_->setCurrentIndex(std::max(
        servers_->findData(QString::fromStdString(usualType(plan, DeviceKind::Server))), 0));
    for (const RackType& type : plan.rackTypes) {
        racks_->addItem(QString::fromStdString(type.name), QString::fromStdString(type.slug));
    }
    auto* form = new QFormLayout(this);
    form->addRow(tr("&Hall"), halls_);
    form->addRow(tr("&Arrays of 8 racks"), arrays_);
    form->addRow(tr("&Server"), servers_);
    form->addRow(tr("Servers in a &rack"), serversPerRack_);
    form->addRow(tr("Rack &type"), racks_);
    form->addRow(verdict_);
    form->addRow(buttons_);
    for (QComboBox* box : {halls_, servers_, racks_}) {
        connect(box, &QComboBox::currentIndexChanged, this, &ArraysDialog::judge);
    }
    for (QSpinBox* box : {arrays_, serversPerRack_}) {
        connect(box, &QSpinBox::valueChanged, this, &ArraysDialog::judge);
    }
    connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    judge();
    setMinimumWidth(420);
}

AddArrays ArraysDialog::edit() const
{
    return {.hall = textOf(*halls_),
            .arrays = arrays_->value(),
            .serversPerRack = serversPerRack_->value(),
            .rackType = textOf(*racks_),
            .serverType = textOf(*servers_),
            .coolingUnitType = usualType(plan_, DeviceKind::CoolingUnit),
            .powerStripType = usualType(plan_, DeviceKind::PowerStrip)};
}

void ArraysDialog::judge()
{
    const auto change = edit::resolve(plan_, edit());
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(static_cast<bool>(change));
    if (!change) {
        verdict_->setText(sentenceFor(change.error()));
        return;
    }
    int servers = 0;
    int gpus = 0;
    for (const Device& device : change->devices.written) {
        const DeviceType& type = plan_.deviceTypes.at(device.type);
        servers += type.kind == DeviceKind::Server ? 1 : 0;
        gpus += type.acceleratorCount;
    }
    verdict_->setText(tr("%1 racks, %2 servers, %3 GPUs. They join the networks when those are "
                         "built again.")
                          .arg(exactText(static_cast<double>(change->racks.written.size()), "1"),
                               exactText(servers, "1"),
                               exactText(gpus, "1")));
}

} // namespace rackwright::ui
