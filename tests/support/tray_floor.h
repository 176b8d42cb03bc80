// A floor with trays, small enough to measure by hand.
//
//   y 40  rack 5                                no tray
//   y 20  rack 4 ============================   tray 4, joined to nothing
//   y  4  rack 3 =========|==================   tray 2
//   y  0  rack 1 =========|== rack 2 ========   tray 1
//         x 2          tray 3  x 12             tray 3 at x 10
#pragma once

#include "core/base/units.h"
#include "core/model/snapshot.h"
#include "tests/support/small_plan.h"

#include <string>
#include <utility>
#include <vector>

namespace rackwright::test {

inline Rack rackAt(int id, double x, double y)
{
    Rack rack;
    rack.id = RackId{id};
    rack.name = "K" + std::to_string(id);
    rack.centre = {x * units::metre, y * units::metre};
    return rack;
}

// 3 m up, 0.6 m wide, 0.1 m deep.
inline Tray trayAt(int id, double x1, double y1, double x2, double y2)
{
    using units::metre;
    Tray tray;
    tray.id = TrayId{id};
    tray.name = "T" + std::to_string(id);
    tray.from = {x1 * metre, y1 * metre};
    tray.to = {x2 * metre, y2 * metre};
    tray.height = 3.0 * metre;
    tray.width = 0.6 * metre;
    tray.depth = 0.1 * metre;
    return tray;
}

// In each rack a device "D1", ... with its middle 1 m above the floor (22.5 U), all of one network of 400 Gb/s.
inline Snapshot trayFloor()
{
    using namespace units;
    Snapshot plan;
    plan.racks = Table<Rack>{
        {rackAt(1, 2, 0), rackAt(2, 12, 0), rackAt(3, 2, 4), rackAt(4, 2, 20), rackAt(5, 2, 40)}};
    plan.trays = Table<Tray>{{trayAt(1, 0, 0, 20, 0),
                              trayAt(2, 0, 4, 20, 4),
                              trayAt(3, 10, 0, 10, 4),
                              trayAt(4, 0, 20, 20, 20)}};
    plan.fabrics =
        Table<Fabric>{{{.id = FabricId{1}, .name = "Net", .linkSpeed = 400.0 * gigabitPerSecond}}};
    DeviceType type{.id = DeviceTypeId{1}, .slug = "box", .name = "Box"};
    type.heightUnits = 1;
    plan.deviceTypes = Table<DeviceType>{{type}};
    std::vector<Device> devices;
    for (int i = 1; i <= 5; ++i) {
        Device device{.id = DeviceId{i}, .rack = RackId{i}, .type = type.id};
        device.name = "D" + std::to_string(i);
        device.unit = 23;
        devices.push_back(device);
    }
    plan.devices = Table<Device>{std::move(devices)};
    return plan;
}

struct Link
{
    int a = 1; // devices
    int b = 2;
    int count = 1;
    std::optional<double> metres;
    Medium medium = Medium::Multimode;
};

inline Snapshot withLinks(Snapshot plan, const std::vector<Link>& links)
{
    std::vector<Cable> cables;
    for (const Link& link : links) {
        for (int i = 0; i < link.count; ++i) {
            Cable cable{.id = CableId{static_cast<int>(cables.size()) + 1},
                        .fabric = FabricId{1},
                        .a = DeviceId{link.a},
                        .b = DeviceId{link.b}};
            cable.aPort = static_cast<std::int16_t>(i);
            cable.bPort = static_cast<std::int16_t>(i + 8);
            cable.medium = link.medium;
            if (link.metres) {
                cable.length = *link.metres * units::metre;
            }
            cables.push_back(cable);
        }
    }
    plan.cables = Table<Cable>{std::move(cables)};
    return plan;
}

// Multimode, 20 mm thick for round numbers, 0.1 kg/m, in 10 m and 30 m, 100 USD and 2 USD a metre.
inline Snapshot withCatalogue(Snapshot plan)
{
    using namespace units;
    plan.cableTypes = Table<CableType>{{{.id = CableTypeId{1},
                                         .slug = "om4",
                                         .name = "Multimode, OM4",
                                         .medium = Medium::Multimode,
                                         .fastest = 800.0 * gigabitPerSecond,
                                         .reach = 50.0 * metre,
                                         .diameter = 20.0 * millimetre,
                                         .linearMass = 0.1 * (kilogram / metre),
                                         .soldLengths = {10.0 * metre, 30.0 * metre},
                                         .price = "om4",
                                         .origin = "A-1"}}};
    plan.assumptions = Table<Assumption>{{exactly(1, "price.om4", 100.0, "USD"),
                                          exactly(2, "price.om4-metre", 2.0, "USD/m"),
                                          exactly(3, "price.transceiver-multimode", 500.0, "USD"),
                                          exactly(4, "cabling.spares", 0.1),
                                          exactly(5, "cabling.fill-limit", 0.4),
                                          exactly(6, "optics.multimode", 8.0, "W")}};
    return plan;
}

} // namespace rackwright::test
