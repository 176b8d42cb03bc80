// Finding things of the plan by their names.
#pragma once

#include "core/model/snapshot.h"
#include "ui/document/selection.h"

#include <QString>

#include <vector>

namespace rackwright::ui {

struct Hit
{
    Item item;
    QString name; // "H1-R03-07"
    QString kind; // "Compute rack"
};

// Halls, arrays, racks and devices whose name contains `text`, whatever its case; names that start with it come
// first, then in the plan's order from large things to small. At most `limit`; none for an empty text.
[[nodiscard]] std::vector<Hit> search(const Snapshot& snapshot,
                                      const QString& text,
                                      std::size_t limit);

} // namespace rackwright::ui
