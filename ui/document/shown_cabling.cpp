#include "ui/document/shown_cabling.h"

#include "ui/document/plan_document.h"
#include "ui/document/selection.h"
#include "ui/document/view_state.h"
#include "ui/jobs/latest_job.h"

#include <algorithm>
#include <unordered_set>

namespace rackwright::ui {

namespace {

// The devices selected themselves, and those in racks that are selected themselves or through what holds them.
std::vector<DeviceId> devicesOf(const Snapshot& plan, const std::vector<Item>& items)
{
    std::vector<DeviceId> devices;
    std::vector<Item> others;
    for (const Item& item : items) {
        if (const auto* device = std::get_if<DeviceId>(&item)) {
            devices.push_back(*device);
        } else {
            others.push_back(item);
        }
    }
    Selection withoutDevices;
    withoutDevices.selectAll(std::move(others));
    const std::vector<RackId> racks = withoutDevices.racks(plan);
    const std::unordered_set<RackId> chosen(racks.begin(), racks.end());
    for (const Device& device : plan.devices) {
        if (chosen.contains(device.rack)) {
            devices.push_back(device.id);
        }
    }
    return devices;
}

} // namespace

ShownCabling::ShownCabling(const Selection& selection, const ViewState& viewState, QObject* parent)
    : QObject(parent)
    , selection_(selection)
    , viewState_(viewState)
    , surveying_(new LatestJob(this))
    , following_(new LatestJob(this))
{
    connect(&viewState_, &ViewState::overlayChanged, this, &ShownCabling::restart);
    connect(&selection_, &Selection::changed, this, &ShownCabling::follow);
}

void ShownCabling::setDocument(const PlanDocument* document)
{
    if (document_ != nullptr) {
        document_->disconnect(this);
    }
    document_ = document;
    if (document_ != nullptr) {
        connect(document_, &PlanDocument::shownChanged, this, &ShownCabling::takeShown);
    }
    restart();
}

bool ShownCabling::isOn() const
{
    return document_ != nullptr && viewState_.overlay() == Overlay::Cabling;
}

// A drag is not followed; its end is.
void ShownCabling::takeShown()
{
    if (!document_->isPreviewing()) {
        restart();
    }
}

void ShownCabling::restart()
{
    surveying_->cancel();
    following_->cancel();
    if (!fills_.empty() || !strands_.empty()) {
        fills_.clear(); // of a plan that may have other trays
        strands_.clear();
        emit changed();
    }
    if (isOn()) {
        survey();
        follow();
    }
}

void ShownCabling::survey()
{
    limit_ = cabling::fillLimit(document_->shown()).value_or(1.0);
    surveying_->start([plan = document_->shown()] { return cabling::survey(plan).trays; },
                      [this](const std::vector<cabling::TrayFill>& fills) {
                          fills_ = fills;
                          emit changed();
                      });
}

void ShownCabling::follow()
{
    if (!isOn()) {
        return;
    }
    following_->start(
        [plan = document_->shown(), items = selection_.items()] {
            return cabling::strandsOf(cabling::bundlesOf(plan, devicesOf(plan, items)));
        },
        [this](const std::vector<cabling::Strand>& strands) {
            strands_ = strands;
            emit changed();
        });
}

} // namespace rackwright::ui
