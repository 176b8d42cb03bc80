// Asks for a network over the servers that stand there: a new one, or one of the plan built again; says what it takes.
#pragma once

#include "core/base/result.h"
#include "core/model/edit.h"
#include "core/model/snapshot.h"
#include "ui/jobs/latest_job.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace rackwright::ui {

class NetworkDialog final : public QDialog
{
    Q_OBJECT

public:
    explicit NetworkDialog(Snapshot plan, QWidget* parent = nullptr);

    [[nodiscard]] BuildFabric edit() const;

    // The network as it would have to be asked for to get the one of the plan.
    [[nodiscard]] static BuildFabric editOf(const Snapshot& plan, const Fabric& fabric);

private:
    void makeFields();
    void addRows(QFormLayout& form);
    void fill(const BuildFabric& edit);
    void takeNetwork(int index); // the chosen network's, or those of a new one
    void judge();                // in the background: wiring 100,000 GPUs takes a part of a second
    void showVerdict(const Result<Change>& change);

    Snapshot plan_;
    QComboBox* networks_ = nullptr;
    QLineEdit* name_ = nullptr;
    QComboBox* purpose_ = nullptr;
    QComboBox* kind_ = nullptr;
    QComboBox* switches_ = nullptr;
    QSpinBox* nics_ = nullptr;
    QSpinBox* firstNic_ = nullptr;
    QSpinBox* speed_ = nullptr;
    QSpinBox* tiers_ = nullptr;
    QDoubleSpinBox* oversubscription_ = nullptr;
    QSpinBox* planes_ = nullptr;
    QSpinBox* podServers_ = nullptr;
    QDoubleSpinBox* podOversubscription_ = nullptr;
    QSpinBox* sparePorts_ = nullptr;
    QLabel* verdict_ = nullptr;
    QDialogButtonBox* buttons_ = nullptr;
    LatestJob judging_;
};

} // namespace rackwright::ui
