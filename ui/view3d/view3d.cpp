#include "ui/view3d/view3d.h"

#include "core/layout/footprint.h"
#include "ui/document/plan_document.h"
#include "ui/document/shown_cabling.h"
#include "ui/document/view_state.h"
#include "ui/scene/site_shapes.h"
#include "ui/text/names.h"
#include "ui/view3d/scene_view.h"

#include <QEvent>
#include <QLabel>
#include <QLoggingCategory>
#include <QVBoxLayout>

namespace rackwright::ui {

using scene::Box;
using scene::Hit;
using scene::Vec3;

namespace {

Q_LOGGING_CATEGORY(startup, "rackwright.startup", QtInfoMsg)

constexpr double aroundHall = 0.04; // parts of the picture left free
constexpr double aroundRack = 0.2;
constexpr double headroom = 2.3; // metres shown above the floor of a hall
constexpr double smallest = 1.2; // metres: nearer than that everything looks alike

scene::Overlay drawnAs(Overlay overlay)
{
    switch (overlay) {
    case Overlay::Role:
        return scene::Overlay::Role;
    case Overlay::Power:
        return scene::Overlay::Power;
    case Overlay::Cabling:
        return scene::Overlay::Cabling;
    }
    return scene::Overlay::Role;
}

Item itemOf(const std::optional<Hit>& hit)
{
    if (!hit) {
        return {};
    }
    return hit->device.isNone() ? Item{hit->rack} : Item{hit->device};
}

// From before the cold side, a little from the side and above the racks across the aisle.
Vec3 towardsFront(Facing front)
{
    constexpr double down = 0.62;
    constexpr double aside = 0.35;
    switch (front) {
    case Facing::South:
        return {-aside, 1.0, -down};
    case Facing::North:
        return {aside, -1.0, -down};
    case Facing::East:
        return {-1.0, -aside, -down};
    case Facing::West:
        return {1.0, aside, -down};
    }
    return scene::homeDirection();
}

// Null: the item is in no single rack.
const Rack* rackWith(const Snapshot& snapshot, const Item& item)
{
    return snapshot.racks.find(rackOf(snapshot, item));
}

} // namespace

View3d::View3d(Selection& selection,
               ViewState& viewState,
               const ShownCabling& cabling,
               QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , viewState_(viewState)
    , cabling_(cabling)
{
    setObjectName(QStringLiteral("view3d"));
    setAccessibleName(tr("3D view"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    if (VtkWidget::isPossible()) {
        buildCanvas();
    } else {
        buildPlaceholder();
    }
}

void View3d::buildCanvas()
{
    canvas_ = new SceneView(this);
    canvas_->setNotice(noPlanText());
    canvas_->setAccessibleName(tr("Racks of the site in 3D"));
    canvas_->setAccessibleDescription(
        tr("Middle drag turns, right drag moves, the wheel zooms, a click selects. "
           "F shows the selection, Home the whole site."));
    layout()->addWidget(canvas_);
    setFocusProxy(canvas_);
    connect(&selection_, &Selection::changed, this, &View3d::showHighlight);
    connect(&selection_, &Selection::hoverChanged, this, &View3d::showHover);
    connect(&selection_, &Selection::revealed, this, &View3d::reveal);
    connect(&viewState_, &ViewState::overlayChanged, this, &View3d::showOverlay);
    connect(&cabling_, &ShownCabling::changed, this, &View3d::showCabling);
    connect(canvas_, &SceneView::pointedAt, this, &View3d::point);
    connect(canvas_, &SceneView::clickedAt, this, &View3d::click);
    connect(canvas_,
            &SceneView::menuRequestedAt,
            this,
            [this](const std::optional<Hit>& hit, QPoint globalPosition) {
                const Item item = itemOf(hit);
                if (hit && !selection_.contains(item)) {
                    selection_.select(item);
                }
                emit menuRequested(globalPosition);
            });
    connect(canvas_, &SceneView::doubleClickedAt, this, [this](const std::optional<Hit>& hit) {
        if (hit) {
            reveal(itemOf(hit));
        }
    });
    connect(canvas_, &SceneView::walkingEnded, this, [this] { emit walkingChanged(false); });
    showTheme();
    showOverlay();
}

void View3d::buildPlaceholder()
{
    auto* text = new QLabel(tr("The 3D view needs OpenGL, which this display does not have.\n"
                               "The floor plan shows the same racks."),
                            this);
    text->setObjectName(QStringLiteral("view3dPlaceholder"));
    text->setAlignment(Qt::AlignCenter);
    text->setWordWrap(true);
    layout()->addWidget(text);
}

const Snapshot& View3d::shown() const
{
    static const Snapshot nothing;
    return document_ == nullptr ? nothing : document_->shown();
}

void View3d::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        disconnect(document_, nullptr, this, nullptr);
    }
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::shownChanged, this, &View3d::showDocument);
    }
    if (canvas_ != nullptr) {
        showDocument();
        canvas_->jumpHome();
        reportFirstFrame();
    }
}

// For tests/bench and whoever wonders why a start takes long.
void View3d::reportFirstFrame()
{
    if (document_ == nullptr || !startup().isDebugEnabled()) {
        return;
    }
    connect(
        canvas_,
        &SceneView::rendered,
        this,
        [] { qCDebug(startup) << "first full frame"; },
        static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
}

void View3d::showDocument()
{
    if (canvas_ == nullptr) {
        return;
    }
    canvas_->scene().show(shown(), document_ == nullptr ? shown() : document_->plan());
    canvas_->setNotice(document_ == nullptr ? noPlanText() : QString());
    showHighlight();
    if (canvas_->isAtHome() && document_ != nullptr && !document_->isPreviewing()) {
        canvas_->goHome(); // a scenario may bring halls
    }
}

void View3d::showTheme()
{
    const bool dark = palette().window().color().lightness() < 128;
    canvas_->scene().setTheme(dark ? scene::Theme::Dark : scene::Theme::Light);
    canvas_->redraw();
}

void View3d::showOverlay()
{
    canvas_->scene().setOverlay(drawnAs(viewState_.overlay()));
    canvas_->redraw();
}

void View3d::showCabling()
{
    canvas_->scene().setCabling(
        {.fills = cabling_.fills(), .limit = cabling_.limit(), .strands = cabling_.strands()});
    canvas_->redraw();
}

void View3d::showHighlight()
{
    if (canvas_ == nullptr) {
        return;
    }
    scene::Highlight highlight;
    std::vector<Item> others;
    for (const Item& item : selection_.items()) {
        if (const auto* device = std::get_if<DeviceId>(&item)) {
            highlight.selectedDevices.push_back(*device);
        } else {
            others.push_back(item);
        }
    }
    Selection withoutDevices;
    withoutDevices.selectAll(std::move(others));
    highlight.selectedRacks = withoutDevices.racks(shown());
    const Item under = selection_.hovered();
    if (const auto* rack = std::get_if<RackId>(&under)) {
        highlight.hoveredRack = *rack;
    } else if (const auto* device = std::get_if<DeviceId>(&under)) {
        highlight.hoveredDevice = *device;
    }
    canvas_->scene().setHighlight(highlight);
    canvas_->redraw();
}

void View3d::showHover()
{
    showHighlight();
    const Item under = selection_.hovered();
    const std::optional<Box> box =
        rackWith(shown(), under) == nullptr ? std::nullopt : boundsOf(under);
    if (!box || canvas_->isWalking()) {
        canvas_->setHoverLabel({}, {});
        return;
    }
    canvas_->setHoverLabel(nameOf(under), {box->centre.x, box->centre.y, box->high().z});
}

QString View3d::nameOf(const Item& item) const
{
    const Rack* rack = rackWith(shown(), item);
    if (rack == nullptr) {
        return {};
    }
    const QString name = QString::fromStdString(rack->name);
    const auto* id = std::get_if<DeviceId>(&item);
    if (id == nullptr) {
        return name;
    }
    const Device& device = shown().devices.at(*id);
    const DeviceType* type = shown().deviceTypes.find(device.type);
    return tr("%1 in %2")
        .arg(QString::fromStdString(type == nullptr ? device.name : type->name), name);
}

void View3d::point(const std::optional<Hit>& hit)
{
    selection_.hover(itemOf(hit));
}

void View3d::click(const std::optional<Hit>& hit, Qt::KeyboardModifiers modifiers)
{
    const Item item = itemOf(hit);
    if (modifiers.testFlag(Qt::ControlModifier)) {
        if (hit) {
            selection_.toggle(item);
        }
    } else if (hit) {
        selection_.select(item);
    } else {
        selection_.clear();
    }
}

std::optional<Box> View3d::boundsOf(const Item& item) const
{
    const scene::RackField& racks = canvas_->scene().racks();
    if (const auto* device = std::get_if<DeviceId>(&item)) {
        return racks.boxOf(*device);
    }
    if (const auto* rack = std::get_if<RackId>(&item)) {
        return racks.boxOf(*rack);
    }
    if (const auto* id = std::get_if<HallId>(&item)) {
        const Hall* hall = shown().halls.find(*id);
        return hall == nullptr ? std::nullopt
                               : std::optional{scene::boxOn(hall->area, 0.0, headroom)};
    }
    if (const auto* id = std::get_if<RowId>(&item)) {
        const Row* row = shown().rows.find(*id);
        return row == nullptr ? std::nullopt
                              : std::optional{scene::boxOn(row->area, 0.0, headroom)};
    }
    Selection one;
    one.select(item);
    std::optional<Box> bounds;
    for (const RackId rack : one.racks(shown())) {
        if (const auto box = racks.boxOf(rack)) {
            bounds = bounds ? around(*bounds, *box) : *box;
        }
    }
    return bounds;
}

void View3d::reveal(const Item& item)
{
    if (canvas_ == nullptr) {
        return;
    }
    const std::optional<Box> box = boundsOf(item);
    if (!box) {
        return;
    }
    const Rack* rack = rackWith(shown(), item);
    if (rack == nullptr) {
        canvas_->flyToBox(*box, scene::homeDirection(), aroundHall);
        return;
    }
    const Vec3 least{std::max(box->size.x, smallest),
                     std::max(box->size.y, smallest),
                     std::max(box->size.z, 0.5 * smallest)};
    canvas_->flyToBox({box->centre, least}, towardsFront(rack->front), aroundRack);
}

void View3d::fitSite()
{
    if (canvas_ != nullptr) {
        canvas_->goHome();
    }
}

void View3d::fitSelection()
{
    if (canvas_ == nullptr) {
        return;
    }
    if (selection_.items().size() == 1) {
        reveal(selection_.items().front());
        return;
    }
    std::optional<Box> bounds;
    for (const Item& item : selection_.items()) {
        if (const auto box = boundsOf(item)) {
            bounds = bounds ? around(*bounds, *box) : *box;
        }
    }
    if (bounds) {
        canvas_->flyToBox(*bounds, scene::homeDirection(), aroundRack);
    } else {
        fitSite();
    }
}

bool View3d::isWalking() const
{
    return canvas_ != nullptr && canvas_->isWalking();
}

void View3d::setWalking(bool walking)
{
    if (canvas_ == nullptr || walking == isWalking()) {
        return;
    }
    if (walking) {
        canvas_->startWalking(standing(canvas_->camera(), shown()));
        emit walkingChanged(true);
    } else {
        canvas_->stopWalking();
    }
}

QImage View3d::picture()
{
    return canvas_ == nullptr ? QImage{} : canvas_->picture();
}

std::array<double, 9> View3d::camera() const
{
    return canvas_ == nullptr ? std::array<double, 9>{} : toArray(canvas_->camera());
}

void View3d::setCamera(const std::array<double, 9>& camera)
{
    const scene::Camera wanted = scene::cameraFrom(camera);
    // What comes from a settings file may be anything.
    if (canvas_ != nullptr && wanted.distance() > 1e-3 && length(wanted.up) > 0.0) {
        canvas_->setCamera(wanted);
    }
}

void View3d::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange && canvas_ != nullptr) {
        showTheme();
    }
    QWidget::changeEvent(event);
}

} // namespace rackwright::ui
