#include "ui/reporting/whole_file.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <cerrno>

namespace rackwright::ui {

namespace {

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
    if (target.exists() && !target.isFile()) {
        return Error{ErrorCode::FileNotWritable, path.toStdString(), "it is not an ordinary file"};
    }
    if (target.exists() && !target.isWritable()) {
        return Error{ErrorCode::FileNotWritable, path.toStdString(), "it is write-protected"};
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

} // namespace rackwright::ui
