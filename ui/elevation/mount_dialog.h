// Asks which device to mount in a rack, and where; offers what fits.
#pragma once

#include "core/model/edit.h"
#include "core/model/snapshot.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace rackwright::ui {

class MountDialog final : public QDialog
{
    Q_OBJECT

public:
    // REQUIRES: the rack is in the plan, which is not changed while the dialog lives.
    MountDialog(const Snapshot& plan, RackId rack, QWidget* parent = nullptr);

    [[nodiscard]] MountDevice edit() const;

private:
    void offerUnits(); // for the chosen type
    void judge();      // what is asked for

    const Snapshot& plan_;
    RackId rack_;
    QComboBox* types_ = nullptr;
    QSpinBox* unit_ = nullptr;
    QLineEdit* name_ = nullptr;
    QLabel* verdict_ = nullptr;
    QDialogButtonBox* buttons_ = nullptr;
};

} // namespace rackwright::ui
