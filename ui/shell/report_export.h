// Writes the planning report of the plan and scenario shown.
#pragma once

#include "core/base/result.h"

#include <QImage>
#include <QString>

namespace rackwright::ui {

class PlanDocument;

// PDF or HTML, as the name ends. Fails with Invalid for another ending, and as writeWholeFile() does.
Status writeReport(const PlanDocument& document, const QImage& view3d, const QString& path);

} // namespace rackwright::ui
