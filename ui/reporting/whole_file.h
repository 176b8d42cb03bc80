// Writes a file whole or not at all: what stood there before stays until the new one is complete.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace rackwright::ui {

// Fails with FolderMissing, FileNotWritable, DiskFull.
Status writeWholeFile(const QString& path, const QByteArray& bytes);

} // namespace rackwright::ui
