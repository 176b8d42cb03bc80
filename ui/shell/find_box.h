// Ctrl+K: finds anything in the plan by its name and goes there.
#pragma once

#include "ui/document/selection.h"

#include <QLineEdit>

class QCompleter;
class QModelIndex;
class QStandardItemModel;

namespace rackwright::ui {

class PlanDocument;

class FindBox final : public QLineEdit
{
    Q_OBJECT

public:
    explicit FindBox(Selection& selection, QWidget* parent = nullptr);

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

    // Actions of the window that can be found by their names too.
    void setActions(const QList<QAction*>& actions);

    // Takes the keyboard.
    void start();

private:
    void search(const QString& text);
    void choose(const QModelIndex& hit);

    Selection& selection_;
    PlanDocument* document_ = nullptr;
    QList<QAction*> commands_;
    QStandardItemModel* hits_ = nullptr;
    QCompleter* completer_ = nullptr;
};

} // namespace rackwright::ui
