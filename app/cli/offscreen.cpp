#include "app/cli/offscreen.h"

#include <iostream>

namespace rackwright::cli {

namespace {

// Qt's notices are about its surroundings ("XDG_RUNTIME_DIR not set"); what concerns the user, the commands say.
void passOnlyFailures(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (type == QtCriticalMsg || type == QtFatalMsg) {
        std::cerr << qFormatLogMessage(type, context, text).toStdString() << '\n';
    }
}

int& withoutDisplay(int& argumentCount)
{
    qInstallMessageHandler(passOnlyFailures);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return argumentCount;
}

} // namespace

OffscreenApplication::OffscreenApplication()
    : application_(withoutDisplay(argumentCount_), static_cast<char**>(arguments_))
{}

} // namespace rackwright::cli
