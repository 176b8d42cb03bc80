// What the estimates take on trust, as a table whose low, likely and high values can be typed.
#pragma once

#include <QWidget>

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace rackwright::ui {

class PlanDocument;

class AssumptionsPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit AssumptionsPanel(QWidget* parent = nullptr);

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

private:
    void refresh();
    void filter();
    void edited(QTreeWidgetItem* item, int column);

    PlanDocument* document_ = nullptr;
    QLineEdit* filter_ = nullptr;
    QTreeWidget* table_ = nullptr;
};

} // namespace rackwright::ui
