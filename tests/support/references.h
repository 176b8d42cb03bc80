// Whether every row of a plan refers to rows that are there.
#pragma once

#include "core/model/snapshot.h"

#include <string>
#include <vector>

namespace rackwright::test {

// One line for each reference to a row that is not in the plan: "device 7 -> rack 3".
class References
{
public:
    explicit References(const Snapshot& plan)

    {
        check("device type", plan.deviceTypes, &DeviceType::accelerator, plan.accelerators);
        check("peer", plan.peers, &Peer::accelerator, plan.accelerators);
        check("hall", plan.halls, &Hall::site, plan.sites);
        check("fixture", plan.fixtures, &Fixture::hall, plan.halls);
        check("row", plan.rows, &Row::hall, plan.halls);
        check("array", plan.arrays, &Array::hall, plan.halls);
        check("power node", plan.powerNodes, &PowerNode::parent, plan.powerNodes);
        check("power node", plan.powerNodes, &PowerNode::hall, plan.halls);
        check("cooling node", plan.coolingNodes, &CoolingNode::parent, plan.coolingNodes);
        check("cooling node", plan.coolingNodes, &CoolingNode::hall, plan.halls);
        check("rack", plan.racks, &Rack::hall, plan.halls);
        check("rack", plan.racks, &Rack::row, plan.rows);
        check("rack", plan.racks, &Rack::array, plan.arrays);
        check("rack", plan.racks, &Rack::type, plan.rackTypes);
        check("rack", plan.racks, &Rack::feedA, plan.powerNodes);
        check("rack", plan.racks, &Rack::feedB, plan.powerNodes);
        check("device", plan.devices, &Device::rack, plan.racks);
        check("device", plan.devices, &Device::type, plan.deviceTypes);
        check("device", plan.devices, &Device::fabric, plan.fabrics);
        check("cable", plan.cables, &Cable::fabric, plan.fabrics);
        check("cable", plan.cables, &Cable::a, plan.devices);
        check("cable", plan.cables, &Cable::b, plan.devices);
        check("step", plan.steps, &Step::scenario, plan.scenarios);
    }

    [[nodiscard]] const std::vector<std::string>& dangling() const { return dangling_; }

private:
    template <typename Row, typename Target>
    void check(const char* what,
               const Table<Row>& rows,
               decltype(Target::id) Row::*reference,
               const Table<Target>& targets)
    {
        for (const Row& row : rows) {
            const auto id = row.*reference;
            if (!id.isNone() && targets.find(id) == nullptr) {
                dangling_.push_back(std::string{what} + ' ' + std::to_string(row.id.value) +
                                    " -> " + std::to_string(id.value));
            }
        }
    }

    std::vector<std::string> dangling_;
};

inline std::vector<std::string> danglingReferences(const Snapshot& plan)
{
    return References(plan).dangling();
}

} // namespace rackwright::test
