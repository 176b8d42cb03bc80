// Racks from the front: devices in their units, to select, drag, mount and remove.
#pragma once

#include "core/model/edit.h"
#include "ui/charts/verdict.h"
#include "ui/document/selection.h"
#include "ui/elevation/device_drag.h"
#include "ui/elevation/elevation_layout.h"

#include <QTimer>
#include <QWidget>

#include <optional>
#include <vector>

namespace rackwright::ui {

class PlanDocument;

class ElevationView final : public QWidget
{
    Q_OBJECT

public:
    explicit ElevationView(Selection& selection, QWidget* parent = nullptr);
    ~ElevationView() override;

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

    [[nodiscard]] const ElevationLayout& elevation() const { return layout_; }
    [[nodiscard]] const FloorMap& map() const { return map_; }
    [[nodiscard]] QSize sizeHint() const override;

    // What stands beside the cursor: why a place was refused, or where a drag is. Empty: nothing.
    [[nodiscard]] QString message() const { return note_.text(); }

public slots:
    void fitSelection(); // the chosen rack in full height

    // Edits of the chosen devices. What is refused is said in the view.
    void removeSelection();
    void mountDevice(); // asks which and where

signals:
    // A right click, after it has selected what is under it, or the menu key.
    void menuRequested(QPoint globalPosition);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
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
        Press,
        Drag,
        Pan,
    };

    [[nodiscard]] const Snapshot& shown() const;
    [[nodiscard]] const FloorInk& ink() const;

    // What is shown
    void takeShown();
    void followSelection();
    void layOut(); // the racks of racks_
    void fitHeight();
    void bringIntoView(RackId rack);
    [[nodiscard]] RackId chosenRack() const;
    [[nodiscard]] Item itemAt(QPointF point) const;
    [[nodiscard]] QString toolTipAt(QPointF point) const;
    void paintMarks(QPainter& painter) const;
    void paintDrag(QPainter& painter) const;
    void outline(QPainter& painter, const Item& item, const QPen& pen) const;

    // Gestures and edits
    void startDrag();
    void followCursor(); // at most once a frame
    void finishDrag();
    void cancelGesture();
    void click(Qt::KeyboardModifiers modifiers);
    void nudge(int racks, int units);
    void edit(const Edit& edit);
    [[nodiscard]] const Device* editable(DeviceId device); // null: said why not

    PlanDocument* document_ = nullptr;
    Selection& selection_;
    std::vector<RackId> racks_;
    ElevationLayout layout_;
    FloorMap map_;
    bool isOld_ = true;      // not laid out while hidden
    bool fitsHeight_ = true; // until the user looks elsewhere

    Gesture gesture_ = Gesture::None;
    QPointF pressedAt_;
    QPointF cursor_;
    Item pressed_;
    std::optional<DeviceDrag> drag_;
    QTimer frame_;

    VerdictNote note_;
};

} // namespace rackwright::ui
