#include "core/check/by_row.h"

#include <map>

namespace rackwright::check {

std::vector<RackGroup> groupedByRow(const Snapshot& snapshot, const std::vector<RackId>& racks)
{
    constexpr std::size_t byThemselves = 3;
    std::map<RowId, std::size_t> counts;
    for (const RackId id : racks) {
        ++counts[snapshot.racks.at(id).row];
    }
    std::vector<RackGroup> groups;
    std::map<RowId, std::size_t> groupOfRow;
    for (const RackId id : racks) {
        const Rack& rack = snapshot.racks.at(id);
        const Row* row = snapshot.rows.find(rack.row);
        if (row == nullptr || counts[row->id] <= byThemselves) {
            groups.push_back({rack.name, {id}});
            continue;
        }
        const auto [group, isNew] = groupOfRow.try_emplace(row->id, groups.size());
        if (isNew) {
            groups.push_back({snapshot.halls.at(row->hall).name + ", " + row->name, {}});
        }
        groups[group->second].racks.push_back(id);
    }
    return groups;
}

} // namespace rackwright::check
