// The 3D view of the open plan: shows what the document shows, selects what is clicked.
#pragma once

#include "ui/document/selection.h"

#include <QImage>
#include <QWidget>

#include <array>
#include <optional>

namespace rackwright::ui {

namespace scene {
struct Box;
struct Hit;
} // namespace scene

class PlanDocument;
class SceneView;
class ShownCabling;
class ViewState;

class View3d : public QWidget
{
    Q_OBJECT

public:
    View3d(Selection& selection,
           ViewState& viewState,
           const ShownCabling& cabling,
           QWidget* parent = nullptr);

    // Null: none is open. REQUIRES: it stays until another is set.
    void setDocument(PlanDocument* document);

    void fitSite();
    void fitSelection();
    void reveal(const Item& item);

    [[nodiscard]] bool isWalking() const;
    void setWalking(bool walking);

    // As shown now; null where the platform has no OpenGL.
    [[nodiscard]] QImage picture();

    // Position, focus and up, as a bookmark keeps them.
    [[nodiscard]] std::array<double, 9> camera() const;
    void setCamera(const std::array<double, 9>& camera);

signals:
    void walkingChanged(bool walking);

    // A right click, after it has selected what is under it.
    void menuRequested(QPoint globalPosition);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildCanvas();
    void buildPlaceholder();
    void showDocument();
    void reportFirstFrame();
    void showTheme();
    void showOverlay();
    void showCabling();
    void showHighlight();
    void showHover();
    void point(const std::optional<scene::Hit>& hit);
    void click(const std::optional<scene::Hit>& hit, Qt::KeyboardModifiers modifiers);
    [[nodiscard]] const Snapshot& shown() const;
    [[nodiscard]] QString nameOf(const Item& item) const;
    [[nodiscard]] std::optional<scene::Box> boundsOf(const Item& item) const;

    Selection& selection_;
    ViewState& viewState_;
    const ShownCabling& cabling_;
    PlanDocument* document_ = nullptr;
    SceneView* canvas_ = nullptr; // null where the platform has no OpenGL
};

} // namespace rackwright::ui
