// One state of a plan: an immutable value that every estimator and view reads, on any thread.
#pragma once

#include "core/model/cabling.h"
#include "core/model/catalogue.h"
#include "core/model/inventory.h"
#include "core/model/scenario.h"
#include "core/model/table.h"

#include <string_view>

namespace rackwright {

struct Snapshot
{
    Table<Source> sources;
    Table<Site> sites;
    Table<RackType> rackTypes;
    Table<Accelerator> accelerators;
    Table<DeviceType> deviceTypes;
    Table<CableType> cableTypes;
    Table<Assumption> assumptions;
    Table<Workload> workloads;
    Table<Peer> peers;
    Table<Hall> halls;
    Table<Fixture> fixtures;
    Table<Row> rows;
    Table<Array> arrays;
    Table<Tray> trays;
    Table<PowerNode> powerNodes;
    Table<CoolingNode> coolingNodes;
    Table<Rack> racks;
    Table<Fabric> fabrics;
    Table<Device> devices;
    Table<Cable> cables;
    Table<Scenario> scenarios;
    Table<Step> steps;
    Table<Bookmark> bookmarks;
    Table<Waiver> waivers;

    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

// What an edit does to the rows: the only thing that the store writes and that snapshots take in.
struct Change
{
    RowChanges<Source> sources;
    RowChanges<Site> sites;
    RowChanges<RackType> rackTypes;
    RowChanges<Accelerator> accelerators;
    RowChanges<DeviceType> deviceTypes;
    RowChanges<CableType> cableTypes;
    RowChanges<Assumption> assumptions;
    RowChanges<Workload> workloads;
    RowChanges<Peer> peers;
    RowChanges<Hall> halls;
    RowChanges<Fixture> fixtures;
    RowChanges<Row> rows;
    RowChanges<Array> arrays;
    RowChanges<Tray> trays;
    RowChanges<PowerNode> powerNodes;
    RowChanges<CoolingNode> coolingNodes;
    RowChanges<Rack> racks;
    RowChanges<Fabric> fabrics;
    RowChanges<Device> devices;
    RowChanges<Cable> cables;
    RowChanges<Scenario> scenarios;
    RowChanges<Step> steps;
    RowChanges<Bookmark> bookmarks;
    RowChanges<Waiver> waivers;

    friend bool operator==(const Change&, const Change&) = default;
};

// Calls visit(&Snapshot::sources, &Change::sources) and so on for every table, parents before children:
// a row refers only to rows of tables visited earlier (or of its own table).
template <typename Visit>
void forEachTable(Visit visit)
{
    visit(&Snapshot::sources, &Change::sources);
    visit(&Snapshot::sites, &Change::sites);
    visit(&Snapshot::rackTypes, &Change::rackTypes);
    visit(&Snapshot::accelerators, &Change::accelerators);
    visit(&Snapshot::deviceTypes, &Change::deviceTypes);
    visit(&Snapshot::cableTypes, &Change::cableTypes);
    visit(&Snapshot::assumptions, &Change::assumptions);
    visit(&Snapshot::workloads, &Change::workloads);
    visit(&Snapshot::peers, &Change::peers);
    visit(&Snapshot::halls, &Change::halls);
    visit(&Snapshot::fixtures, &Change::fixtures);
    visit(&Snapshot::rows, &Change::rows);
    visit(&Snapshot::arrays, &Change::arrays);
    visit(&Snapshot::trays, &Change::trays);
    visit(&Snapshot::powerNodes, &Change::powerNodes);
    visit(&Snapshot::coolingNodes, &Change::coolingNodes);
    visit(&Snapshot::racks, &Change::racks);
    visit(&Snapshot::fabrics, &Change::fabrics);
    visit(&Snapshot::devices, &Change::devices);
    visit(&Snapshot::cables, &Change::cables);
    visit(&Snapshot::scenarios, &Change::scenarios);
    visit(&Snapshot::steps, &Change::steps);
    visit(&Snapshot::bookmarks, &Change::bookmarks);
    visit(&Snapshot::waivers, &Change::waivers);
}

[[nodiscard]] Snapshot applied(const Snapshot& snapshot, const Change& change);
[[nodiscard]] bool isEmpty(const Change& change);

// Finders by what people write. Null when there is none.
[[nodiscard]] const Assumption* findAssumption(const Snapshot& snapshot, std::string_view key);
[[nodiscard]] const Scenario* findScenario(const Snapshot& snapshot, std::string_view slug);
[[nodiscard]] const Workload* findWorkload(const Snapshot& snapshot, std::string_view slug);
[[nodiscard]] const DeviceType* findDeviceType(const Snapshot& snapshot, std::string_view slug);
[[nodiscard]] const RackType* findRackType(const Snapshot& snapshot, std::string_view slug);
[[nodiscard]] const Accelerator* findAccelerator(const Snapshot& snapshot, std::string_view slug);
[[nodiscard]] const Hall* findHall(const Snapshot& snapshot, std::string_view name);
[[nodiscard]] const Rack* findRack(const Snapshot& snapshot, std::string_view name);

} // namespace rackwright
