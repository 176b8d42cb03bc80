// The program's icons (Lucide), drawn in the colour of the text around them.
#pragma once

#include <QIcon>
#include <QString>

namespace rackwright::ui {

// `name` as in resources/icons, without the extension.
QIcon icon(const QString& name);

} // namespace rackwright::ui
