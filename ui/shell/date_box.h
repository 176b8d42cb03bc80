// The day that the views show: stepped through the dates on which something changes, or the end state.
#pragma once

#include <QWidget>

class QComboBox;
class QToolButton;

namespace rackwright::ui {

class PlanDocument;

class DateBox final : public QWidget
{
    Q_OBJECT

public:
    explicit DateBox(QWidget* parent = nullptr);

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

private:
    void fill();
    void choose(int index);
    void step(int by);
    void refreshButtons();

    PlanDocument* document_ = nullptr;
    QToolButton* earlier_ = nullptr;
    QComboBox* dates_ = nullptr; // the last one: the end state
    QToolButton* later_ = nullptr;
};

} // namespace rackwright::ui
