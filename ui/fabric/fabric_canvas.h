// The drawn network under the user's hands: zooming, folding, moving, selecting.
#pragma once

#include "ui/document/selection.h"
#include "ui/fabric/fabric_drawing.h"

#include <QPixmap>
#include <QVariantAnimation>
#include <QWidget>

#include <functional>
#include <memory>

class QMenu;

namespace rackwright::ui {

class FabricCanvas final : public QWidget
{
    Q_OBJECT

public:
    explicit FabricCanvas(Selection& selection, QWidget* parent = nullptr);

    using Model = std::shared_ptr<const FabricModel>;
    using Findings = std::shared_ptr<const FabricFindings>;

    // Null: nothing to draw. What is folded and moved stays with the keys of the parts.
    void setModel(Model model);
    void setFindings(Findings findings, LinkColours colours, double fullLoad);
    void setArrangement(const FabricArrangement& arrangement); // and shows all of it

    [[nodiscard]] const FabricModel* model() const { return model_.get(); }
    [[nodiscard]] const Model& sharedModel() const { return model_; }
    [[nodiscard]] const FabricArrangement& arrangement() const { return arrangement_; }
    [[nodiscard]] const FabricLayout& layout() const { return layout_; }
    [[nodiscard]] const FabricStates& states() const { return states_; }
    [[nodiscard]] const QTransform& map() const { return map_; }
    [[nodiscard]] FabricPicture picture() const;
    [[nodiscard]] QSize minimumSizeHint() const override;

    // The part that the keys work on; -1: none.
    [[nodiscard]] int current() const { return current_; }

public slots:
    void fitAll();
    void fitSelection(); // all when nothing is selected
    void unfold(int part);
    void fold(int part);
    void goOut(); // folds what the current part is in

signals:
    void arrangementChanged();
    void failDevices(const std::vector<rackwright::DeviceId>& devices);
    void failLink(int link);
    void repairAll();

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
    void contextMenuEvent(QContextMenuEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    enum class Gesture
    {
        None,
        Press, // a button is down, not moved yet
        Move,
        Band,
        Pan,
    };

    // What is under a point: the first of these that is there.
    struct Hit
    {
        int box = -1;
        int link = -1;
        int frame = -1;
    };

    // Where things are
    [[nodiscard]] Hit hitAt(QPointF point) const;
    [[nodiscard]] int partOf(const Hit& hit) const; // -1: none
    [[nodiscard]] QRectF areaOf(int part) const;    // in the layout; empty when it is not drawn
    [[nodiscard]] QRectF room() const;              // of the view, beside the layers' names
    void lookAt(const std::function<QRectF()>& area);
    void lookAtPart(int part);
    void setMap(const QTransform& map);
    void zoom(double factor, QPointF about);

    // What it looks like
    enum class Change
    {
        Sudden,
        Quiet, // the old picture fades
    };
    void layOut(Change change);
    void redraw(Change change);
    [[nodiscard]] const FloorInk& ink() const;
    [[nodiscard]] QPixmap painted() const;
    void paintMarks(QPainter& painter);
    [[nodiscard]] std::vector<char> linksOf(const Hit& hit) const;

    // Selection
    [[nodiscard]] std::vector<Item> itemsOf(int part) const;
    [[nodiscard]] std::vector<char> nodesOf(const std::vector<Item>& items) const;
    void select(int part, Qt::KeyboardModifiers modifiers);
    void takeSelection();
    void setCurrent(int part);
    void goIn(const Hit& hit);
    void enter(int part);
    [[nodiscard]] std::vector<DeviceId> devicesOf(int part, int tier) const; // -1: all tiers
    void hoverAt(QPointF point);
    void openMenu(const Hit& hit, int part, QPoint globalPosition);
    void addActionsOf(QMenu& menu, int part, int tier); // -1: all its tiers
    void finishBand(Qt::KeyboardModifiers modifiers);
    void cancel();
    void step(int dx, int dy); // to the box beside, above or below
    void setUnfolded(int part, bool unfolded);
    void movePart(double dx);
    void resetPositions();
    [[nodiscard]] QString textOf(const Hit& hit) const;

    Selection& selection_;
    Model model_;
    Findings findings_;
    LinkColours colours_ = LinkColours::Rails;
    double fullLoad_ = 1.0;
    FabricArrangement arrangement_;
    std::vector<char> unfolded_; // by part
    FabricLayout layout_;
    FabricStates states_;
    std::vector<char> selectedNodes_;
    int current_ = -1;

    QTransform map_;
    bool fitsAll_ = true;     // until the user looks elsewhere
    double shownWidth_ = 0.0; // of the layout, that it was last fitted to; 0: all
    QPixmap picture_;
    bool pictureIsOld_ = true;
    QPixmap fading_;
    QVariantAnimation fade_;

    Gesture gesture_ = Gesture::None;
    Qt::MouseButton button_ = Qt::NoButton;
    QPointF pressedAt_;
    QPointF cursor_;
    Hit pressed_;
    Hit hovered_;
    double movedFrom_ = 0.0;
};

} // namespace rackwright::ui
