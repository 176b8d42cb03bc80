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
            findings.push_back({.severity = Severity::Note,
                                .rule = "unknown-power",
                                .subject = type.name,
                                .detail = fmt::format("{} of them are in no total", count)});
        }
    }
}

template <typename Node>
void addCapacities(const Table<Node>& nodes, std::vector<Finding>& findings)
{
    for (const Node& node : nodes) {
        if (!node.capacity) {
            findings.push_back({.severity = Severity::Note,
                                .rule = "unknown-capacity",
                                .subject = node.name,
                                .detail = "so nobody can say whether it carries enough"});
        }
    }
}

} // namespace

std::vector<Finding> unknownFindings(const Snapshot& snapshot)
{
    std::vector<Finding> findings;
    addPower(snapshot, findings);
    addCapacities(snapshot.powerNodes, findings);
    addCapacities(snapshot.coolingNodes, findings);
    return findings;
}

} // namespace rackwright::check
