// A plan for the tests of the store: a row in every table with every field set, no two alike.
#pragma once

#include "core/base/units.h"
#include "core/model/snapshot.h"

namespace rackwright::test {

inline Workload sampleWorkload()
{
    return {.id = {3},
            .slug = "moe-17b",
            .name = "A mixture of experts",
            .kind = WorkloadKind::Compute,
            .precision = Precision::Fp8,
            .tokens = 15.6e12,
            .compute = 3.8e25 * units::flop,
            .utilisation = {0.31, 0.38, 0.43},
            .layers = 126,
            .hidden = 16'384,
            .heads = 128,
            .kvHeads = 8,
            .headSize = 127,
            .attention = AttentionKind::Latent,
            .queryRank = 1'536,
            .kvRank = 512,
            .ropeSize = 64,
            .valueSize = 129,
            .feedForward = 53'248,
            .gated = false,
            .denseLayers = 3,
            .experts = 256,
            .activeExperts = 9,
            .sharedExperts = 2,
            .expertFeedForward = 2'048,
            .vocabulary = 129'280,
            .sequence = 8'192,
            .tensorParallel = 4,
            .pipelineParallel = 16,
            .pipelineInterleave = 7,
            .contextParallel = 5,
            .expertParallel = 32,
            .microbatch = 6,
            .microbatches = 11,
            .origin = "B-01",
            .layoutOrigin = "derived from B-02"};
}

inline void addCatalogue(Change& change)
{
    using namespace units;
    change.sources.written = {{.id = {7},
                               .key = "A-30",
                               .fact = "100,000 GPUs",
                               .location = "page 4",
                               .confidence = Confidence::Low}};
    change.rackTypes.written = {{.id = {2},
                                 .slug = "orv3",
                                 .name = "Open rack",
                                 .width = 0.6 * metre,
                                 .depth = 1.2 * metre,
                                 .height = 2.3 * metre,
                                 .heightUnits = 48,
                                 .mass = 151.5 * kilogram,
                                 .origin = "A-01"}};
    change.accelerators.written = {{.id = {5},
                                    .slug = "h100",
                                    .name = "H100 SXM",
                                    .bf16Peak = 989.4 * teraflops,
                                    .fp8Peak = 1'978.9 * teraflops,
                                    .memory = 80.0 * gigabyte,
                                    .memoryBandwidth = 3'350.0 * gigabytePerSecond,
                                    .scaleUpBandwidth = 900.0 * gigabytePerSecond,
                                    .designPower = 700.0 * watt,
                                    .origin = "A-02"}};
    change.deviceTypes.written = {{.id = {4},
                                   .slug = "hgx",
                                   .name = "HGX server",
                                   .manufacturer = "Supermicro",
                                   .kind = DeviceKind::CpuServer,
                                   .heightUnits = 6,
                                   .power = 10.2 * kilowatt,
                                   .mass = 98.0 * kilogram,
                                   .accelerator = {5},
                                   .acceleratorCount = 8,
                                   .ports = 9,
                                   .portSpeed = 400.0 * gigabitPerSecond,
                                   .origin = "A-03",
                                   .powerOrigin = "A-04"}};
    change.cableTypes.written = {{.id = {3},
                                  .slug = "acc",
                                  .name = "Active copper",
                                  .medium = Medium::Acc,
                                  .fastest = 800.0 * gigabitPerSecond,
                                  .reach = 5.0 * metre,
                                  .diameter = 0.0095 * metre,
                                  .linearMass = 0.14 * (kilogram / metre),
                                  .soldLengths = {0.5 * metre, 3.0 * metre, 4.25 * metre},
                                  .price = "cable-acc",
                                  .origin = "B-09"}};
    change.assumptions.written = {{.id = {9},
                                   .key = "pue",
                                   .group = "Power",
                                   .label = "Power usage effectiveness",
                                   .unit = "1",
                                   .value = {1.15, 1.22, 1.31},
                                   .origin = "assumed"}};
    change.workloads.written = {sampleWorkload()};
    change.peers.written = {{.id = {6},
                             .name = "Cortex",
                             .owner = "Tesla",
                             .accelerator = {5},
                             .accelerators = "50,000 H100",
                             .count = 50'000.0,
                             .date = "2024-10",
                             .power = 130.0 * megawatt,
                             .cost = 1.5e9 * dollar,
                             .origin = "C-09"}};
}

inline void addSite(Change& change)
{
    using namespace units;
    change.sites.written = {{.id = {1},
                             .name = "Memphis",
                             .address = "3231 Paul R. Lowry Road",
                             .latitudeDegrees = 35.06,
                             .longitudeDegrees = -90.15,
                             .buildingArea = 72'929.0 * squareMetre,
                             .width = 300.0 * metre,
                             .depth = 243.0 * metre,
                             .origin = "A-05",
                             .outlineOrigin = "derived from A-06"}};
    change.halls.written = {{.id = {2},
                             .site = {1},
                             .name = "Hall 2",
                             .area = {11.0 * metre, 12.5 * metre, 60.25 * metre, 40.0 * metre},
                             .height = 6.5 * metre,
                             .origin = "A-07"}};
    change.fixtures.written = {{.id = {8},
                                .hall = {2},
                                .kind = FixtureKind::Door,
                                .name = "East door",
                                .area = {13.0 * metre, 14.0 * metre, 1.5 * metre, 2.5 * metre}}};
    change.rows.written = {{.id = {3},
                            .hall = {2},
                            .name = "R03",
                            .use = RowUse::Network,
                            .area = {15.0 * metre, 16.0 * metre, 30.0 * metre, 1.2 * metre},
                            .front = Facing::North}};
    change.arrays.written = {{.id = {4}, .hall = {2}, .name = "H2-A04"}};
    change.trays.written = {{.id = {6},
                             .hall = {2},
                             .name = "H2-T-R03",
                             .kind = TrayKind::Across,
                             .from = {15.5 * metre, 16.7 * metre},
                             .to = {44.5 * metre, 16.8 * metre},
                             .height = 2.75 * metre,
                             .width = 0.6 * metre,
                             .depth = 0.15 * metre,
                             .origin = "A-11"}};
    change.racks.written = {{.id = {21},
                             .hall = {2},
                             .row = {3},
                             .array = {4},
                             .type = {2},
                             .role = RackRole::Management,
                             .name = "H2-R03-07",
                             .centre = {17.3 * metre, 18.9 * metre},
                             .front = Facing::West,
                             .feedA = {31},
                             .feedB = {32}}};
}

inline void addPowerAndCooling(Change& change)
{
    using namespace units;
    const PowerNode feed{.id = {31},
                         .parent = {32},
                         .kind = PowerNodeKind::Battery,
                         .name = "Megapacks",
                         .count = 168,
                         .capacity = 0.9 * megawatt,
                         .storage = 3'900.0 * kilowattHour,
                         .hall = {2},
                         .feed = Feed::B,
                         .inService = "2024-09-01",
                         .retired = "2026-01-31",
                         .origin = "A-08"};
    PowerNode source = feed;
    source.id = {32};
    source.parent = {};
    change.powerNodes.written = {feed, source}; // the child first: order must not matter
    const CoolingNode loop{.id = {41},
                           .parent = {42},
                           .kind = CoolingNodeKind::HallLoop,
                           .name = "Loop 2",
                           .count = 3,
                           .capacity = 20.0 * megawatt,
                           .hall = {2},
                           .origin = "A-09"};
    CoolingNode tower = loop;
    tower.id = {42};
    tower.parent = {};
    change.coolingNodes.written = {loop, tower};
}

inline void addNetwork(Change& change)
{
    using namespace units;
    change.fabrics.written = {{.id = {2},
                               .name = "GPU fabric",
                               .purpose = FabricPurpose::OutOfBand,
                               .kind = FabricKind::FatTree,
                               .linkSpeed = 400.0 * gigabitPerSecond,
                               .radix = 128,
                               .tiers = 3,
                               .oversubscription = 1.5,
                               .origin = "A-10"}};
    const Device leaf{.id = {51},
                      .rack = {21},
                      .type = {4},
                      .name = "leaf-0-3",
                      .unit = 17,
                      .fabric = {2},
                      .tier = Tier::FourthTier,
                      .rail = 5};
    Device spine = leaf;
    spine.id = {52};
    change.devices.written = {leaf, spine};
    change.cables.written = {{.id = {61},
                              .fabric = {2},
                              .a = {51},
                              .b = {52},
                              .aPort = 32'767,
                              .bPort = 12,
                              .medium = Medium::SingleMode,
                              .length = 41.5 * metre}};
}

inline void addScenarios(Change& change)
{
    change.scenarios.written = {
        {.id = {2}, .slug = "double-200k", .name = "Double", .description = "To 200,000 GPUs"}};
    change.steps.written = {{.id = {3},
                             .scenario = {2},
                             .ordinal = 4,
                             .date = "2024-11-15",
                             .title = "196 more arrays",
                             .kind = "add_arrays",
                             .parameters = R"({"count": 196})",
                             .enabled = false}};
    change.bookmarks.written = {{.id = {5},
                                 .name = "Entrance",
                                 .camera = {1.5, -2.5, 3.5, 4.5, 5.5, 6.5, 0.25, 0.5, 0.75}}};
    change.waivers.written = {
        {.id = {3}, .rule = "way-width", .subject = "H1-R03-07", .reason = "A service lift"}};
}

inline Change everyField()
{
    Change change;
    addCatalogue(change);
    addSite(change);
    addPowerAndCooling(change);
    addNetwork(change);
    addScenarios(change);
    return change;
}

} // namespace rackwright::test
