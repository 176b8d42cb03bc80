// The strip at the foot of the window: what the plan holds, costs, draws and trains.
#pragma once

#include "core/base/figure.h"

#include <QWidget>

#include <map>

class QComboBox;
class QHBoxLayout;
class QLabel;

namespace rackwright::ui {

class PlanDocument;
class TotalButton;
struct Total;

class TotalsStrip final : public QWidget
{
    Q_OBJECT

public:
    explicit TotalsStrip(QWidget* parent = nullptr);

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

signals:
    void whyRequested(const rackwright::Figure& figure);

private:
    void refresh();
    void refreshWorkloads();
    void show(const QString& name, const Total& total);

    PlanDocument* document_ = nullptr;
    QHBoxLayout* buttonsLayout_ = nullptr;
    std::map<QString, TotalButton*> buttons_;
    QComboBox* workloads_ = nullptr;
    QLabel* state_ = nullptr;
};

} // namespace rackwright::ui
