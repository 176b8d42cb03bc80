#include "ui/look/theme.h"
#include "ui/settings/setting.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QSettings>

#include <cstdio>

int main(int argc, char** argv)
{
    using namespace rackwright::ui;

    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("rackwright"));
    QApplication::setApplicationName(QStringLiteral("rackwright"));
    QApplication::setApplicationDisplayName(QStringLiteral("Rackwright"));
    QApplication::setApplicationVersion(QStringLiteral(RACKWRIGHT_VERSION));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Plans GPU datacenters. Without a file it opens the Memphis plan."));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(
        QStringLiteral("PLAN"), QStringLiteral("The plan to open."), QStringLiteral("[PLAN]"));
    parser.process(application);
    const QStringList plans = parser.positionalArguments();
    if (plans.size() > 1) {
        std::fputs("rackwright: one plan at a time; see 'rackwright --help'.\n", stderr);
        return 2;
    }

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
