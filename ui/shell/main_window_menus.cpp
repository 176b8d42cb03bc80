// The main window's menus and what their actions do.
#include "core/store/templates.h"
#include "ui/document/plan_document.h"
#include "ui/elevation/elevation_view.h"
#include "ui/fabric/fabric_view.h"
#include "ui/floorplan/floor_plan_view.h"
#include "ui/look/theme.h"
#include "ui/panels/insert/arrays_dialog.h"
#include "ui/panels/insert/network_dialog.h"
#include "ui/panels/training/training_panel.h"
#include "ui/reporting/whole_file.h"
#include "ui/settings/setting.h"
#include "ui/shell/find_box.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/report_export.h"
#include "ui/shell/start_plan.h"
#include "ui/view3d/view3d.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QInputDialog>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QStandardPaths>

namespace rackwright::ui {

namespace {

QString planFilter()
{
    return MainWindow::tr("Plans (*.rackwright)");
}

QString documentsFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

} // namespace

void MainWindow::makeMenus()
{
    const auto menu = [this](const QString& title, std::initializer_list<Command> commands) {
        QMenu* made = menuBar()->addMenu(title);
        for (const Command command : commands) {
            made->addAction(&actions_[command]);
        }
        return made;
    };
    QMenu* file = menu(tr("&File"),
                       {Command::NewPlan,
                        Command::OpenPlan,
                        Command::ExportReport,
                        Command::SavePicture,
                        Command::ExportNetwork,
                        Command::Quit});
    file->insertSeparator(&actions_[Command::ExportReport]);
    file->insertSeparator(&actions_[Command::Quit]);
    QMenu* edit = menu(tr("&Edit"),
                       {Command::Undo,
                        Command::Redo,
                        Command::Turn,
                        Command::Duplicate,
                        Command::Remove,
                        Command::Find});
    edit->insertSeparator(&actions_[Command::Turn]);
    edit->insertSeparator(&actions_[Command::Find]);
    QMenu* view = menu(tr("&View"),
                       {Command::Show3d,
                        Command::ShowFloor,
                        Command::ShowElevation,
                        Command::ShowBoth,
                        Command::ShowNetwork,
                        Command::ShowTraining,
                        Command::WholeSite,
                        Command::FitSelection,
                        Command::Walk,
                        Command::ResetLayout});
    view->insertSeparator(&actions_[Command::WholeSite]);
    view->insertSeparator(&actions_[Command::ResetLayout]);
    menu(tr("&Insert"), {Command::AddArrays, Command::MountDevice, Command::BuildNetwork});
    QMenu* panels = new QMenu(tr("&Panels"), this);
    for (QDockWidget* dock : std::as_const(docks_)) {
        panels->addAction(dock->toggleViewAction());
    }
    view->insertMenu(&actions_[Command::ResetLayout], panels);
    view->insertMenu(&actions_[Command::ResetLayout], makeThemeMenu());
    menu(tr("&Help"), {Command::Shortcuts, Command::About});
    makeContextMenu();
}

// For what is selected, in the views that draw it.
void MainWindow::makeContextMenu()
{
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("contextMenu"));
    const auto add = [&](std::initializer_list<Command> commands) {
        for (const Command command : commands) {
            menu->addAction(&actions_[command]);
        }
        menu->addSeparator();
    };
    add({Command::MountDevice, Command::Turn, Command::Duplicate, Command::Remove});
    add({Command::FitSelection, Command::WholeSite});
    add({Command::Undo, Command::Redo});
    const auto open = [menu](QPoint globalPosition) { menu->popup(globalPosition); };
    connect(floorPlan_, &FloorPlanView::menuRequested, menu, open);
    connect(view3d_, &View3d::menuRequested, menu, open);
    connect(elevation_, &ElevationView::menuRequested, menu, open);
}

QMenu* MainWindow::makeThemeMenu()
{
    auto* themes = new QMenu(tr("&Theme"), this);
    auto* group = new QActionGroup(this);
    const QSettings store;
    const auto current = static_cast<Theme>(read(store, settings::theme));
    const auto add = [&](Theme theme, const QString& text) {
        QAction* action = themes->addAction(text);
        action->setCheckable(true);
        action->setChecked(theme == current);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, theme] { setTheme(theme); });
    };
    add(Theme::System, tr("As the &desktop"));
    add(Theme::Light, tr("&Light"));
    add(Theme::Dark, tr("D&ark"));
    return themes;
}

void MainWindow::connectActions()
{
    const auto on = [this](Command command, auto act) {
        connect(&actions_[command], &QAction::triggered, this, act);
    };
    on(Command::NewPlan, [this] { newPlan(); });
    on(Command::OpenPlan, [this] { choosePlan(); });
    on(Command::ExportReport, [this] { exportReport(); });
    on(Command::SavePicture, [this] { savePicture(); });
    on(Command::ExportNetwork, [this] { exportNetwork(); });
    on(Command::Quit, [this] { close(); });
    on(Command::Undo, [this] { sayIfFailed(document_->undo()); });
    on(Command::Redo, [this] { sayIfFailed(document_->redo()); });
    on(Command::Turn, [this] { floorPlan_->turnSelection(); });
    on(Command::Duplicate, [this] { floorPlan_->duplicateSelection(); });
    on(Command::Remove, [this] { removeSelection(); });
    on(Command::AddArrays, [this] { addArrays(); });
    on(Command::BuildNetwork, [this] { buildNetwork(); });
    on(Command::MountDevice, [this] { elevation_->mountDevice(); });
    on(Command::Find, [this] { find_->start(); });
    on(Command::Show3d, [this] { showOnly(view3d_); });
    on(Command::ShowFloor, [this] { showOnly(floorPlan_); });
    on(Command::ShowBoth, [this] { showOnly(nullptr); });
    on(Command::ShowElevation, [this] { showOnly(elevation_); });
    on(Command::ShowNetwork, [this] { showOnly(network_); });
    on(Command::ShowTraining, [this] { showOnly(training_); });
    on(Command::FitSelection, [this] {
        view3d_->fitSelection();
        floorPlan_->fitSelection();
        elevation_->fitSelection();
        network_->fitSelection();
    });
    on(Command::WholeSite, [this] {
        view3d_->fitSite();
        floorPlan_->fitSite();
        network_->fitAll();
    });
    actions_[Command::Walk].setCheckable(true);
    on(Command::Walk, [this](bool walk) { view3d_->setWalking(walk); });
    on(Command::ResetLayout, [this] { resetLayout(); });
    on(Command::Shortcuts, [this] { showShortcuts(); });
    on(Command::About, [this] { showAbout(); });
    connect(view3d_, &View3d::walkingChanged, &actions_[Command::Walk], &QAction::setChecked);
    connect(&selection_, &Selection::changed, this, &MainWindow::refreshActions);
    find_->setActions(actions());
}

void MainWindow::newPlan()
{
    QStringList names;
    for (const store::Template& each : store::templatesIn(templateFolder().toStdString())) {
        names << QString::fromStdString(each.name);
    }
    if (names.isEmpty()) {
        say(Error{ErrorCode::UnknownTemplate, templateFolder().toStdString(), {}});
        return;
    }
    bool chosen = names.size() == 1;
    const QString name =
        chosen ? names.first()
               : QInputDialog::getItem(
                     this, tr("New plan"), tr("Template"), names, 0, /*editable=*/false, &chosen);
    if (!chosen) {
        return;
    }
    const QString path = QFileDialog::getSaveFileName(
        this,
        tr("New plan from %1").arg(name),
        QDir(documentsFolder()).filePath(name + QStringLiteral(".rackwright")),
        planFilter());
    if (path.isEmpty()) {
        return;
    }
    const auto source = store::findTemplate(templateFolder().toStdString(), name.toStdString());
    // The dialog has asked about an existing file.
    const Status created =
        source ? store::createFromTemplate(*source, path.toStdString(), store::Overwrite::Yes)
               : Status{source.error()};
    if (!created) {
        say(created.error());
        return;
    }
    openPlan(path);
}

void MainWindow::choosePlan()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open a plan"), documentsFolder(), planFilter());
    if (!path.isEmpty()) {
        openPlan(path);
    }
}

void MainWindow::exportReport()
{
    const QString path =
        QFileDialog::getSaveFileName(this,
                                     tr("Export the planning report"),
                                     QDir(documentsFolder()).filePath(tr("report.pdf")),
                                     tr("Reports (*.pdf *.html)"));
    if (path.isEmpty()) {
        return;
    }
    QApplication::setOverrideCursor(Qt::WaitCursor);
    const Status written = writeReport(*document_, view3d_->picture(), path);
    QApplication::restoreOverrideCursor();
    sayIfFailed(written);
}

void MainWindow::savePicture()
{
    const QString path =
        QFileDialog::getSaveFileName(this,
                                     tr("Save the 3D picture"),
                                     QDir(documentsFolder()).filePath(tr("plan.png")),
                                     tr("Pictures (*.png)"));
    if (!path.isEmpty()) {
        sayIfFailed(writePicture(view3d_->picture(), path));
    }
}

void MainWindow::exportNetwork()
{
    const QString path =
        QFileDialog::getSaveFileName(this,
                                     tr("Export the network"),
                                     QDir(documentsFolder()).filePath(tr("network.svg")),
                                     tr("Pictures (*.svg *.pdf *.png)"));
    if (path.isEmpty()) {
        return;
    }
    const Result<QByteArray> file = network_->file(path);
    sayIfFailed(file ? writeWholeFile(path, *file) : Status{file.error()});
}

// Racks or devices: who selects a rack and, by mistake, a server of another one must not lose both.
void MainWindow::removeSelection()
{
    const bool devices = !selection_.devices().empty();
    if (devices && !selection_.wholeRacks(document_->plan()).empty()) {
        messages_->showProblem(
            tr("Racks and devices are selected together; select only what is to be removed."));
    } else if (devices) {
        elevation_->removeSelection();
    } else {
        floorPlan_->removeSelection();
    }
}

void MainWindow::addArrays()
{
    ArraysDialog dialog(document_->plan(), this);
    if (dialog.exec() == QDialog::Accepted) {
        sayIfFailed(document_->apply(dialog.edit()));
    }
}

void MainWindow::buildNetwork()
{
    NetworkDialog dialog(document_->plan(), this);
    if (dialog.exec() == QDialog::Accepted) {
        QApplication::setOverrideCursor(Qt::WaitCursor);
        const Status done = document_->apply(dialog.edit());
        QApplication::restoreOverrideCursor();
        sayIfFailed(done);
    }
}

void MainWindow::sayIfFailed(const Status& status)
{
    if (!status) {
        say(status.error());
    }
}

void MainWindow::showShortcuts()
{
    QMessageBox box(this);
    box.setObjectName(QStringLiteral("shortcutsDialog"));
    box.setWindowTitle(tr("Keyboard and mouse"));
    box.setTextFormat(Qt::RichText);
    box.setText(tr("<p><b>Mouse.</b> Left selects and drags racks on the floor plan; the middle "
                   "button orbits the "
                   "3D view, the right one pans, the wheel zooms to the cursor. Ctrl and a click "
                   "add to the "
                   "selection. Double click goes to a thing.</p>"
                   "<p><b>Keyboard.</b> Arrows nudge the selected racks by 0.1 m, with Shift by 1 "
                   "m; Esc cancels a "
                   "drag.</p>%1")
                    .arg(actions_.shortcutList()));
    box.exec();
}

void MainWindow::showAbout()
{
    QMessageBox::about(
        this,
        tr("About Rackwright"),
        tr("<p><b>Rackwright %1</b></p><p>Plans GPU datacenters: racks, power, network, cost and "
           "training time in one plan.</p><p>Free software under the GNU General Public License, "
           "version 3 or later. Icons: Lucide (ISC licence). Figures marked Epoch AI: CC BY.</p>")
            .arg(QApplication::applicationVersion()));
}

} // namespace rackwright::ui
