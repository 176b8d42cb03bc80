// The inspector: everything known of the selection; name and place of a rack can be typed.
#pragma once

#include "core/base/result.h"
#include "ui/document/selection.h"

#include <QWidget>

class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace rackwright::ui {

class PlanDocument;
struct Inspection;

class InspectorPanel final : public QWidget
{
    Q_OBJECT

public:
    InspectorPanel(Selection& selection, QWidget* parent = nullptr);

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* makeEditor();
    void shareWidth();
    void refresh();
    void fill(const Inspection& inspection);
    void fillEditor();
    void rename();
    void moveTyped();
    void follow(QTreeWidgetItem* item);
    [[nodiscard]] const Rack* editedRack() const;
    void report(const Status& status);

    Selection& selection_;
    PlanDocument* document_ = nullptr;
    QLabel* kind_ = nullptr;
    QLabel* title_ = nullptr;
    QLineEdit* name_ = nullptr;
    QDoubleSpinBox* x_ = nullptr;
    QDoubleSpinBox* y_ = nullptr;
    QWidget* editor_ = nullptr; // holds the three above, and is made after them
    QLabel* problem_ = nullptr;
    QTreeWidget* properties_ = nullptr;
};

} // namespace rackwright::ui
