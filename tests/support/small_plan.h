// A plan small enough to work by hand: two 8-GPU servers in one rack, one leaf switch in another, four links.
#pragma once

#include "core/base/units.h"
#include "core/model/snapshot.h"

#include <string>
#include <vector>

namespace rackwright::test {

inline Assumption exactly(int id,
                          const std::string& key,
                          double value,
                          const std::string& unit = "1")
{
    return {.id = AssumptionId{id},
            .key = key,
            .group = "Power",
            .label = "label of " + key,
            .unit = unit,
            .value = Range<double>::exact(value),
            .origin = "A-1"};
}

inline std::vector<DeviceType> smallPlanTypes()
{
    using namespace units;
    DeviceType server{.id = DeviceTypeId{1}, .slug = "server", .name = "Server"};
    server.kind = DeviceKind::Server;
    server.power = 10.2 * kilowatt;
    server.mass = 70.0 * kilogram;
    server.accelerator = AcceleratorId{1};
    server.acceleratorCount = 8;
    DeviceType leaf{.id = DeviceTypeId{2}, .slug = "leaf", .name = "Switch"};
    leaf.kind = DeviceKind::Switch;
    leaf.power = 1.0 * kilowatt;
    leaf.mass = 20.0 * kilogram;
    DeviceType strip{.id = DeviceTypeId{3}, .slug = "strip", .name = "Strip"};
    strip.kind = DeviceKind::PowerStrip;
    strip.mass = 5.0 * kilogram;
    return {server, leaf, strip};
}

inline std::vector<Device> smallPlanDevices()
{
    Device first{.id = DeviceId{1}, .rack = RackId{1}, .type = DeviceTypeId{1}, .name = "S1"};
    Device second{.id = DeviceId{2}, .rack = RackId{1}, .type = DeviceTypeId{1}, .name = "S2"};
    Device leaf{.id = DeviceId{3}, .rack = RackId{2}, .type = DeviceTypeId{2}, .name = "L1"};
    leaf.fabric = FabricId{1};
    leaf.tier = Tier::Leaf;
    Device strip{.id = DeviceId{4}, .rack = RackId{1}, .type = DeviceTypeId{3}, .name = "P1"};
    return {first, second, leaf, strip};
}

inline std::vector<Cable> smallPlanCables()
{
    std::vector<Cable> cables;
    for (int i = 0; i < 4; ++i) {
        cables.push_back({.id = CableId{i + 1},
                          .fabric = FabricId{1},
                          .a = DeviceId{1 + i / 2},
                          .b = DeviceId{3},
                          .length = 10.0 * units::metre});
    }
    return cables;
}

inline Snapshot smallPlan()
{
    using namespace units;
    Snapshot plan;
    plan.sites = Table<Site>{{{.id = SiteId{1}, .name = "Testville"}}};
    plan.halls = Table<Hall>{{{.id = HallId{1}, .site = SiteId{1}, .name = "Hall 1"}}};
    plan.rows = Table<Row>{{{.id = RowId{1}, .hall = HallId{1}, .name = "R01"}}};
    plan.arrays = Table<Array>{{{.id = ArrayId{1}, .hall = HallId{1}, .name = "A1"}}};
    plan.rackTypes = Table<RackType>{{{.id = RackTypeId{1}, .slug = "rack", .name = "Rack"}}};
    plan.accelerators = Table<Accelerator>{
        {{.id = AcceleratorId{1}, .slug = "h100", .name = "H100", .designPower = 700.0 * watt}}};
    plan.deviceTypes = Table<DeviceType>{smallPlanTypes()};
    Rack compute{.id = RackId{1}, .hall = HallId{1}, .row = RowId{1}, .type = RackTypeId{1}};
    compute.name = "K1";
    Rack network = compute;
    network.id = RackId{2};
    network.role = RackRole::Network;
    network.name = "K2";
    plan.racks = Table<Rack>{{compute, network}};
    plan.fabrics = Table<Fabric>{
        {{.id = FabricId{1}, .name = "GPU fabric", .linkSpeed = 400.0 * gigabitPerSecond}}};
    plan.devices = Table<Device>{smallPlanDevices()};
    plan.cables = Table<Cable>{smallPlanCables()};
    return plan;
}

// Everything that the estimators of power and cost read, exact.
inline Snapshot knownPlan()
{
    Snapshot plan = smallPlan();
    plan.assumptions = Table<Assumption>{{exactly(1, "draw.server", 1.0),
                                          exactly(2, "draw.switch", 1.0),
                                          exactly(3, "optics.multimode", 8.0, "W"),
                                          exactly(4, "pue", 1.25),
                                          exactly(5, "load-factor", 0.5),
                                          exactly(6, "check.chip-to-server", 1.82),
                                          exactly(7, "price.h100-gpu", 30'000.0, "USD"),
                                          exactly(8, "gpu-price-spread", 1.0),
                                          exactly(9, "price.server", 40'000.0, "USD"),
                                          exactly(10, "price.leaf", 72'000.0, "USD"),
                                          exactly(11, "price.strip", 1'500.0, "USD"),
                                          exactly(12, "price.rack", 5'000.0, "USD"),
                                          exactly(13, "price.transceiver-multimode", 640.0, "USD"),
                                          exactly(14, "price.cable-fibre", 100.0, "USD"),
                                          exactly(15, "capex.building", 1e6, "USD"),
                                          exactly(16, "capex.fit-out", 4.5, "USD/W"),
                                          exactly(17, "tariff", 0.062, "USD/kWh"),
                                          exactly(18, "water", 0.001, "USD/kWh"),
                                          exactly(19, "staff", 100.0, "1/MW"),
                                          exactly(20, "staff-cost", 100'000.0, "USD/a"),
                                          exactly(21, "maintenance.facility", 0.03, "1/a"),
                                          exactly(22, "maintenance.hardware", 0.02, "1/a"),
                                          exactly(23, "land-lease", 1'000.0, "USD/a")}};
    return plan;
}

inline Snapshot withAssumption(Snapshot plan, const std::string& key, const Range<double>& value)
{
    Assumption assumption = *findAssumption(plan, key);
    assumption.value = value;
    plan.assumptions = plan.assumptions.with({.written = {assumption}});
    return plan;
}

inline Snapshot withoutAssumption(Snapshot plan, const std::string& key)
{
    plan.assumptions = plan.assumptions.with({.removed = {findAssumption(plan, key)->id}});
    return plan;
}

} // namespace rackwright::test
