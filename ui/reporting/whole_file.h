// Writes a file whole or not at all: what stood there before stays until the new one is complete.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>
#include <QString>

namespace rackwright::ui {

// Never in the place of a plan. Fails with FolderMissing, FileNotWritable, DiskFull.
Status writeWholeFile(const QString& path, const QByteArray& bytes);

// As PNG. Fails as writeWholeFile().
Status writePicture(const QImage& picture, const QString& path);

} // namespace rackwright::ui
