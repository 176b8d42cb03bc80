#include "ui/shell/report_export.h"

#include "core/report/planning_report.h"
#include "ui/document/plan_document.h"
#include "ui/reporting/report.h"

#include <QDate>

namespace rackwright::ui {

Status writeReport(const PlanDocument& document, const QImage& view3d, const QString& path)
{
    const auto contents = report::planningReport(
        document.plan(), document.scenario().toStdString(), document.date().toStdString());
    if (!contents) {
        return contents.error();
    }
    return writeReport(Report{*contents, document.shown(), view3d, QDate::currentDate()}, path);
}

} // namespace rackwright::ui
