// The chosen scenario: its dated steps, which can be switched off, and what it changes figure by figure.
#pragma once

#include "core/scenario/estimate.h"
#include "ui/jobs/latest_job.h"

#include <QWidget>

#include <vector>

class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace rackwright::ui {

class PlanDocument;

class ScenariosPanel final : public QWidget
{
    Q_OBJECT

public:
    explicit ScenariosPanel(QWidget* parent = nullptr);

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void showText();
    void refreshSteps();
    void compare();
    void showDifferences(const std::vector<scenario::Difference>& differences);
    void enableStep(QTreeWidgetItem* item);

    PlanDocument* document_ = nullptr;
    LatestJob comparison_;
    QString text_; // whole, where the label may show its beginning
    QLabel* description_ = nullptr;
    QTreeWidget* steps_ = nullptr;
    QTreeWidget* differences_ = nullptr;
};

} // namespace rackwright::ui
