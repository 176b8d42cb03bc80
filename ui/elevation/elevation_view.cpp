#include "ui/elevation/elevation_view.h"

#include "core/base/units.h"
#include "core/layout/footprint.h"
#include "ui/document/plan_document.h"
#include "ui/elevation/elevation_drawing.h"
#include "ui/text/figure_text.h"
#include "ui/text/names.h"

#include <QFontMetricsF>
#include <QPaintEvent>
#include <QPainter>

#include <algorithm>
#include <chrono>

namespace rackwright::ui {

using units::metre;

namespace {

constexpr double margin = 16.0;
constexpr double legendHeight = 26.0;

const Snapshot& noPlan()
{
    static const Snapshot empty;
    return empty;
}

QString unitsText(const std::optional<layout::UnitSpan>& units)
{
    if (!units) {
        return ElevationView::tr("behind the units");
    }
    return units->first == units->last
               ? ElevationView::tr("unit %1").arg(units->first)
               : ElevationView::tr("units %1 to %2").arg(units->first).arg(units->last);
}

bool isIn(const std::vector<RackId>& racks, RackId rack)
{
    return std::ranges::find(racks, rack) != racks.end();
}

} // namespace

ElevationView::ElevationView(Selection& selection, QWidget* parent)
    : QWidget(parent)
    , selection_(selection)
{
    setObjectName(QStringLiteral("elevation"));
    setAccessibleName(tr("Rack elevation"));
    setAccessibleDescription(
        tr("The racks of a row from the front. Arrow keys move the selected "
           "device from unit to unit and from rack to rack, Delete removes it."));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMinimumSize(240, 160);

    frame_.setSingleShot(true);
    frame_.setInterval(std::chrono::milliseconds(16));
    connect(&frame_, &QTimer::timeout, this, &ElevationView::followCursor);
    connect(&note_, &VerdictNote::changed, this, qOverload<>(&QWidget::update));
    connect(&selection_, &Selection::changed, this, &ElevationView::followSelection);
    connect(&selection_, &Selection::hoverChanged, this, qOverload<>(&QWidget::update));
}

ElevationView::~ElevationView() = default;

void ElevationView::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        document_->disconnect(this);
    }
    gesture_ = Gesture::None;
    drag_.reset();
    racks_.clear();
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::shownChanged, this, &ElevationView::takeShown);
    }
    takeShown();
}

const Snapshot& ElevationView::shown() const
{
    return document_ == nullptr ? noPlan() : document_->shown();
}

const FloorInk& ElevationView::ink() const
{
    return palette().color(QPalette::Window).lightness() < 128 ? darkInk() : lightInk();
}

QSize ElevationView::sizeHint() const
{
    return {800, 480};
}

void ElevationView::takeShown()
{
    isOld_ = !isVisible();
    if (isOld_) {
        return;
    }
    std::erase_if(racks_, [&](RackId rack) { return shown().racks.find(rack) == nullptr; });
    layOut();
}

void ElevationView::layOut()
{
    layout_ = elevationOf(shown(), racks_);
    update();
}

// Stays with the racks that are shown as long as the chosen ones are among them.
void ElevationView::followSelection()
{
    if (!isVisible()) {
        return;
    }
    const std::vector<Item>& items = selection_.items();
    const RackId rack = chosenRack();
    const bool isShown = std::ranges::all_of(
        items, [&](const Item& item) { return isIn(racks_, rackOf(shown(), item)); });
    if (std::vector<RackId> racks = racksToShow(shown(), items); !racks.empty() && !isShown) {
        racks_ = std::move(racks);
        layOut();
        fitSelection();
    }
    if (layout_.face(rack) != nullptr && gesture_ == Gesture::None) {
        bringIntoView(rack);
    }
    update();
}

RackId ElevationView::chosenRack() const
{
    return rackOf(shown(), selection_.current());
}

void ElevationView::fitHeight()
{
    const FloorRect all = layout_.area();
    if (all.depth <= Length{}) {
        return;
    }
    const double line = QFontMetricsF(font()).height();
    const double room = height() - legendHeight - 2.0 * margin - 3.5 * line;
    const FloorRect narrow{{}, {}, 0.1 * metre, all.depth}; // so that the height decides
    map_ = FloorMap::fitting(narrow,
                             QRectF(margin, margin + 1.5 * line, width(), std::max(room, 80.0)));
    const QRectF drawn = map_.toDrawing(all);
    const RackFace* chosen = layout_.face(chosenRack());
    const double middle =
        chosen == nullptr ? 0.0 : map_.toDrawing(chosen->area).center().x() - drawn.left();
    const double hidden = std::max(drawn.width() + 2.0 * margin - width(), 0.0); // beside the view
    const double left = margin - std::clamp(middle - width() / 2.0, 0.0, hidden);
    map_ = map_.panned({left - drawn.left(), 0.0});
    update();
}

// Sideways, as little as it takes.
void ElevationView::bringIntoView(RackId rack)
{
    const RackFace* face = layout_.face(rack);
    if (face == nullptr) {
        return;
    }
    const QRectF area = map_.toDrawing(face->area).adjusted(-margin, 0.0, margin, 0.0);
    if (area.left() < 0.0) {
        map_ = map_.panned({-area.left(), 0.0});
    } else if (area.right() > width()) {
        map_ = map_.panned({std::max(width() - area.right(), -area.left()), 0.0});
    }
    update();
}

void ElevationView::fitSelection()
{
    fitsHeight_ = true;
    fitHeight();
}

void ElevationView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (isOld_) {
        takeShown();
    }
    followSelection();
}

void ElevationView::resizeEvent(QResizeEvent* /*event*/)
{
    if (fitsHeight_) {
        fitHeight();
    }
}

Item ElevationView::itemAt(QPointF point) const
{
    const FloorPosition place = map_.toFloor(point);
    if (const DeviceFace* device = layout_.deviceAt(place)) {
        return device->device;
    }
    const auto rack = std::ranges::find_if(
        layout_.racks, [&](const RackFace& face) { return layout::contains(face.area, place); });
    return rack == layout_.racks.end() ? Item{} : Item{rack->rack};
}

QString ElevationView::toolTipAt(QPointF point) const
{
    const Item item = itemAt(point);
    const auto* id = std::get_if<DeviceId>(&item);
    const Device* device = id == nullptr ? nullptr : shown().devices.find(*id);
    if (device == nullptr) {
        return {};
    }
    const DeviceType& type = shown().deviceTypes.at(device->type);
    const auto units = layout::unitsOf(shown(), *device);
    return tr("%1\n%2\n%3, %4")
        .arg(QString::fromStdString(device->name),
             QString::fromStdString(type.name),
             unitsText(units),
             type.power ? tr("%1 at full load").arg(exactText(*type.power / units::watt, "W"))
                        : tr("power unknown"));
}

void ElevationView::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    painter.fillRect(rect(), ink().paper);
    if (layout_.racks.empty()) {
        painter.setPen(ink().faintText);
        painter.drawText(
            rect().adjusted(24, 24, -24, -24),
            Qt::AlignCenter | Qt::TextWordWrap,
            document_ == nullptr
                ? noPlanText()
                : tr("Select a rack, a row or an array to see its racks from the front."));
        return;
    }
    drawElevation(painter, map_, shown(), layout_, rect(), ink());
    paintMarks(painter);
    painter.fillRect(QRectF(0.0, height() - legendHeight, width(), legendHeight), ink().paper);
    drawDeviceLegend(
        painter, QPointF(margin, height() - legendHeight + 6.0), shown(), layout_, ink());
    note_.paint(painter, rect(), ink());
}

void ElevationView::outline(QPainter& painter, const Item& item, const QPen& pen) const
{
    FloorRect area;
    if (const auto* rack = std::get_if<RackId>(&item)) {
        const RackFace* face = layout_.face(*rack);
        area = face == nullptr ? FloorRect{} : face->area;
    } else if (const auto* device = std::get_if<DeviceId>(&item)) {
        const DeviceFace* face = layout_.face(*device);
        area = face == nullptr ? FloorRect{} : face->area;
    }
    if (area.width > Length{}) {
        painter.setPen(pen);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(map_.toDrawing(area).adjusted(-0.5, -0.5, 0.5, 0.5));
    }
}

void ElevationView::paintMarks(QPainter& painter) const
{
    if (drag_) {
        paintDrag(painter);
        return;
    }
    outline(painter, selection_.hovered(), QPen(ink().text, 1.5));
    for (const Item& item : selection_.items()) {
        outline(painter, item, QPen(ink().plate, 4.0));
        outline(painter, item, QPen(ink().accent, 2.0));
    }
}

void ElevationView::paintDrag(QPainter& painter) const
{
    const RackFace* face = layout_.face(drag_->rack());
    if (face == nullptr) {
        return;
    }
    const int unit = std::max(drag_->unit(), 1);
    const FloorRect area = drag_->heightUnits() == 0
                               ? face->units
                               : areaOf(*face, {unit, unit + drag_->heightUnits() - 1});
    const QColor colour = colourOf(note_.verdict());
    QColor fill = colour;
    fill.setAlpha(110);
    painter.setPen(QPen(colour, 2.0));
    painter.setBrush(QBrush(
        fill, note_.verdict() == Verdict::Allowed ? Qt::SolidPattern : Qt::DiagCrossPattern));
    painter.drawRect(map_.toDrawing(area));
}

} // namespace rackwright::ui
