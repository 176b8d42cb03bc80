#include "ui/shell/main_window.h"

#include "ui/document/plan_document.h"
#include "ui/elevation/elevation_view.h"
#include "ui/fabric/fabric_view.h"
#include "ui/floorplan/floor_plan_view.h"
#include "ui/look/theme.h"
#include "ui/panels/assumptions/assumptions_panel.h"
#include "ui/panels/findings/findings_panel.h"
#include "ui/panels/history/history_panel.h"
#include "ui/panels/inspector/inspector_panel.h"
#include "ui/panels/plan/plan_panel.h"
#include "ui/panels/scenarios/scenarios_panel.h"
#include "ui/panels/totals/totals_strip.h"
#include "ui/panels/training/training_panel.h"
#include "ui/panels/why/why_panel.h"
#include "ui/settings/setting.h"
#include "ui/shell/date_box.h"
#include "ui/shell/find_box.h"
#include "ui/shell/message_bar.h"
#include "ui/shell/start_plan.h"
#include "ui/text/error_text.h"
#include "ui/view3d/view3d.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QToolBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace rackwright::ui {

namespace {

constexpr QSize firstSize{1600, 1000};
constexpr QSize windowFrame{8, 40}; // left free for what the desktop draws around a window

} // namespace

MainWindow::MainWindow()
    : actions_(*this)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Rackwright"));
    resize(firstSize.boundedTo(screen()->availableSize() - windowFrame));
    setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
    makeCentre();
    makeDocks();
    makeToolBar();
    makeMenus();
    connectActions();
    refreshActions();
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    if (!firstLayout_.isEmpty()) {
        return;
    }
    // Docks take a size only once the window has one.
    resizeDocks({docks_[PlanDock], docks_[InspectorDock]}, {230, 330}, Qt::Horizontal);
    resizeDocks({docks_[InspectorDock], docks_[WhyDock]}, {3, 2}, Qt::Vertical);
    resizeDocks({docks_[ScenariosDock]}, {90}, Qt::Vertical);
    views_->setSizes({3 * height() / 5, 2 * height() / 5}); // 3D view and floor plan
    firstLayout_ = saveState();
    restoreLayout();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeDocks()
{
    const auto dock =
        [this](const char* name, const QString& title, QWidget* panel, Qt::DockWidgetArea area) {
            auto* made = new QDockWidget(title, this);
            made->setObjectName(QLatin1String(name));
            made->setWidget(panel);
            addDockWidget(area, made);
            docks_ << made;
            return made;
        };
    planPanel_ = new PlanPanel(selection_);
    inspector_ = new InspectorPanel(selection_);
    why_ = new WhyPanel;
    scenariosPanel_ = new ScenariosPanel;
    findings_ = new FindingsPanel(selection_);
    assumptions_ = new AssumptionsPanel;
    history_ = new HistoryPanel;
    dock("planDock", tr("Plan"), planPanel_, Qt::LeftDockWidgetArea);
    dock("inspectorDock", tr("Inspector"), inspector_, Qt::RightDockWidgetArea);
    dock("whyDock", tr("Why?"), why_, Qt::RightDockWidgetArea);
    QDockWidget* scenarios =
        dock("scenariosDock", tr("Scenario"), scenariosPanel_, Qt::BottomDockWidgetArea);
    QDockWidget* findings =
        dock("findingsDock", tr("Findings"), findings_, Qt::BottomDockWidgetArea);
    connect(findings_, &FindingsPanel::openCountChanged, findings, [findings](int open) {
        findings->setWindowTitle(open == 0 ? tr("Findings") : tr("Findings (%L1)").arg(open));
    });
    QDockWidget* assumptions =
        dock("assumptionsDock", tr("Assumptions"), assumptions_, Qt::BottomDockWidgetArea);
    QDockWidget* history = dock("historyDock", tr("History"), history_, Qt::BottomDockWidgetArea);
    tabifyDockWidget(scenarios, findings);
    tabifyDockWidget(findings, assumptions);
    tabifyDockWidget(assumptions, history);
    scenarios->raise();
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);

    totals_ = new TotalsStrip;
    connect(totals_, &TotalsStrip::whyRequested, this, &MainWindow::explain);
    auto* strip = new QToolBar(tr("Totals"));
    strip->setObjectName(QStringLiteral("totalsBar"));
    strip->setMovable(false);
    strip->toggleViewAction()->setVisible(false); // the totals never hide
    strip->setContextMenuPolicy(Qt::PreventContextMenu);
    strip->addWidget(totals_);
    addToolBar(Qt::BottomToolBarArea, strip);
}

void MainWindow::makeToolBar()
{
    scenarioBox_ = new QComboBox;
    scenarioBox_->setObjectName(QStringLiteral("scenario"));
    scenarioBox_->setAccessibleName(tr("Scenario"));
    scenarioBox_->setToolTip(tr("The scenario shown: the baseline, or what it becomes"));
    scenarioBox_->setMinimumContentsLength(18);
    connect(scenarioBox_, &QComboBox::activated, this, &MainWindow::chooseScenario);

    dateBox_ = new DateBox;
    overlayBox_ = new QComboBox;
    overlayBox_->setObjectName(QStringLiteral("overlay"));
    overlayBox_->setAccessibleName(tr("Overlay"));
    overlayBox_->setToolTip(tr("What the colours mean"));
    overlayBox_->addItem(tr("Power"), QVariant::fromValue(static_cast<int>(Overlay::Power)));
    overlayBox_->addItem(tr("Role"), QVariant::fromValue(static_cast<int>(Overlay::Role)));
    overlayBox_->addItem(tr("Cabling"), QVariant::fromValue(static_cast<int>(Overlay::Cabling)));
    connect(overlayBox_, &QComboBox::activated, this, [this](int index) {
        viewState_.setOverlay(static_cast<Overlay>(overlayBox_->itemData(index).toInt()));
    });

    find_ = new FindBox(selection_);
    auto* spacer = new QWidget;
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);

    auto* bar = addToolBar(tr("Tools"));
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setIconSize(QSize(18, 18));
    bar->setContextMenuPolicy(Qt::PreventContextMenu);
    bar->addWidget(new QLabel(tr(" Scenario ")));
    bar->addWidget(scenarioBox_);
    bar->addWidget(dateBox_);
    bar->addSeparator();
    for (const Command command : {Command::Show3d,
                                  Command::ShowFloor,
                                  Command::ShowElevation,
                                  Command::ShowBoth,
                                  Command::ShowNetwork,
                                  Command::ShowTraining}) {
        actions_[command].setCheckable(true);
        bar->addAction(&actions_[command]);
    }
    actions_[Command::ShowBoth].setChecked(true);
    bar->addSeparator();
    bar->addWidget(new QLabel(tr(" Overlay ")));
    bar->addWidget(overlayBox_);
    bar->addSeparator();
    for (const Command command : {Command::WholeSite,
                                  Command::FitSelection,
                                  Command::Walk,
                                  Command::Undo,
                                  Command::Redo,
                                  Command::Turn,
                                  Command::Duplicate,
                                  Command::Remove,
                                  Command::ExportReport}) {
        bar->addAction(&actions_[command]);
    }
    bar->addWidget(spacer);
    bar->addWidget(find_);
}

void MainWindow::openStartPlan()
{
    const auto path = startPlan();
    if (!path) {
        say(path.error());
        return;
    }
    openPlan(*path);
}

void MainWindow::openPlan(const QString& path)
{
    auto opened = PlanDocument::open(path);
    if (!opened) {
        say(opened.error());
        return;
    }
    take(*std::move(opened));
}

void MainWindow::take(std::unique_ptr<PlanDocument> document)
{
    if (document_ != nullptr) {
        saveLayout();
    }
    // Whoever looks at the old document lets go of it before it dies.
    const std::unique_ptr<PlanDocument> old = std::exchange(document_, std::move(document));
    selection_.clear();
    PlanDocument* shown = document_.get();
    cabling_.setDocument(shown);
    view3d_->setDocument(shown);
    floorPlan_->setDocument(shown);
    elevation_->setDocument(shown);
    network_->setDocument(shown);
    planPanel_->setDocument(shown);
    inspector_->setDocument(shown);
    scenariosPanel_->setDocument(shown);
    findings_->setDocument(shown);
    assumptions_->setDocument(shown);
    history_->setDocument(shown);
    training_->setDocument(shown);
    totals_->setDocument(shown);
    dateBox_->setDocument(shown);
    find_->setDocument(shown);
    connect(shown, &PlanDocument::historyChanged, this, &MainWindow::refreshActions);
    connect(shown, &PlanDocument::planChanged, this, &MainWindow::fillScenarios);
    connect(shown, &PlanDocument::failed, this, &MainWindow::say);
    connect(shown, &PlanDocument::changedElsewhere, this, &MainWindow::say);
    connect(shown, &PlanDocument::shownChanged, this, [this] {
        if (!document_->isPreviewing()) {
            selection_.prune(document_->shown());
        }
    });
    connect(shown, &PlanDocument::busyChanged, scenarioBox_, &QWidget::setDisabled);
    setWindowTitle(tr("%1 – Rackwright").arg(QFileInfo(shown->path()).completeBaseName()));
    setWindowFilePath(shown->path());
    fillScenarios();
    refreshActions();
    restoreCamera();
    messages_->hide();
    hint();
}

void MainWindow::hint()
{
    const QSettings store;
    if (!read(store, settings::hintSeen)) {
        messages_->showHint(
            tr("Drag a rack on the floor plan, press Ctrl+K to find anything, choose a "
               "scenario above to see the site grow."));
    }
}

void MainWindow::fillScenarios()
{
    scenarioBox_->clear();
    scenarioBox_->addItem(tr("Baseline"), QStringLiteral("baseline"));
    for (const Scenario& scenario : document_->plan().scenarios) {
        scenarioBox_->addItem(QString::fromStdString(scenario.name),
                              QString::fromStdString(scenario.slug));
    }
    scenarioBox_->setCurrentIndex(scenarioBox_->findData(document_->scenario()));
}

void MainWindow::chooseScenario(int index)
{
    document_->setScenario(scenarioBox_->itemData(index).toString());
}

void MainWindow::say(const Error& error)
{
    messages_->showProblem(sentenceFor(error));
}

void MainWindow::refreshActions()
{
    const bool open = document_ != nullptr;
    for (const Command command : {Command::ExportReport,
                                  Command::SavePicture,
                                  Command::ExportNetwork,
                                  Command::Find,
                                  Command::AddArrays,
                                  Command::BuildNetwork}) {
        actions_[command].setEnabled(open);
    }
    const auto history =
        [&](Command command, bool possible, const QString& verb, const QString& label) {
            actions_[command].setEnabled(possible);
            actions_[command].setText(label.isEmpty() ? verb
                                                      : QStringLiteral("%1: %2").arg(verb, label));
        };
    history(Command::Undo,
            open && document_->canUndo(),
            tr("&Undo"),
            open ? document_->undoLabel() : QString());
    history(Command::Redo,
            open && document_->canRedo(),
            tr("&Redo"),
            open ? document_->redoLabel() : QString());
    const bool racks = open && !selection_.wholeRacks(document_->plan()).empty();
    for (const Command command : {Command::Turn, Command::Duplicate}) {
        actions_[command].setEnabled(racks);
    }
    actions_[Command::Remove].setEnabled(racks || (open && !selection_.devices().empty()));
    actions_[Command::MountDevice].setEnabled(
        open &&
        document_->plan().racks.find(rackOf(document_->plan(), selection_.current())) != nullptr);
}

void MainWindow::setTheme(Theme theme)
{
    QSettings store;
    write(store, settings::theme, static_cast<int>(theme));
    applyTheme(*qobject_cast<QApplication*>(QApplication::instance()), theme);
}

} // namespace rackwright::ui
