// The plan as a tree with a search line: what is chosen here is chosen in all views.
#pragma once

#include "ui/document/selection.h"

#include <QWidget>

#include <vector>

class QLineEdit;
class QListWidget;
class QListWidgetItem;
class QStackedWidget;
class QTreeView;

namespace rackwright::ui {

class PlanDocument;
class PlanTreeModel;

class PlanPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit PlanPanel(Selection& selection, QWidget* parent = nullptr);

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

private:
    void search();
    void takeTreeSelection();
    void showSelection();
    void rememberExpanded();
    void expandAgain();
    void choose(QListWidgetItem* hit);

    Selection& selection_;
    PlanDocument* document_ = nullptr;
    PlanTreeModel* model_ = nullptr;
    QLineEdit* search_ = nullptr;
    QStackedWidget* pages_ = nullptr;
    QTreeView* tree_ = nullptr;
    QListWidget* hits_ = nullptr;
    std::vector<Item> expanded_; // while the tree is made anew
    bool follows_ = false;       // while the tree takes over the selection made elsewhere
};

} // namespace rackwright::ui
