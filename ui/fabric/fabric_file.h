// A network as a picture file: SVG, PDF or PNG.
#pragma once

#include "core/base/result.h"
#include "ui/fabric/fabric_drawing.h"

#include <QByteArray>
#include <QSize>
#include <QString>

namespace rackwright::ui {

// With title and legend, in the format that the end of `path` names; `size` in pixels at 96 dpi. `note`: a line
// below the title. Fails with Invalid for another ending.
Result<QByteArray> fabricFile(const FabricPicture& picture,
                              const QString& note,
                              const QString& path,
                              QSize size);

// The same, laid out anew for the size, with nothing failed.
Result<QByteArray> fabricFile(const Snapshot& snapshot,
                              FabricId fabric,
                              const QString& path,
                              QSize size);

} // namespace rackwright::ui
