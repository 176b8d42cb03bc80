#include "ui/panels/workload_box.h"

#include "ui/document/plan_document.h"

#include <QComboBox>

namespace rackwright::ui {

void fillWithWorkloads(QComboBox& box, const PlanDocument* document)
{
    box.clear();
    if (document == nullptr) {
        return;
    }
    for (const Workload& workload : document->plan().workloads) {
        box.addItem(QString::fromStdString(workload.name), QString::fromStdString(workload.slug));
    }
    box.setCurrentIndex(box.findData(document->workload()));
}

} // namespace rackwright::ui
