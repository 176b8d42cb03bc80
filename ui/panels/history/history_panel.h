// Every edit of the plan, newest first, also those of earlier days; what is undone is greyed.
#pragma once

#include <QWidget>

class QTreeWidget;

namespace rackwright::ui {

class PlanDocument;

class HistoryPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit HistoryPanel(QWidget* parent = nullptr);

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

private:
    void refresh();

    PlanDocument* document_ = nullptr;
    QTreeWidget* entries_ = nullptr;
};

} // namespace rackwright::ui
