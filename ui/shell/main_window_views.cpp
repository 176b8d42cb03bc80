// The main window's centre: which views fill it.
#include "ui/document/plan_document.h"
#include "ui/elevation/elevation_view.h"
#include "ui/fabric/fabric_view.h"
#include "ui/floorplan/floor_plan_view.h"
#include "ui/panels/training/training_panel.h"
#include "ui/panels/why/why_panel.h"
#include "ui/settings/setting.h"
#include "ui/shell/main_window.h"
#include "ui/shell/message_bar.h"
#include "ui/view3d/view3d.h"

#include <QAction>
#include <QDockWidget>
#include <QSettings>
#include <QSplitter>
#include <QVBoxLayout>

namespace rackwright::ui {

void MainWindow::makeCentre()
{
    messages_ = new MessageBar;
    view3d_ = new View3d(selection_, viewState_, cabling_);
    floorPlan_ = new FloorPlanView(selection_, viewState_, cabling_);
    views_ = new QSplitter(Qt::Vertical);
    views_->setObjectName(QStringLiteral("views"));
    views_->setChildrenCollapsible(false);
    views_->addWidget(view3d_);
    views_->addWidget(floorPlan_);
    elevation_ = new ElevationView(selection_);
    network_ = new FabricView(selection_);
    training_ = new TrainingPanel;
    for (QWidget* view : {static_cast<QWidget*>(elevation_),
                          static_cast<QWidget*>(network_),
                          static_cast<QWidget*>(training_)}) {
        views_->addWidget(view);
        view->hide();
    }
    views_->setStretchFactor(0, 4);
    views_->setStretchFactor(1, 3);

    auto* centre = new QWidget;
    auto* layout = new QVBoxLayout(centre);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(messages_);
    layout->addWidget(views_, 1);
    setCentralWidget(centre);

    connect(messages_, &MessageBar::hintClosed, this, [] {
        QSettings store;
        write(store, settings::hintSeen, true);
    });
    connect(training_, &TrainingPanel::whyRequested, this, &MainWindow::explain);
}

void MainWindow::showOnly(QWidget* view)
{
    view3d_->setVisible(view == nullptr || view == view3d_);
    floorPlan_->setVisible(view == nullptr || view == floorPlan_);
    elevation_->setVisible(view == elevation_);
    network_->setVisible(view == network_);
    training_->setVisible(view == training_);
    actions_[Command::Show3d].setChecked(view == view3d_);
    actions_[Command::ShowFloor].setChecked(view == floorPlan_);
    actions_[Command::ShowElevation].setChecked(view == elevation_);
    actions_[Command::ShowBoth].setChecked(view == nullptr);
    actions_[Command::ShowNetwork].setChecked(view == network_);
    actions_[Command::ShowTraining].setChecked(view == training_);
    (view == nullptr ? floorPlan_ : view)->setFocus(); // its keys are the next ones
}

void MainWindow::explain(const Figure& figure)
{
    why_->show(figure, document_->plan());
    docks_[WhyDock]->show();
    docks_[WhyDock]->raise();
}

} // namespace rackwright::ui
