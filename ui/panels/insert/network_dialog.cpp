#include "ui/panels/insert/network_dialog.h"

#include "core/base/units.h"
#include "core/edit/resolve.h"
#include "ui/text/error_text.h"
#include "ui/text/figure_text.h"
#include "ui/text/names.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace rackwright::ui {

using units::gigabitPerSecond;

namespace {

constexpr int mostServers = 1'000'000;

QSpinBox* spinBox(const char* name, int least, int most)
{
    auto* box = new QSpinBox;
    box->setObjectName(QLatin1String(name));
    box->setRange(least, most);
    return box;
}

QDoubleSpinBox* ratioBox(const char* name)
{
    auto* box = new QDoubleSpinBox;
    box->setObjectName(QLatin1String(name));
    box->setRange(1.0, 64.0);
    box->setDecimals(2);
    box->setSuffix(QStringLiteral(" : 1"));
    return box;
}

QString kindText(FabricKind kind)
{
    switch (kind) {
    case FabricKind::RailOptimised:
        return NetworkDialog::tr("Rail-optimised");
    case FabricKind::FatTree:
        return NetworkDialog::tr("Fat tree");
    case FabricKind::RailOnly:
        return NetworkDialog::tr("Rails that are not joined");
    }
    return {};
}

template <typename Value>
Value valueOf(const QComboBox& box)
{
    return static_cast<Value>(box.currentData().toInt());
}

// NICs of the first server that is in the network: they are the lowest and as many as its ports.
void addNics(const Snapshot& plan, const Fabric& fabric, BuildFabric& edit)
{
    std::set<int> ports;
    DeviceId server;
    for (const Cable& cable : plan.cables) {
        const Device& end = plan.devices.at(cable.a);
        if (cable.fabric != fabric.id || plan.deviceTypes.at(end.type).kind != DeviceKind::Server) {
            continue;
        }
        if (server.isNone()) {
            server = end.id;
        }
        if (end.id == server) {
            ports.insert(cable.aPort);
        }
    }
    if (!ports.empty()) {
        edit.firstNic = *ports.begin();
        edit.nicsPerServer = static_cast<int>(ports.size());
    }
}

// What the change does to the network, in a line.
QString summary(const Snapshot& plan, const Change& change)
{
    std::map<Tier, int> switches;
    for (const Device& device : change.devices.written) {
        if (device.tier != Tier::None && plan.devices.find(device.id) == nullptr) {
            ++switches[device.tier];
        }
    }
    QStringList parts;
    for (const auto& [tier, count] : switches) {
        parts << NetworkDialog::tr("%1: %2").arg(nameOf(tier), exactText(count, "1"));
    }
    parts << NetworkDialog::tr("cables: %1")
                 .arg(exactText(static_cast<double>(change.cables.written.size()), "1"));
    return parts.join(QStringLiteral(", "));
}

} // namespace

NetworkDialog::NetworkDialog(Snapshot plan, QWidget* parent)
    : QDialog(parent)
    , plan_(std::move(plan))
{
    setObjectName(QStringLiteral("networkDialog"));
    setWindowTitle(tr("Build a network"));
    makeFields();
    auto* form = new QFormLayout(this);
    addRows(*form);
    networks_->setCurrentIndex(0);
    takeNetwork(0);
    connect(networks_, &QComboBox::currentIndexChanged, this, &NetworkDialog::takeNetwork);
    connect(name_, &QLineEdit::textChanged, this, &NetworkDialog::judge);
    for (QComboBox* box : {purpose_, kind_, switches_}) {
        connect(box, &QComboBox::currentIndexChanged, this, &NetworkDialog::judge);
    }
    for (QSpinBox* box : {nics_, firstNic_, speed_, tiers_, planes_, podServers_, sparePorts_}) {
        connect(box, &QSpinBox::valueChanged, this, &NetworkDialog::judge);
    }
    for (QDoubleSpinBox* box : {oversubscription_, podOversubscription_}) {
        connect(box, &QDoubleSpinBox::valueChanged, this, &NetworkDialog::judge);
    }
    connect(buttons_, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons_, &QDialogButtonBox::rejected, this, &QDialog::reject);
    setMinimumWidth(460);
}

void NetworkDialog::makeFields()
{
    networks_ = new QComboBox;
    networks_->setObjectName(QStringLiteral("networkChoice"));
    for (const Fabric& fabric : plan_.fabrics) {
        networks_->addItem(tr("%1, built again").arg(QString::fromStdString(fabric.name)),
                           fabric.id.value);
    }
    networks_->addItem(tr("A new network"), 0);
    name_ = new QLineEdit;
    name_->setObjectName(QStringLiteral("networkName"));
    purpose_ = new QComboBox;
    for (const FabricPurpose purpose :
         {FabricPurpose::Gpu, FabricPurpose::FrontEnd, FabricPurpose::OutOfBand}) {
        purpose_->addItem(nameOf(purpose), static_cast<int>(purpose));
    }
    kind_ = new QComboBox;
    for (const FabricKind kind :
         {FabricKind::RailOptimised, FabricKind::FatTree, FabricKind::RailOnly}) {
        kind_->addItem(kindText(kind), static_cast<int>(kind));
    }
    switches_ = new QComboBox;
    for (const DeviceType& type : plan_.deviceTypes) {
        if (type.kind == DeviceKind::Switch) {
            switches_->addItem(QString::fromStdString(type.name),
                               QString::fromStdString(type.slug));
        }
    }
    nics_ = spinBox("networkNics", 1, 64);
    firstNic_ = spinBox("networkFirstNic", 0, 63);
    speed_ = spinBox("networkSpeed", 1, 3200);
    speed_->setSuffix(tr(" Gbit/s"));
    tiers_ = spinBox("networkTiers", 0, 4);
    tiers_->setSpecialValueText(tr("as many as needed"));
    oversubscription_ = ratioBox("networkOversubscription");
    planes_ = spinBox("networkPlanes", 1, 8);
    podServers_ = spinBox("networkPodServers", 0, mostServers);
    podServers_->setSpecialValueText(tr("as the switches allow"));
    podOversubscription_ = ratioBox("networkPodOversubscription");
    sparePorts_ = spinBox("networkSparePorts", 0, 128);
    verdict_ = new QLabel;
    verdict_->setObjectName(QStringLiteral("networkVerdict"));
    verdict_->setWordWrap(true);
    verdict_->setMinimumHeight(2 * fontMetrics().lineSpacing());
    buttons_ = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    buttons_->button(QDialogButtonBox::Ok)->setText(tr("Build"));
}

void NetworkDialog::addRows(QFormLayout& form)
{
    form.addRow(tr("&Network"), networks_);
    form.addRow(tr("N&ame"), name_);
    form.addRow(tr("&Purpose"), purpose_);
    form.addRow(tr("&Kind"), kind_);
    form.addRow(tr("S&witch"), switches_);
    form.addRow(tr("NICs of a &server"), nics_);
    form.addRow(tr("&First of its ports"), firstNic_);
    form.addRow(tr("&Link speed"), speed_);
    form.addRow(tr("&Tiers"), tiers_);
    form.addRow(tr("&Oversubscription"), oversubscription_);
    form.addRow(tr("Pl&anes"), planes_);
    form.addRow(tr("Servers of a po&d"), podServers_);
    form.addRow(tr("Oversubscription abo&ve pods"), podOversubscription_);
    form.addRow(tr("Spa&re ports of a leaf"), sparePorts_);
    form.addRow(verdict_);
    form.addRow(buttons_);
}

BuildFabric NetworkDialog::editOf(const Snapshot& plan, const Fabric& fabric)
{
    BuildFabric edit{.purpose = fabric.purpose,
                     .kind = fabric.kind,
                     .name = fabric.name,
                     .linkSpeed = fabric.linkSpeed,
                     .tiers = 0,
                     .oversubscription = fabric.oversubscription,
                     .origin = fabric.origin};
    for (const Device& device : plan.devices) {
        if (device.fabric == fabric.id && device.tier == Tier::Leaf) {
            edit.switchType = plan.deviceTypes.at(device.type).slug;
            break;
        }
    }
    addNics(plan, fabric, edit);
    return edit;
}

void NetworkDialog::takeNetwork(int index)
{
    const Fabric* fabric = plan_.fabrics.find(FabricId{networks_->itemData(index).toInt()});
    BuildFabric edit{.name = tr("New network").toStdString(),
                     .switchType = switches_->itemData(0).toString().toStdString(),
                     .linkSpeed = 400.0 * gigabitPerSecond};
    fill(fabric == nullptr ? edit : editOf(plan_, *fabric));
    judge();
}

void NetworkDialog::fill(const BuildFabric& edit)
{
    const auto set = [](auto* box, auto value) {
        const QSignalBlocker quiet(box);
        box->setValue(value);
    };
    const auto choose = [](QComboBox* box, const QVariant& value) {
        const QSignalBlocker quiet(box);
        box->setCurrentIndex(std::max(box->findData(value), 0));
    };
    const QSignalBlocker quiet(name_);
    name_->setText(QString::fromStdString(edit.name));
    choose(purpose_, static_cast<int>(edit.purpose));
    choose(kind_, static_cast<int>(edit.kind));
    choose(switches_, QString::fromStdString(edit.switchType));
    set(nics_, edit.nicsPerServer);
    set(firstNic_, edit.firstNic);
    set(speed_, static_cast<int>(edit.linkSpeed / gigabitPerSecond));
    set(tiers_, edit.tiers);
    set(oversubscription_, edit.oversubscription);
    set(planes_, edit.planes);
    set(podServers_, edit.podServers);
    set(podOversubscription_, edit.podOversubscription);
    set(sparePorts_, edit.sparePorts);
}

BuildFabric NetworkDialog::edit() const
{
    const Fabric* old = plan_.fabrics.find(FabricId{networks_->currentData().toInt()});
    return {.purpose = valueOf<FabricPurpose>(*purpose_),
            .kind = valueOf<FabricKind>(*kind_),
            .name = name_->text().trimmed().toStdString(),
            .switchType = switches_->currentData().toString().toStdString(),
            .nicsPerServer = nics_->value(),
            .firstNic = firstNic_->value(),
            .linkSpeed = speed_->value() * gigabitPerSecond,
            .tiers = tiers_->value(),
            .oversubscription = oversubscription_->value(),
            .planes = planes_->value(),
            .podServers = podServers_->value(),
            .podOversubscription = podOversubscription_->value(),
            .sparePorts = sparePorts_->value(),
            .origin = old == nullptr ? std::string{"assumed: entered in the window"} : old->origin};
}

void NetworkDialog::judge()
{
    verdict_->setText(tr("Working it out…"));
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(false);
    judging_.start([plan = plan_, edit = edit()] { return edit::resolve(plan, edit); },
                   [this](const Result<Change>& change) { showVerdict(change); });
}

void NetworkDialog::showVerdict(const Result<Change>& change)
{
    buttons_->button(QDialogButtonBox::Ok)->setEnabled(static_cast<bool>(change));
    verdict_->setText(change ? summary(plan_, *change) : sentenceFor(change.error()));
}

} // namespace rackwright::ui
