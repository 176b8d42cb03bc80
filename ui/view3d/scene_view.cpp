#include "ui/view3d/scene_view.h"

#include "ui/scene/annotations.h"

#include <QCursor>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QPainter>
#include <QStyleHints>
#include <QWheelEvent>

#include <cmath>

namespace rackwright::ui {

using scene::Camera;
using scene::Hit;
using scene::Vec3;

namespace {

constexpr int frameMilliseconds = 16;
constexpr double flightMilliseconds = 380.0;
constexpr double degreesPerPixel = 0.3;
constexpr double lookDegreesPerPixel = 0.16;
constexpr double zoomPerNotch = 1.22;
constexpr double notch = 120.0;
constexpr double farthestTarget = 2000.0;
constexpr double longestStep = 0.1; // seconds; a stall must not become a leap

double eased(double part)
{
    return part * part * (3.0 - 2.0 * part);
}

std::optional<Step> stepOf(int key)
{
    switch (key) {
    case Qt::Key_W:
    case Qt::Key_Up:
        return Step::Forward;
    case Qt::Key_S:
    case Qt::Key_Down:
        return Step::Back;
    case Qt::Key_A:
    case Qt::Key_Left:
        return Step::Left;
    case Qt::Key_D:
    case Qt::Key_Right:
        return Step::Right;
    case Qt::Key_Shift:
        return Step::Fast;
    default:
        return std::nullopt;
    }
}

} // namespace

SceneView::SceneView(QWidget* parent)
    : VtkWidget(parent)
{
    setObjectName(QStringLiteral("view3dCanvas"));
    frames_.setInterval(frameMilliseconds);
    rest_.setInterval(restMilliseconds);
    rest_.setSingleShot(true);
    connect(&frames_, &QTimer::timeout, this, &SceneView::advance);
    connect(&rest_, &QTimer::timeout, this, [this] { setResolution(Resolution::Full); });
    setRenderer(scene_.renderer());
    jumpHome();
}

SceneView::~SceneView()
{
    removeRenderer();
}

void SceneView::redraw()
{
    scene_.lookFrom(view());
    invalidate();
}

scene::View SceneView::view() const
{
    return {camera_, QSizeF{size()}.expandedTo({1.0, 1.0})};
}

std::optional<Hit> SceneView::hitAt(QPointF point) const
{
    return scene_.racks().pick(view().rayThrough(point));
}

void SceneView::look(const Camera& camera)
{
    camera_ = camera;
    redraw();
}

void SceneView::setCamera(const Camera& camera)
{
    flight_.reset();
    atHome_ = false;
    look(camera);
}

void SceneView::moveByHand(const Camera& camera)
{
    noticeMovement();
    setCamera(camera);
}

void SceneView::noticeMovement()
{
    if (drawsInSoftware()) {
        setResolution(Resolution::Moving);
        rest_.start();
    }
}

void SceneView::flyTo(const Camera& camera)
{
    if (!isVisible()) {
        setCamera(camera);
        return;
    }
    atHome_ = false;
    flight_ = Flight{.from = camera_, .to = camera, .clock = {}};
    flight_->clock.start();
    frames_.start();
}

void SceneView::goHome()
{
    flyTo(scene_.home(view().size()));
    atHome_ = true;
}

void SceneView::jumpHome()
{
    setCamera(scene_.home(view().size()));
    atHome_ = true;
}

void SceneView::flyToBox(const scene::Box& box, Vec3 direction, double margin)
{
    flyTo(scene::fitted(box, direction, view().size(), margin));
}

void SceneView::advance()
{
    if (flight_) {
        advanceFlight();
    } else if (walking_) {
        advanceWalk();
    } else {
        frames_.stop();
    }
}

void SceneView::advanceFlight()
{
    noticeMovement();
    const double part =
        std::min(1.0, static_cast<double>(flight_->clock.elapsed()) / flightMilliseconds);
    look(scene::between(flight_->from, flight_->to, eased(part)));
    if (part >= 1.0) {
        look(flight_->to);
        flight_.reset();
    }
}

void SceneView::advanceWalk()
{
    const double seconds = std::min(longestStep, static_cast<double>(walkClock_.restart()) * 1e-3);
    const Camera next = walked(camera_, steps_, seconds, scene_.racks().racks());
    if (next != camera_) {
        noticeMovement();
        look(next);
    }
}

void SceneView::startWalking(const Camera& from)
{
    walking_ = true;
    steps_ = {};
    flyTo(from);
    walkClock_.start();
    frames_.start();
    setFocus();
    setCursor(Qt::BlankCursor);
    last_ = mapFromGlobal(QCursor::pos());
    setHoverLabel({}, {});
}

void SceneView::stopWalking()
{
    if (walking_) {
        walking_ = false;
        steps_ = {};
        unsetCursor();
        emit walkingEnded();
    }
}

void SceneView::setHoverLabel(const QString& text, Vec3 place)
{
    hoverText_ = text;
    hoverPlace_ = place;
    update();
}

void SceneView::setNotice(const QString& text)
{
    notice_ = text;
    update();
}

void SceneView::paintAnnotations(QPainter& painter) const
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.setFont(font());
    if (!notice_.isEmpty()) {
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, notice_);
        return;
    }
    const scene::View from = view();
    std::vector<scene::Label> labels = scene_.labels(from);
    if (!hoverText_.isEmpty()) {
        labels.push_back(
            {.kind = scene::LabelKind::Hovered, .text = hoverText_, .place = hoverPlace_});
    }
    scene::drawMoves(painter, from, scene_.racks().moves(), scene_.palette());
    const std::vector<QRectF> taken{
        scene::drawLegend(painter, from.size(), scene_.legend(), scene_.palette()),
        scene::drawCompass(painter, from, scene_.palette())};
    scene::drawLabels(painter, from, labels, taken, scene_.palette());
}

// Painted by Qt over the picture: sharp at any resolution of it.
void SceneView::paintEvent(QPaintEvent* event)
{
    VtkWidget::paintEvent(event);
    QPainter painter{this};
    paintAnnotations(painter);
}

QImage SceneView::picture()
{
    QImage image = drawn();
    image.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter{&image};
    paintAnnotations(painter);
    return image;
}

// The camera with its focus on what the middle of the picture shows, to turn about.
Camera SceneView::aimed() const
{
    const scene::View from = view();
    const Vec3 target = targetAt({0.5 * width(), 0.5 * height()});
    Camera aimed = camera_;
    aimed.focus = camera_.position + std::max(from.depthOf(target), 0.5) * from.forward();
    return aimed;
}

Vec3 SceneView::targetAt(QPointF point) const
{
    const scene::Ray ray = view().rayThrough(point);
    if (const auto hit = scene_.racks().pick(ray)) {
        return hit->place;
    }
    const auto floor = scene::floorPoint(ray);
    return floor && length(*floor - ray.origin) < farthestTarget
               ? *floor
               : ray.origin + camera_.distance() * ray.direction;
}

void SceneView::zoomAt(QPointF point, double factor)
{
    moveByHand(scene::zoomed(view(), targetAt(point), factor));
}

void SceneView::lookAround(QPointF to)
{
    const QPointF moved = to - last_;
    last_ = to;
    moveByHand(
        scene::turned(camera_, lookDegreesPerPixel * moved.x(), -lookDegreesPerPixel * moved.y()));
    const QRect inner = rect().adjusted(width() / 4, height() / 4, -width() / 4, -height() / 4);
    if (!inner.contains(to.toPoint())) { // the pointer must not run out of the window
        last_ = rect().center();
        QCursor::setPos(mapToGlobal(rect().center()));
    }
}

bool SceneView::event(QEvent* event)
{
    if (event->type() == QEvent::NativeGesture) {
        const auto& gesture = static_cast<QNativeGestureEvent&>(*event);
        if (gesture.gestureType() == Qt::ZoomNativeGesture) {
            zoomAt(gesture.position(), 1.0 + gesture.value());
            return true;
        }
    }
    if (event->type() == QEvent::ShortcutOverride && walking_) {
        const auto& key = static_cast<QKeyEvent&>(*event);
        if (stepOf(key.key()) || key.key() == Qt::Key_Escape) {
            event->accept(); // walking goes before shortcuts of one letter
            return true;
        }
    }
    return VtkWidget::event(event);
}

void SceneView::mousePressEvent(QMouseEvent* event)
{
    if (walking_) {
        stopWalking();
        return;
    }
    flight_.reset();
    camera_ = aimed();
    button_ = event->button();
    pressed_ = last_ = event->position();
    drag_ = Drag::Pending;
}

void SceneView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF to = event->position();
    if (walking_ && !flight_) {
        lookAround(to);
        return;
    }
    if (event->buttons() == Qt::NoButton) {
        emit pointedAt(hitAt(to));
        return;
    }
    if (drag_ == Drag::Pending &&
        (to - pressed_).manhattanLength() >= QGuiApplication::styleHints()->startDragDistance()) {
        drag_ = button_ == Qt::RightButton ? Drag::Pan : Drag::Orbit;
    }
    const QPointF moved = to - last_;
    if (drag_ == Drag::Orbit) {
        moveByHand(
            scene::orbited(camera_, degreesPerPixel * moved.x(), degreesPerPixel * moved.y()));
        last_ = to;
    } else if (drag_ == Drag::Pan) {
        moveByHand(scene::panned(view(), last_, to));
        last_ = to;
    }
}

void SceneView::mouseReleaseEvent(QMouseEvent* event)
{
    const bool isClick = drag_ == Drag::Pending;
    drag_ = Drag::None;
    if (isClick && event->button() == Qt::LeftButton) {
        emit clickedAt(hitAt(event->position()), event->modifiers());
    } else if (isClick && event->button() == Qt::RightButton) {
        emit menuRequestedAt(hitAt(event->position()), event->globalPosition().toPoint());
    }
}

void SceneView::mouseDoubleClickEvent(QMouseEvent* event)
{
    drag_ = Drag::None;
    if (event->button() == Qt::LeftButton) {
        emit doubleClickedAt(hitAt(event->position()));
    }
}

void SceneView::wheelEvent(QWheelEvent* event)
{
    const double notches = event->angleDelta().y() / notch; // touchpads send parts of one
    zoomAt(event->position(), std::pow(zoomPerNotch, notches));
    event->accept();
}

void SceneView::keyPressEvent(QKeyEvent* event)
{
    if (walking_ && event->key() == Qt::Key_Escape) {
        stopWalking();
    } else if (const auto step = stepOf(event->key()); step && walking_) {
        steps_.setFlag(*step);
    } else {
        VtkWidget::keyPressEvent(event);
    }
}

void SceneView::keyReleaseEvent(QKeyEvent* event)
{
    const auto step = stepOf(event->key());
    if (step && walking_ && !event->isAutoRepeat()) {
        steps_.setFlag(*step, false);
    } else {
        VtkWidget::keyReleaseEvent(event);
    }
}

void SceneView::leaveEvent(QEvent* event)
{
    emit pointedAt(std::nullopt);
    VtkWidget::leaveEvent(event);
}

void SceneView::focusOutEvent(QFocusEvent* event)
{
    stopWalking(); // keys would be missed, and the pointer is hidden
    VtkWidget::focusOutEvent(event);
}

void SceneView::resizeEvent(QResizeEvent* event)
{
    VtkWidget::resizeEvent(event);
    if (atHome_) {
        flight_.reset();
        camera_ = scene_.home(view().size());
    }
    redraw();
}

} // namespace rackwright::ui
