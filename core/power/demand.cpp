#include "core/power/demand.h"

#include "core/base/units.h"
#include "core/model/counts.h"
#include "core/power/load.h"

#include <utility>

namespace rackwright::power {

using namespace units;

namespace {

Figure planningPower(const DeviceType& type)
{
    Figure figure{.key = "planning_power_w",
                  .label = "Planning power of " + type.name,
                  .unit = "W",
                  .origin = type.powerOrigin};
    if (!type.power) {
        return unknown(std::move(figure));
    }
    figure.value = Range<double>::exact(*type.power / watt);
    return figure;
}

Figure drawOf(const Snapshot& snapshot, const DeviceCount& devices)
{
    const DeviceType& type = snapshot.deviceTypes.at(devices.type);
    return product({.key = "devices_w",
                    .label = describe(snapshot, devices),
                    .unit = "W",
                    .formula = "devices x planning power x share drawn at full work"},
                   {counted("devices", "Devices", devices.count),
                    planningPower(type),
                    assumed(snapshot, drawKey(type.kind))});
}

Figure opticsOf(const Snapshot& snapshot, const LinkCount& links)
{
    const Fabric& fabric = snapshot.fabrics.at(links.fabric);
    return product(
        {.key = "optics_w",
         .label = "Optics of " + describe(snapshot, links),
         .unit = "W",
         .formula = "links x 2 ends x link speed over 400 Gb/s x power of a transceiver"},
        {counted("transceivers", "Transceivers", 2.0 * links.count * transceiversPerEnd(fabric)),
         assumed(snapshot, opticsKey(links.medium))});
}

Figure itPower(const Snapshot& snapshot)
{
    std::vector<Figure> parts;
    for (const DeviceCount& devices : countDevices(snapshot)) {
        if (!drawKey(snapshot.deviceTypes.at(devices.type).kind).empty()) {
            parts.push_back(drawOf(snapshot, devices));
        }
    }
    const Figure optics = opticsPower(snapshot);
    parts.insert(parts.end(), optics.inputs.begin(), optics.inputs.end());
    return sum({.key = "it_w",
                .label = "IT power",
                .unit = "W",
                .formula = "everything in the racks at full work, optics counted"},
               std::move(parts));
}

Figure acceleratorPower(const Snapshot& snapshot)
{
    std::vector<Figure> parts;
    for (const DeviceCount& devices : countDevices(snapshot)) {
        const DeviceType& type = snapshot.deviceTypes.at(devices.type);
        const Accelerator* accelerator = snapshot.accelerators.find(type.accelerator);
        if (accelerator == nullptr) {
            continue;
        }
        Figure each{.key = "design_power_w",
                    .label = "Design power of " + accelerator->name,
                    .unit = "W",
                    .value = Range<double>::exact(accelerator->designPower / watt),
                    .origin = accelerator->origin};
        parts.push_back(product(
            {.key = "accelerators_w",
             .label = accelerator->name,
             .unit = "W",
             .formula = "accelerators x design power"},
            {counted("accelerators", "Accelerators", double(type.acceleratorCount) * devices.count),
             std::move(each)}));
    }
    return sum({.key = "accelerators_w", .label = "Power of the accelerators", .unit = "W"},
               std::move(parts));
}

} // namespace

Figure opticsPower(const Snapshot& snapshot)
{
    std::vector<Figure> parts;
    for (const LinkCount& links : countLinks(snapshot)) {
        if (!opticsKey(links.medium).empty()) {
            parts.push_back(opticsOf(snapshot, links));
        }
    }
    return sum({.key = "optics_w",
                .label = "Power of the optics",
                .unit = "W",
                .formula = "transceivers and active plugs of all links"},
               std::move(parts));
}

Demand demand(const Snapshot& snapshot)
{
    Demand demand;
    demand.it = itPower(snapshot);
    demand.facility = product(
        {.key = "facility_w", .label = "Facility power", .unit = "W", .formula = "IT power x PUE"},
        {demand.it, assumed(snapshot, "pue")});
    demand.energy = product({.key = "energy_wh_per_year",
                             .label = "Energy in a year",
                             .unit = "Wh/a",
                             .formula = "facility power x mean load x 8760 h"},
                            {demand.facility, assumed(snapshot, "load-factor")},
                            year / hour);
    return demand;
}

Figure ruleOfThumb(const Snapshot& snapshot)
{
    return product({.key = "rule_of_thumb_w",
                    .label = "Facility power by Epoch AI's rule",
                    .unit = "W",
                    .formula = "power of the accelerators x chip-to-server factor x PUE"},
                   {acceleratorPower(snapshot),
                    assumed(snapshot, "check.chip-to-server"),
                    assumed(snapshot, "pue")});
}

} // namespace rackwright::power
