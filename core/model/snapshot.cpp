#include "core/model/snapshot.h"

namespace rackwright {

namespace {

template <typename Row>
const Row* findBy(const Table<Row>& table, std::string Row::*field, std::string_view wanted)
{
    const auto found = std::ranges::find(table, wanted, field);
    return found == table.end() ? nullptr : &*found;
}

} // namespace

Snapshot applied(const Snapshot& snapshot, const Change& change)
{
    Snapshot result = snapshot;
    forEachTable(
        [&](auto table, auto changes) { result.*table = (snapshot.*table).with(change.*changes); });
    return result;
}

bool isEmpty(const Change& change)
{
    bool empty = true;
    forEachTable([&](auto, auto changes) { empty = empty && (change.*changes).isEmpty(); });
    return empty;
}

const Assumption* findAssumption(const Snapshot& snapshot, std::string_view key)
{
    return findBy(snapshot.assumptions, &Assumption::key, key);
}

const Scenario* findScenario(const Snapshot& snapshot, std::string_view slug)
{
    return findBy(snapshot.scenarios, &Scenario::slug, slug);
}

const Workload* findWorkload(const Snapshot& snapshot, std::string_view slug)
{
    return findBy(snapshot.workloads, &Workload::slug, slug);
}

const DeviceType* findDeviceType(const Snapshot& snapshot, std::string_view slug)
{
    return findBy(snapshot.deviceTypes, &DeviceType::slug, slug);
}

const RackType* findRackType(const Snapshot& snapshot, std::string_view slug)
{
    return findBy(snapshot.rackTypes, &RackType::slug, slug);
}

const Accelerator* findAccelerator(const Snapshot& snapshot, std::string_view slug)
{
    return findBy(snapshot.accelerators, &Accelerator::slug, slug);
}

const Hall* findHall(const Snapshot& snapshot, std::string_view name)
{
    return findBy(snapshot.halls, &Hall::name, name);
}

const Rack* findRack(const Snapshot& snapshot, std::string_view name)
{
    return findBy(snapshot.racks, &Rack::name, name);
}

} // namespace rackwright
