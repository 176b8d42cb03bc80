// The findings of a plan as a table: severity, rule, where, what is wrong, why it is accepted.
#pragma once

#include "core/check/findings.h"

#include <QAbstractTableModel>

#include <vector>

namespace rackwright::ui {

class FindingsModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        Severity,
        Where,
        What,
        Rule,
        Accepted,
        ColumnCount,
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setFindings(std::vector<check::Finding> findings);

    // REQUIRES: a valid index of this model.
    [[nodiscard]] const check::Finding& finding(const QModelIndex& index) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section,
                                      Qt::Orientation orientation,
                                      int role) const override;

private:
    std::vector<check::Finding> findings_;
};

} // namespace rackwright::ui
