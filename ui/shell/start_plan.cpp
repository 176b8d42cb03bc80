#include "ui/shell/start_plan.h"

#include "core/store/templates.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace rackwright::ui {

namespace {

const QString startTemplate = QStringLiteral("memphis-2024");

} // namespace

QString templateFolder()
{
    return QDir::cleanPath(QCoreApplication::applicationDirPath() +
                           QStringLiteral("/../share/rackwright/templates"));
}

Result<QString> startPlan()
{
    const QDir folder(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const QString path = folder.filePath(startTemplate + QStringLiteral(".rackwright"));
    if (QFileInfo::exists(path)) {
        return path;
    }
    const auto source =
        store::findTemplate(templateFolder().toStdString(), startTemplate.toStdString());
    if (!source) {
        return source.error();
    }
    if (!folder.mkpath(QStringLiteral("."))) {
        return Error{
            ErrorCode::FileNotWritable, folder.path().toStdString(), "the folder cannot be made"};
    }
    const Status created =
        store::createFromTemplate(*source, path.toStdString(), store::Overwrite::No);
    if (!created) {
        return created.error();
    }
    return path;
}

} // namespace rackwright::ui
