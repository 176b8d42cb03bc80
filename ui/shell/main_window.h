// The main window: puts views, panels and actions together. Decides nothing about the plan.
#pragma once

#include "core/base/figure.h"
#include "core/base/result.h"
#include "ui/document/selection.h"
#include "ui/document/shown_cabling.h"
#include "ui/document/view_state.h"
#include "ui/shell/actions.h"

#include <QMainWindow>

#include <memory>

class QComboBox;
class QSplitter;

namespace rackwright::ui {

class AssumptionsPanel;
class DateBox;
class ElevationView;
class FabricView;
class FindBox;
class FindingsPanel;
class FloorPlanView;
class HistoryPanel;
class InspectorPanel;
class MessageBar;
class PlanDocument;
class PlanPanel;
class ScenariosPanel;
class TotalsStrip;
class TrainingPanel;
class View3d;
class WhyPanel;
enum class Theme;

class MainWindow final : public QMainWindow
{
    Q_OBJECT

public:
    MainWindow();
    ~MainWindow() override;

    // Shows the plan, or says in the window why it cannot be opened and keeps what is open.
    void openPlan(const QString& path);

    // Opens the user's copy of the Memphis plan.
    void openStartPlan();

    [[nodiscard]] PlanDocument* document() const { return document_.get(); }
    [[nodiscard]] Selection& selection() { return selection_; }

protected:
    void showEvent(QShowEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    // In the order makeDocks() makes them.
    enum DockPlace
    {
        PlanDock,
        InspectorDock,
        WhyDock,
        ScenariosDock,
        FindingsDock,
    };

    void makeCentre();
    void makeDocks();
    void makeToolBar();
    void makeMenus();
    QMenu* makeThemeMenu();
    void makeContextMenu();
    void connectActions();
    void take(std::unique_ptr<PlanDocument> document);
    void showOnly(QWidget* view); // null: 3D view and floor plan
    void explain(const Figure& figure);
    void chooseScenario(int index);
    void fillScenarios();
    void refreshActions();
    void say(const Error& error);
    void sayIfFailed(const Status& status);
    void showShortcuts();
    void showAbout();
    void newPlan();
    void choosePlan();
    void exportReport();
    void savePicture();
    void exportNetwork();
    void removeSelection();
    void addArrays();
    void buildNetwork();
    void setTheme(Theme theme);
    void restoreCamera();
    void restoreLayout();
    void saveLayout() const;
    void resetLayout();
    void hint();

    Actions actions_;
    std::unique_ptr<PlanDocument> document_;
    Selection selection_;
    ViewState viewState_;
    ShownCabling cabling_{selection_, viewState_};
    QByteArray firstLayout_;

    MessageBar* messages_ = nullptr;
    QSplitter* views_ = nullptr;
    View3d* view3d_ = nullptr;
    FloorPlanView* floorPlan_ = nullptr;
    TrainingPanel* training_ = nullptr;
    ElevationView* elevation_ = nullptr;
    FabricView* network_ = nullptr;
    PlanPanel* planPanel_ = nullptr;
    InspectorPanel* inspector_ = nullptr;
    WhyPanel* why_ = nullptr;
    ScenariosPanel* scenariosPanel_ = nullptr;
    AssumptionsPanel* assumptions_ = nullptr;
    FindingsPanel* findings_ = nullptr;
    HistoryPanel* history_ = nullptr;
    TotalsStrip* totals_ = nullptr;
    QComboBox* scenarioBox_ = nullptr;
    DateBox* dateBox_ = nullptr;
    QComboBox* overlayBox_ = nullptr;
    FindBox* find_ = nullptr;
    QList<QDockWidget*> docks_;
};

} // namespace rackwright::ui
