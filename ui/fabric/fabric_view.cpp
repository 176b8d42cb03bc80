#include "ui/fabric/fabric_view.h"

#include "core/base/units.h"
#include "ui/document/plan_document.h"
#include "ui/fabric/fabric_file.h"
#include "ui/fabric/kept_arrangement.h"
#include "ui/look/icons.h"
#include "ui/text/error_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace rackwright::ui {

namespace {

constexpr QSize filePage{1600, 1000};

bool hasSameNetworks(const Snapshot& a, const Snapshot& b)
{
    return a.devices.sharesRowsWith(b.devices) && a.cables.sharesRowsWith(b.cables) &&
           a.fabrics.sharesRowsWith(b.fabrics) && a.racks.sharesRowsWith(b.racks) &&
           a.arrays.sharesRowsWith(b.arrays) && a.halls.sharesRowsWith(b.halls);
}

} // namespace

FabricView::FabricView(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , canvas_(new FabricCanvas(selection))
{
    setObjectName(QStringLiteral("network"));
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    makeBar();
    makeEmptyPage();
    all->addWidget(canvas_, 1);
    all->addWidget(empty_, 1);
    setFocusProxy(canvas_);

    connect(
        canvas_, &FabricCanvas::failDevices, this, [this](const std::vector<DeviceId>& devices) {
            network::Failures more;
            more.devices = devices;
            fail(more);
        });
    connect(canvas_, &FabricCanvas::failLink, this, &FabricView::failLink);
    connect(canvas_, &FabricCanvas::repairAll, this, &FabricView::repairAll);
    connect(canvas_, &FabricCanvas::arrangementChanged, this, [this] {
        keepArrangement(document_->path(), networkName(), canvas_->arrangement());
    });
    refresh();
}

FabricView::~FabricView() = default;

void FabricView::makeBar()
{
    fabricBox_ = new QComboBox;
    fabricBox_->setObjectName(QStringLiteral("networkChoice"));
    fabricBox_->setAccessibleName(tr("Network"));
    fabricBox_->setToolTip(tr("The network that is shown"));
    connect(fabricBox_, &QComboBox::activated, this, [this](int index) {
        chooseFabric(FabricId{fabricBox_->itemData(index).toInt()});
    });
    trafficBox_ = new QComboBox;
    trafficBox_->setObjectName(QStringLiteral("networkLoad"));
    trafficBox_->setAccessibleName(tr("Load"));
    trafficBox_->setToolTip(
        tr("Traffic between all servers at full speed, and how it fills the links"));
    trafficBox_->addItem(tr("No load: rails"), static_cast<int>(Traffic::None));
    trafficBox_->addItem(tr("All-to-all"), static_cast<int>(Traffic::AllToAll));
    trafficBox_->addItem(tr("Ring all-reduce"), static_cast<int>(Traffic::Ring));
    connect(trafficBox_, &QComboBox::activated, this, [this](int index) {
        setTraffic(static_cast<Traffic>(trafficBox_->itemData(index).toInt()));
    });
    sentence_ = new QLabel;
    sentence_->setObjectName(QStringLiteral("networkSentence"));
    sentence_->setWordWrap(true);
    sentence_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    repair_ = new QToolButton;
    repair_->setObjectName(QStringLiteral("repairAll"));
    repair_->setText(tr("Repair all"));
    repair_->setIcon(icon(QStringLiteral("check")));
    repair_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    repair_->setToolTip(tr("Let everything work again (Esc)"));
    connect(repair_, &QToolButton::clicked, this, &FabricView::repairAll);

    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(8, 4, 8, 4);
    row->setSpacing(8);
    row->addWidget(fabricBox_);
    row->addWidget(trafficBox_);
    row->addWidget(sentence_, 1);
    row->addWidget(repair_);
    layout()->addWidget(bar);
}

void FabricView::makeEmptyPage()
{
    auto* text = new QLabel(
        tr("This plan has no network yet. A network joins the servers that stand in the plan; once "
           "built, its cables, switches and racks are part of the plan, and one undo "
           "takes it away again."));
    text->setObjectName(QStringLiteral("noNetwork"));
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    auto* build = new QPushButton(icon(QStringLiteral("network")), tr("Build a GPU network"));
    build->setObjectName(QStringLiteral("buildNetwork"));
    build->setToolTip(
        tr("Rail-optimised and non-blocking, of the fastest switch in the catalogue"));
    connect(build, &QPushButton::clicked, this, &FabricView::buildNetwork);
    refusal_ = new QLabel;
    refusal_->setObjectName(QStringLiteral("buildRefusal"));
    refusal_->setAlignment(Qt::AlignCenter);
    refusal_->setWordWrap(true);
    empty_ = new QWidget;
    auto* page = new QVBoxLayout(empty_);
    page->setContentsMargins(48, 48, 48, 48);
    page->setSpacing(16);
    page->addStretch();
    page->addWidget(text);
    page->addWidget(build, 0, Qt::AlignHCenter);
    page->addWidget(refusal_);
    page->addStretch();
}

void FabricView::buildNetwork()
{
    if (document_ == nullptr) {
        return;
    }
    const Snapshot& plan = document_->plan();
    const auto speedOf = [](const DeviceType& type) {
        return type.kind == DeviceKind::Switch ? type.ports * type.portSpeed : Bandwidth{};
    };
    const auto fastest = std::ranges::max_element(plan.deviceTypes, {}, speedOf);
    BuildFabric edit;
    edit.name = tr("GPU fabric").toStdString();
    edit.origin = "assumed: rail-optimised, non-blocking, 400 Gb/s a NIC";
    if (fastest != plan.deviceTypes.end() && speedOf(*fastest) > Bandwidth{}) {
        edit.switchType = fastest->slug;
        edit.linkSpeed = std::min(fastest->portSpeed, 400.0 * units::gigabitPerSecond);
    }
    const Status built = document_->apply(edit);
    refusal_->setText(built ? QString() : sentenceFor(built.error()));
}

QSize FabricView::sizeHint() const
{
    return {800, 360};
}

void FabricView::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        document_->disconnect(this);
    }
    modelJob_.cancel();
    findingsJob_.cancel();
    document_ = document;
    fabric_ = {};
    failures_ = {};
    findings_.reset();
    taken_ = {};
    canvas_->setModel(nullptr);
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::shownChanged, this, &FabricView::takeShown);
        takeShown();
    }
    refresh();
}

void FabricView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (isOld_) {
        takeShown();
    }
}

void FabricView::takeShown()
{
    isOld_ = !isVisible();
    // A preview moves racks; the network stays.
    if (document_ == nullptr || isOld_ || document_->isPreviewing()) {
        return;
    }
    const Snapshot& shown = document_->shown();
    if (canvas_->model() != nullptr && hasSameNetworks(shown, taken_)) {
        return;
    }
    const bool first = taken_.fabrics.isEmpty();
    taken_ = shown;
    if (shown.fabrics.find(fabric_) == nullptr) {
        chooseFabric(firstFabric(shown));
        return;
    }
    if (!first) {
        failures_ = {}; // of a network that is no more
    }
    chooseFabric(fabric_);
}

void FabricView::chooseFabric(FabricId fabric)
{
    if (fabric != fabric_) {
        failures_ = {};
    }
    fabric_ = fabric;
    refresh();
    if (fabric_.isNone()) {
        modelJob_.cancel();
        canvas_->setModel(nullptr);
        return;
    }
    modelJob_.start(
        [shown = taken_, fabric]() -> FabricCanvas::Model {
            return std::make_shared<FabricModel>(fabricModel(shown, fabric));
        },
        [this](const FabricCanvas::Model& model) { takeModel(model); });
}

void FabricView::takeModel(FabricCanvas::Model model)
{
    const bool other = canvas_->model() == nullptr || canvas_->model()->fabric != model->fabric;
    canvas_->setModel(std::move(model));
    if (other) {
        canvas_->setArrangement(keptArrangement(document_->path(), networkName()));
    }
    workOut();
}

void FabricView::setTraffic(Traffic traffic)
{
    traffic_ = traffic;
    trafficBox_->setCurrentIndex(trafficBox_->findData(static_cast<int>(traffic)));
    workOut();
}

void FabricView::fail(const network::Failures& more)
{
    const auto add = [](auto& to, const auto& from) {
        for (const auto& id : from) {
            if (std::ranges::find(to, id) == to.end()) {
                to.push_back(id);
            }
        }
    };
    add(failures_.cables, more.cables);
    add(failures_.devices, more.devices);
    add(failures_.racks, more.racks);
    add(failures_.powerNodes, more.powerNodes);
    add(failures_.coolingNodes, more.coolingNodes);
    workOut();
}

void FabricView::failLink(int link)
{
    const FabricModel* model = canvas_->model();
    network::Failures more;
    for (const Cable& cable : model->snapshot.cables) {
        const network::BundleIndex bundle =
            cable.fabric == model->fabric ? model->graph.bundleOf(cable) : -1;
        if (bundle >= 0 &&
            canvas_->layout().linkOfBundle[static_cast<std::size_t>(bundle)] == link) {
            more.cables.push_back(cable.id);
        }
    }
    fail(more);
}

void FabricView::repairAll()
{
    failures_ = {};
    workOut();
}

void FabricView::workOut()
{
    if (canvas_->model() == nullptr) {
        return;
    }
    findingsJob_.start(
        [model = canvas_->sharedModel(), failures = failures_, traffic = traffic_] {
            return FabricCanvas::Findings(
                std::make_shared<FabricFindings>(findingsOf(*model, failures, traffic)));
        },
        [this](const FabricCanvas::Findings& findings) { takeFindings(findings); });
    refresh();
}

void FabricView::takeFindings(const FabricCanvas::Findings& findings)
{
    findings_ = findings;
    canvas_->setFindings(findings_,
                         findings_->loads ? LinkColours::Load : LinkColours::Rails,
                         std::max(1.0, findings_->busiest));
    refresh();
}

QString FabricView::sentence() const
{
    return sentence_->text();
}

void FabricView::refresh()
{
    const Table<Fabric>& fabrics = taken_.fabrics;
    fabricBox_->clear();
    for (const Fabric& fabric : fabrics) {
        fabricBox_->addItem(QString::fromStdString(fabric.name), fabric.id.value);
    }
    fabricBox_->setCurrentIndex(fabricBox_->findData(fabric_.value));
    const bool any = !fabrics.isEmpty();
    fabricBox_->setVisible(any);
    trafficBox_->setVisible(any);
    canvas_->setVisible(any);
    empty_->setVisible(!any);
    const bool broken = findings_ != nullptr && findings_->impact.has_value();
    repair_->setVisible(any && broken);
    QString text = findingsText();
    if (any && text.isEmpty()) {
        text = tr("Double click unfolds, Backspace folds; the right button lets things fail.");
    }
    sentence_->setText(text);
}

QString FabricView::findingsText() const
{
    if (canvas_->model() == nullptr || findings_ == nullptr) {
        return {};
    }
    QStringList sentences{failureText(*canvas_->model(), failures_, *findings_),
                          loadText(*findings_, traffic_)};
    sentences.removeAll(QString());
    return sentences.join(QLatin1Char(' '));
}

void FabricView::fitAll()
{
    canvas_->fitAll();
}

void FabricView::fitSelection()
{
    canvas_->fitSelection();
}

QString FabricView::networkName() const
{
    const Fabric* fabric = taken_.fabrics.find(fabric_);
    return fabric == nullptr ? QString() : QString::fromStdString(fabric->name);
}

Result<QByteArray> FabricView::file(const QString& path) const
{
    if (canvas_->model() == nullptr || canvas_->layout().boxes.empty()) {
        return Error{ErrorCode::NotFound, "network", "the plan has no network to write"};
    }
    return fabricFile(canvas_->picture(), findingsText(), path, filePage);
}

} // namespace rackwright::ui
