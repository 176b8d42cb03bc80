#include "ui/floorplan/floor_plan_view.h"

#include "core/base/units.h"
#include "core/layout/footprint.h"
#include "ui/charts/rack_colours.h"
#include "ui/document/plan_document.h"
#include "ui/document/shown_cabling.h"
#include "ui/document/view_state.h"
#include "ui/floorplan/cable_marks.h"
#include "ui/text/names.h"

#include <QEvent>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <chrono>
#include <utility>

namespace rackwright::ui {

using units::metre;

namespace {

constexpr double legendRoom = 222.0;   // on the left
constexpr double margin = 14.0;        // around what is fitted
constexpr double closest = 90.0;       // pixels a metre when fitting something small
constexpr Length around = 3.0 * metre; // of a selection that is fitted

FloorRect united(const FloorRect& a, const FloorRect& b)
{
    const Length x = std::min(a.x, b.x);
    const Length y = std::min(a.y, b.y);
    return {x,
            y,
            std::max(layout::eastOf(a), layout::eastOf(b)) - x,
            std::max(layout::northOf(a), layout::northOf(b)) - y};
}

FloorRect grown(const FloorRect& area, Length by)
{
    return {area.x - by, area.y - by, area.width + 2.0 * by, area.depth + 2.0 * by};
}

const Snapshot& noPlan()
{
    static const Snapshot empty;
    return empty;
}

} // namespace

FloorPlanView::FloorPlanView(Selection& selection,
                             const ViewState& viewState,
                             const ShownCabling& cabling,
                             QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
    , viewState_(viewState)
    , cabling_(cabling)
{
    setObjectName(QStringLiteral("floorPlan"));
    setAccessibleName(tr("Floor plan"));
    setAccessibleDescription(tr("The racks seen from above. Arrow keys move the selected racks, R "
                                "turns them, Delete removes them, F shows them."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);

    frame_.setSingleShot(true);
    frame_.setInterval(std::chrono::milliseconds(16));
    connect(&frame_, &QTimer::timeout, this, &FloorPlanView::followCursor);
    connect(&note_, &VerdictNote::changed, this, qOverload<>(&QWidget::update));

    connect(&selection_, &Selection::changed, this, qOverload<>(&QWidget::update));
    connect(&selection_, &Selection::hoverChanged, this, qOverload<>(&QWidget::update));
    connect(&selection_, &Selection::revealed, this, &FloorPlanView::reveal);
    connect(&viewState_, &ViewState::overlayChanged, this, &FloorPlanView::takeColours);
    connect(&cabling_, &ShownCabling::changed, this, &FloorPlanView::redraw);
}

FloorPlanView::~FloorPlanView() = default;

void FloorPlanView::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        document_->disconnect(this);
    }
    gesture_ = Gesture::None;
    drag_.reset();
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::shownChanged, this, &FloorPlanView::takeShown);
    }
    takeShown();
    fitSite();
}

const Snapshot& FloorPlanView::plan() const
{
    return document_ == nullptr ? noPlan() : document_->plan();
}

const Snapshot& FloorPlanView::shown() const
{
    return document_ == nullptr ? noPlan() : document_->shown();
}

QSize FloorPlanView::sizeHint() const
{
    return {800, 360};
}

QSize FloorPlanView::minimumSizeHint() const
{
    return {240, 160};
}

void FloorPlanView::takeShown()
{
    if (gesture_ == Gesture::Drag) {
        return; // our own preview: the drag is drawn over the racks that stay
    }
    const std::size_t before = colours_.size();
    shapes_ = rackShapes(shown());
    ghosts_ = ghostsBetween(plan(), shown());
    // A preview moves racks; what they draw stays, and adding it up takes longer than a frame.
    const bool previewing = document_ != nullptr && document_->isPreviewing();
    if (!previewing || before != shapes_.size()) {
        takeColours();
    }
    if (fitsSite_) {
        fitSite(); // a scenario may have more halls
    }
    redraw();
}

void FloorPlanView::takeColours()
{
    switch (viewState_.overlay()) {
    case Overlay::Power: {
        PowerColours power = coloursByPower(shown());
        colours_ = std::move(power.racks);
        scaleEnd_ = power.end;
        break;
    }
    case Overlay::Role:
        colours_ = coloursByRole(shown());
        break;
    case Overlay::Cabling:
        colours_.assign(shown().racks.size(), colours::aside);
        break;
    }
    redraw();
}

void FloorPlanView::redraw()
{
    pictureIsOld_ = true;
    update();
}

const FloorInk& FloorPlanView::ink() const
{
    return palette().color(QPalette::Window).lightness() < 128 ? darkInk() : lightInk();
}

void FloorPlanView::paintEvent(QPaintEvent* /*event*/)
{
    if (pictureIsOld_ || picture_.size() != size() * devicePixelRatioF()) {
        paintPicture();
    }
    QPainter painter(this);
    painter.drawPixmap(0, 0, picture_);
    if (document_ == nullptr) {
        painter.setPen(ink().text);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, noPlanText());
        return;
    }
    paintMarks(painter);
    note_.paint(painter, rect(), ink());
}

void FloorPlanView::paintPicture()
{
    picture_ = QPixmap(size() * devicePixelRatioF());
    picture_.setDevicePixelRatio(devicePixelRatioF());
    picture_.fill(ink().paper);
    QPainter painter(&picture_);
    painter.setFont(font());
    drawBuilding(painter, map_, shown(), ink());
    // Racks on the way are drawn by the drag.
    std::vector<RackShape> shapes = shapes_;
    if (drag_) {
        for (RackShape& shape : shapes) {
            if (std::ranges::find(drag_->racks(), shape.id) != drag_->racks().end()) {
                shape.area = {};
            }
        }
    }
    drawRacks(painter, map_, shown(), shapes, colours_, rect());
    if (hasFills()) {
        drawTrayFills(painter, map_, shown(), cabling_.fills(), cabling_.limit());
    }
    pictureIsOld_ = false;
}

// None while they are worked out for a plan with other trays.
bool FloorPlanView::hasFills() const
{
    return !cabling_.fills().empty() && cabling_.fills().size() == shown().trays.size();
}

void FloorPlanView::paintMarks(QPainter& painter)
{
    if (drag_) {
        drawDragged(painter,
                    map_,
                    drag_->before(),
                    drag_->after(),
                    drag_->refusal() ? Verdict::Refused : Verdict::Allowed);
    } else {
        drawGhosts(painter, map_, ghosts_, ink());
        drawStrands(painter, map_, cabling_.strands(), ink());
        drawSelected(painter, map_, areasOf(selection_.racks(shown())), ink());
        const Item hoveredItem = selection_.hovered();
        if (const auto* hovered = std::get_if<RackId>(&hoveredItem)) {
            for (const FloorRect& area : areasOf({*hovered})) {
                drawHovered(painter, map_, area, ink());
            }
        }
    }
    if (gesture_ == Gesture::Band) {
        QColor fill = ink().accent;
        fill.setAlpha(40);
        painter.setPen(QPen(ink().accent, 1.0));
        painter.setBrush(fill);
        painter.drawRect(QRectF(pressedAt_, cursor_).normalized());
    }
    paintLegend(painter);
    drawScaleBar(painter, map_, QPointF(16.0, height() - 14.0), ink());
    drawNorthArrow(painter, QPointF(width() - 28.0, height() - 28.0), ink());
}

// Above the scale bar.
void FloorPlanView::paintLegend(QPainter& painter)
{
    if (colours_.empty() || (viewState_.overlay() == Overlay::Cabling && !hasFills())) {
        return;
    }
    const QSizeF size = legendSize(painter);
    const QRectF legend(QPointF(16.0, height() - 58.0 - size.height()), size);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink().plate);
    painter.drawRoundedRect(legend.adjusted(-6.0, -6.0, 6.0, 6.0), 3.0, 3.0);
    drawLegend(painter, legend);
}

QSizeF FloorPlanView::legendSize(const QPainter& painter) const
{
    switch (viewState_.overlay()) {
    case Overlay::Power:
        break;
    case Overlay::Role:
        return {130.0, roleLegendHeight(painter, shown())};
    case Overlay::Cabling:
        return {210.0, cablingLegendHeight(cabling_.fills(), cabling_.limit(), cabling_.strands())};
    }
    return {210.0, 26.0};
}

void FloorPlanView::drawLegend(QPainter& painter, const QRectF& area) const
{
    switch (viewState_.overlay()) {
    case Overlay::Power:
        drawPowerLegend(painter, area, scaleEnd_, ink());
        break;
    case Overlay::Role:
        drawRoleLegend(painter, area.topLeft(), shown(), ink());
        break;
    case Overlay::Cabling:
        drawCablingLegend(
            painter, area, cabling_.fills(), cabling_.limit(), cabling_.strands(), ink());
        break;
    }
}

void FloorPlanView::resizeEvent(QResizeEvent* /*event*/)
{
    if (fitsSite_) {
        fitSite();
    }
    redraw();
}

void FloorPlanView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        redraw();
    }
    QWidget::changeEvent(event);
}

void FloorPlanView::setMap(const FloorMap& map)
{
    map_ = map;
    redraw();
}

void FloorPlanView::lookAt(const FloorRect& area)
{
    QRectF target = QRectF(rect()).adjusted(margin, margin, -margin, -margin);
    FloorMap map = FloorMap::fitting(area, target);
    const QRectF beside = target.adjusted(legendRoom, 0.0, 0.0, 0.0);
    if (const FloorMap aside = FloorMap::fitting(area, beside); aside.scale() >= map.scale()) {
        map = aside; // as large beside the legend
        target = beside;
    }
    if (map.scale() > closest) {
        map = map.zoomed(closest / map.scale(), target.center());
    }
    setMap(map);
}

void FloorPlanView::fitSite()
{
    lookAt(hallsArea(shown()));
    fitsSite_ = true;
}

void FloorPlanView::fitSelection()
{
    const std::vector<FloorRect> areas = areasOf(selection_.racks(shown()));
    if (areas.empty()) {
        fitSite();
        return;
    }
    FloorRect all = areas.front();
    for (const FloorRect& area : areas) {
        all = united(all, area);
    }
    lookAt(grown(all, around));
    fitsSite_ = false;
}

void FloorPlanView::reveal(const Item& item)
{
    if (const auto* hall = std::get_if<HallId>(&item)) {
        if (const Hall* found = shown().halls.find(*hall)) {
            lookAt(grown(found->area, around));
            fitsSite_ = false;
        }
        return;
    }
    fitSelection();
}

std::optional<RackId> FloorPlanView::rackAt(QPointF point) const
{
    const FloorPosition place = map_.toFloor(point);
    const auto found = std::ranges::find_if(
        shapes_, [&](const RackShape& shape) { return layout::contains(shape.area, place); });
    return found == shapes_.end() ? std::nullopt : std::optional{found->id};
}

std::vector<FloorRect> FloorPlanView::areasOf(const std::vector<RackId>& racks) const
{
    std::vector<FloorRect> areas;
    for (const RackId rack : racks) {
        // Shapes are sorted by id, as the racks are.
        const auto found = std::ranges::lower_bound(shapes_, rack, {}, &RackShape::id);
        if (found != shapes_.end() && found->id == rack) {
            areas.push_back(found->area);
        }
    }
    return areas;
}

} // namespace rackwright::ui
