// The 3D picture that one can move about in: camera, pointing, labels. Knows the scene, not the document.
#pragma once

#include "ui/scene/scene.h"
#include "ui/view3d/vtk_widget.h"
#include "ui/view3d/walk.h"

#include <QElapsedTimer>
#include <QTimer>

#include <optional>

namespace rackwright::ui {

class SceneView : public VtkWidget
{
    Q_OBJECT

public:
    static constexpr int restMilliseconds = 90; // without movement until the picture is full again

    explicit SceneView(QWidget* parent = nullptr);
    ~SceneView() override;

    // Changes to the scene are seen after redraw().
    [[nodiscard]] scene::Scene& scene() { return scene_; }
    void redraw();

    [[nodiscard]] const scene::Camera& camera() const { return camera_; }
    void setCamera(const scene::Camera& camera);
    void flyTo(const scene::Camera& camera);

    // The whole site; until the user moves, also after resizing.
    void goHome();
    void jumpHome();
    [[nodiscard]] bool isAtHome() const { return atHome_; }

    // No flight and no walk is under way, and the picture has its full resolution.
    [[nodiscard]] bool isAtRest() const { return !frames_.isActive() && !rest_.isActive(); }

    // From a side where it can be seen, as near as it fits.
    void flyToBox(const scene::Box& box, scene::Vec3 direction, double margin);

    [[nodiscard]] bool isWalking() const { return walking_; }
    void startWalking(const scene::Camera& from);
    void stopWalking();

    // In place of names, legend and compass. Empty: those.
    void setNotice(const QString& text);

    // Beside the pointer, for what is under it. Empty: none.
    void setHoverLabel(const QString& text, scene::Vec3 place);

    [[nodiscard]] scene::View view() const;
    [[nodiscard]] std::optional<scene::Hit> hitAt(QPointF point) const;

    // As it is seen now, names and legend included.
    [[nodiscard]] QImage picture();

signals:
    void pointedAt(const std::optional<rackwright::ui::scene::Hit>& hit);
    void clickedAt(const std::optional<rackwright::ui::scene::Hit>& hit,
                   Qt::KeyboardModifiers modifiers);
    void doubleClickedAt(const std::optional<rackwright::ui::scene::Hit>& hit);
    void menuRequestedAt(const std::optional<rackwright::ui::scene::Hit>& hit,
                         QPoint globalPosition);
    void walkingEnded();

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Drag
    {
        None,
        Pending, // pressed, not yet moved far enough
        Orbit,
        Pan,
    };

    struct Flight
    {
        scene::Camera from;
        scene::Camera to;
        QElapsedTimer clock;
    };

    void look(const scene::Camera& camera);
    void paintAnnotations(QPainter& painter) const;
    void moveByHand(const scene::Camera& camera);
    void noticeMovement();
    void advance();
    void advanceFlight();
    void advanceWalk();
    void lookAround(QPointF to);
    void zoomAt(QPointF point, double factor);
    [[nodiscard]] scene::Camera aimed() const;
    [[nodiscard]] scene::Vec3 targetAt(QPointF point) const;

    scene::Scene scene_;
    scene::Camera camera_;
    std::optional<Flight> flight_;
    QTimer frames_; // runs while something moves by itself
    QTimer rest_;
    QElapsedTimer walkClock_;
    Steps steps_;
    Drag drag_ = Drag::None;
    Qt::MouseButton button_ = Qt::NoButton;
    QPointF pressed_;
    QPointF last_;
    QString notice_;
    QString hoverText_;
    scene::Vec3 hoverPlace_;
    bool walking_ = false;
    bool atHome_ = true;
};

} // namespace rackwright::ui
