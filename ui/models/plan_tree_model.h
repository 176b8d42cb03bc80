// The plan as a tree: halls, their rows, the racks of each row, the devices of each rack.
#pragma once

#include "core/model/snapshot.h"
#include "ui/document/selection.h"

#include <QAbstractItemModel>

#include <memory>
#include <vector>

namespace rackwright::ui {

class PlanDocument;

class PlanTreeModel final : public QAbstractItemModel
{
    Q_OBJECT

public:
    enum Role
    {
        ItemRole = Qt::UserRole, // an Item
    };

    explicit PlanTreeModel(QObject* parent = nullptr);
    ~PlanTreeModel() override;

    // Follows what the document shows. Null: no plan is open.
    void setDocument(PlanDocument* document);

    // Invalid when the item is not in the tree, as arrays are not.
    [[nodiscard]] QModelIndex indexOf(const Item& item) const;

    [[nodiscard]] QModelIndex index(int row,
                                    int column,
                                    const QModelIndex& parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex& child) const override;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index,
                                int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section,
                                      Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    struct Node;

    void follow();
    [[nodiscard]] const Node& nodeOf(const QModelIndex& index) const;
    [[nodiscard]] QString textOf(const Node& node) const;
    [[nodiscard]] QString countOf(const Node& node) const;

    PlanDocument* document_ = nullptr;
    Snapshot snapshot_;
    std::vector<Node> nodes_; // the first is the invisible root
};

} // namespace rackwright::ui
