// The cells of a report's tables as people read them.
#pragma once

#include "core/report/document.h"

#include <QString>

namespace rackwright::ui {

QString cellText(const report::Cell& cell);

} // namespace rackwright::ui
