#include "ui/models/plan_tree_model.h"

#include "ui/document/plan_document.h"

#include <QLocale>

#include <algorithm>
#include <map>

namespace rackwright::ui {

namespace {

enum Column
{
    Name,
    Count,
    ColumnCount,
};

// What the tree shows of a rack; when nothing of this changes, the tree stays as it is.
bool sameTree(const Snapshot& a, const Snapshot& b)
{
    const auto sameRack = [](const Rack& one, const Rack& other) {
        return one.id == other.id && one.hall == other.hall && one.row == other.row &&
               one.name == other.name;
    };
    return a.halls == b.halls && a.rows == b.rows &&
           (a.racks.sharesRowsWith(b.racks) || std::ranges::equal(a.racks, b.racks, sameRack)) &&
           (a.devices.sharesRowsWith(b.devices) || a.devices == b.devices);
}

} // namespace

struct PlanTreeModel::Node
{
    Item item;
    QString text; // when the item has no name of its own
    int parent = 0;
    int row = 0; // among its siblings
    std::vector<int> children;
};

PlanTreeModel::PlanTreeModel(QObject* parent)
    : QAbstractItemModel(parent)
    , nodes_(1)
{}

PlanTreeModel::~PlanTreeModel() = default;

void PlanTreeModel::setDocument(PlanDocument* document)
{
    if (document_ != nullptr) {
        disconnect(document_, nullptr, this, nullptr);
    }
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::shownChanged, this, &PlanTreeModel::follow);
    }
    follow();
}

void PlanTreeModel::follow()
{
    if (document_ != nullptr && document_->isPreviewing()) {
        return; // a drag moves what is there; the tree follows the drop
    }
    const Snapshot shown = document_ == nullptr ? Snapshot{} : document_->shown();
    if (nodes_.size() > 1 && sameTree(shown, snapshot_)) {
        snapshot_ = shown;
        return;
    }
    beginResetModel();
    snapshot_ = shown;
    nodes_.assign(1, Node{});
    const auto add = [this](int parent, const Item& item, const QString& text = {}) {
        const int node = static_cast<int>(nodes_.size());
        auto& siblings = nodes_[static_cast<std::size_t>(parent)].children;
        nodes_.push_back(Node{item, text, parent, static_cast<int>(siblings.size()), {}});
        nodes_[static_cast<std::size_t>(parent)].children.push_back(node);
        return node;
    };
    std::map<HallId, int> halls;
    std::map<RowId, int> rows;
    std::map<HallId, int> offRows; // racks that stand on no row
    std::map<RackId, int> racks;
    for (const Hall& hall : snapshot_.halls) {
        halls[hall.id] = add(0, hall.id);
    }
    for (const Row& row : snapshot_.rows) {
        rows[row.id] = add(halls[row.hall], row.id);
    }
    std::vector<const Rack*> ordered;
    for (const Rack& rack : snapshot_.racks) {
        ordered.push_back(&rack);
    }
    std::ranges::stable_sort(ordered, {}, [](const Rack* rack) { return rack->name; });
    for (const Rack* rack : ordered) {
        if (const auto row = rows.find(rack->row); row != rows.end()) {
            racks[rack->id] = add(row->second, rack->id);
            continue;
        }
        int& group = offRows[rack->hall];
        if (group == 0) {
            group = add(halls[rack->hall], std::monostate{}, tr("Off the rows"));
        }
        racks[rack->id] = add(group, rack->id);
    }
    for (const Device& device : snapshot_.devices) {
        if (const auto rack = racks.find(device.rack); rack != racks.end()) {
            add(rack->second, device.id);
        }
    }
    endResetModel();
}

const PlanTreeModel::Node& PlanTreeModel::nodeOf(const QModelIndex& index) const
{
    return nodes_[index.isValid() ? index.internalId() : 0];
}

QModelIndex PlanTreeModel::indexOf(const Item& item) const
{
    if (std::holds_alternative<std::monostate>(item)) {
        return {};
    }
    const auto found = std::ranges::find(nodes_, item, &Node::item);
    return found == nodes_.end()
               ? QModelIndex()
               : createIndex(found->row, Name, static_cast<quintptr>(found - nodes_.begin()));
}

QModelIndex PlanTreeModel::index(int row, int column, const QModelIndex& parent) const
{
    if (!hasIndex(row, column, parent)) {
        return {};
    }
    const int child = nodeOf(parent).children[static_cast<std::size_t>(row)];
    return createIndex(row, column, static_cast<quintptr>(child));
}

QModelIndex PlanTreeModel::parent(const QModelIndex& child) const
{
    const int parent = nodeOf(child).parent;
    return !child.isValid() || parent == 0
               ? QModelIndex()
               : createIndex(nodes_[static_cast<std::size_t>(parent)].row,
                             Name,
                             static_cast<quintptr>(parent));
}

int PlanTreeModel::rowCount(const QModelIndex& parent) const
{
    return parent.column() > Name ? 0 : static_cast<int>(nodeOf(parent).children.size());
}

int PlanTreeModel::columnCount(const QModelIndex& /*parent*/) const
{
    return ColumnCount;
}

QString PlanTreeModel::textOf(const Node& node) const
{
    const auto named = [](const auto& table, auto id) {
        const auto* row = table.find(id);
        return row == nullptr ? QString() : QString::fromStdString(row->name);
    };
    struct Visitor
    {
        const Snapshot& plan;
        const decltype(named)& nameIn;
        const QString& text;

        QString operator()(std::monostate) const { return text; }
        QString operator()(HallId id) const { return nameIn(plan.halls, id); }
        QString operator()(RowId id) const { return nameIn(plan.rows, id); }
        QString operator()(ArrayId id) const { return nameIn(plan.arrays, id); }
        QString operator()(RackId id) const { return nameIn(plan.racks, id); }
        QString operator()(DeviceId id) const { return nameIn(plan.devices, id); }
    };
    return std::visit(Visitor{snapshot_, named, node.text}, node.item);
}

QString PlanTreeModel::countOf(const Node& node) const
{
    return node.children.empty() ? QString()
                                 : QLocale().toString(static_cast<qlonglong>(node.children.size()));
}

QVariant PlanTreeModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) {
        return {};
    }
    const Node& node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == Name ? textOf(node) : countOf(node);
    case Qt::TextAlignmentRole:
        return index.column() == Count ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case ItemRole:
        return QVariant::fromValue(node.item);
    default:
        return {};
    }
}

QVariant PlanTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Name ? tr("Name") : tr("Holds");
}

} // namespace rackwright::ui
