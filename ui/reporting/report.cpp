#include "ui/reporting/report.h"

#include "ui/reporting/whole_file.h"

#include <QFileInfo>

namespace rackwright::ui {

Status writeReport(const Report& report, const QString& path)
{
    const QString ending = QFileInfo(path).suffix().toLower();
    if (ending == QLatin1String("pdf")) {
        return writeWholeFile(path, pdfOf(report));
    }
    if (ending == QLatin1String("html") || ending == QLatin1String("htm")) {
        return writeWholeFile(path, htmlOf(report));
    }
    return Error{ErrorCode::Invalid, path.toStdString(), "a report's name ends in .pdf or .html"};
}

} // namespace rackwright::ui
