// Errors as the user reads them: one sentence that says what went wrong, where, and what to do.
#pragma once

#include "core/base/error.h"

#include <QString>

namespace rackwright::ui {

QString sentenceFor(const Error& error);

} // namespace rackwright::ui
