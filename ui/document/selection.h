// What the user has selected and points at: one for all views.
#pragma once

#include "core/model/snapshot.h"

#include <QObject>

#include <variant>
#include <vector>

namespace rackwright::ui {

// Something that can be selected; std::monostate: nothing.
using Item = std::variant<std::monostate, HallId, RowId, ArrayId, RackId, DeviceId>;

// The rack itself, or the one that the device is in; none for other items.
[[nodiscard]] RackId rackOf(const Snapshot& snapshot, const Item& item);

class Selection : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    [[nodiscard]] const std::vector<Item>& items() const { return items_; }

    // The item selected last, which the inspector shows.
    [[nodiscard]] Item current() const;
    [[nodiscard]] Item hovered() const { return hovered_; }
    [[nodiscard]] bool contains(const Item& item) const;

    // The racks selected themselves or through what contains them; of a device its rack. No rack twice.
    [[nodiscard]] std::vector<RackId> racks(const Snapshot& snapshot) const;

    // The same without those of devices: what an edit of racks is about.
    [[nodiscard]] std::vector<RackId> wholeRacks(const Snapshot& snapshot) const;

    [[nodiscard]] std::vector<DeviceId> devices() const;

    void select(const Item& item); // this and nothing else
    void selectAll(std::vector<Item> items);
    void toggle(const Item& item); // adds or takes away (Ctrl + click)
    void clear();
    void hover(const Item& item);

    // Drops what is no longer in the plan.
    void prune(const Snapshot& snapshot);

signals:
    void changed();
    void hoverChanged();

    // Bring this into view (double click in the tree, Enter in the search).
    void revealed(const rackwright::ui::Item& item);

private:
    std::vector<Item> items_;
    Item hovered_;
};

} // namespace rackwright::ui
