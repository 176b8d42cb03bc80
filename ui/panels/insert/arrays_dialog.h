// Asks how many arrays to add, where, and of what; says at once whether they fit.
#pragma once

#include "core/model/edit.h"
#include "core/model/snapshot.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QSpinBox;

namespace rackwright::ui {

class ArraysDialog final : public QDialog
{
    Q_OBJECT

public:
    // The plan must not change while the dialog lives.
    explicit ArraysDialog(const Snapshot& plan, QWidget* parent = nullptr);

    [[nodiscard]] AddArrays edit() const;

private:
    void judge(); // what is asked for

    const Snapshot& plan_;
    QComboBox* halls_ = nullptr;
    QSpinBox* arrays_ = nullptr;
    QComboBox* servers_ = nullptr;
    QSpinBox* serversPerRack_ = nullptr;
    QComboBox* racks_ = nullptr;
    QLabel* verdict_ = nullptr;
    QDialogButtonBox* buttons_ = nullptr;
};

} // namespace rackwright::ui
