#include "core/base/units.h"
#include "core/check/by_row.h"
#include "core/check/rule_checks.h"
#include "core/power/cooling.h"
#include "core/power/demand.h"
#include "core/power/supply.h"

#include <fmt/format.h>

namespace rackwright::check {

using namespace units;

namespace {

// "20 kW", "141 MW", "1.89 GW"
std::string text(Power power)
{
    struct Unit
    {
        Power size;
        const char* name = "";
    };
    constexpr Unit units[] = {{1e3 * megawatt, "GW"}, {megawatt, "MW"}, {kilowatt, "kW"}};
    for (const Unit& unit : units) {
        if (power >= unit.size) {
            return fmt::format("{:.3g} {}", power / unit.size, unit.name);
        }
    }
    return fmt::format("{:.3g} W", power / watt);
}

// How many feeds the rack has that do not fail together.
int feedsOf(const Snapshot& snapshot, const Rack& rack, std::string_view date)
{
    const auto isLive = [&](PowerNodeId id) {
        const PowerNode* node = snapshot.powerNodes.find(id);
        return node != nullptr && power::isInService(*node, date);
    };
    return (isLive(rack.feedA) ? 1 : 0) + (isLive(rack.feedB) && rack.feedB != rack.feedA ? 1 : 0);
}

void addFeedGroups(const Snapshot& snapshot,
                   const std::vector<RackId>& racks,
                   Severity severity,
                   std::string_view detail,
                   std::vector<Finding>& findings)
{
    for (RackGroup& group : groupedByRow(snapshot, racks)) {
        findings.push_back({.severity = severity,
                            .rule = "rack-feed",
                            .subject = std::move(group.name),
                            .detail = group.racks.size() == 1
                                          ? std::string{detail}
                                          : fmt::format("{} racks: {}", group.racks.size(), detail),
                            .racks = group.racks});
    }
}

void addFeeds(const Snapshot& snapshot,
              std::string_view date,
              const std::vector<power::Load>& loads,
              std::vector<Finding>& findings)
{
    std::vector<RackId> without;
    std::vector<RackId> withOne;
    for (std::size_t i = 0; i < loads.size(); ++i) {
        const int feeds = feedsOf(snapshot, snapshot.racks[i], date);
        const bool draws = loads[i].draw > Power{} || loads[i].unknownParts > 0;
        if (draws && feeds < 2) {
            (feeds == 0 ? without : withOne).push_back(snapshot.racks[i].id);
        }
    }
    addFeedGroups(snapshot, without, Severity::Error, "no feed is in service", findings);
    addFeedGroups(snapshot,
                  withOne,
                  Severity::Warning,
                  "one feed only, and no power when that fails",
                  findings);
}

void addSitePower(const Snapshot& snapshot, std::string_view date, std::vector<Finding>& findings)
{
    const Figure facility = power::demand(snapshot).facility;
    const Figure left = power::headroom(power::supply(snapshot, date), facility);
    const std::string site = snapshot.sites.isEmpty() ? "the site" : snapshot.sites[0].name;
    if (isUnknown(left)) {
        return;
    }
    const double supply = left.value.likely + facility.value.likely;
    if (facility.value.likely > supply) {
        findings.push_back({.rule = "site-power",
                            .subject = site,
                            .detail = fmt::format("it draws {}, grid and generators give {}",
                                                  text(facility.value.likely * watt),
                                                  text(supply * watt))});
    } else if (facility.value.high > supply) {
        findings.push_back(
            {.severity = Severity::Warning,
             .rule = "site-power",
             .subject = site,
             .detail = fmt::format("it may draw up to {}, grid and generators give {}",
                                   text(facility.value.high * watt),
                                   text(supply * watt))});
    }
}

bool isBelow(const Snapshot& snapshot, PowerNodeId node, PowerNodeId top)
{
    const PowerNode* at = snapshot.powerNodes.find(node);
    for (std::size_t steps = 0; at != nullptr && steps <= snapshot.powerNodes.size(); ++steps) {
        if (at->id == top) {
            return true;
        }
        at = snapshot.powerNodes.find(at->parent);
    }
    return false;
}

void addNodes(const Snapshot& snapshot,
              std::string_view date,
              const std::vector<power::Load>& loads,
              std::vector<Finding>& findings)
{
    const auto nodeLoads = power::nodeLoads(snapshot, loads);
    for (std::size_t i = 0; i < nodeLoads.size(); ++i) {
        const PowerNode& node = snapshot.powerNodes[i];
        if (!node.capacity || !power::isInService(node, date)) {
            continue;
        }
        const Power capacity = node.count * *node.capacity;
        const bool always = nodeLoads[i].normal > capacity;
        if (always || nodeLoads[i].worst > capacity) {
            findings.push_back(
                {.severity = always ? Severity::Error : Severity::Warning,
                 .rule = "power-node",
                 .subject = node.name,
                 .detail = fmt::format("it carries {}{}, of {}",
                                       text(always ? nodeLoads[i].normal : nodeLoads[i].worst),
                                       always ? "" : " when the other side has failed",
                                       text(capacity)),
                 .racks = racksBelow(snapshot, node.id)});
        }
    }
}

} // namespace

std::vector<RackId> racksBelow(const Snapshot& snapshot, PowerNodeId node)
{
    std::vector<RackId> racks;
    for (const Rack& rack : snapshot.racks) {
        if (isBelow(snapshot, rack.feedA, node) || isBelow(snapshot, rack.feedB, node)) {
            racks.push_back(rack.id);
        }
    }
    return racks;
}

std::vector<Finding> powerFindings(const Snapshot& snapshot, std::string_view date)
{
    std::vector<Finding> findings;
    if (snapshot.powerNodes.isEmpty()) {
        if (!snapshot.racks.isEmpty()) {
            findings.push_back(
                {.severity = Severity::Note,
                 .rule = "rack-feed",
                 .subject = "power supply",
                 .detail = "the plan has none, so feeds and supply are not checked"});
        }
        return findings;
    }
    const auto loads = power::rackLoads(snapshot);
    addFeeds(snapshot, date, loads, findings);
    addSitePower(snapshot, date, findings);
    addNodes(snapshot, date, loads, findings);
    return findings;
}

std::vector<Finding> coolingFindings(const Snapshot& snapshot)
{
    std::vector<Finding> findings;
    const auto heat = power::heatLoads(snapshot, power::rackLoads(snapshot));
    for (std::size_t i = 0; i < heat.size(); ++i) {
        const CoolingNode& node = snapshot.coolingNodes[i];
        const auto capacity = power::capacity(node);
        if (capacity && heat[i] > *capacity) {
            findings.push_back({.rule = "cooling-node",
                                .subject = node.name,
                                .detail = fmt::format("{} of heat arrive, it carries {}",
                                                      text(heat[i]),
                                                      text(*capacity))});
        }
    }
    return findings;
}

} // namespace rackwright::check
