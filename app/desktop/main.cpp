#include "ui/look/theme.h"
#include "ui/settings/setting.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

using namespace rackwright::ui;

constexpr int failed = 1;
constexpr int wrongUsage = 2;

void complain(const QString& sentence)
{
    std::fputs(qPrintable(QStringLiteral("rackwright: %1\n").arg(sentence)), stderr);
}

// While the application is made: without a display Qt would abort with a page of advice.
void sayThatThereIsNoDisplay(QtMsgType type,
                             const QMessageLogContext& context,
                             const QString& message)
{
    if (type == QtFatalMsg) {
        complain(QStringLiteral("There is no display to open a window on; set DISPLAY, or use "
                                "rackwright-cli."));
        std::_Exit(failed);
    }
    if (!std::string_view(context.category).starts_with("qt.qpa.")) {
        std::fputs(qPrintable(qFormatLogMessage(type, context, message) + QLatin1Char('\n')),
                   stderr);
    }
}

// Help needs no display.
bool asksForHelp(int argc, char** argv)
{
    return std::any_of(argv + 1, argv + argc, [](std::string_view argument) {
        return argument == "--help" || argument == "-h" || argument == "--version" ||
               argument == "-v";
    });
}

void describe(QCommandLineParser& parser)
{
    parser.setApplicationDescription(
        QStringLiteral("Plans GPU datacenters. Without a file it opens the Memphis plan."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("PLAN"), QStringLiteral("The plan to open."), QStringLiteral("[PLAN]"));
}

int runWindow(QApplication& application, const QStringList& plans)
{
    applyTheme(application, static_cast<Theme>(read(QSettings(), settings::theme)));
    MainWindow window;
    window.show();
    if (plans.isEmpty()) {
        window.openStartPlan();
    } else {
        window.openPlan(plans.first());
    }
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication::setOrganizationName(QStringLiteral("rackwright"));
    QCoreApplication::setApplicationName(QStringLiteral("rackwright"));
    QCoreApplication::setApplicationVersion(QStringLiteral(RACKWRIGHT_VERSION));
    QCommandLineParser parser;
    describe(parser);
    if (asksForHelp(argc, argv)) {
        const QCoreApplication application(argc, argv);
        parser.process(application); // prints and leaves
    }

    qInstallMessageHandler(sayThatThereIsNoDisplay);
    QApplication application(argc, argv);
    qInstallMessageHandler(nullptr);
    QApplication::setApplicationDisplayName(QStringLiteral("Rackwright"));
    if (!parser.parse(QApplication::arguments())) {
        complain(QStringLiteral("%1; see 'rackwright --help'.")
                     .arg(parser.errorText().chopped(1))); // its full stop
        return wrongUsage;
    }
    if (parser.positionalArguments().size() > 1) {
        complain(QStringLiteral("One plan at a time; see 'rackwright --help'."));
        return wrongUsage;
    }
    return runWindow(application, parser.positionalArguments());
}
