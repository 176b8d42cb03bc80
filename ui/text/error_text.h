// Errors as the user reads them: one sentence that says what went wrong, where, and what to do.
#pragma once

#include "core/base/error.h"

#include <QString>

namespace rackwright::ui {

QString sentenceFor(const Error& error);

// With a question mark for each line break, tab and the like: file names may hold them.
QString oneLine(QString text);

} // namespace rackwright::ui
