#include "core/edit/catalogue_edits.h"

#include "core/base/units.h"
#include "core/cabling/laying.h"
#include "core/edit/draft.h"

#include <algorithm>
#include <map>
#include <set>

namespace rackwright::edit {

namespace {

// Puts rows into one table by the text that identifies them, and remembers the ids they got.
template <typename Row>
class Shelf
{
public:
    Shelf(const Table<Row>& table, RowChanges<Row>& changes, std::string Row::*key)
        : table_(table)
        , draft_(table, changes)
        , key_(key)
    {
        for (const Row& row : table) {
            ids_.emplace(row.*key, row.id);
        }
    }

    Status put(Row row)
    {
        const std::string key = row.*key_;
        if (key.empty()) {
            return invalid("key", "must not be empty");
        }
        if (!given_.insert(key).second) {
            return invalid(key, "must be given only once");
        }
        const auto old = ids_.find(key);
        ids_[key] =
            draft_.put(old == ids_.end() ? nullptr : table_.find(old->second), std::move(row));
        return Done{};
    }

    // None for an empty key.
    [[nodiscard]] Result<decltype(Row::id)> idOf(std::string_view what,
                                                 const std::string& key) const
    {
        if (key.empty()) {
            return decltype(Row::id){};
        }
        const auto found = ids_.find(key);
        if (found == ids_.end()) {
            return notFound(what, key);
        }
        return found->second;
    }

private:
    const Table<Row>& table_;
    Draft<Row> draft_;
    std::string Row::*key_;
    std::map<std::string, decltype(Row::id)> ids_;
    std::set<std::string> given_;
};

Status check(const Source& source)
{
    return Checks{}.named(source.fact, "fact").status();
}

// Of racks; keeps the number of places in a row in bounds.
constexpr Length leastSize = 0.1 * units::metre;

Status check(const RackType& type)
{
    return Checks{}
        .named(type.name)
        .that(isFinite(type.width) && type.width >= leastSize, "width", "must be 0.1 m or more")
        .that(isFinite(type.depth) && type.depth >= leastSize, "depth", "must be 0.1 m or more")
        .positive(type.height, "height")
        .within(type.heightUnits, 1, 100, "heightUnits")
        .notNegative(type.mass.value_or(Mass{}), "mass")
        .status();
}

Status check(const Accelerator& accelerator)
{
    return Checks{}
        .named(accelerator.name)
        .positive(accelerator.bf16Peak, "bf16Peak")
        .notNegative(accelerator.fp8Peak.value_or(ComputeRate{}), "fp8Peak")
        .notNegative(accelerator.memory, "memory")
        .notNegative(accelerator.memoryBandwidth, "memoryBandwidth")
        .notNegative(accelerator.scaleUpBandwidth.value_or(Bandwidth{}), "scaleUpBandwidth")
        .notNegative(accelerator.designPower, "designPower")
        .status();
}

Status check(const DeviceType& type)
{
    return Checks{}
        .named(type.name)
        .within(type.heightUnits, 0, 100, "heightUnits")
        .within(type.acceleratorCount, 0, 10'000, "acceleratorCount")
        .within(type.ports, 0, 30'000, "ports")
        .notNegative(type.portSpeed, "portSpeed")
        .notNegative(type.power.value_or(Power{}), "power")
        .notNegative(type.mass.value_or(Mass{}), "mass")
        .status();
}

Status check(const CableType& type)
{
    const auto isLength = [](Length length) { return isFinite(length) && length > Length{}; };
    return Checks{}
        .named(type.name)
        .positive(type.fastest, "fastest")
        .positive(type.reach, "reach")
        .positive(type.diameter, "diameter")
        .notNegative(type.linearMass.value_or(LinearMass{}), "linearMass")
        .that(!type.soldLengths.empty() && std::ranges::all_of(type.soldLengths, isLength) &&
                  std::ranges::is_sorted(type.soldLengths),
              "soldLengths",
              "must be lengths of more than 0 m, the shortest first")
        .status();
}

Status check(const Range<double>& value)
{
    return Checks{}
        .that(std::isfinite(value.low) && std::isfinite(value.likely) && std::isfinite(value.high),
              "value",
              "must be finite numbers")
        .that(value.low <= value.likely && value.likely <= value.high,
              "value",
              "must be in order: low, likely, high")
        .status();
}

Status check(const Assumption& assumption)
{
    return check(assumption.value);
}

Status check(const Workload& workload)
{
    constexpr int most = 100'000'000;
    Checks checks;
    checks.named(workload.name)
        .that(std::isfinite(workload.tokens) && workload.tokens >= 0.0,
              "tokens",
              "must be 0 or more");
    for (const int size : {workload.layers,
                           workload.hidden,
                           workload.heads,
                           workload.kvHeads,
                           workload.headSize,
                           workload.feedForward,
                           workload.experts,
                           workload.vocabulary,
                           workload.sequence}) {
        checks.within(size, 0, most, "architecture");
    }
    for (const int ways : {workload.tensorParallel,
                           workload.pipelineParallel,
                           workload.pipelineInterleave,
                           workload.contextParallel,
                           workload.expertParallel,
                           workload.microbatch,
                           workload.microbatches}) {
        checks.within(ways, 1, most, "layout");
    }
    return checks.status();
}

Status check(const Peer& peer)
{
    return Checks{}
        .that(std::isfinite(peer.count) && peer.count >= 0.0, "count", "must be 0 or more")
        .notNegative(peer.power.value_or(Power{}), "power")
        .notNegative(peer.cost.value_or(Money{}), "cost")
        .status();
}

// The error says which row it is about: "rack-48u.width".
Status about(std::string_view row, const Status& status)
{
    if (status) {
        return status;
    }
    Error error = status.error();
    error.subject = std::string{row} + '.' + error.subject;
    return error;
}

template <typename Row>
Status putAll(Shelf<Row>& shelf, const std::vector<Row>& rows, std::string Row::*key)
{
    for (const Row& row : rows) {
        if (const Status checked = about(row.*key, check(row)); !checked) {
            return checked;
        }
        if (const Status put = shelf.put(row); !put) {
            return put;
        }
    }
    return Done{};
}

template <typename Row>
Status putAll(const Table<Row>& table,
              RowChanges<Row>& changes,
              const std::vector<Row>& rows,
              std::string Row::*key)
{
    Shelf<Row> shelf(table, changes, key);
    return putAll(shelf, rows, key);
}

using Accelerators = Shelf<Accelerator>;

Result<std::vector<DeviceType>> withAccelerators(
    const std::vector<AddCatalogue::NewDeviceType>& news, const Accelerators& accelerators)
{
    std::vector<DeviceType> types;
    for (const auto& [type, slug] : news) {
        const Result<AcceleratorId> accelerator = accelerators.idOf("accelerator", slug);
        if (!accelerator) {
            return accelerator.error();
        }
        types.push_back(type);
        types.back().accelerator = *accelerator;
    }
    return types;
}

Result<std::vector<Peer>> withAccelerators(const std::vector<AddCatalogue::NewPeer>& news,
                                           const Accelerators& accelerators)
{
    std::vector<Peer> peers;
    for (const auto& [peer, slug] : news) {
        const Result<AcceleratorId> accelerator = accelerators.idOf("accelerator", slug);
        if (!accelerator) {
            return accelerator.error();
        }
        peers.push_back(peer);
        peers.back().accelerator = *accelerator;
    }
    return peers;
}

} // namespace

Result<Change> resolveEdit(const Snapshot& snapshot, const AddCatalogue& edit)
{
    Change change;
    Accelerators accelerators(snapshot.accelerators, change.accelerators, &Accelerator::slug);
    if (const Status put = putAll(accelerators, edit.accelerators, &Accelerator::slug); !put) {
        return put.error();
    }
    const Result<std::vector<DeviceType>> types = withAccelerators(edit.deviceTypes, accelerators);
    if (!types) {
        return types.error();
    }
    const Result<std::vector<Peer>> peers = withAccelerators(edit.peers, accelerators);
    if (!peers) {
        return peers.error();
    }
    const Status steps[] = {
        putAll(snapshot.sources, change.sources, edit.sources, &Source::key),
        putAll(snapshot.rackTypes, change.rackTypes, edit.rackTypes, &RackType::slug),
        putAll(snapshot.deviceTypes, change.deviceTypes, *types, &DeviceType::slug),
        putAll(snapshot.cableTypes, change.cableTypes, edit.cableTypes, &CableType::slug),
        putAll(snapshot.assumptions, change.assumptions, edit.assumptions, &Assumption::key),
        putAll(snapshot.workloads, change.workloads, edit.workloads, &Workload::slug),
        putAll(snapshot.peers, change.peers, *peers, &Peer::name),
    };
    for (const Status& step : steps) {
        if (!step) {
            return step.error();
        }
    }
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const SetAssumption& edit)
{
    const Assumption* old = findAssumption(snapshot, edit.key);
    if (old == nullptr) {
        return notFound("assumption", edit.key);
    }
    if (const Status checked = about(edit.key, check(edit.value)); !checked) {
        return checked.error();
    }
    Assumption assumption = *old;
    assumption.value = edit.value;
    if (edit.value != old->value || !edit.origin.empty()) {
        assumption.origin = edit.origin.empty() ? "assumed" : edit.origin;
    }
    Change change;
    Draft(snapshot.assumptions, change.assumptions).replace(std::move(assumption));
    if (edit.key.starts_with("cabling.")) {
        Snapshot after = snapshot;
        after.assumptions = snapshot.assumptions.with(change.assumptions);
        change.cables.written = cabling::relaid(after);
    }
    return change;
}

} // namespace rackwright::edit
