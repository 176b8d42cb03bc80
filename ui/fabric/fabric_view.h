// The network of the plan as one of the centre's views: which network, what loads it, what fails.
#pragma once

#include "ui/fabric/fabric_canvas.h"
#include "ui/fabric/fabric_findings.h"
#include "ui/jobs/latest_job.h"

class QComboBox;
class QLabel;
class QToolButton;

namespace rackwright::ui {

class PlanDocument;

class FabricView final : public QWidget
{
    Q_OBJECT

public:
    explicit FabricView(Selection& selection, QWidget* parent = nullptr);
    ~FabricView() override;

    // Null: no plan is open.
    void setDocument(PlanDocument* document);

    [[nodiscard]] FabricCanvas& canvas() const { return *canvas_; }
    [[nodiscard]] QString sentence() const; // what the failures and the load come to
    [[nodiscard]] QSize sizeHint() const override;

    // The drawing as a file, as it stands but whole. Fails as fabricFile(), and with NotFound when there is none.
    [[nodiscard]] Result<QByteArray> file(const QString& path) const;

public slots:
    void fitAll();
    void fitSelection();
    void fail(const network::Failures& more);
    void repairAll();
    void setTraffic(rackwright::ui::Traffic traffic);
    void buildNetwork(); // a GPU network over the plan's servers, as one edit

protected:
    void showEvent(QShowEvent* event) override;

private:
    void makeBar();
    void makeEmptyPage();
    void takeShown();
    void takeModel(FabricCanvas::Model model);
    void takeFindings(const FabricCanvas::Findings& findings);
    void chooseFabric(FabricId fabric);
    void workOut();
    void refresh(); // the bar and the sentence
    void failLink(int link);
    [[nodiscard]] QString findingsText() const;
    [[nodiscard]] QString networkName() const;

    PlanDocument* document_ = nullptr;
    FabricId fabric_;
    network::Failures failures_;
    Traffic traffic_ = Traffic::None;
    FabricCanvas::Findings findings_;
    Snapshot taken_;     // whose network is drawn or being worked out
    bool isOld_ = false; // the plan has changed while the view was hidden
    LatestJob modelJob_;
    LatestJob findingsJob_;

    QComboBox* fabricBox_ = nullptr;
    QComboBox* trafficBox_ = nullptr;
    QLabel* sentence_ = nullptr;
    QToolButton* repair_ = nullptr;
    FabricCanvas* canvas_ = nullptr;
    QWidget* empty_ = nullptr; // instead of the canvas when there is no network
    QLabel* refusal_ = nullptr;
};

} // namespace rackwright::ui
