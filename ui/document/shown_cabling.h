// What views show under the overlay of the cabling: how full the trays are, and where the cables of the selection lie.
// Worked out in the background, while that overlay is on.
#pragma once

#include "core/cabling/bundles.h"
#include "core/cabling/survey.h"

#include <QObject>

#include <optional>
#include <vector>

namespace rackwright::ui {

class LatestJob;
class PlanDocument;
class Selection;
class ViewState;

class ShownCabling : public QObject
{
    Q_OBJECT

public:
    // Both must outlive it.
    ShownCabling(const Selection& selection, const ViewState& viewState, QObject* parent = nullptr);

    // Null: none is open. REQUIRES: it stays until another is set.
    void setDocument(const PlanDocument* document);

    [[nodiscard]] bool isOn() const;

    // One for each tray of the plan shown; empty while they are not known.
    [[nodiscard]] const std::vector<cabling::TrayFill>& fills() const { return fills_; }
    [[nodiscard]] double limit() const { return limit_; } // of the fill; 1 where the plan has none
    [[nodiscard]] const std::vector<cabling::Strand>& strands() const { return strands_; }

signals:
    void changed();

private:
    void takeShown();
    void restart();
    void survey();
    void follow(); // the selection

    const Selection& selection_;
    const ViewState& viewState_;
    const PlanDocument* document_ = nullptr;
    std::vector<cabling::TrayFill> fills_;
    double limit_ = 1.0;
    std::vector<cabling::Strand> strands_;
    LatestJob* surveying_;
    LatestJob* following_;
};

} // namespace rackwright::ui
