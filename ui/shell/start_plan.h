// The plan that opens when the user names none: their own copy of the Memphis template.
#pragma once

#include "core/base/result.h"

#include <QString>

namespace rackwright::ui {

// Where the templates lie that were built or installed with this program.
[[nodiscard]] QString templateFolder();

// Path of the user's copy; made from the template at the first start. Fails as createFromTemplate.
Result<QString> startPlan();

} // namespace rackwright::ui
