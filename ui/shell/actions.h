// Every command of the window with its name, icon, shortcut and tip, made from one table.
#pragma once

#include <QObject>

#include <map>

class QAction;
class QWidget;

namespace rackwright::ui {

enum class Command
{
    NewPlan,
    OpenPlan,
    ExportReport,
    SavePicture,
    ExportNetwork,
    Quit,
    Undo,
    Redo,
    Turn,
    Duplicate,
    Remove,
    Find,
    AddArrays,
    BuildNetwork,
    MountDevice,
    Show3d,
    ShowFloor,
    ShowElevation,
    ShowBoth,
    ShowNetwork,
    ShowTraining,
    FitSelection,
    WholeSite,
    Walk,
    ResetLayout,
    Shortcuts,
    About,
};

class Actions
{
public:
    // The actions belong to `window`, where their shortcuts work.
    explicit Actions(QWidget& window);

    [[nodiscard]] QAction& operator[](Command command) const { return *actions_.at(command); }

    // "Undo  Ctrl+Z", a line each, for the help.
    [[nodiscard]] QString shortcutList() const;

private:
    std::map<Command, QAction*> actions_;
};

} // namespace rackwright::ui
