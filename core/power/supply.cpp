#include "core/power/supply.h"

#include "core/base/units.h"
#include "core/model/counts.h"
#include "core/power/tree.h"

#include <algorithm>
#include <set>
#include <utility>

namespace rackwright::power {

using namespace units;

namespace {

Figure unitCapacity(const PowerNode& node)
{
    Figure figure{.key = "capacity_w",
                  .label = "Capacity of " + node.name,
                  .unit = "W",
                  .origin = node.origin};
    if (!node.capacity) {
        return unknown(std::move(figure));
    }
    figure.value = Range<double>::exact(*node.capacity / watt);
    return figure;
}

Figure unitStorage(const PowerNode& node)
{
    Figure figure{.key = "storage_wh",
                  .label = "Storage of " + node.name,
                  .unit = "Wh",
                  .origin = node.origin};
    if (!node.storage) {
        return unknown(std::move(figure));
    }
    figure.value = Range<double>::exact(*node.storage / wattHour);
    return figure;
}

// Sums a capacity over the nodes of a kind that are in service.
Figure total(Figure heading,
             const Snapshot& snapshot,
             std::string_view date,
             PowerNodeKind kind,
             Figure (*ofUnit)(const PowerNode&))
{
    heading.formula = "what is in service, added up";
    std::vector<Figure> parts;
    for (const PowerNode& node : snapshot.powerNodes) {
        if (node.kind == kind && isInService(node, date)) {
            parts.push_back(
                product({.key = heading.key,
                         .label = node.name,
                         .unit = heading.unit,
                         .formula = "units x capacity of one"},
                        {counted("units", "Units of " + node.name, node.count), ofUnit(node)}));
        }
    }
    return sum(std::move(heading), std::move(parts));
}

// What arrives at each node from the racks right below it, in the three states of a 2N site.
struct States
{
    Power normal;
    Power withoutA;
    Power withoutB;

    States& operator+=(const States& other)
    {
        normal += other.normal;
        withoutA += other.withoutA;
        withoutB += other.withoutB;
        return *this;
    }
};

void addRack(const Snapshot& snapshot, const Rack& rack, Power draw, std::vector<States>& nodes)
{
    const std::size_t a = snapshot.powerNodes.indexOf(rack.feedA);
    const std::size_t b = snapshot.powerNodes.indexOf(rack.feedB);
    const bool hasA = a < nodes.size();
    const bool hasB = b < nodes.size();
    const Power shared = draw / (hasA && hasB ? 2.0 : 1.0);
    if (hasA) {
        nodes[a] += {.normal = shared, .withoutB = draw};
    }
    if (hasB) {
        nodes[b] += {.normal = shared, .withoutA = draw};
    }
}

} // namespace

bool isInService(const PowerNode& node, std::string_view date)
{
    if (date.empty()) {
        return node.retired.empty();
    }
    return node.inService <= date && (node.retired.empty() || date < node.retired);
}

Supply supply(const Snapshot& snapshot, std::string_view date)
{
    const auto capacity = [&](const char* key, const char* label, PowerNodeKind kind) {
        return total(
            {.key = key, .label = label, .unit = "W"}, snapshot, date, kind, &unitCapacity);
    };
    return {.grid = capacity("grid_w", "Grid connection in service", PowerNodeKind::Grid),
            .generators =
                capacity("generators_w", "Generators in service", PowerNodeKind::Generator),
            .batteries = capacity("batteries_w", "Batteries in service", PowerNodeKind::Battery),
            .storage = total({.key = "storage_wh", .label = "Energy in batteries", .unit = "Wh"},
                             snapshot,
                             date,
                             PowerNodeKind::Battery,
                             &unitStorage)};
}

std::vector<std::string> supplyDates(const Snapshot& snapshot)
{
    std::set<std::string> dates;
    for (const PowerNode& node : snapshot.powerNodes) {
        dates.insert(node.inService);
        dates.insert(node.retired);
    }
    dates.erase(std::string{});
    return {dates.begin(), dates.end()};
}

Figure headroom(const Supply& supply, const Figure& facility)
{
    Figure firm = sum({.key = "firm_supply_w",
                       .label = "Grid and generators",
                       .unit = "W",
                       .formula = "grid connection + generators"},
                      {supply.grid, supply.generators});
    return difference({.key = "headroom_w",
                       .label = "Supply left over",
                       .unit = "W",
                       .formula = "grid and generators - facility power"},
                      std::move(firm),
                      facility);
}

std::vector<NodeLoad> nodeLoads(const Snapshot& snapshot, const std::vector<Load>& racks)
{
    const Table<PowerNode>& nodes = snapshot.powerNodes;
    std::vector<States> states(nodes.size());
    for (std::size_t i = 0; i < racks.size(); ++i) {
        addRack(snapshot, snapshot.racks[i], racks[i].draw, states);
    }
    std::vector<NodeLoad> loads;
    loads.reserve(nodes.size());
    for (const States& state : summedUp(nodes, std::move(states))) {
        loads.push_back({state.normal, std::max({state.normal, state.withoutA, state.withoutB})});
    }
    return loads;
}

std::optional<double> utilisation(const PowerNode& node, Power load)
{
    if (!node.capacity || node.count == 0) {
        return std::nullopt;
    }
    return load / (node.count * *node.capacity);
}

} // namespace rackwright::power
