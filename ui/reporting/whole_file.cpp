#include "ui/reporting/whole_file.h"

#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>

namespace rackwright::ui {

namespace {

// One that is named as a report must not be lost to one.
bool isPlan(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(16).startsWith("SQLite format 3");
}

Error failure(const QString& path, const QSaveFile& file)
{
    const bool full = errno == ENOSPC || errno == EDQUOT;
    if (full) {
        return {ErrorCode::DiskFull, path.toStdString(), {}};
    }
    return {ErrorCode::FileNotWritable, path.toStdString(), file.errorString().toStdString()};
}

} // namespace

Status writeWholeFile(const QString& path, const QByteArray& bytes)
{
    const QFileInfo target(path);
    if (!target.absoluteDir().exists()) {
        return Error{ErrorCode::FolderMissing, target.absolutePath().toStdString(), {}};
    }
    const auto refused = [&](const char* reason) {
        return Error{ErrorCode::FileNotWritable, path.toStdString(), reason};
    };
    if (target.isDir()) {
        return refused("it is a folder");
    }
    if (target.exists() && !target.isFile()) {
        return refused("it is not an ordinary file");
    }
    if (target.exists() && !target.isWritable()) {
        return refused("it is write-protected");
    }
    if (target.exists() && isPlan(path)) {
        return refused("it is a plan");
    }
    QSaveFile file(path);
    errno = 0;
    if (!file.open(QIODevice::WriteOnly)) {
        return failure(path, file);
    }
    if (file.write(bytes) != bytes.size() || !file.flush() || !file.commit()) {
        return failure(path, file);
    }
    return Done{};
}

Status writePicture(const QImage& picture, const QString& path)
{
    QByteArray png;
    QBuffer buffer(&png);
    picture.save(&buffer, "PNG");
    return writeWholeFile(path, png);
}

} // namespace rackwright::ui
