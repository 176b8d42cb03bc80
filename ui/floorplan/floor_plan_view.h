// The floor plan: racks seen from above, to select, drag, turn, copy and remove.
#pragma once

#include "ui/charts/floor_drawing.h"
#include "ui/charts/verdict.h"
#include "ui/document/selection.h"
#include "ui/floorplan/floor_marks.h"
#include "ui/floorplan/rack_drag.h"

#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

namespace rackwright::ui {

class PlanDocument;
class ShownCabling;
class ViewState;

class FloorPlanView final : public QWidget
{
    Q_OBJECT

public:
    FloorPlanView(Selection& selection,
                  const ViewState& viewState,
                  const ShownCabling& cabling,
                  QWidget* parent = nullptr);
    ~FloorPlanView() override;

    // Shows the whole site. Null: no plan is open.
    void setDocument(PlanDocument* document);

    [[nodiscard]] const FloorMap& map() const { return map_; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

    // What stands beside the cursor: why a place was refused, or how far a drag goes. Empty: nothing.
    [[nodiscard]] QString message() const { return note_.text(); }

public slots:
    void fitSite();      // all halls
    void fitSelection(); // the site when nothing is selected

    // Edits of the selected racks. What is refused is said in the view.
    void nudgeSelection(double eastMetres, double northMetres);
    void turnSelection();
    void removeSelection();
    void duplicateSelection(); // beside the originals; the copies are selected

signals:
    // A right click, after it has selected what is under it, or the menu key.
    void menuRequested(QPoint globalPosition);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    enum class Gesture
    {
        None,
        Press, // left button down, not moved yet
        Drag,
        Band,
        Pan,
    };

    // Empty when no plan is open.
    [[nodiscard]] const Snapshot& plan() const;
    [[nodiscard]] const Snapshot& shown() const;

    // What the plan looks like
    void takeShown();
    void takeColours();
    void redraw(); // the picture below the marks too
    [[nodiscard]] const FloorInk& ink() const;
    void paintPicture();
    void paintMarks(QPainter& painter);
    void paintLegend(QPainter& painter);
    void drawLegend(QPainter& painter, const QRectF& area) const;
    [[nodiscard]] QSizeF legendSize(const QPainter& painter) const;
    [[nodiscard]] bool hasFills() const;

    // Where things are
    [[nodiscard]] std::optional<RackId> rackAt(QPointF point) const;
    [[nodiscard]] std::vector<FloorRect> areasOf(const std::vector<RackId>& racks) const;
    void lookAt(const FloorRect& area);
    void setMap(const FloorMap& map);
    void reveal(const Item& item);

    // Gestures
    void startMoving(QPointF point);
    void startDrag();
    void followCursor(); // at most once a frame
    void finishDrag();
    void finishBand(Qt::KeyboardModifiers modifiers);
    void click(Qt::KeyboardModifiers modifiers);
    void cancelGesture();
    void openMenu(QPoint globalPosition);
    void hoverAt(QPointF point);
    [[nodiscard]] QString toolTipAt(QPointF point) const;

    // Edits
    [[nodiscard]] std::vector<RackId> editableRacks() const;
    void edit(const Edit& edit);
    void goOut();

    PlanDocument* document_ = nullptr;
    Selection& selection_;
    const ViewState& viewState_;
    const ShownCabling& cabling_;

    FloorMap map_;
    bool fitsSite_ = true; // until the user looks elsewhere
    std::vector<RackShape> shapes_;
    std::vector<Colour> colours_;
    Power scaleEnd_; // of the legend
    Ghosts ghosts_;
    QPixmap picture_;
    bool pictureIsOld_ = true;

    Gesture gesture_ = Gesture::None;
    QPointF pressedAt_;
    QPointF cursor_;
    std::optional<RackId> pressedRack_;
    std::optional<RackDrag> drag_;
    QTimer frame_;

    VerdictNote note_;
};

} // namespace rackwright::ui
