#include "ui/shell/actions.h"

#include "ui/look/icons.h"

#include <QAction>
#include <QCoreApplication>
#include <QKeySequence>
#include <QWidget>

namespace rackwright::ui {

namespace {

struct Entry
{
    Command command;
    const char* objectName;
    const char* text;
    const char* icon; // empty: none
    const char* shortcut;
    const char* tip;
};

constexpr Entry entries[] = {
    {Command::NewPlan,
     "newPlan",
     QT_TRANSLATE_NOOP("Actions", "&New from template…"),
     "file-plus-2",
     "Ctrl+N",
     QT_TRANSLATE_NOOP("Actions", "Start a plan as a copy of a template")},
    {Command::OpenPlan,
     "openPlan",
     QT_TRANSLATE_NOOP("Actions", "&Open…"),
     "folder-open",
     "Ctrl+O",
     QT_TRANSLATE_NOOP("Actions", "Open a plan")},
    {Command::ExportReport,
     "exportReport",
     QT_TRANSLATE_NOOP("Actions", "Export &report…"),
     "file-text",
     "Ctrl+E",
     QT_TRANSLATE_NOOP("Actions", "Write the planning report as PDF or HTML")},
    {Command::SavePicture,
     "savePicture",
     QT_TRANSLATE_NOOP("Actions", "Save 3D &picture…"),
     "image",
     "Ctrl+Shift+E",
     QT_TRANSLATE_NOOP("Actions", "Write what the 3D view shows as a picture")},
    {Command::ExportNetwork,
     "exportNetwork",
     QT_TRANSLATE_NOOP("Actions", "Export &network…"),
     "network",
     "",
     QT_TRANSLATE_NOOP("Actions", "Write the network as it is drawn as SVG, PDF or PNG")},
    {Command::Quit,
     "quit",
     QT_TRANSLATE_NOOP("Actions", "&Quit"),
     "",
     "Ctrl+Q",
     QT_TRANSLATE_NOOP("Actions", "Close the program; everything is saved already")},
    {Command::Undo,
     "undo",
     QT_TRANSLATE_NOOP("Actions", "&Undo"),
     "undo-2",
     "Ctrl+Z",
     QT_TRANSLATE_NOOP("Actions", "Take back the last edit")},
    {Command::Redo,
     "redo",
     QT_TRANSLATE_NOOP("Actions", "&Redo"),
     "redo-2",
     "Ctrl+Shift+Z",
     QT_TRANSLATE_NOOP("Actions", "Do again what was taken back")},
    {Command::Turn,
     "turn",
     QT_TRANSLATE_NOOP("Actions", "&Turn"),
     "rotate-cw",
     "R",
     QT_TRANSLATE_NOOP("Actions", "Turn the selected racks by a quarter")},
    {Command::Duplicate,
     "duplicate",
     QT_TRANSLATE_NOOP("Actions", "&Duplicate"),
     "copy",
     "Ctrl+D",
     QT_TRANSLATE_NOOP("Actions", "Copy the selected racks to the place beside them")},
    {Command::Remove,
     "remove",
     QT_TRANSLATE_NOOP("Actions", "Re&move"),
     "trash-2",
     "Del",
     QT_TRANSLATE_NOOP("Actions", "Remove the selected racks or devices with their cables")},
    {Command::Find,
     "find",
     QT_TRANSLATE_NOOP("Actions", "&Find…"),
     "search",
     "Ctrl+K",
     QT_TRANSLATE_NOOP("Actions", "Find a hall, array, rack, device or command by its name")},
    {Command::AddArrays,
     "addArrays",
     QT_TRANSLATE_NOOP("Actions", "&Arrays…"),
     "layers-2",
     "Ctrl+Shift+A",
     QT_TRANSLATE_NOOP("Actions", "Add arrays to the free places of a hall")},
    {Command::BuildNetwork,
     "buildNetwork",
     QT_TRANSLATE_NOOP("Actions", "&Network…"),
     "network",
     "Ctrl+Shift+N",
     QT_TRANSLATE_NOOP("Actions", "Build a network over the servers, or build one again")},
    {Command::MountDevice,
     "mountDevice",
     QT_TRANSLATE_NOOP("Actions", "&Device…"),
     "hard-drive",
     "Ctrl+M",
     QT_TRANSLATE_NOOP("Actions", "Mount a device in the selected rack")},
    {Command::Show3d,
     "show3d",
     QT_TRANSLATE_NOOP("Actions", "&3D"),
     "cuboid",
     "Ctrl+1",
     QT_TRANSLATE_NOOP("Actions", "Only the 3D view")},
    {Command::ShowFloor,
     "showFloor",
     QT_TRANSLATE_NOOP("Actions", "F&loor plan"),
     "map",
     "Ctrl+2",
     QT_TRANSLATE_NOOP("Actions", "Only the floor plan")},
    {Command::ShowElevation,
     "showElevation",
     QT_TRANSLATE_NOOP("Actions", "&Elevation"),
     "server",
     "Ctrl+3",
     QT_TRANSLATE_NOOP("Actions", "Only the rack elevation: the selected row from the front")},
    {Command::ShowBoth,
     "showBoth",
     QT_TRANSLATE_NOOP("Actions", "&Both"),
     "rows-3",
     "Ctrl+0",
     QT_TRANSLATE_NOOP("Actions", "3D view and floor plan, one above the other")},
    {Command::ShowTraining,
     "showTraining",
     QT_TRANSLATE_NOOP("Actions", "&Training"),
     "cpu",
     "Ctrl+5",
     QT_TRANSLATE_NOOP("Actions",
                       "How long the plan trains a model, where the time goes, and what it costs")},
    {Command::ShowNetwork,
     "showNetwork",
     QT_TRANSLATE_NOOP("Actions", "&Network"),
     "network",
     "Ctrl+4",
     QT_TRANSLATE_NOOP("Actions", "Only the network: its tiers, loads and failures")},
    {Command::FitSelection,
     "fitSelection",
     QT_TRANSLATE_NOOP("Actions", "&Fit selection"),
     "maximize",
     "F",
     QT_TRANSLATE_NOOP("Actions", "Bring the selection into view")},
    {Command::WholeSite,
     "wholeSite",
     QT_TRANSLATE_NOOP("Actions", "&Whole site"),
     "house",
     "Home",
     QT_TRANSLATE_NOOP("Actions", "Bring the whole site into view")},
    {Command::Walk,
     "walk",
     QT_TRANSLATE_NOOP("Actions", "Wal&k"),
     "footprints",
     "Ctrl+W",
     QT_TRANSLATE_NOOP("Actions",
                       "Walk through the halls with W, A, S, D; look around with the mouse")},
    {Command::ResetLayout,
     "resetLayout",
     QT_TRANSLATE_NOOP("Actions", "&Reset layout"),
     "",
     "",
     QT_TRANSLATE_NOOP("Actions", "Put all panels back where they were at first")},
    {Command::Shortcuts,
     "shortcuts",
     QT_TRANSLATE_NOOP("Actions", "&Keyboard and mouse"),
     "circle-help",
     "F1",
     QT_TRANSLATE_NOOP("Actions", "What the keys and the mouse do")},
    {Command::About,
     "about",
     QT_TRANSLATE_NOOP("Actions", "&About Rackwright"),
     "",
     "",
     QT_TRANSLATE_NOOP("Actions", "Version and licence")},
};

QString tr(const char* text)
{
    return QCoreApplication::translate("Actions", text);
}

QString withShortcut(const QString& tip, const QKeySequence& shortcut)
{
    return shortcut.isEmpty()
               ? tip
               : QStringLiteral("%1 (%2)").arg(tip, shortcut.toString(QKeySequence::NativeText));
}

} // namespace

Actions::Actions(QWidget& window)
{
    for (const Entry& entry : entries) {
        auto* action = new QAction(tr(entry.text), &window);
        action->setObjectName(QLatin1String(entry.objectName));
        if (*entry.icon != '\0') {
            action->setIcon(icon(QLatin1String(entry.icon)));
        }
        action->setShortcut(QKeySequence(QLatin1String(entry.shortcut)));
        action->setToolTip(withShortcut(tr(entry.tip), action->shortcut()));
        action->setStatusTip(tr(entry.tip));
        window.addAction(action);
        actions_[entry.command] = action;
    }
}

QString Actions::shortcutList() const
{
    QStringList lines;
    for (const Entry& entry : entries) {
        const QAction& action = (*this)[entry.command];
        if (!action.shortcut().isEmpty()) {
            lines << QStringLiteral("<tr><td><b>%1</b></td><td>&nbsp;&nbsp;%2</td></tr>")
                         .arg(action.shortcut().toString(QKeySequence::NativeText).toHtmlEscaped(),
                              tr(entry.tip).toHtmlEscaped());
        }
    }
    return QStringLiteral("<table>%1</table>").arg(lines.join(QString()));
}

} // namespace rackwright::ui
