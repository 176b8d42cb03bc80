#include "core/scenario/estimate.h"

#include "core/cost/capex.h"
#include "core/cost/opex.h"
#include "core/power/demand.h"
#include "core/power/supply.h"
#include "core/scenario/training_runs.h"

namespace rackwright::scenario {

Estimate estimate(const Snapshot& snapshot, std::string_view date)
{
    const power::Demand demand = power::demand(snapshot);
    const power::Supply supply = power::supply(snapshot, date);
    const auto bill = cost::billOfQuantities(snapshot, demand.it, date);
    return {.gpuCapex = cost::gpuCapex(bill),
            .capex = cost::capex(snapshot, bill),
            .opex = cost::opex(snapshot, demand, bill),
            .itPower = demand.it,
            .facilityPower = demand.facility,
            .energy = demand.energy,
            .gridCapacity = supply.grid,
            .headroom = power::headroom(supply, demand.facility),
            .training = trainingRuns(snapshot)};
}

} // namespace rackwright::scenario
