#include "core/base/units.h"
#include "core/check/rule_checks.h"
#include "core/power/cooling.h"
#include "core/power/demand.h"
#include "core/power/supply.h"

#include <fmt/format.h>

namespace rackwright::check {

using namespace units;

namespace {

std::string megawatts(double watts)
{
    return fmt::format("{:.3g} MW", watts * watt / megawatt);
}

std::string megawatts(Power power)
{
    return megawatts(power / watt);
}

void addFeeds(const Snapshot& snapshot,
              const std::vector<power::Load>& loads,
              std::vector<Finding>& findings)
{
    if (snapshot.powerNodes.isEmpty()) {
        return; // nothing that could feed a rack: a plan that leaves power out
    }
    for (std::size_t i = 0; i < loads.size(); ++i) {
        const Rack& rack = snapshot.racks[i];
        const bool draws = loads[i].draw > Power{} || loads[i].unknownParts > 0;
        const int feeds = (rack.feedA.isNone() ? 0 : 1) + (rack.feedB.isNone() ? 0 : 1);
        if (draws && feeds < 2) {
            findings.push_back({.severity = feeds == 0 ? Severity::Error : Severity::Warning,
                                .rule = "rack-feed",
                                .subject = rack.name,
                                .detail = feeds == 0 ? "nothing feeds it"
                                                     : "one feed only, so it stops when that fails",
                                .racks = {rack.id}});
        }
    }
}

void addSitePower(const Snapshot& snapshot, std::string_view date, std::vector<Finding>& findings)
{
    const Figure facility = power::demand(snapshot).facility;
    const Figure left = power::headroom(power::supply(snapshot, date), facility);
    const std::string site = snapshot.sites.isEmpty() ? "the site" : snapshot.sites[0].name;
    if (snapshot.powerNodes.isEmpty() || isUnknown(left)) {
        return;
    }
    const double supply = left.value.likely + facility.value.likely;
    if (facility.value.likely > supply) {
        findings.push_back({.rule = "site-power",
                            .subject = site,
                            .detail = fmt::format("it draws {}, grid and generators give {}",
                                                  megawatts(facility.value.likely),
                                                  megawatts(supply))});
    } else if (facility.value.high > supply) {
        findings.push_back(
            {.severity = Severity::Warning,
             .rule = "site-power",
             .subject = site,
             .detail = fmt::format("it may draw up to {}, grid and generators give {}",
                                   megawatts(facility.value.high),
                                   megawatts(supply))});
    }
}

// The racks that a node feeds directly.
std::vector<RackId> fedBy(const Snapshot& snapshot, PowerNodeId node)
{
    std::vector<RackId> racks;
    for (const Rack& rack : snapshot.racks) {
        if (rack.feedA == node || rack.feedB == node) {
            racks.push_back(rack.id);
        }
    }
    return racks;
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
                                       megawatts(always ? nodeLoads[i].normal : nodeLoads[i].worst),
                                       always ? "" : " when the other side has failed",
                                       megawatts(capacity)),
                 .racks = fedBy(snapshot, node.id)});
        }
    }
}

} // namespace

std::vector<Finding> powerFindings(const Snapshot& snapshot, std::string_view date)
{
    std::vector<Finding> findings;
    const auto loads = power::rackLoads(snapshot);
    addFeeds(snapshot, loads, findings);
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
                                                      megawatts(heat[i]),
                                                      megawatts(*capacity))});
        }
    }
    return findings;
}

} // namespace rackwright::check
