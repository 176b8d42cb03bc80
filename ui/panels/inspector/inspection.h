// What the inspector says about an item of the plan: named values with where each comes from.
#pragma once

#include "core/model/snapshot.h"
#include "ui/document/selection.h"

#include <QString>

#include <vector>

namespace rackwright::ui {

struct Property
{
    QString name;
    QString value;
    QString origin; // source keys, or derived / assumed; may be empty
    Item leadsTo;   // what a click on the value selects
};

struct Section
{
    QString title;
    std::vector<Property> properties;
};

struct Inspection
{
    QString kind;  // "Compute rack"
    QString title; // "H1-R03-07"
    std::vector<Section> sections;
};

// Of nothing: the site. An item that is not in the plan has no title and no sections.
[[nodiscard]] Inspection inspect(const Snapshot& snapshot, const Item& item);

// Of several items together: how many, what they hold and draw.
[[nodiscard]] Inspection inspectRacks(const Snapshot& snapshot, const std::vector<RackId>& racks);

} // namespace rackwright::ui
