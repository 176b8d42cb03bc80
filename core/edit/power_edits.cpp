#include "core/edit/power_edits.h"

#include "core/edit/dates.h"
#include "core/edit/draft.h"
#include "core/edit/names.h"

#include <map>

namespace rackwright::edit {

namespace {

constexpr int mostUnits = 1'000'000;

// The id that a name stands for; none for an empty name.
template <typename Row>
Result<decltype(Row::id)> idOf(const Table<Row>& table,
                               std::string_view what,
                               const std::string& name)
{
    if (name.empty()) {
        return decltype(Row::id){};
    }
    if (const Row* row = findBy(table, &Row::name, name)) {
        return row->id;
    }
    return notFound(what, name);
}

// What nodes of the power tree and of the cooling loop have in common: checked, and with the ids of the
// parent and the hall that the edit names.
template <typename Node, typename AddNode>
Result<Node> placedNode(const Snapshot& snapshot,
                        const Table<Node>& nodes,
                        std::string_view what,
                        const AddNode& edit)
{
    Node node = edit.node;
    Checks checks;
    checks.named(node.name)
        .that(findBy(nodes, &Node::name, node.name) == nullptr,
              "name",
              "must differ from the other nodes' names")
        .within(node.count, 1, mostUnits, "count")
        .notNegative(node.capacity.value_or(Power{}), "capacity");
    if (!checks.status()) {
        return checks.status().error();
    }
    const auto parent = idOf(nodes, what, edit.parent);
    if (!parent) {
        return parent.error();
    }
    const auto hall = idOf(snapshot.halls, "hall", edit.hall);
    if (!hall) {
        return hall.error();
    }
    node.parent = *parent;
    node.hall = *hall;
    return node;
}

Result<std::vector<HallId>> hallsNamed(const Snapshot& snapshot,
                                       const std::vector<std::string>& names)
{
    std::vector<HallId> halls;
    for (const std::string& name : names) {
        const Hall* hall = findHall(snapshot, name);
        if (hall == nullptr) {
            return notFound("hall", name);
        }
        halls.push_back(hall->id);
    }
    if (names.empty()) {
        std::ranges::transform(snapshot.halls, std::back_inserter(halls), &Hall::id);
    }
    std::ranges::sort(halls);
    halls.erase(std::unique(halls.begin(), halls.end()), halls.end());
    return halls;
}

// The two nodes that feed the same things.
struct Pair
{
    PowerNodeId a;
    PowerNodeId b;
};

// Lays the switchgear and busways; what is there already keeps its identity.
class Feeder
{
public:
    Feeder(const Snapshot& snapshot, const FeedRacks& edit, Change& change)
        : snapshot_(snapshot)
        , edit_(edit)
        , draft_(snapshot.powerNodes, change.powerNodes)
    {}

    Pair switchgear(const Hall& hall, PowerNodeId parent)
    {
        const std::string name = shortName(hall.name) + '-';
        PowerNode node;
        node.parent = parent;
        node.kind = PowerNodeKind::HallSwitchgear;
        node.hall = hall.id;
        return {put(node, name + 'A', Feed::A), put(node, name + 'B', Feed::B)};
    }

    Pair busways(const Hall& hall, const Row& row, Pair parents)
    {
        const std::string hallShort = shortName(hall.name);
        PowerNode node;
        node.kind = PowerNodeKind::Busway;
        node.hall = hall.id;
        node.capacity = edit_.buswayCapacity;
        node.parent = parents.a;
        const PowerNodeId a = put(node, buswayName(hallShort, row.name, Feed::A), Feed::A);
        node.parent = parents.b;
        return {a, put(node, buswayName(hallShort, row.name, Feed::B), Feed::B)};
    }

private:
    PowerNodeId put(PowerNode node, std::string name, Feed feed)
    {
        node.name = std::move(name);
        node.feed = feed;
        node.origin = edit_.origin;
        const auto old = std::ranges::find_if(snapshot_.powerNodes, [&](const PowerNode& other) {
            return other.name == node.name && other.kind == node.kind && other.hall == node.hall;
        });
        return draft_.put(old == snapshot_.powerNodes.end() ? nullptr : &*old, std::move(node));
    }

    const Snapshot& snapshot_;
    const FeedRacks& edit_;
    Draft<PowerNode> draft_;
};

} // namespace

Result<Change> resolveEdit(const Snapshot& snapshot, const AddPowerNode& edit)
{
    Result<PowerNode> placed = placedNode(snapshot, snapshot.powerNodes, "power node", edit);
    if (!placed) {
        return placed.error();
    }
    PowerNode node = *std::move(placed);
    Checks checks;
    checks.notNegative(node.storage.value_or(Energy{}), "storage")
        .that(node.inService.empty() || isDate(node.inService), "inService", dateForm)
        .that(node.retired.empty() || isDate(node.retired), "retired", dateForm)
        .that(node.retired.empty() || node.inService <= node.retired,
              "retired",
              "must not be before inService");
    if (!checks.status()) {
        return checks.status().error();
    }
    Change change;
    Draft(snapshot.powerNodes, change.powerNodes).add(std::move(node));
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const FeedRacks& edit)
{
    Checks checks;
    checks.named(edit.parent, "parent")
        .notNegative(edit.buswayCapacity.value_or(Power{}), "buswayCapacity");
    if (!checks.status()) {
        return checks.status().error();
    }
    const Result<PowerNodeId> parent = idOf(snapshot.powerNodes, "power node", edit.parent);
    if (!parent) {
        return parent.error();
    }
    const PowerNodeKind kind = snapshot.powerNodes.at(*parent).kind;
    if (kind == PowerNodeKind::HallSwitchgear || kind == PowerNodeKind::Busway) {
        return invalid("parent", "must be a node above the switchgear of the halls");
    }
    const Result<std::vector<HallId>> halls = hallsNamed(snapshot, edit.halls);
    if (!halls) {
        return halls.error();
    }

    Change change;
    Feeder feeder(snapshot, edit, change);
    std::map<HallId, Pair> ofHall;
    std::map<RowId, Pair> ofRow;
    for (const HallId id : *halls) {
        const Hall& hall = snapshot.halls.at(id);
        ofHall[id] = feeder.switchgear(hall, *parent);
        for (const Row& row : snapshot.rows) {
            if (row.hall == id) {
                ofRow[row.id] = feeder.busways(hall, row, ofHall[id]);
            }
        }
    }
    Draft racks(snapshot.racks, change.racks);
    for (Rack rack : snapshot.racks) {
        const auto hall = ofHall.find(rack.hall);
        if (hall == ofHall.end()) {
            continue;
        }
        const auto row = ofRow.find(rack.row);
        const Pair& feeds = row == ofRow.end() ? hall->second : row->second;
        rack.feedA = feeds.a;
        rack.feedB = feeds.b;
        racks.replace(std::move(rack));
    }
    return change;
}

Result<Change> resolveEdit(const Snapshot& snapshot, const AddCoolingNode& edit)
{
    Result<CoolingNode> node = placedNode(snapshot, snapshot.coolingNodes, "cooling node", edit);
    if (!node) {
        return node.error();
    }
    Change change;
    Draft(snapshot.coolingNodes, change.coolingNodes).add(*std::move(node));
    return change;
}

} // namespace rackwright::edit
