#include "core/check/by_row.h"
#include "core/check/rule_checks.h"
#include "core/layout/rack_units.h"

#include <algorithm>
#include <fmt/format.h>

namespace rackwright::check {

namespace {

// A device that takes rack units.
struct Mounted
{
    RackId rack;
    layout::UnitSpan units;
    const Device* device = nullptr;
};

std::vector<Mounted> mountedDevices(const Snapshot& snapshot)
{
    std::vector<Mounted> mounted;
    for (const Device& device : snapshot.devices) {
        if (const auto units = layout::unitsOf(snapshot, device)) {
            mounted.push_back({device.rack, *units, &device});
        }
    }
    std::ranges::stable_sort(mounted, {}, [](const Mounted& each) {
        return std::pair{each.rack, each.units.first};
    });
    return mounted;
}

Finding inRack(const Mounted& mounted, std::string subject, std::string detail)
{
    return {.rule = "rack-units",
            .subject = std::move(subject),
            .detail = std::move(detail),
            .racks = {mounted.rack},
            .device = mounted.device->id};
}

void addOverlaps(const Snapshot& snapshot, std::vector<Finding>& findings)
{
    const Mounted* below = nullptr; // reaches highest so far in this rack
    const std::vector<Mounted> mounted = mountedDevices(snapshot);
    for (const Mounted& each : mounted) {
        const std::string& name = each.device->name;
        if (below != nullptr && below->rack != each.rack) {
            below = nullptr;
        }
        if (below != nullptr && each.units.first <= below->units.last) {
            findings.push_back(inRack(
                each,
                name + ", " + below->device->name,
                fmt::format("unit {} holds {} already", each.units.first, below->device->name)));
        }
        const Rack& rack = snapshot.racks.at(each.rack);
        const int height = snapshot.rackTypes.at(rack.type).heightUnits;
        if (each.units.last > height) {
            findings.push_back(inRack(
                each,
                name,
                fmt::format(
                    "it reaches unit {}, and rack {} has {}", each.units.last, rack.name, height)));
        }
        if (below == nullptr || each.units.last > below->units.last) {
            below = &each;
        }
    }
}

// Devices of networks that other programs wrote often have none.
void addUnknownUnits(const Snapshot& snapshot, std::vector<Finding>& findings)
{
    std::vector<RackId> racks;
    for (const Device& device : snapshot.devices) {
        if (device.unit < 1 && snapshot.deviceTypes.at(device.type).heightUnits > 0) {
            racks.push_back(device.rack);
        }
    }
    std::ranges::sort(racks);
    racks.erase(std::unique(racks.begin(), racks.end()), racks.end());
    for (RackGroup& group : groupedByRow(snapshot, racks)) {
        findings.push_back({.severity = Severity::Note,
                            .rule = "rack-units",
                            .subject = std::move(group.name),
                            .detail = "it holds devices whose unit is not known",
                            .racks = std::move(group.racks)});
    }
}

} // namespace

std::vector<Finding> unitFindings(const Snapshot& snapshot)
{
    std::vector<Finding> findings;
    addOverlaps(snapshot, findings);
    addUnknownUnits(snapshot, findings);
    return findings;
}

} // namespace rackwright::check
