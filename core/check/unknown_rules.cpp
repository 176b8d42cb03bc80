#include "core/check/rule_checks.h"
#include "core/model/counts.h"

#include <fmt/format.h>
#include <map>

namespace rackwright::check {

namespace {

void addPower(const Snapshot& snapshot, std::vector<Finding>& findings)
{
    std::map<DeviceTypeId, int> counts;
    for (const DeviceCount& devices : countDevices(snapshot)) {
        counts[devices.type] += devices.count;
    }
    for (const auto& [id, count] : counts) {
        const DeviceType& type = snapshot.deviceTypes.at(id);
        if (!type.power && type.kind != DeviceKind::PowerStrip) {
            findings.push_back(
                {.severity = Severity::Note,
                 .rule = "unknown-power",
                 .subject = type.name,
                 .detail =
                     fmt::format("its power is not known, so {} of them are in no total", count)});
        }
    }
}

Finding unknownCapacity(const std::string& name, std::vector<RackId> racks)
{
    return {.severity = Severity::Note,
            .rule = "unknown-capacity",
            .subject = name,
            .detail = "its capacity is not known, so nobody can say whether it carries enough",
            .racks = std::move(racks)};
}

std::vector<RackId> racksIn(const Snapshot& snapshot, HallId hall)
{
    std::vector<RackId> racks;
    for (const Rack& rack : snapshot.racks) {
        if (!hall.isNone() && rack.hall == hall) {
            racks.push_back(rack.id);
        }
    }
    return racks;
}

} // namespace

std::vector<Finding> unknownFindings(const Snapshot& snapshot)
{
    std::vector<Finding> findings;
    addPower(snapshot, findings);
    for (const PowerNode& node : snapshot.powerNodes) {
        if (!node.capacity) {
            findings.push_back(unknownCapacity(node.name, racksBelow(snapshot, node.id)));
        }
    }
    for (const CoolingNode& node : snapshot.coolingNodes) {
        if (!node.capacity) {
            findings.push_back(unknownCapacity(node.name, racksIn(snapshot, node.hall)));
        }
    }
    return findings;
}

} // namespace rackwright::check
