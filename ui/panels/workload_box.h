// The choice among the workloads of a plan.
#pragma once

class QComboBox;

namespace rackwright::ui {

class PlanDocument;

// The plan's workloads by name, the document's chosen; their slugs are the data. Null: none.
void fillWithWorkloads(QComboBox& box, const PlanDocument* document);

} // namespace rackwright::ui
